import type { Shape, TypeId, ValueType } from "../../model/shape.ts";
import type { Facts } from "../../rules/rule.ts";
import { ALL_TYPES } from "../normal/normal.ts";
import type { Link } from "../normal/normalise.ts";
import type { Meeting } from "./meet.ts";
import { overlapsAnother } from "./overlapping.ts";

/**
 * What a use of another named type means. A message carries no type's name: who receives a value
 * of the other type can read it where it is of a kind that the former type delivered. Who sends one
 * names the type of its variables, and who asks for members asks a type for them.
 */
export function switchFacts(meeting: Meeting, before: Link, after: Link): Facts {
  const { engine, inner } = meeting;
  if (inner.circumstances.direction === "input") return {};
  const promised = deliveredBy(engine.before.contract.types.get(before.to)?.shape);
  const delivered = deliveredBy(engine.after.contract.types.get(after.to)?.shape);
  if (promised === undefined || delivered === undefined) return {};
  const isReadable = delivered.every((type) => promised.includes(type));
  if (!isReadable && !isAnything(promised)) return {};
  return overlapsAnother(meeting) ? {} : { variant: "readable" };
}

/** The kinds of value that a type without members or alternatives delivers. */
function deliveredBy(
  shape: Shape | { readonly kind: "ref"; readonly to: TypeId } | undefined,
): readonly ValueType[] | undefined {
  if (shape?.kind !== "shape" || shape.object !== undefined || shape.anyOf !== undefined)
    return undefined;
  const types = shape.delivers ?? shape.types ?? ALL_TYPES;
  return types.includes("number") ? [...types, "integer"] : types;
}

/** A type that promises no kind of value: what its readers expect, nobody can tell. */
function isAnything(types: readonly ValueType[]): boolean {
  return ALL_TYPES.every((type) => type === "null" || types.includes(type));
}
