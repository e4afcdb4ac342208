import type { Shape, ShapeRef } from "../../model/shape.ts";
import { asShape } from "../normal/normalise.ts";
import { acceptsAll, type Normal } from "../normal/normal.ts";

const DISTRIBUTED = new WeakMap<Normal, readonly ShapeRef[]>();

/** A shape as a list of alternatives, each with everything the shape says beside its groups. */
export function distribute(normal: Normal): readonly ShapeRef[] {
  const known = DISTRIBUTED.get(normal) ?? distributed(normal);
  DISTRIBUTED.set(normal, known);
  return known;
}

function distributed(normal: Normal): readonly ShapeRef[] {
  const [first] = normal.groups;
  if (first === undefined) return [asShape(normal)];
  const { groups: _, ...base } = normal;
  const others: Normal = { ...base, groups: normal.groups.slice(1) };
  if (acceptsAll(others)) return first.members;
  const rest: Shape = asShape(others);
  return first.members.map((member) => ({
    ...rest,
    coordinate: placeOf(member, rest),
    allOf: [...(rest.allOf ?? []), member],
  }));
}

function placeOf(member: ShapeRef, fallback: Shape): string {
  return member.kind === "shape" ? member.coordinate : fallback.coordinate;
}
