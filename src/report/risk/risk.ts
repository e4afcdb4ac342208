import { consumersOf, rankedFindings } from "../findings.ts";
import type { Finding } from "../findings.ts";
import type { DeployOrder, Report } from "../report.ts";
import { ruleOf } from "../words.ts";

/** How careful a reviewer has to be. */
export type RiskLevel = "high" | "medium" | "low";

/** A level, and the reasons for it, weightiest first. */
export interface Risk {
  readonly level: RiskLevel;
  readonly because: readonly string[];
}

/** What reviewers of a run have to know, each list weightiest first. */
export interface RiskFacts {
  readonly risk: Risk;
  /** What is worse than compatible. */
  readonly worse: readonly Finding[];
  /** What goes or went before its time, or without a time. */
  readonly windows: readonly Finding[];
  /** What must be deployed in an order, by that order. */
  readonly orders: ReadonlyMap<Exclude<DeployOrder, "either">, readonly Finding[]>;
  /** After which the provider cannot go back alone. */
  readonly irreversible: readonly Finding[];
  /** What touches who may call what. */
  readonly security: readonly Finding[];
  /** Owners of the contracts that change, by contract. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  /** Consumers that are or may be hit, by team; without a team under their own name. */
  readonly teams: ReadonlyMap<string, readonly string[]>;
}

/** What a report says about the risk of merging. */
export function riskFacts(report: Report): RiskFacts {
  const ranked = rankedFindings(report);
  const worse = ranked.filter(({ change }) => change.severity !== "compatible");
  const facts = {
    worse,
    windows: ranked.filter(isAgainstItsWindow),
    orders: Map.groupBy(ranked, ({ change }) => change.deployOrder),
    irreversible: ranked.filter(({ change }) => !change.reversible),
    security: ranked.filter(touchesSecurity),
  };
  const orders = new Map(
    (["parallel", "consumer-first", "provider-first"] as const).flatMap((order) => {
      const findings = facts.orders.get(order);
      return findings === undefined ? [] : [[order, findings] as const];
    }),
  );
  return {
    ...facts,
    orders,
    risk: riskOf(report, facts),
    owners: ownersOf(worse),
    teams: teamsOf(worse),
  };
}

function riskOf(
  report: Report,
  { worse, irreversible, security }: Pick<RiskFacts, "worse" | "irreversible" | "security">,
): Risk {
  const breaking = worse.filter(({ change }) => change.severity === "breaking");
  const hits = breaking.filter(({ change }) => consumersOf(change, ["breaks"]).length > 0);
  const loosened = security.filter(({ change }) => change.rule === "security-loosened");
  const unreadable = report.comparisons.filter(({ state }) => state === "unreadable");
  const high = [
    ...reason(hits, "change breaks known consumers", "changes break known consumers"),
    ...reason(loosened, "operation can be called with less", "operations can be called with less"),
    ...reason(unreadable, "contract could not be read", "contracts could not be read"),
    ...reason(
      breaking.filter((one) => irreversible.includes(one)),
      "breaking change cannot be taken back by the provider alone",
      "breaking changes cannot be taken back by the provider alone",
    ),
  ];
  const medium = [
    ...reason(breaking, "breaking change", "breaking changes"),
    ...reason(
      worse.filter(({ change }) => consumersOf(change, ["may-break"]).length > 0),
      "change may break known consumers",
      "changes may break known consumers",
    ),
    ...reason(security, "change touches security", "changes touch security"),
  ];
  if (high.length > 0) return { level: "high", because: high };
  if (medium.length > 0) return { level: "medium", because: medium };
  return { level: "low", because: reason(worse, "dangerous change", "dangerous changes") };
}

function reason(found: readonly unknown[], one: string, many: string): readonly string[] {
  return found.length === 0 ? [] : [`${found.length} ${found.length === 1 ? one : many}`];
}

function isAgainstItsWindow({ change }: Finding): boolean {
  const state = change.lifecycle?.state;
  if (state === undefined || change.severity === "compatible") return false;
  return state !== "active" && state !== "removed-on-time" && state !== "removed-late";
}

function touchesSecurity({ change }: Finding): boolean {
  return (
    ruleOf(change)?.area === "security" ||
    change.kind === "security-scheme" ||
    change.kind === "security-requirement"
  );
}

function ownersOf(findings: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  return new Map(findings.map(({ comparison }) => [comparison.contract, comparison.owners ?? []]));
}

function teamsOf(findings: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const teams = new Map<string, Set<string>>();
  for (const { change } of findings) {
    for (const { consumer, team, verdict } of change.impact) {
      if (verdict !== "breaks" && verdict !== "may-break") continue;
      const name = team ?? consumer;
      teams.set(name, (teams.get(name) ?? new Set()).add(consumer));
    }
  }
  return new Map([...teams].map(([team, consumers]) => [team, [...consumers]]));
}
