import type { PeerIds, Severity } from "../../rules/rule.ts";
import { styleOf, SYMBOLS } from "./style.ts";

interface RuleLine {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly worst: Severity;
}

interface RulePage extends RuleLine {
  readonly explanation: string;
  readonly advice: string;
  readonly severities: readonly {
    readonly surface: string;
    readonly input: string;
    readonly output: string;
  }[];
  readonly peers: PeerIds;
  readonly retired: readonly string[];
}

/** The catalogue, a line for each rule, grouped by area. */
export function renderRuleList(rules: readonly RuleLine[], colour: boolean): string {
  const style = styleOf(colour);
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const areas = [...new Set(rules.map((rule) => rule.area))];
  const sections = areas.map((area) => {
    const lines = rules
      .filter((rule) => rule.area === area)
      .map(
        (rule) =>
          `  ${style.verdict(rule.worst, SYMBOLS[rule.worst])} ${rule.id.padEnd(width)}  ${rule.title}`,
      );
    return [style.strong(area), ...lines].join("\n");
  });
  const legend = `${rules.length} rules. ${SYMBOLS.breaking} can be breaking, ${SYMBOLS.dangerous} at most dangerous, ${SYMBOLS.compatible} always compatible. Next: contract-drift explain RULE`;
  return `${[...sections, style.faint(legend)].join("\n\n")}\n`;
}

/** One rule: what it reports, why it has which severity, and what to do. */
export function renderRulePage(rule: RulePage, colour: boolean): string {
  const style = styleOf(colour);
  const severities = rule.severities.flatMap(({ surface, input, output }) => {
    const label = `  ${surface.padEnd(8)}`;
    if (input === output) return [`${label}${input}`];
    return [
      `${label}what consumers send: ${input}`,
      `${" ".repeat(10)}what they receive:   ${output}`,
    ];
  });
  const peers = Object.entries(rule.peers).map(([tool, ids]) => `  ${tool}: ${ids.join(", ")}`);
  return `${[
    `${style.verdict(rule.worst, SYMBOLS[rule.worst])} ${style.strong(rule.id)}: ${rule.title}.`,
    "",
    rule.explanation,
    rule.advice,
    "",
    style.strong("Severity, by surface and direction"),
    ...severities,
    ...(peers.length === 0 ? [] : ["", style.strong("What other tools call it"), ...peers]),
    ...(rule.retired.length === 0
      ? []
      : ["", `Earlier ids, valid for ever: ${rule.retired.join(", ")}`]),
  ].join("\n")}\n`;
}
