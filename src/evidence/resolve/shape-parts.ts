import { equalJson, isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Field, Shape, ShapeRef, TypeId, ValueType } from "../../model/shape.ts";

/** The shapes that speak about one value, with the declarations met on the way to them. */
export interface Parts {
  readonly shapes: readonly Shape[];
  readonly coordinates: readonly Coordinate[];
}

/** A member that shapes declare, or what they say of members without a declaration. */
export type MemberMatch =
  | { readonly kind: "field"; readonly fields: readonly Field[] }
  | { readonly kind: "map-value"; readonly shapes: readonly ShapeRef[] }
  | { readonly kind: "undeclared"; readonly refused: boolean }
  /** The shapes say nothing of members at all: free-form data. */
  | { readonly kind: "data" };

/** Deeper values and references are not looked into. */
const DEPTH = 500;

/**
 * Everything that applies to a value of these shapes: references followed, `allOf` joined,
 * alternatives taken where they fit the value (without a value: all of them).
 */
export function partsOfValue(
  contract: Contract,
  refs: readonly ShapeRef[],
  value: Json | undefined,
): Parts {
  const shapes = new Set<Shape>();
  const coordinates = new Set<Coordinate>();
  const types = new Set<TypeId>();
  const add = (ref: ShapeRef, depth: number): void => {
    if (depth > DEPTH) return;
    if (ref.kind === "ref") {
      const type = contract.types.get(ref.to);
      if (type === undefined || types.has(type.id)) return;
      types.add(type.id);
      coordinates.add(type.coordinate);
      add(type.shape, depth + 1);
      return;
    }
    if (shapes.has(ref)) return;
    shapes.add(ref);
    coordinates.add(ref.coordinate);
    for (const part of ref.allOf ?? []) add(part, depth + 1);
    for (const part of alternativesFor(contract, ref, value)) add(part, depth + 1);
    for (const part of [ref.conditional?.then, ref.conditional?.else]) {
      if (part !== undefined) add(part, depth + 1);
    }
  };
  for (const ref of refs) add(ref, 0);
  return { shapes: [...shapes], coordinates: [...coordinates] };
}

/** What the shapes say of a member, by its name or its name in JSON. */
export function memberOf(parts: Parts, name: string): MemberMatch {
  const fields = parts.shapes.flatMap((shape) => {
    const field = fieldNamed(shape, name);
    return field === undefined ? [] : [field];
  });
  if (fields.length > 0) return { kind: "field", fields };
  const mapped = parts.shapes.flatMap((shape) => mapValues(shape));
  if (mapped.length > 0) return { kind: "map-value", shapes: mapped };
  const refused = parts.shapes.some(
    (shape) => shape.object?.additional === false || shape.object?.unevaluatedProperties === false,
  );
  const declares = parts.shapes.some((shape) => (shape.object?.fields.length ?? 0) > 0);
  return refused || declares ? { kind: "undeclared", refused } : { kind: "data" };
}

/** The shapes of an array's items, prefix items included. */
export function itemsOf(parts: Parts): readonly ShapeRef[] {
  return parts.shapes.flatMap((shape) => [
    ...(shape.array?.prefixItems ?? []),
    ...(shape.array?.items === undefined ? [] : [shape.array.items]),
  ]);
}

/** The shapes of the values of maps and of members without a declaration. */
export function mapValuesOf(parts: Parts): readonly ShapeRef[] {
  return parts.shapes.flatMap((shape) => mapValues(shape));
}

const fieldTables = new WeakMap<Shape, ReadonlyMap<string, Field>>();

function fieldNamed(shape: Shape, name: string): Field | undefined {
  const fields = shape.object?.fields;
  if (fields === undefined || fields.length === 0) return undefined;
  let table = fieldTables.get(shape);
  if (table === undefined) {
    const built = new Map<string, Field>();
    for (const field of fields) if (field.jsonName !== undefined) built.set(field.jsonName, field);
    for (const field of fields) built.set(field.name, field);
    fieldTables.set(shape, built);
    table = built;
  }
  return table.get(name);
}

/** Every pattern is taken to match: patterns of contracts are not run on evidence. */
function mapValues(shape: Shape): readonly ShapeRef[] {
  const patterns = (shape.object?.patternFields ?? []).map((one) => one.shape);
  const additional = shape.object?.additional;
  return additional === undefined || typeof additional === "boolean"
    ? patterns
    : [...patterns, additional];
}

function alternativesFor(
  contract: Contract,
  shape: Shape,
  value: Json | undefined,
): readonly ShapeRef[] {
  const all = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];
  if (all.length === 0 || value === undefined) return all;
  const chosen = discriminated(shape, value);
  if (chosen !== undefined) {
    const named = all.filter((one) => one.kind === "ref" && one.to === chosen);
    if (named.length > 0) return named;
  }
  const fitting = all.filter((one) => fits(contract, one, value));
  return fitting.length > 0 ? fitting : [];
}

function discriminated(shape: Shape, value: Json): string | undefined {
  const { discriminator } = shape;
  if (discriminator === undefined || !isJsonObject(value)) return undefined;
  if (!Object.hasOwn(value, discriminator.property)) return undefined;
  const selector = value[discriminator.property];
  if (typeof selector !== "string" || !Object.hasOwn(discriminator.mapping, selector)) {
    return undefined;
  }
  return discriminator.mapping[selector];
}

/**
 * Whether a value looks like one of a shape: its type, its enum, its required members, and the
 * types and enums of the members it has. Bounds and patterns are not asked: a value that breaks
 * one of them still belongs to its alternative.
 */
function fits(contract: Contract, ref: ShapeRef, value: Json, depth = 0): boolean {
  if (depth > LOOK_AHEAD) return true;
  if (ref.kind === "ref") {
    if (value === null && ref.nullable) return true;
    const type = contract.types.get(ref.to);
    return type === undefined || fits(contract, type.shape, value, depth + 1);
  }
  return (
    isListed(ref, value) &&
    (!isJsonObject(value) || membersFit(contract, ref, value, depth)) &&
    (ref.allOf ?? []).every((part) => fits(contract, part, value, depth + 1)) &&
    someFits(contract, ref, value, depth)
  );
}

/** How deep a value is looked into to choose between alternatives. */
const LOOK_AHEAD = 6;

/** Whether the shape's own types and closed value list accept a value. */
function isListed(shape: Shape, value: Json): boolean {
  if (shape.types?.some((type) => isOfType(type, value)) === false) return false;
  if (shape.values === undefined || shape.values.open) return true;
  const isScalar = typeof value !== "object" || value === null;
  return shape.values.items.some((item) =>
    isScalar
      ? item.value === value
      : typeof item.value === "object" && equalJson(item.value, value),
  );
}

function someFits(contract: Contract, shape: Shape, value: Json, depth: number): boolean {
  const alternatives = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];
  return (
    alternatives.length === 0 || alternatives.some((part) => fits(contract, part, value, depth + 1))
  );
}

function membersFit(
  contract: Contract,
  shape: Shape,
  value: { readonly [key: string]: Json },
  depth: number,
): boolean {
  const { object } = shape;
  if (object === undefined) return true;
  if ((object.required ?? []).some((name) => !Object.hasOwn(value, name))) return false;
  return object.fields.every((field) => {
    const name = field.jsonName ?? field.name;
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined) return !field.required;
    return fits(contract, field.shape, given, depth + 1);
  });
}

/** Whether a JSON value is of a value type; `1.0` is an integer (JSON Schema 2020-12, 6.1.1). */
export function isOfType(type: ValueType, value: Json): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
    case "number":
      return typeof value === "number" || typeof value === "bigint";
    case "string":
      return typeof value === "string";
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
  }
}
