import { canonicalJson, isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { ArrayFacet, Field, ObjectFacet, Shape, ShapeRef } from "../../model/shape.ts";
import { itemPlace, mapPlace, memberPlace } from "./place.ts";
import type { ValuePlace } from "./place.ts";
import { violation } from "./judging.ts";
import type { Judge, Judged, Judging, Violation } from "./judging.ts";
import { keepsPattern } from "./violations-scalar.ts";

/** The terms, and how shapes inside are asked. */
interface Inside {
  readonly judging: Judging;
  readonly judge: Judge;
}

/** What a shape says of the items of an array. */
export function arrayViolations(
  inside: Inside,
  { array }: Shape,
  judged: Judged,
): readonly Violation[] {
  const { value, place } = judged;
  if (array === undefined || !Array.isArray(value)) return [];
  const items: readonly Json[] = value;
  const { judging, judge } = inside;
  const found = items.flatMap((item, index) => {
    const shape = array.prefixItems?.[index] ?? array.items;
    return shape === undefined
      ? []
      : judge(shape, { value: item, place: itemPlace(place, index), depth: 0 });
  });
  const isWhole = judging.whole && judging.isExact(place.path);
  return isWhole ? [...found, ...sizeViolations(inside, array, items, judged)] : found;
}

function sizeViolations(
  { judge }: Inside,
  array: ArrayFacet,
  items: readonly Json[],
  { place }: Judged,
): readonly Violation[] {
  const { minItems = 0, maxItems = Infinity, uniqueItems, contains } = array;
  const found: Violation[] = [];
  if (items.length < minItems) found.push(violation(place, "minItems", "has too few items"));
  if (items.length > maxItems) found.push(violation(place, "maxItems", "has too many items"));
  if (uniqueItems === true && new Set(items.map((one) => canonicalJson(one))).size < items.length) {
    found.push(violation(place, "uniqueItems", "holds an item twice"));
  }
  if (contains !== undefined) {
    const fitting = items.filter(
      (value, index) =>
        judge(contains.shape, { value, place: itemPlace(place, index), depth: 0 }).length === 0,
    ).length;
    if (fitting < contains.min || fitting > (contains.max ?? Infinity)) {
      found.push(violation(place, "contains", `holds ${fitting} of the items it has to hold`));
    }
  }
  return found;
}

/** What a shape says of the members of an object. */
export function objectViolations(
  inside: Inside,
  { object }: Shape,
  judged: Judged,
): readonly Violation[] {
  const { value, place } = judged;
  if (object === undefined || !isJsonObject(value)) return [];
  const fields = new Map(object.fields.map((field) => [field.jsonName ?? field.name, field]));
  const members = Object.keys(value).flatMap((name) =>
    memberViolations(inside, object, {
      name,
      value: value[name] ?? null,
      field: fields.get(name),
      place,
    }),
  );
  if (!inside.judging.whole) return members;
  return [
    ...members,
    ...missing(inside.judging, object, value, place),
    ...counted(object, value, place),
  ];
}

interface GivenMember {
  readonly name: string;
  readonly value: Json;
  readonly field: Field | undefined;
  readonly place: ValuePlace;
}

function memberViolations(
  { judge }: Inside,
  object: ObjectFacet,
  { name, value, field, place }: GivenMember,
): readonly Violation[] {
  const own = memberPlace(place, name);
  const data = mapPlace(place, name);
  const patterns = (object.patternFields ?? []).filter((one) => keepsPattern(one.pattern, name));
  const shapes: readonly (readonly [ShapeRef, ValuePlace])[] = [
    ...(field === undefined ? [] : [[field.shape, own] as const]),
    ...patterns.map((one) => [one.shape, data] as const),
  ];
  const names =
    object.propertyNames === undefined
      ? []
      : judge(object.propertyNames, { value: name, place: own, depth: 0 });
  if (shapes.length > 0) {
    return [
      ...names,
      ...shapes.flatMap(([shape, at]) => judge(shape, { value, place: at, depth: 0 })),
    ];
  }
  const { additional } = object;
  if (additional === undefined || additional === true) return names;
  if (additional === false) {
    return [...names, violation(own, "additional", "is not allowed")];
  }
  return [...names, ...judge(additional, { value, place: data, depth: 0 })];
}

/** Read-only members are not sent, write-only members do not come back (OpenAPI 3.1, 4.8.24). */
function missing(
  { direction }: Judging,
  object: ObjectFacet,
  value: JsonObject,
  place: ValuePlace,
): readonly Violation[] {
  const isHidden = (field: Field): boolean =>
    direction === "input" ? field.readOnly === true : field.writeOnly === true;
  const dependent = Object.entries(object.dependentRequired ?? {}).flatMap(([name, needed]) =>
    Object.hasOwn(value, name) ? needed : [],
  );
  const hidden = new Set(object.fields.filter(isHidden).map((field) => field.name));
  const needed = [
    ...object.fields.filter((field) => field.required).map((field) => field.jsonName ?? field.name),
    ...(object.required ?? []),
    ...dependent,
  ].filter((name) => !hidden.has(name) && !Object.hasOwn(value, name));
  return [...new Set(needed)].map((name) =>
    violation(memberPlace(place, name), "required", "is missing"),
  );
}

function counted(
  { minProperties = 0, maxProperties = Infinity }: ObjectFacet,
  value: JsonObject,
  place: ValuePlace,
): readonly Violation[] {
  const count = Object.keys(value).length;
  return [
    ...(count < minProperties ? [violation(place, "minProperties", "has too few members")] : []),
    ...(count > maxProperties ? [violation(place, "maxProperties", "has too many members")] : []),
  ];
}
