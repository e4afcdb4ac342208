import { canonicalJson } from "../../model/json.ts";
import type { EnumValue, Shape, ShapeRef, ValueType } from "../../model/shape.ts";
import { ANYTHING, type AlternativeGroup, type Normal } from "./normal.ts";
import { distinctShapes } from "./same-text.ts";

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
  isUse: (ref: ShapeRef) => boolean,
): Simplified {
  const written = group.mode === "any" ? distinctShapes(flatten(group)) : flatten(group);
  const possible = written.filter((member) => normal(member).types.length > 0);
  const members = possible.length > 0 ? possible : written.slice(0, 1);
  const rest = members.filter((member) => !isNullShape(member, normal));
  const nullable = rest.length < members.length;
  const [only] = rest;
  const same: Simplified = { kind: "group", group: { mode: group.mode, members } };
  // Two nulls in a oneOf exclude each other.
  if (group.mode === "one" && members.length - rest.length > 1) return same;
  if (only !== undefined && rest.length === 1) {
    return nullable && !takesNull(normal(only), group.mode)
      ? same
      : { kind: "shape", shape: only, nullable };
  }
  // Null that a member takes as well excludes itself where exactly one has to fit.
  const twice = nullable && rest.some((member) => normal(member).types.includes("null"));
  if (group.mode === "one" && twice) return same;
  // References stay alternatives of their own, so that their types are compared once.
  if (rest.some(isUse)) return same;
  const merged = constants(group.mode, rest, normal) ?? differentTypes(rest, normal);
  return merged === undefined ? same : { kind: "shape", shape: merged, nullable };
}

/** Whether null beside the shape is no more than one more type of it. */
function takesNull(shape: Normal, mode: AlternativeGroup["mode"]): boolean {
  if (mode === "one" && shape.types.includes("null")) return false;
  return shape.groups.length === 0 && shape.nots.length === 0 && shape.conditionals.length === 0;
}

function isNullShape(ref: ShapeRef, normal: (ref: ShapeRef) => Normal): boolean {
  if (ref.kind === "ref") return false;
  const { types, nots, conditionals, groups } = normal(ref);
  const plain = nots.length === 0 && conditionals.length === 0 && groups.length === 0;
  return plain && types.length === 1 && types[0] === "null";
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
  mode: AlternativeGroup["mode"],
  members: readonly ShapeRef[],
  normal: (ref: ShapeRef) => Normal,
): Shape | undefined {
  const items: EnumValue[] = [];
  for (const member of members) {
    if (member.kind === "ref") return undefined;
    const simple = normal(member);
    const { values } = simple;
    if (values === undefined || values.open || !isOnlyItsValues(simple)) return undefined;
    items.push(...values.items);
    if (simple.types.includes("null")) items.push(nullValue(member));
  }
  const [first] = members;
  if (first?.kind !== "shape") return undefined;
  return {
    ...ANYTHING,
    coordinate: first.coordinate,
    origin: first.origin,
    values: { open: false, items: mode === "one" ? once(items) : items },
  };
}

/** Whether nothing is said beside the list that could refuse one of its values. */
function isOnlyItsValues({ values, format, array, object, ...rest }: Normal): boolean {
  const isScalar = values?.items.every(({ value }) => typeof value !== "object") === true;
  const isFree = isScalar || (array === undefined && object === undefined);
  const refusals = rest.groups.length + rest.nots.length + rest.conditionals.length;
  return isFree && format === undefined && refusals === 0;
}

function nullValue({ coordinate, origin }: Shape): EnumValue {
  return { kind: "enum-value", coordinate, origin, value: null };
}

/** What two alternatives of a oneOf list is accepted by neither alone. */
function once(items: readonly EnumValue[]): readonly EnumValue[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const text = canonicalJson(item.value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return items.filter((item) => counts.get(canonicalJson(item.value)) === 1);
}

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
    merged = {
      ...merged,
      coordinate: merged.coordinate === "" ? member.coordinate : merged.coordinate,
      origin: merged.coordinate === "" ? member.origin : merged.origin,
      ...speakingFacets(simple),
    };
  }
  return { ...merged, types: [...taken] };
}

/** The facets that say something of the types a shape accepts. */
function speakingFacets({ types, number, string, array, object, format }: Normal) {
  const isNumber = types.includes("number") || types.includes("integer");
  return {
    ...(number === undefined || !isNumber ? {} : { number }),
    ...(string === undefined || !types.includes("string") ? {} : { string }),
    ...(array === undefined || !types.includes("array") ? {} : { array }),
    ...(object === undefined || !types.includes("object") ? {} : { object }),
    ...(format === undefined ? {} : { format }),
  };
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
