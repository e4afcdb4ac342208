import type { ShapeRef } from "../../model/shape.ts";
import { intersectTypes } from "../normal/intersect.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { relateBeside } from "./beside.ts";
import { opposite, relateExactly } from "./related.ts";
import { reportRelation } from "./scalars.ts";

type Conditional = Normal["conditionals"][number];

/** What no other facet covers: negations and conditions. */
export function compareResidue(comparison: Comparison): void {
  const { before, after } = comparison;
  compareLists(negating(comparison, "before", after), negating(comparison, "after", before), {
    alone: (relation) => reportRelation(comparison, "not", relation, {}),
    both: (a, b) =>
      reportRelation(comparison, "not", opposite(relateExactly(comparison, a, b, true)), {}),
  });
  compareLists(before.conditionals, after.conditionals, {
    alone: (relation) => reportRelation(comparison, "if", relation, {}),
    both: (a, b) => compareConditionals(comparison, a, b),
  });
}

/** Of what one side refuses, that which the other side has room for. */
function negating(
  { before, after, engine }: Comparison,
  side: "before" | "after",
  other: Normal,
): readonly ShapeRef[] {
  const { nots } = side === "before" ? before : after;
  return nots.filter((not) => {
    const { types } = engine[side].normal(not);
    return (intersectTypes(types, other.types) ?? []).length > 0;
  });
}

/** Pairs what stands in order; what has no partner limits, or no longer does. */
function compareLists<T>(
  before: readonly T[],
  after: readonly T[],
  report: { both(a: T, b: T): void; alone(relation: "tightened" | "loosened"): void },
): void {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const a = before[index];
    const b = after[index];
    if (a !== undefined && b !== undefined) report.both(a, b);
    else report.alone(a === undefined ? "tightened" : "loosened");
  }
}

function compareConditionals(
  comparison: Comparison,
  before: Conditional,
  after: Conditional,
): void {
  const condition = relateExactly(comparison, before.if, after.if, true);
  if (condition !== "equal") {
    reportRelation(comparison, "if", "undecided", {});
    return;
  }
  for (const keyword of ["then", "else"] as const) {
    const spoken = [comparison.before, comparison.engine.before.normal(before.if)];
    const relation = relateBeside(comparison, before[keyword], after[keyword], spoken);
    reportRelation(comparison, keyword, relation, {});
  }
}
