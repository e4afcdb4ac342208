import type { ShapeRef, ValueType } from "../../model/shape.ts";
import { ALL_TYPES, type Normal } from "./normal.ts";
import type { Normaliser } from "./normalise.ts";

/** Alternatives within alternatives are followed this far; beyond, every type is taken for possible. */
const MAX_DEPTH = 8;

/** The value types that a shape has room for, those of its alternatives included. */
export function valueTypesOf(side: Normaliser, ref: ShapeRef): readonly ValueType[] {
  return typesIn(side, side.normal(ref), 0);
}

function typesIn(side: Normaliser, normal: Normal, depth: number): readonly ValueType[] {
  if (normal.opaque === true || depth > MAX_DEPTH) return ALL_TYPES;
  const own = normal.values === undefined ? normal.types : typesOfValues(normal);
  return normal.groups.reduce<readonly ValueType[]>((left, { members }) => {
    const possible = members.flatMap((member) => typesIn(side, side.normal(member), depth + 1));
    return left.filter((type) => possible.some((other) => isSameKind(type, other)));
  }, own);
}

/** A closed list of scalars has no room for lists and objects, whatever its types say. */
function typesOfValues({ types, values }: Normal): readonly ValueType[] {
  const isScalar = values?.items.every(({ value }) => typeof value !== "object") === true;
  if (values?.open === true || !isScalar) return types;
  return types.filter((type) => type !== "array" && type !== "object");
}

function isSameKind(one: ValueType, other: ValueType): boolean {
  return one === other || (isNumber(one) && isNumber(other));
}

function isNumber(type: ValueType): boolean {
  return type === "integer" || type === "number";
}
