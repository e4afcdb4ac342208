import { hasType } from "./scalar-values.ts";
import { intersectArrays, intersectObjects } from "./intersect.ts";
import { distinctShapes } from "./same-text.ts";
import type { ArrayFacet, ObjectFacet, Shape, ShapeRef, ValueType } from "../../model/shape.ts";

/** What is said of members and items. */
export type Facets = Pick<Shape, "object" | "array">;

/**
 * Where nothing is left that could evaluate further members or items, `unevaluated…` says the same
 * as `additionalProperties` and `items`. The caller knows of no alternatives and conditions left.
 */
export function foldUnevaluated<T extends Facets>(facets: T): T {
  const { object, array } = facets;
  return {
    ...facets,
    ...(object?.unevaluatedProperties === undefined ? {} : { object: foldedObject(object) }),
    ...(array?.unevaluatedItems === undefined ? {} : { array: foldedArray(array) }),
  };
}

/** Members that a dependent schema declares are evaluated where it applies (Core 10.2.2.4). */
function foldedObject(object: ObjectFacet): ObjectFacet {
  const { unevaluatedProperties, ...rest } = object;
  const dependent = Object.values(object.dependentSchemas ?? {});
  const mayEvaluate = dependent.some((shape) => !evaluatesNothing(shape, { object }));
  if (object.additional === undefined && mayEvaluate) return object;
  const additional = object.additional ?? unevaluatedProperties;
  return { ...rest, ...(additional === undefined ? {} : { additional }) };
}

/** Without `unevaluated…` where all members, or items, are evaluated beside it, whatever else does. */
export function whereLookedAt<T extends Facets>(facets: T): T {
  const { object, array } = facets;
  const { unevaluatedProperties, ...members } = object ?? { fields: [] };
  const { unevaluatedItems, ...items } = array ?? {};
  const isIdle = unevaluatedProperties !== undefined && members.additional !== undefined;
  const isIdleList = unevaluatedItems !== undefined && items.items !== undefined;
  if (!isIdle && !isIdleList) return facets;
  return {
    ...facets,
    ...(isIdle ? { object: members } : {}),
    ...(isIdleList ? { array: items } : {}),
  };
}

/** Items that `contains` matches are evaluated too (Core 11.2). */
function foldedArray(array: ArrayFacet): ArrayFacet {
  const { unevaluatedItems, ...rest } = array;
  if (array.items === undefined && array.contains !== undefined) return array;
  const items = array.items ?? unevaluatedItems;
  return { ...rest, ...(items === undefined ? {} : { items }) };
}

/** The conjuncts of a shape, itself first. */
export type Within = (shape: Shape) => readonly Shape[];

/**
 * One of several conjuncts as it is merged: its `unevaluated…` looks at what it evaluates itself,
 * not at what the others do (Core 11.3). Its own conjuncts it sees; its alternatives evaluate what
 * nobody knows before they are chosen.
 */
export function ofItself(shape: Shape, within: Within): Shape {
  if (!asksWhatIsEvaluated(shape)) return shape;
  const [, ...inner] = within(shape);
  if (mayVary(shape) || inner.some((one) => mayVary(one) || asksWhatIsEvaluated(one))) return shape;
  return foldUnevaluated(inner.reduce(withEvaluated, shape));
}

/**
 * A conjunct without `unevaluated…` where one of its own conjuncts evaluates all members, or items:
 * `additionalProperties` and `unevaluatedProperties` are evaluations themselves (Core 11.3).
 */
export function whereAnythingIsLeft(shape: Shape, within: Within): Shape {
  if (shape.allOf === undefined || !asksWhatIsEvaluated(shape)) return shape;
  const [, ...inner] = within(shape);
  const { unevaluatedProperties, ...members } = shape.object ?? { fields: [] };
  const { unevaluatedItems, ...items } = shape.array ?? {};
  const isIdle = unevaluatedProperties !== undefined && inner.some(evaluatesMembers);
  const isIdleList = unevaluatedItems !== undefined && inner.some(evaluatesItems);
  return {
    ...shape,
    ...(isIdle ? { object: members } : {}),
    ...(isIdleList ? { array: items } : {}),
  };
}

function evaluatesMembers({ object }: Facets): boolean {
  return object?.additional !== undefined || object?.unevaluatedProperties !== undefined;
}

function evaluatesItems({ array }: Facets): boolean {
  return array?.items !== undefined || array?.unevaluatedItems !== undefined;
}

function withEvaluated(shape: Shape, { object, array }: Facets): Shape {
  return {
    ...shape,
    ...(object === undefined ? {} : { object: withFacet(shape.object, object, intersectObjects) }),
    ...(array === undefined ? {} : { array: withFacet(shape.array, array, intersectArrays) }),
  };
}

function withFacet<T>(own: T | undefined, other: T, both: (own: T, other: T) => T): T {
  return own === undefined ? other : both(own, other);
}

/** What is said of members and items of a shape that may have any. */
export function ofItsTypes(
  types: readonly ValueType[],
  { object, array }: Facets,
): Pick<Facets, "object" | "array"> {
  return {
    ...(object === undefined || !types.includes("object") ? {} : { object }),
    ...(array === undefined || !types.includes("array") ? {} : { array }),
  };
}

function asksWhatIsEvaluated({ object, array }: Facets): boolean {
  return object?.unevaluatedProperties !== undefined || array?.unevaluatedItems !== undefined;
}

/** Conjuncts, and the types of value that all of them name. */
export interface Conjunction {
  readonly conjuncts: readonly Shape[];
  readonly types: readonly ValueType[];
  readonly within: Within;
}

/**
 * Whether a conjunct asks what is evaluated, cannot tell from its own members and items alone, and
 * stands beside another that asks as well: each has an answer of its own. Those that say the same
 * are one.
 */
export function looksAtItself(shape: Shape, { conjuncts, types, within }: Conjunction): boolean {
  if (!asksWhatIsEvaluated(shape) || !isComposed(shape)) return false;
  const possible = types.filter((type) => conjuncts.every((one) => mayBe(one, type, 0)));
  const asks = (one: Shape): boolean =>
    isComposed(one) && asksWhatIsEvaluated(ofItsTypes(possible, ofItself(one, within)));
  return asks(shape) && distinctShapes(conjuncts.filter(asks)).length > 1;
}

/** Deeper compositions are taken for anything. */
const MAX_LOOKING = 3;

/** Whether a value of a type may pass, as far as a shape and its alternatives name types. */
function mayBe(shape: ShapeRef, type: ValueType, depth: number): boolean {
  if (shape.kind === "ref" || depth > MAX_LOOKING) return true;
  if (shape.types?.includes(type) === false) return false;
  if (
    shape.values?.open === false &&
    !shape.values.items.some((item) => hasType([type], item.value))
  )
    return false;
  const inner = (member: ShapeRef): boolean => mayBe(member, type, depth + 1);
  const { allOf = [], anyOf = [], oneOf = [] } = shape;
  return (
    allOf.every(inner) && [anyOf, oneOf].every((some) => some.length === 0 || some.some(inner))
  );
}

/** A shape without what it says of members and items that nothing evaluated. */
export function withoutUnevaluated({ object, array, ...rest }: Shape): Shape {
  const { unevaluatedProperties: _, ...members } = { fields: [], ...object };
  const { unevaluatedItems: __, ...items } = { ...array };
  return {
    ...rest,
    ...(object === undefined ? {} : { object: members }),
    ...(array === undefined ? {} : { array: items }),
  };
}

function isComposed(shape: Shape): boolean {
  return shape.allOf !== undefined || mayVary(shape);
}

/** Whether what a shape evaluates depends on the value. */
function mayVary({ anyOf, oneOf, conditional }: Shape): boolean {
  return [anyOf, oneOf, conditional].some((part) => part !== undefined);
}

/**
 * Conjuncts that no `unevaluated…` of the others looks at: it sees what stands in its own shape and
 * below, not beside it. `within` gives the conjuncts of a shape, itself included; the first of the
 * list is the one around all others.
 */
export function unlookedAt(
  [first, ...further]: readonly Shape[],
  within: Within,
): ReadonlySet<Shape> {
  if (first === undefined || asksWhatIsEvaluated(first)) return new Set();
  const asking = further.filter((shape) => asksWhatIsEvaluated(ofItself(shape, within)));
  const seen = new Set(asking.flatMap(within));
  return asking.length === 0 ? seen : new Set([first, ...further].filter((c) => !seen.has(c)));
}

/**
 * Whether it makes no difference to `unevaluatedProperties` and `unevaluatedItems` around a shape
 * that it was looked at.
 */
export function evaluatesNothing(shape: ShapeRef, around: Facets): boolean {
  const asksMembers = around.object?.unevaluatedProperties !== undefined;
  const asksItems = around.array?.unevaluatedItems !== undefined;
  if (!asksMembers && !asksItems) return true;
  if (shape.kind === "ref") return false;
  const { allOf = [], anyOf = [], oneOf = [], conditional, object, array } = shape;
  const parts = [...allOf, ...anyOf, ...oneOf, ...Object.values(conditional ?? {})];
  if (!parts.every((part) => evaluatesNothing(part, around))) return false;
  return !(asksMembers && object !== undefined) && !(asksItems && array !== undefined);
}
