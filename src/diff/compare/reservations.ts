import type { ObjectFacet, Reserved } from "../../model/shape.ts";
import { sidesOf, type Comparison, type Report } from "./pair.ts";

type Range = readonly [number, number];

/** Reserved numbers and names, and ranges open for extensions. */
export function compareReservations(
  comparison: Comparison,
  before: ObjectFacet,
  after: ObjectFacet,
): void {
  for (const report of releasedReservations(before.reserved, after.reserved)) {
    comparison.report({ ...report, ...sidesOf(comparison.pair, report.details?.name) });
  }
  for (const range of uncovered(before.extensionRanges ?? [], after.extensionRanges ?? [])) {
    const name = rangeText(range);
    comparison.report({
      rule: "extension-range-removed",
      details: { name },
      ...sidesOf(comparison.pair, name),
    });
  }
}

/**
 * What was reserved and is not any more, above all where a member took it: whoever still sends or
 * keeps the number with its former meaning is read wrongly, and the new member alone says nothing
 * of that.
 */
export function releasedReservations(
  before: Reserved | undefined,
  after: Reserved | undefined,
): readonly Report[] {
  const ranges = uncovered(before?.numbers ?? [], after?.numbers ?? []);
  const names = (before?.names ?? []).filter((name) => after?.names.includes(name) !== true);
  return [...ranges.map(rangeText), ...names].map((name) => ({
    rule: "reserved-removed",
    details: { name },
  }));
}

function rangeText([from, to]: Range): string {
  return from === to ? String(from) : `${from} to ${to}`;
}

/** The parts of `before` that no range of `after` covers, merged and sorted. */
function uncovered(before: readonly Range[], after: readonly Range[]): readonly Range[] {
  const covers = [...after].sort((a, b) => a[0] - b[0]);
  return before.flatMap(([from, to]) => {
    const gaps: Range[] = [];
    let next = from;
    for (const [start, end] of covers) {
      if (end < next || start > to) continue;
      if (start > next) gaps.push([next, start - 1]);
      next = Math.max(next, end + 1);
    }
    if (next <= to) gaps.push([next, to]);
    return gaps;
  });
}
