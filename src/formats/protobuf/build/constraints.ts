import { constant } from "../../../model/coordinate.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { NumberFacet, Shape, ShapeRef, StringFacet, ValueSet } from "../../../model/shape.ts";
import type { OptionFacts } from "./option-facts.ts";

/**
 * Where protovalidate and protoc-gen-validate keep their rules
 * (https://protovalidate.com/reference/rules, https://github.com/bufbuild/protoc-gen-validate).
 */
const RULES = ["(buf.validate.field)", "(validate.rules)"];

/** The rules of a field, as far as they hold for every value of it. */
export function constraintsOf(facts: OptionFacts): Constraints | undefined {
  for (const name of RULES) {
    const rules = facts.get(name);
    if (isJsonObject(rules)) return { name, rules };
  }
  return undefined;
}

/** Rules of a field and the option they are written in. */
export interface Constraints {
  readonly name: string;
  readonly rules: JsonObject;
}

/** Where protoc-gen-validate says of messages that they must be set. */
const KINDS_OF_MESSAGE = ["message", "any", "duration", "timestamp"];

/** Whether a field must be set: `required`, in protoc-gen-validate beside the rules of messages. */
export function isRequiredBy(rules: JsonObject, isMember: boolean): boolean {
  if (own(rules, "required") === true) return true;
  // Of a member of a oneof they ask only, where it is the chosen one, that it holds a message.
  if (isMember) return false;
  return KINDS_OF_MESSAGE.some((kind) => {
    const inner = own(rules, kind);
    return isJsonObject(inner) && own(inner, "required") === true;
  });
}

/** A shape narrowed by the rules that have a facet; the others stay attributes of the field. */
export function constrained(shape: ShapeRef, rules: JsonObject): ShapeRef {
  if (shape.kind === "ref" || isConditional(rules)) return shape;
  if (shape.array !== undefined) return constrainedList(shape, rules);
  const inner = shape.encoding === undefined ? undefined : own(rules, shape.encoding);
  if (!isJsonObject(inner) || own(inner, "ignore_empty") === true) return shape;
  const values = valuesOf(shape, inner);
  const narrowed: Shape = values === undefined ? shape : { ...shape, values };
  if (shape.encoding === "string" || shape.encoding === "bytes") return withText(narrowed, inner);
  return withNumber(narrowed, inner);
}

/** Rules that hold for some values only cannot narrow a shape. */
function isConditional(rules: JsonObject): boolean {
  return own(rules, "ignore") !== undefined || own(rules, "ignore_empty") === true;
}

/** Rules that `constrained` and `isRequiredBy` leave over; undefined where there is none. */
export function unmodelledRules(shape: ShapeRef, rules: JsonObject): JsonObject | undefined {
  if (own(rules, "ignore") === "IGNORE_ALWAYS") return undefined;
  const { required: _, ...others } = rules;
  const entries = Object.entries(others).flatMap(([kind, value]): readonly [string, Json][] => {
    if (!isJsonObject(value) || isConditional(rules) || isConditional(value))
      return [[kind, value]];
    const rest = kind === "repeated" ? restOfList(shape, value) : restOf(shape, kind, value);
    return Object.keys(rest).length === 0 ? [] : [[kind, rest]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const MODELLED = ["const", "in", "len", "min_len", "max_len", "pattern", "gt", "gte", "lt", "lte"];
const MODELLED_OF_LISTS = ["min_items", "max_items", "unique", "items"];

function restOf(shape: ShapeRef, kind: string, rules: JsonObject): JsonObject {
  if (KINDS_OF_MESSAGE.includes(kind)) return without(rules, ["required"]);
  if (shape.kind === "ref" || shape.encoding !== kind) return rules;
  const narrowed = constrained(shape, { [kind]: rules });
  if (narrowed === shape) return rules;
  return without(rules, [...MODELLED, ...FORMATS.keys()]);
}

function restOfList(shape: ShapeRef, rules: JsonObject): JsonObject {
  const list = shape.kind === "shape" ? shape.array : undefined;
  if (list === undefined) return rules;
  const rest = without(rules, MODELLED_OF_LISTS);
  const items = own(rules, "items");
  if (!isJsonObject(items)) return rest;
  const inner = list.items === undefined ? items : unmodelledRules(list.items, items);
  return inner === undefined ? rest : { ...rest, items: inner };
}

function without(rules: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(rules).filter(([key]) => !keys.includes(key)));
}

function constrainedList(shape: Shape, rules: JsonObject): Shape {
  const repeated = own(rules, "repeated");
  if (!isJsonObject(repeated)) return shape;
  const items = own(repeated, "items");
  const minItems = count(repeated, "min_items");
  const maxItems = count(repeated, "max_items");
  const before = shape.array?.items;
  return {
    ...shape,
    array: {
      ...shape.array,
      ...(before !== undefined && isJsonObject(items) ? { items: constrained(before, items) } : {}),
      ...(minItems === undefined ? {} : { minItems }),
      ...(maxItems === undefined ? {} : { maxItems }),
      ...(own(repeated, "unique") === true ? { uniqueItems: true } : {}),
    },
  };
}

/** Lengths of `bytes` count bytes. */
function withText(shape: Shape, rules: JsonObject): Shape {
  const length = count(rules, "len");
  const minLength = count(rules, "min_len") ?? length;
  const maxLength = count(rules, "max_len") ?? length;
  const pattern = own(rules, "pattern");
  const string: StringFacet = {
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(typeof pattern === "string" ? { patterns: [pattern] } : {}),
  };
  const format = shape.encoding === "string" ? formatOf(rules) : undefined;
  return {
    ...shape,
    ...(Object.keys(string).length === 0 ? {} : { string }),
    ...(format === undefined ? {} : { format }),
  };
}

/** Rules that JSON Schema has a `format` for. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ["email", "email"],
  ["hostname", "hostname"],
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["uri", "uri"],
  ["uri_ref", "uri-reference"],
  ["uuid", "uuid"],
]);

function formatOf(rules: JsonObject): string | undefined {
  for (const [rule, format] of FORMATS) if (own(rules, rule) === true) return format;
  return undefined;
}

function withNumber(shape: Shape, rules: JsonObject): Shape {
  const exclusiveMinimum = numeric(rules, "gt");
  const minimum = numeric(rules, "gte");
  const exclusiveMaximum = numeric(rules, "lt");
  const maximum = numeric(rules, "lte");
  const low = exclusiveMinimum ?? minimum;
  const high = exclusiveMaximum ?? maximum;
  // Crossed bounds mean "outside of the range", which no facet can say.
  if (low === undefined && high === undefined) return shape;
  if (low !== undefined && high !== undefined && low >= high) return shape;
  const number: NumberFacet = {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(exclusiveMinimum === undefined ? {} : { exclusiveMinimum }),
    ...(exclusiveMaximum === undefined ? {} : { exclusiveMaximum }),
  };
  return { ...shape, number };
}

function valuesOf(shape: Shape, rules: JsonObject): ValueSet | undefined {
  const single = own(rules, "const");
  const listed = own(rules, "in");
  const values: readonly Json[] =
    single !== undefined ? [single] : listed === undefined ? [] : [listed].flat();
  if (values.length === 0) return undefined;
  const { origin } = shape;
  const items = values.map((value) => {
    const coordinate = constant(shape.coordinate, value);
    return { kind: "enum-value" as const, coordinate, origin, value };
  });
  return { open: false, items };
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function count(rules: JsonObject, key: string): number | undefined {
  const value = numeric(rules, key);
  return value === undefined ? undefined : Number(value);
}

/** Descriptors in JSON write 64-bit integers as strings. */
function numeric(rules: JsonObject, key: string): number | bigint | undefined {
  const value = own(rules, key);
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value);
}
