import type { Finding } from "../findings.ts";
import { code, prose } from "../markdown/escape.ts";
import { markerOf } from "../markdown/index.ts";
import type { DeployOrder, Report } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { coverageLine } from "../text/coverage.ts";
import { counted, shortened, SYMBOLS } from "../text/style.ts";
import { windowSentence } from "../text/window.ts";
import { sentence } from "../words.ts";
import { riskFacts } from "./risk.ts";
import type { Risk, RiskFacts } from "./risk.ts";

/** How many lines of a list are shown before the rest is a count, and how long a line may be. */
const LISTED = 8;
const TEXT_LIMIT = 240;

/**
 * A note for who reviews a pull request: what breaks, whom, in which order both sides go, whether
 * there is a way back, what touches security, and whom to ask. Always of a size for a comment.
 */
export function renderRisk(report: Report, options: RenderOptions): string {
  const facts = riskFacts(report);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["What breaks", changeLines(facts.worse)],
    ["Who is affected", affectedLines(report, facts)],
    ["Windows", windowLines(facts.windows)],
    ["Order", orderLines(facts)],
    ["Way back", reversalLines(facts)],
    ["Security", changeLines(facts.security)],
    ["Whom to ask", askLines(facts)],
  ];
  return [
    markerOf(`${options.name ?? "contract-drift"}/risk`),
    `### Risk of merging: ${facts.risk.level}`,
    "",
    riskSentence(facts.risk, report),
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ["", `**${title}**`, "", ...lines.map((line) => `- ${line}`)],
    ),
    "",
  ].join("\n");
}

function riskSentence({ because }: Risk, { blocking }: Report): string {
  const reasons = because.length === 0 ? "Nothing is worse than compatible" : because.join(", ");
  return `${reasons}. ${blocking ? "The check blocks." : "The check does not block."}`;
}

function changeLines(findings: readonly Finding[]): readonly string[] {
  return cut(findings, "more change", ({ comparison, change }) => {
    const verdict = change.blocking.value ? " (blocks)" : change.waiver === null ? "" : " (waived)";
    return `${SYMBOLS[change.severity]} ${named(comparison.contract)} ${code(shortened(change.element, TEXT_LIMIT))}: ${prose(shortened(sentence(change.message), TEXT_LIMIT))}${verdict}`;
  });
}

function affectedLines({ coverage }: Report, { teams, worse }: RiskFacts): readonly string[] {
  if (worse.length === 0) return [];
  const lines = cut([...teams], "more team", ([team, consumers]) => {
    const shown = consumers.slice(0, LISTED).map(named).join(", ");
    const rest = consumers.length - LISTED;
    return `${named(team)}: ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
  });
  if (coverage.known === 0) {
    return [...lines, "No consumer is declared: nobody can say whom this hits."];
  }
  if (coverage.uncovered.length === 0) return lines;
  return [...lines, prose(`Unknown: ${coverageLine(coverage)}.`)];
}

function windowLines(findings: readonly Finding[]): readonly string[] {
  return cut(findings, "more element", ({ change }) => {
    const window = change.lifecycle === undefined ? "" : windowSentence(change.lifecycle);
    return `${code(shortened(change.element, TEXT_LIMIT))}: ${prose(shortened(window, TEXT_LIMIT))}`;
  });
}

const ORDERS: Readonly<Record<Exclude<DeployOrder, "either">, string>> = {
  parallel: "No order is safe; serve both forms for a time",
  "consumer-first": "Consumers first",
  "provider-first": "Provider first",
};

function orderLines({ orders, worse }: RiskFacts): readonly string[] {
  if (orders.size === 0) return worse.length === 0 ? [] : ["Either side can go first."];
  const lines = [...orders].map(([order, findings]) => `${ORDERS[order]}: ${elements(findings)}`);
  return orders.has("consumer-first") && orders.has("provider-first")
    ? [...lines, "Together they take two steps: add, let consumers move, then remove."]
    : lines;
}

function reversalLines({ irreversible, worse }: RiskFacts): readonly string[] {
  if (irreversible.length > 0) {
    return [
      `Rolling back the provider alone harms consumers that have moved by then: ${elements(irreversible)}`,
    ];
  }
  return worse.length === 0 ? [] : ["The provider can be rolled back alone at any time."];
}

/** What is worse than compatible by name; additions are many, and counted. */
function elements(findings: readonly Finding[]): string {
  const worse = findings.filter(({ change }) => change.severity !== "compatible");
  const names = [...new Set(worse.map(({ change }) => change.element))];
  const shown = names.slice(0, LISTED).map((name) => code(shortened(name, TEXT_LIMIT)));
  const rest = names.length - shown.length;
  const compatible = findings.length - worse.length;
  return [
    ...shown,
    ...(rest > 0 ? [`${rest} more`] : []),
    ...(compatible > 0 ? [counted(compatible, "compatible change")] : []),
  ].join(", ");
}

function askLines({ owners, teams }: RiskFacts): readonly string[] {
  const contracts = cut([...owners], "more contract", ([contract, names]) => {
    const who = names.slice(0, LISTED).map((name) => code(shortened(name, TEXT_LIMIT)));
    return `${named(contract)}: ${who.length === 0 ? "no owner is known" : who.join(", ")}`;
  });
  const asked = [...teams.keys()].slice(0, LISTED).map(named);
  const rest = teams.size - asked.length;
  if (asked.length === 0) return contracts;
  return [
    ...contracts,
    `Teams of the consumers: ${asked.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
  ];
}

function named(name: string): string {
  return `**${prose(shortened(name, TEXT_LIMIT))}**`;
}

/** The first of them in words, and how many more there are. */
function cut<T>(items: readonly T[], noun: string, line: (item: T) => string): readonly string[] {
  const rest = items.length - LISTED;
  const lines = items.slice(0, LISTED).map(line);
  return rest > 0 ? [...lines, `… and ${counted(rest, noun)}`] : lines;
}
