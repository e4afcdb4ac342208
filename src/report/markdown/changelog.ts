import type { Changelog, ContractNotes, ReleaseNote, Section } from "../changelog.ts";
import { SECTIONS } from "../changelog.ts";
import { shortened } from "../text/style.ts";
import { code, prose } from "./escape.ts";

const HEADINGS: Readonly<Record<Section, string>> = {
  breaking: "Breaking",
  removed: "Removed as announced",
  attention: "Look at these",
  deprecated: "Deprecated",
  added: "Added",
  other: "Other changes",
};

/** So many lines of a section are listed; the rest is counted. */
const LISTED = 200;

const LONGEST = 400;

/** Release notes in Markdown: what breaks first; the same changelog gives the same bytes. */
export function renderChangelog(changelog: Changelog): string {
  const { before, after, bump, because, suggested, contracts } = changelog;
  const span = [before, after]
    .filter((ref) => ref !== undefined)
    .map(prose)
    .join(" → ");
  const version = suggested === undefined ? "" : ` (${code(suggested)})`;
  return [
    `## ${span === "" ? "Changes" : span}`,
    `Suggested version step: **${bump}**${version}: ${prose(because)}.`,
    ...contracts.flatMap((notes) => contractSection(notes, contracts.length > 1)),
  ]
    .map((block) => `${block}\n`)
    .join("\n");
}

function contractSection(notes: ContractNotes, isNamed: boolean): readonly string[] {
  const sections = SECTIONS.filter((section) => notes.sections[section].length > 0);
  const level = isNamed ? "####" : "###";
  return [
    ...(isNamed ? [`### ${prose(notes.contract)}`] : []),
    ...(sections.length === 0 ? [`${stateWords(notes.state)}.`] : []),
    ...sections.flatMap((section) => [
      `${level} ${HEADINGS[section]}`,
      noteList(notes.sections[section]),
    ]),
  ];
}

function stateWords(state: ContractNotes["state"]): string {
  if (state === "new") return "The contract is new";
  if (state === "unreadable") return "The contract could not be read";
  return "Nothing has changed";
}

function noteList(notes: readonly ReleaseNote[]): string {
  const rest = notes.length - LISTED;
  return [
    ...notes.slice(0, LISTED).map(noteLine),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
  ].join("\n");
}

function noteLine({ element, message, replacement, sunset, consumers }: ReleaseNote): string {
  const more = [
    ...(sunset === undefined || message.includes(sunset) ? [] : [`sunset ${sunset}`]),
    ...(replacement === undefined ? [] : [`use ${code(shortened(replacement, LONGEST))} instead`]),
    ...(consumers.length === 0 ? [] : [`breaks ${consumers.map(prose).join(", ")}`]),
  ].join("; ");
  const sentence = prose(shortened(message, LONGEST));
  return `- ${code(shortened(element, LONGEST))}: ${sentence}${more === "" ? "" : ` (${more})`}`;
}
