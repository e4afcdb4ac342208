import type { Comparison, ComparisonState, Report } from "../report.ts";
import { coverageLine } from "./coverage.ts";
import { counted, SYMBOLS } from "./style.ts";
import type { Style } from "./style.ts";

/** The last lines: the verdict, whom we could judge, and what was compared at all. */
export function summaryLines(report: Report, style: Style): readonly string[] {
  const { summary, coverage } = report;
  const total = summary.breaking + summary.dangerous + summary.compatible;
  const counts = `${summary.breaking} breaking, ${summary.dangerous} dangerous, ${summary.compatible} compatible`;
  const waived = summary.waived === 0 ? "" : `, ${summary.waived} waived`;
  const found = total === 0 ? "no changes" : `${counted(total, "change")}: ${counts}${waived}`;
  return [
    report.blocking
      ? style.verdict("breaking", `${SYMBOLS.breaking} Blocking`) +
        ` (${summary.blocking} of ${found})`
      : style.verdict("compatible", `${SYMBOLS.compatible} Not blocking`) + ` (${found})`,
    ...(coverage.known === 0 ? [] : [coverageLine(coverage)]),
    style.faint(comparedLine(report)),
    ...nextLine(report, style),
  ];
}

const STATES: readonly (readonly [ComparisonState, string])[] = [
  ["unchanged", "unchanged"],
  ["new", "new"],
  ["removed", "removed"],
  ["unreadable", "unreadable"],
];

function comparedLine({ comparisons, today }: Report): string {
  const states = STATES.flatMap(([state, word]) => {
    const count = comparisons.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const detail = states.length === 0 ? "" : ` (${states.join(", ")})`;
  return `Compared ${counted(comparisons.length, "contract")}${detail}${sizeOf(comparisons)} on ${today}.`;
}

function sizeOf(comparisons: readonly Comparison[]): string {
  const sizes = comparisons.flatMap(({ size }) => (size === undefined ? [] : [size]));
  if (sizes.length === 0) return "";
  const operations = sizes.reduce((sum, size) => sum + size.operations, 0);
  const types = sizes.reduce((sum, size) => sum + size.types, 0);
  return ` with ${counted(operations, "operation")} and ${counted(types, "type")}`;
}

function nextLine(report: Report, style: Style): readonly string[] {
  const first = report.comparisons
    .flatMap(({ changes }) => changes)
    .find(({ blocking }) => blocking.value);
  if (first === undefined) return [];
  return [style.faint(`Next: contract-drift explain ${first.rule}`)];
}
