import type { Shape, ShapeRef } from "../../model/shape.ts";
import { ANYTHING } from "./normal.ts";

/** What a conjunction written here is made of. */
const MADE_OF = new WeakMap<ShapeRef, readonly ShapeRef[]>();

/** Conjunctions by the first of what they are made of, then by all of it. */
const KNOWN = new WeakMap<ShapeRef, Map<string, Shape>>();

const NUMBERS = new WeakMap<ShapeRef, number>();
let numbered = 0;

/**
 * Both must accept; written as a shape so that it is merged when it is looked at, not before. The
 * same conjuncts give the same shape: where types refer to each other there would be no end of
 * conjunctions of conjunctions.
 */
export function bothOf(a: ShapeRef, b: ShapeRef): ShapeRef {
  const members = distinct([...partsOf(a), ...partsOf(b)]);
  const [only] = members;
  if (only === undefined || members.length === 1) return a;
  const ordered = members.toSorted((one, other) => numberOf(one) - numberOf(other));
  const key = ordered.map(numberOf).join(" ");
  const [first = only] = ordered;
  const known = KNOWN.get(first) ?? new Map<string, Shape>();
  KNOWN.set(first, known);
  const made = known.get(key) ?? written(a, b, members);
  known.set(key, made);
  return made;
}

function written(a: ShapeRef, b: ShapeRef, members: readonly ShapeRef[]): Shape {
  const shape: Shape = {
    ...ANYTHING,
    ...placeOf(a.kind === "shape" ? a : b),
    kind: "shape",
    allOf: members,
  };
  MADE_OF.set(shape, members);
  return shape;
}

function placeOf(ref: ShapeRef) {
  return ref.kind === "shape"
    ? { coordinate: ref.coordinate, origin: ref.origin }
    : { coordinate: "", origin: ref.origin };
}

function partsOf(ref: ShapeRef): readonly ShapeRef[] {
  return MADE_OF.get(ref) ?? [ref];
}

/** Each shape once, and each use of a type that says the same once. */
function distinct(members: readonly ShapeRef[]): readonly ShapeRef[] {
  const seen = new Set<unknown>();
  return members.filter((member) => {
    const is = member.kind === "shape" ? member : `${member.to}${member.nullable ? "?" : ""}`;
    const isNew = !seen.has(is);
    seen.add(is);
    return isNew;
  });
}

function numberOf(ref: ShapeRef): number {
  const number = NUMBERS.get(ref) ?? ++numbered;
  NUMBERS.set(ref, number);
  return number;
}
