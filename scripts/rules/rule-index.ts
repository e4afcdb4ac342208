import { RULE_IDS, RULES, type RuleId } from "../../src/rules/index.ts";
import { SEVERITIES, worse, type Area, type Level, type Severity } from "../../src/rules/rule.ts";
import { code, page, table } from "./markdown.ts";

const AREAS: Readonly<Record<Area, string>> = {
  contract: "Contracts",
  operation: "Operations",
  message: "Messages",
  parameter: "Parameters and headers",
  body: "Bodies and media types",
  security: "Security",
  type: "Types",
  field: "Fields",
  value: "Values",
  constraint: "Constraints",
  declaration: "Declarations",
  lifecycle: "Windows and promises",
  policy: "Policy",
};

/** The index of the pages, by what the rules are about. */
export function ruleIndex(): string {
  return page([
    "# Rules",
    "",
    "A rule is the name of a finding: the element and what happened to it. Direction, format and severity",
    "never stand in its name; they follow from where the element stands. What the severities mean is in",
    "[severities](../severities.md). Names live for ever: configurations and waivers may rely on them.",
    "",
    ...Object.entries(AREAS).flatMap(([area, title]) => section(area, title)),
  ]);
}

function section(area: string, title: string): readonly string[] {
  const ids = RULE_IDS.filter((id) => RULES[id].area === area);
  if (ids.length === 0) return [];
  const rows = ids.map((id) => [`[${code(id)}](${id}.md)`, RULES[id].title, worstOf(id)]);
  return [`## ${title}`, "", ...table(["rule", "what it reports", "at worst"], rows), ""];
}

/** The worst that a rule can be on any surface. */
function worstOf(id: RuleId): Severity {
  return Object.values(RULES[id].severity)
    .flatMap((levels) => [levels.input, levels.output])
    .map(worstIn)
    .reduce(worse, SEVERITIES[0]);
}

function worstIn(level: Level): Severity {
  if (typeof level === "string") return level;
  return [...Object.values(level.cases), level.otherwise].map(worstIn).reduce(worse);
}
