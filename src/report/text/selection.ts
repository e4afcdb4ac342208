import { SEVERITIES } from "../../rules/rule.ts";
import type { ReportedChange } from "../report.ts";

/** How many changes are shown in full, and how many more on one line each. */
const IN_FULL = 25;
const ON_ONE_LINE = 100;

/** Which changes of a report are shown, and how; the rest is counted, never silently left out. */
export interface Selection {
  readonly inFull: ReadonlySet<ReportedChange>;
  readonly onOneLine: ReadonlySet<ReportedChange>;
}

/**
 * What is worth the reader's time: blocking before the rest, worse before milder, across all
 * contracts. Compatible changes are counted unless `verbose`, which also lifts the limits.
 */
export function selectChanges(all: readonly ReportedChange[], verbose: boolean): Selection {
  if (verbose) {
    const [compatible, worse] = [true, false].map((wanted) =>
      all.filter((change) => (change.severity === "compatible") === wanted),
    );
    return { inFull: new Set(worse), onOneLine: new Set(compatible) };
  }
  const ranked = all.filter((change) => change.severity !== "compatible").sort(byWeight);
  return {
    inFull: new Set(ranked.slice(0, IN_FULL)),
    onOneLine: new Set(ranked.slice(IN_FULL, IN_FULL + ON_ONE_LINE)),
  };
}

function byWeight(one: ReportedChange, other: ReportedChange): number {
  const byBlocking = Number(other.blocking.value) - Number(one.blocking.value);
  if (byBlocking !== 0) return byBlocking;
  return SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity);
}

/** `5 field-removed, 3 type-changed`, most frequent first, at most `limit` rules. */
export function countByRule(changes: readonly ReportedChange[], limit: number): string {
  const counts = new Map<string, number>();
  for (const { rule } of changes) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const listed = ranked.slice(0, limit).map(([rule, count]) => `${count} ${rule}`);
  return ranked.length > limit ? `${listed.join(", ")} …` : listed.join(", ");
}
