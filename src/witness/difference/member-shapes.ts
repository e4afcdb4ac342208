import type { Normal } from "../../diff/normal/normal.ts";
import { asShape } from "../../diff/normal/normalise.ts";
import type { ObjectFacet, Shape, ShapeRef } from "../../model/shape.ts";

/** What a member of an object must be: its field's shape, a pattern's, or that of the rest. */
export function memberShape(object: ObjectFacet | undefined, name: string): ShapeRef | undefined {
  const field = object?.fields.find((candidate) => candidate.name === name);
  if (field !== undefined) return field.shape;
  const patterned = object?.patternFields?.find(({ pattern }) => isMatch(pattern, name));
  return patterned?.shape ?? restShape(object);
}

/** What members are that no field declares. */
export function restShape(object: ObjectFacet | undefined): ShapeRef | undefined {
  if (typeof object?.additional === "object") return object.additional;
  const unevaluated = object?.unevaluatedProperties;
  return typeof unevaluated === "object" ? unevaluated : undefined;
}

function isMatch(pattern: string, name: string): boolean {
  // Patterns of real contracts' member names are short; longer or nested ones are not run.
  if (name.length > 50 || /\([^)]*[+*{][^)]*\)[+*{]/.test(pattern)) return false;
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return false;
  }
}

const CHOSEN = new WeakMap<Normal, Map<number, Shape>>();

/** A shape with one member of its first group of alternatives chosen; the same one every time. */
export function withAlternative(normal: Normal, index: number): Shape | undefined {
  const member = normal.groups[0]?.members[index];
  if (member === undefined) return undefined;
  const known = CHOSEN.get(normal) ?? new Map<number, Shape>();
  CHOSEN.set(normal, known);
  const { coordinate, origin } = normal;
  const found = known.get(index) ?? {
    kind: "shape",
    coordinate,
    origin,
    allOf: [asShape({ ...normal, groups: normal.groups.slice(1) }), member],
  };
  known.set(index, found);
  return found;
}
