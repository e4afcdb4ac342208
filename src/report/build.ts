import type { Diagnostic } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Coverage } from "../impact/verdict.ts";
import { verdictOf } from "./finish.ts";
import { distinctFindings } from "./findings.ts";
import type {
  BaseVerdict,
  Comparison,
  PolicyNotice,
  Report,
  ReportedChange,
  Revision,
  Summary,
} from "./report.ts";

/** What a run found, from which the rest of the report follows. */
export interface ReportParts {
  readonly version: string;
  readonly today: CalendarDate;
  /** Those of one contract in the order of their bases. */
  readonly comparisons: readonly Comparison[];
  /** The bases, where there are several, in the order in which they were asked for. */
  readonly bases?: readonly ComparedWith[];
  readonly coverage: Coverage;
  readonly policyNotices?: readonly PolicyNotice[];
  readonly diagnostics?: readonly Diagnostic[];
}

/** One of several bases, and what was compared with it. */
export interface ComparedWith {
  readonly revision: Revision;
  readonly comparisons: readonly Comparison[];
}

/** The report of a run: comparisons by name, with verdict, counts and coverage over all of them. */
export function buildReport(parts: ReportParts): Report {
  const comparisons = [...parts.comparisons].sort(byContract);
  const changes = distinctFindings(comparisons).map(({ change }) => change);
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
    ...(parts.bases === undefined ? {} : { bases: parts.bases.map(baseVerdictOf) }),
    policyNotices: notices,
    diagnostics: parts.diagnostics ?? [],
    comparisons,
  };
}

function baseVerdictOf({ revision, comparisons }: ComparedWith): BaseVerdict {
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const summary = summarise(changes);
  return { ...revision, verdict: verdictOf(changes), blocking: summary.blocking > 0, summary };
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
