import type { Diagnostic } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Coverage } from "../impact/verdict.ts";
import { verdictOf } from "./finish.ts";
import type { Comparison, PolicyNotice, Report, ReportedChange, Summary } from "./report.ts";

/** What a run found, from which the rest of the report follows. */
export interface ReportParts {
  readonly version: string;
  readonly today: CalendarDate;
  readonly comparisons: readonly Comparison[];
  readonly coverage: Coverage;
  readonly policyNotices?: readonly PolicyNotice[];
  readonly diagnostics?: readonly Diagnostic[];
}

/** The report of a run: comparisons by name, with verdict, counts and coverage over all of them. */
export function buildReport(parts: ReportParts): Report {
  const comparisons = [...parts.comparisons].sort(byContract);
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const notices = parts.policyNotices ?? [];
  const summary = summarise(changes);
  return {
    schemaVersion: 1,
    tool: { name: "contract-drift", version: parts.version },
    today: parts.today,
    verdict: verdictOf(changes),
    blocking: summary.blocking > 0 || notices.some((notice) => notice.blocking),
    summary,
    coverage: parts.coverage,
    policyNotices: notices,
    diagnostics: parts.diagnostics ?? [],
    comparisons,
  };
}

function summarise(changes: readonly ReportedChange[]): Summary {
  const count = (test: (change: ReportedChange) => boolean): number => changes.filter(test).length;
  return {
    breaking: count((change) => change.severity === "breaking"),
    dangerous: count((change) => change.severity === "dangerous"),
    compatible: count((change) => change.severity === "compatible"),
    blocking: count((change) => change.blocking.value),
    waived: count((change) => change.waiver !== null && !change.blocking.value),
  };
}

function byContract(one: Comparison, other: Comparison): number {
  if (one.contract === other.contract) return 0;
  return one.contract < other.contract ? -1 : 1;
}
