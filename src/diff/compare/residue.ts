import type { ShapeRef } from "../../model/shape.ts";
import { intersectTypes } from "../normal/intersect.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { opposite, relateExactly, relateShapes } from "./related.ts";
import { reportRelation } from "./scalars.ts";

type Conditional = Normal["conditionals"][number];

/** What no other facet covers: negations and conditions. */
export function compareResidue(comparison: Comparison): void {
  const { before, after } = comparison;
  compareLists(negating(comparison, "before", after), negating(comparison, "after", before), {
    alone: (relation) => reportRelation(comparison, "not", relation, {}),
    both: (a, b) =>
      reportRelation(comparison, "not", opposite(relateExactly(comparison, a, b)), {}),
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
  const condition = relateExactly(comparison, before.if, after.if);
  if (condition !== "equal") {
    reportRelation(comparison, "if", "undecided", {});
    return;
  }
  for (const keyword of ["then", "else"] as const) {
    const relation = relateShapes(comparison, before[keyword], after[keyword]);
    const isNarrower = relation === "tightened" || relation === "changed";
    const narrows =
      !isNarrower && limitsKnown(comparison, before.if, before[keyword], after[keyword]);
    reportRelation(comparison, keyword, narrows ? "undecided" : relation, {});
  }
}

/** Whether a consequence newly speaks of members that the shape or its condition spoke of before. */
function limitsKnown(
  { before: around, engine, pair }: Comparison,
  condition: ShapeRef,
  before: ShapeRef | undefined,
  after: ShapeRef | undefined,
): boolean {
  if (pair.circumstances.direction !== "input" || after === undefined) return false;
  const inBefore = namesIn(engine.before.normal);
  const spoken = new Set([...inBefore(around), ...inBefore(engine.before.normal(condition))]);
  const known = new Set(before === undefined ? [] : inBefore(engine.before.normal(before)));
  const names = namesIn(engine.after.normal)(engine.after.normal(after));
  return names.some((name) => spoken.has(name) && !known.has(name));
}

/** Alternatives within alternatives are followed this far. */
const MAX_NESTING = 4;

/** The members that a shape declares, those of its alternatives included. */
function namesIn(normal: (ref: ShapeRef) => Normal): (shape: Normal) => readonly string[] {
  const names = ({ object, groups }: Normal, depth: number): readonly string[] => {
    const own = (object?.fields ?? []).map((field) => field.name);
    if (depth >= MAX_NESTING) return own;
    const inner = groups.flatMap(({ members }) =>
      members.flatMap((member) => names(normal(member), depth + 1)),
    );
    return [...own, ...inner];
  };
  return (shape) => names(shape, 0);
}
