import type { ObjectFacet, Reserved } from "../../model/shape.ts";
import { sidesOf, type Comparison, type Report } from "./pair.ts";

type Range = readonly [number, number];

/** Reserved numbers and names, and ranges open for extensions. */
export function compareReservations(
  comparison: Comparison,
  before: ObjectFacet,
  after: ObjectFacet,
): void {
  const taken = new Set(
    after.fields.flatMap((field) => (field.number === undefined ? [] : [field.number])),
  );
  for (const report of releasedReservations(before.reserved, after.reserved, taken)) {
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

/** What was reserved and is not any more; numbers that a field took are told by the field. */
export function releasedReservations(
  before: Reserved | undefined,
  after: Reserved | undefined,
  taken: ReadonlySet<number>,
): readonly Report[] {
  const ranges = uncovered(before?.numbers ?? [], after?.numbers ?? []).filter(
    ([from, to]) => from !== to || !taken.has(from),
  );
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
