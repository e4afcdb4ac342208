import { levelWords } from "../../src/app/level-words.ts";
import type { Change } from "../../src/diff/change.ts";
import type { Format } from "../../src/model/contract.ts";
import { RULES, type RuleId } from "../../src/rules/index.ts";
import type { ByDirection, PeerIds, Rule } from "../../src/rules/rule.ts";
import type { RuleFixture } from "./fixtures.ts";
import { lineDiff } from "./line-diff.ts";
import { code, page, table } from "./markdown.ts";

/** A fixture, and what was found in it. */
export interface Example {
  readonly fixture: RuleFixture;
  readonly change: Change;
}

const SURFACES = {
  wire: "on the wire",
  json: "in JSON",
  source: "in client code",
  promise: "in what was announced",
} as const;

const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  openapi: "OpenAPI",
  graphql: "GraphQL",
  protobuf: "Protobuf",
};

const PEER_NAMES: Readonly<Record<keyof PeerIds, string>> = {
  oasdiff: "oasdiff",
  "openapi-diff": "openapi-diff",
  buf: "buf",
  "graphql-js": "graphql-js",
  "graphql-inspector": "graphql-inspector",
};

/** The page of one rule: what it reports, why, how bad, an example, what to do about it. */
export function rulePage(id: RuleId, examples: readonly Example[]): string {
  const rule = RULES[id];
  return page([
    `# ${code(id)}`,
    "",
    `**${rule.title}.** ${rule.explanation}`,
    "",
    ...severities(rule),
    "",
    ...examples.flatMap(exampleOf),
    ...(examples.length === 0 ? NO_EXAMPLE : []),
    "## What to do",
    "",
    rule.advice,
    "",
    ...configuration(id),
    "",
    ...otherTools(rule.peers ?? {}),
    ...former(rule),
    "",
    "[All rules](README.md) · [What the severities mean](../severities.md)",
  ]);
}

function severities(rule: Rule): readonly string[] {
  const rows = Object.entries(SURFACES).flatMap(([surface, words]) => {
    const levels = levelsOn(rule, surface);
    return levels === undefined
      ? []
      : [[words, levelWords(levels.input), levelWords(levels.output)]];
  });
  return [
    "## How bad it is",
    "",
    ...table(["", "what consumers send", "what consumers receive"], rows),
  ];
}

function levelsOn(rule: Rule, surface: string): ByDirection | undefined {
  const entry = Object.entries(rule.severity).find(([name]) => name === surface);
  return entry?.[1];
}

const NO_EXAMPLE = [
  "## Example",
  "",
  "No pair of texts alone shows it: it depends on the repository or on its policy.",
  "",
];

function exampleOf({ fixture, change }: Example): readonly string[] {
  const { format, before, after, expected } = fixture;
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const several = paths.length > 1;
  return [
    `## Example in ${FORMAT_NAMES[format]}`,
    "",
    ...paths.flatMap((path) => [
      ...(several ? [`${code(path)}:`, ""] : []),
      "```diff",
      ...differenceOf(before.get(path), after.get(path)),
      "```",
      "",
    ]),
    `> **${expected.severity}**${surfacesOf(fixture)}: ${quoted(change.message)}`,
    "",
  ];
}

function differenceOf(before: string | undefined, after: string | undefined): readonly string[] {
  if (before === after)
    return (before ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`.trimEnd());
  return lineDiff(before ?? "", after ?? "").filter((line) => line !== "-" && line !== "+");
}

/** Said where the example is only felt on a surface that the format does not promise by itself. */
function surfacesOf({ expected }: RuleFixture): string {
  return expected.surfaces === undefined
    ? ""
    : ` where ${expected.surfaces.map(code).join(" and ")} is promised`;
}

function quoted(message: string): string {
  return message.replaceAll("<", "\\<");
}

function configuration(id: RuleId): readonly string[] {
  return [
    "## Configure it",
    "",
    "Count its findings as another severity, or leave them out (`off`), for every contract or for one:",
    "",
    "```yaml",
    "# contract-drift.yaml",
    "severity:",
    `  ${id}: dangerous`,
    "```",
    "",
    "A single finding is excused by a waiver with a reason, an owner and an expiry: `contract-drift waive`.",
  ];
}

function otherTools(peers: PeerIds): readonly string[] {
  const rows = Object.entries(PEER_NAMES).flatMap(([peer, name]) => {
    const entry = Object.entries(peers).find(([key]) => key === peer);
    const ids: readonly string[] = entry?.[1] ?? [];
    return ids.length === 0 ? [] : [`- ${name}: ${ids.map(code).join(", ")}`];
  });
  if (rows.length === 0) return [];
  return ["## In other tools", "", ...rows, ""];
}

function former({ retired = [] }: Rule): readonly string[] {
  return retired.length === 0
    ? []
    : [`Earlier called ${retired.map(code).join(", ")}; these names stay valid.`];
}
