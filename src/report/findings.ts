import type { ImpactVerdict } from "../impact/verdict.ts";
import type { Location } from "../model/position.ts";
import { SEVERITIES } from "../rules/rule.ts";
import type { Comparison, Report, ReportedChange } from "./report.ts";

/** A change with the comparison it was found in. */
export interface Finding {
  readonly comparison: Comparison;
  readonly change: ReportedChange;
}

/**
 * Every change of a report, what matters most first: blocking, then severity, then how many
 * consumers it hits, then how far it reaches; within that as the report orders them. Reporters
 * with a limit take from the front. What several bases show is one finding.
 */
export function rankedFindings(report: Report): readonly Finding[] {
  return [...distinctFindings(report.comparisons)].sort(byWeight);
}

/** Every change once: of those that several bases show, the first that blocks, else the first. */
export function distinctFindings(comparisons: readonly Comparison[]): readonly Finding[] {
  const findings = comparisons.flatMap((comparison) =>
    comparison.changes.map((change) => ({ comparison, change })),
  );
  if (new Set(comparisons.map(({ contract }) => contract)).size === comparisons.length)
    return findings;
  const byKey = Map.groupBy(findings, identityOf);
  return findings.filter((finding) => {
    const same = byKey.get(identityOf(finding)) ?? [];
    const shown = same.find(({ change }) => change.blocking.value) ?? same[0];
    return finding.comparison === shown?.comparison;
  });
}

function identityOf({ comparison, change }: Finding): string {
  return `${comparison.contract}\0${change.key}`;
}

function byWeight({ change: one }: Finding, { change: other }: Finding): number {
  return (
    Number(other.blocking.value) - Number(one.blocking.value) ||
    SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
    consumersOf(other, ["breaks"]).length - consumersOf(one, ["breaks"]).length ||
    consumersOf(other, ["may-break"]).length - consumersOf(one, ["may-break"]).length ||
    other.reachTotal - one.reachTotal
  );
}

/** The names of consumers with one of these verdicts, each once, in the report's order. */
export function consumersOf(
  change: ReportedChange,
  verdicts: readonly ImpactVerdict[],
): readonly string[] {
  const hit = change.impact.filter(({ verdict }) => verdicts.includes(verdict));
  return [...new Set(hit.map(({ consumer }) => consumer))];
}

/**
 * Where a change can be pointed at in after's files. `element`: the changed element stands there;
 * `parent`: it is gone, and this is the nearest thing around it that is still there; `before`:
 * nothing of it is left, and this is where it stood.
 */
export interface Anchor {
  readonly at: "element" | "parent" | "before";
  readonly location: Location;
}

/** The place of a change for tools that show after's files; undefined where no place is known. */
export function anchorOf(change: ReportedChange): Anchor | undefined {
  const { before, after } = change;
  if (after?.location !== undefined) {
    return { at: isGone(change) ? "parent" : "element", location: after.location };
  }
  return before?.location === undefined ? undefined : { at: "before", location: before.location };
}

/** True where the element had a value and has none. */
export function isGone({ before, after }: ReportedChange): boolean {
  return before?.value !== undefined && after?.value === undefined;
}

/** `orders.yaml:12:9`. */
export function printedPlace({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
