import type { Diagnostic } from "../../model/contract.ts";
import { rankedFindings } from "../findings.ts";
import type { Finding } from "../findings.ts";
import type { Comparison, Report } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { comparedSentence, foundIn, sidesOf } from "../summary-words.ts";
import { coverageLine } from "../text/coverage.ts";
import { placed } from "../text/diagnostics.ts";
import { countByRule } from "../text/selection.ts";
import { counted, shortened, SYMBOLS } from "../text/style.ts";
import { FORMAT_NAMES } from "../words.ts";
import { changeItem, changeSection } from "./change.ts";
import { code, htmlCode, prose } from "./escape.ts";
import { headOf } from "./head.ts";

/** GitHub refuses comments of more than 65,536 characters; some room is left for who adds a line. */
const LIMIT = 65_000;

/** Room for the lines that say what was cut. */
const RESERVE = 1_500;

const NAME_LIMIT = 120;
const NOTES = 20;
const OWNERS = 8;

/** The line by which a comment is found again, so that it is updated and never repeated. */
export function markerOf(name: string): string {
  const safe = name.replaceAll(/[^\w./ -]/g, "_").replaceAll("--", "__");
  return `<!-- contract-drift:${safe.slice(0, 100)} -->`;
}

/**
 * The report as a comment on a pull request: the verdict and what matters most on the first
 * screen, everything else folded, never longer than a comment may be. What is cut is counted.
 */
export function renderMarkdown(report: Report, options: RenderOptions): string {
  const ranked = rankedFindings(report);
  const head = [markerOf(options.name ?? "contract-drift"), headOf(report, ranked)].join("\n");
  const foot = footOf(report);
  const room = LIMIT - RESERVE - head.length - foot.length;
  const { sections, cut } = foldedSections(ranked, { options, room });
  return `${[head, ...sections, ...cutLines(cut), foot].join("\n\n")}\n`;
}

interface Room {
  readonly options: RenderOptions;
  readonly room: number;
}

interface Folded {
  readonly sections: readonly string[];
  readonly cut: readonly Finding[];
}

/** What part of the room changes in full may take; the rest is for a line each. */
const FULL_SHARE = 0.7;

/**
 * Changes in full while there is room, then on a line each, then as a count; in rank order, so
 * that what is cut is what matters least. Compatible changes get a line only.
 */
function foldedSections(ranked: readonly Finding[], { options, room }: Room): Folded {
  const texts = new Map<Comparison, string[]>();
  let left = room;
  let fullLeft = room * FULL_SHARE;
  for (const [index, finding] of ranked.entries()) {
    const { comparison, change } = finding;
    const frame = texts.has(comparison) ? 1 : folded(comparison, []).length + 3;
    let text = changeItem(finding);
    if (fullLeft > 0 && change.severity !== "compatible") {
      const section = changeSection(finding, options);
      fullLeft -= section.length + frame;
      if (fullLeft > 0) text = section;
    }
    left -= text.length + frame;
    if (left < 0) return { sections: sectionsOf(texts), cut: ranked.slice(index) };
    texts.set(comparison, [...(texts.get(comparison) ?? []), text]);
  }
  return { sections: sectionsOf(texts), cut: [] };
}

function sectionsOf(texts: ReadonlyMap<Comparison, readonly string[]>): readonly string[] {
  return [...texts].map(([comparison, parts]) => folded(comparison, parts));
}

function folded(comparison: Comparison, texts: readonly string[]): string {
  const inside = [...ownersLine(comparison), texts.join("\n").trimEnd()].join("\n\n");
  return `<details><summary>${summaryOf(comparison)}</summary>\n\n${inside}\n\n</details>`;
}

/** As code, so that nobody is called by a comment that only names them. */
function ownersLine({ owners = [] }: Comparison): readonly string[] {
  if (owners.length === 0) return [];
  const shown = owners.slice(0, OWNERS).map((owner) => code(shortened(owner, NAME_LIMIT)));
  const rest = owners.length - shown.length;
  return [`Owners: ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`];
}

function summaryOf(comparison: Comparison): string {
  const sides = sidesOf(comparison);
  const name = `${htmlCode(shortened(comparison.contract, NAME_LIMIT))} (${FORMAT_NAMES[comparison.format]})`;
  const found = `${SYMBOLS[comparison.verdict]} ${name}: ${foundIn(comparison)}`;
  return sides === undefined ? found : `${found}, ${htmlCode(shortened(sides, NAME_LIMIT * 2))}`;
}

function cutLines(cut: readonly Finding[]): readonly string[] {
  if (cut.length === 0) return [];
  const changes = cut.map(({ change }) => change);
  return [
    `… and ${counted(cut.length, "more change")} for which a comment has no room: ${prose(countByRule(changes, 6))}. The whole report: \`--format html=report.html\` or \`--format json=report.json\`.`,
  ];
}

function footOf(report: Report): string {
  const notes = [
    ...report.policyNotices.map(({ code: kind, message, location }) => ({
      code: kind,
      message,
      ...(location === undefined ? {} : { location }),
    })),
    ...report.diagnostics,
    ...report.comparisons.flatMap(({ diagnostics }) => diagnostics),
  ];
  const coverage = report.coverage.known === 0 ? "" : ` ${prose(coverageLine(report.coverage))}.`;
  const { tool } = report;
  return [
    ...(notes.length === 0 ? [] : [notesSection(notes)]),
    `<sub>${comparedSentence(report)}${coverage} ${tool.name} ${prose(tool.version)}. \`contract-drift explain RULE\` says what a rule means.</sub>`,
  ].join("\n\n");
}

function notesSection(notes: readonly Diagnostic[]): string {
  const lines = notes
    .slice(0, NOTES)
    .map(({ code, message, location }) =>
      prose(shortened(`${code}: ${message}${placed(location)}`, NAME_LIMIT * 4)),
    );
  const rest = notes.length - lines.length;
  return [
    `<details><summary>${counted(notes.length, "note")}</summary>`,
    "",
    ...lines.map((line) => `- ${line}`),
    ...(rest > 0 ? [`- … and ${counted(rest, "more note")}`] : []),
    "",
    "</details>",
  ].join("\n");
}
