import type { EnumValue, Shape, ShapeRef, ValueType } from "../../model/shape.ts";
import { ANYTHING, type AlternativeGroup, type Normal } from "./normal.ts";

/** A group that says no more than a shape does, or the group without what adds nothing. */
export type Simplified =
  | { readonly kind: "shape"; readonly shape: ShapeRef; readonly nullable: boolean }
  | { readonly kind: "group"; readonly group: AlternativeGroup };

/**
 * `[X]` is X; `[X, null]` is X or null; alternatives that list constants are one list; inline
 * alternatives of different value types are one shape.
 */
export function simplifyGroup(
  group: AlternativeGroup,
  normal: (ref: ShapeRef) => Normal,
): Simplified {
  const members = flatten(group);
  const rest = members.filter((member) => !isNullShape(member));
  const nullable = rest.length < members.length;
  const [only] = rest;
  if (only !== undefined && rest.length === 1) return { kind: "shape", shape: only, nullable };
  const merged = constants(rest, normal) ?? differentTypes(rest, normal);
  if (merged !== undefined) return { kind: "shape", shape: merged, nullable };
  return { kind: "group", group: { mode: group.mode, members } };
}

function isNullShape(ref: ShapeRef): boolean {
  return ref.kind === "shape" && ref.types?.length === 1 && ref.types[0] === "null";
}

/** `anyOf` inside `anyOf` is one list. */
function flatten(group: AlternativeGroup): readonly ShapeRef[] {
  if (group.mode === "one") return group.members;
  return group.members.flatMap((member) =>
    member.kind === "shape" && isOnlyAnyOf(member)
      ? flatten({ mode: "any", members: member.anyOf ?? [] })
      : [member],
  );
}

function isOnlyAnyOf(shape: Shape): boolean {
  const {
    kind: _k,
    coordinate: _c,
    origin: _o,
    anyOf,
    deprecation: _d,
    default: _v,
    ...facets
  } = shape;
  return anyOf !== undefined && Object.keys(facets).length === 0;
}

function constants(
  members: readonly ShapeRef[],
  normal: (ref: ShapeRef) => Normal,
): Shape | undefined {
  const items: EnumValue[] = [];
  for (const member of members) {
    if (member.kind === "ref") return undefined;
    const values = normal(member).values;
    if (values === undefined || values.open) return undefined;
    items.push(...values.items);
  }
  const [first] = members;
  if (first?.kind !== "shape") return undefined;
  return {
    ...ANYTHING,
    coordinate: first.coordinate,
    origin: first.origin,
    values: { open: false, items },
  };
}

/** References stay alternatives of their own, so that their types are compared once. */
function differentTypes(
  members: readonly ShapeRef[],
  normal: (ref: ShapeRef) => Normal,
): Shape | undefined {
  const taken = new Set<ValueType>();
  let merged: Shape = ANYTHING;
  for (const member of members) {
    if (member.kind === "ref") return undefined;
    const simple = normal(member);
    if (!isPlain(simple) || simple.types.some((type) => overlaps(taken, type))) return undefined;
    for (const type of simple.types) taken.add(type);
    const { number, string, array, object, format } = simple;
    merged = {
      ...merged,
      coordinate: merged.coordinate === "" ? member.coordinate : merged.coordinate,
      origin: merged.coordinate === "" ? member.origin : merged.origin,
      ...(number === undefined ? {} : { number }),
      ...(string === undefined ? {} : { string }),
      ...(array === undefined ? {} : { array }),
      ...(object === undefined ? {} : { object }),
      ...(format === undefined ? {} : { format }),
    };
  }
  return { ...merged, types: [...taken] };
}

function isPlain(normal: Normal): boolean {
  return (
    normal.values === undefined &&
    normal.nominal === undefined &&
    normal.groups.length === 0 &&
    normal.nots.length === 0 &&
    normal.conditionals.length === 0
  );
}

function overlaps(taken: ReadonlySet<ValueType>, type: ValueType): boolean {
  if (taken.has(type)) return true;
  return (type === "integer" && taken.has("number")) || (type === "number" && taken.has("integer"));
}
