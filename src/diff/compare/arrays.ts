import type { ArrayFacet, ShapeRef } from "../../model/shape.ts";
import { inside } from "../finding.ts";
import { ANYTHING } from "../normal/normal.ts";
import { shapeText } from "../normal/same-text.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { relateBeside } from "./beside.ts";
import { evaluatesOthers } from "./evaluated.ts";
import { relateBounds, reportRelation } from "./scalars.ts";
import { relateShapes } from "./related.ts";

/** Items, tuples, counts and uniqueness of lists. */
export function compareArrays(comparison: Comparison): void {
  const before: ArrayFacet = comparison.before.array ?? {};
  const after: ArrayFacet = comparison.after.array ?? {};
  compareItems(comparison, before, after);
  const lower = relateBounds("lower", before.minItems || undefined, after.minItems || undefined);
  reportRelation(comparison, "minItems", lower, { before: before.minItems, after: after.minItems });
  const upper = relateBounds("upper", before.maxItems, after.maxItems);
  reportRelation(comparison, "maxItems", upper, { before: before.maxItems, after: after.maxItems });
  const unique = [before.uniqueItems === true, after.uniqueItems === true] as const;
  if (unique[0] !== unique[1]) {
    reportRelation(comparison, "uniqueItems", unique[1] ? "tightened" : "loosened", {
      before: String(unique[0]),
      after: String(unique[1]),
    });
  }
  compareContains(comparison, before, after);
  const unevaluated = relateShapes(comparison, before.unevaluatedItems, after.unevaluatedItems);
  const isLookedAt = after.unevaluatedItems !== undefined;
  const isOther = unevaluated === "equal" && isLookedAt && evaluatesOthers(comparison, "items");
  reportRelation(comparison, "unevaluatedItems", isOther ? "undecided" : unevaluated, {});
  if (before.packed !== after.packed && before.packed !== undefined && after.packed !== undefined) {
    comparison.report({
      rule: "packing-changed",
      details: { before: String(before.packed), after: String(after.packed) },
      ...sidesOf(comparison.pair, before.packed, after.packed),
    });
  }
}

function compareItems(comparison: Comparison, before: ArrayFacet, after: ArrayFacet): void {
  const { direction } = comparison.pair.circumstances;
  // Items of lists that nobody sends are not looked at.
  const most = (direction === "input" ? before : after).maxItems ?? Infinity;
  const longest = Math.max(tupleOf(before).length, tupleOf(after).length);
  const length = Math.min(longest, most);
  for (let index = 0; index < length; index++) {
    compareItem(comparison, itemAt(before, index), itemAt(after, index), `[${index}]`);
  }
  if (before.items === undefined && after.items === undefined) return;
  if (most <= longest) return;
  compareItem(comparison, before.items ?? ANYTHING, after.items ?? ANYTHING, "[]");
}

function tupleOf(array: ArrayFacet): readonly ShapeRef[] {
  return array.prefixItems ?? [];
}

function itemAt(array: ArrayFacet, index: number): ShapeRef {
  return tupleOf(array)[index] ?? array.items ?? ANYTHING;
}

function compareItem(
  comparison: Comparison,
  before: ShapeRef,
  after: ShapeRef,
  step: string,
): void {
  const { subject } = comparison.pair;
  comparison.inner({
    before,
    after,
    subject: { ...subject, name: `${subject.name}${step}`, holder: inside(subject.holder, step) },
  });
}

type Limit = NonNullable<ArrayFacet["contains"]>;

/** None and any number of matches are enough, and nothing asks what matched: nothing is said. */
function limiting({
  contains,
  furtherContains = [],
  unevaluatedItems,
}: ArrayFacet): readonly Limit[] {
  const all = contains === undefined ? [] : [contains, ...furtherContains];
  if (unevaluatedItems !== undefined) return all;
  return all.filter((one) => one.min > 0 || one.max !== undefined);
}

/** Each by itself: those that say the same, then in order; what is left over limits alone. */
function compareContains(comparison: Comparison, before: ArrayFacet, after: ArrayFacet): void {
  const [all, others] = [limiting(before), limiting(after)];
  const isSingle = all.length <= 1 && others.length <= 1;
  const from = isSingle ? all : without(all, others);
  const to = isSingle ? others : without(others, all);
  for (let index = 0; index < Math.max(from.length, to.length); index++)
    compareContained(comparison, from[index], to[index]);
}

function without(some: readonly Limit[], others: readonly Limit[]): readonly Limit[] {
  const known = new Set(others.map(shapeText));
  return some.filter((one) => !known.has(shapeText(one)));
}

function compareContained(
  comparison: Comparison,
  a: Limit | undefined,
  b: Limit | undefined,
): void {
  if (a === undefined || b === undefined) {
    reportRelation(comparison, "contains", a === undefined ? "tightened" : "loosened", {});
    return;
  }
  const { array } = comparison.before;
  const items = [
    ...(array?.prefixItems ?? []),
    ...(array?.items === undefined ? [] : [array.items]),
  ];
  const spoken = items.map(comparison.engine.before.normal);
  const relation = relateBeside(comparison, a.shape, b.shape, spoken);
  // With a most, fewer matches let more lists through and more matches fewer.
  const limited = a.max !== undefined || b.max !== undefined;
  reportRelation(
    comparison,
    "contains",
    limited && relation !== "equal" ? "undecided" : relation,
    {},
  );
  reportRelation(comparison, "minContains", relateBounds("lower", a.min, b.min), {
    before: a.min,
    after: b.min,
  });
  reportRelation(comparison, "maxContains", relateBounds("upper", a.max, b.max), {
    before: a.max,
    after: b.max,
  });
}
