import type { Components } from "./closed.ts";
import { LISTED, NAMED, SINGLE } from "./holders.ts";
import { isObject, schemaOf, type Schema } from "./schemas.ts";

export type Version = "3.0.3" | "3.1.0";

const HOLDING_ONE: ReadonlySet<string> = new Set(SINGLE);
const HOLDING_LISTS: ReadonlySet<string> = new Set(LISTED);
const HOLDING_NAMED: ReadonlySet<string> = new Set(NAMED);

/**
 * The same schema in the words of a version: `nullable` beside a type is one of its types since 3.1.
 * 3.0 knows one type, words that sharpen a bound, and nothing beside `$ref`.
 */
export function written(schema: Schema, version: Version): Schema {
  if (typeof schema === "boolean") return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => [
    key,
    writtenBelow(key, value, version),
  ]);
  const own = Object.fromEntries(entries);
  return version === "3.0.3" ? inWordsOf30(own) : withoutNullable(own);
}

export function writtenAll(components: Components, version: Version): Components {
  return Object.fromEntries(
    Object.entries(components).map(([name, schema]) => [name, written(schema, version)]),
  );
}

function writtenBelow(key: string, value: unknown, version: Version): unknown {
  const one = (inner: unknown): Schema => written(schemaOf(inner), version);
  if (HOLDING_ONE.has(key)) return one(value);
  if (HOLDING_LISTS.has(key) && Array.isArray(value)) return value.map(one);
  if (HOLDING_NAMED.has(key) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, one(inner)]));
  return value;
}

type SchemaObject = Exclude<Schema, boolean>;

function withoutNullable(schema: SchemaObject): SchemaObject {
  const { nullable, type, ...rest } = schema;
  // Beside no type it says nothing in any version (OpenAPI 3.0.4, 4.7.24.1).
  if (nullable === undefined || type === undefined) return schema;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const isAdded = nullable === true && !types.includes("null");
  return { ...rest, type: isAdded ? [...types, "null"] : type };
}

function inWordsOf30(schema: SchemaObject): SchemaObject {
  const { $ref, ...beside } = schema;
  if ($ref === undefined) return withSharpenedBounds(withOneType(withoutNullable(schema)));
  if (Object.keys(beside).length === 0) return schema;
  // What stands beside a reference counts in a schema of its own.
  const { allOf, ...rest } = inWordsOf30(beside);
  const others: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  return { ...rest, allOf: [...others, { $ref }] };
}

function withOneType(schema: SchemaObject): SchemaObject {
  const { type, ...rest } = schema;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const kinds = types.filter((one) => one !== "null");
  const [only] = kinds;
  if (kinds.length === types.length && kinds.length === 1) return schema;
  if (kinds.length === 1) return { ...rest, type: only, nullable: true };
  // Which of several types it is, or that it is null, is said in a conjunct.
  const { allOf } = rest;
  const others: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  const alternatives = types.map((one) => (one === "null" ? { enum: [null] } : { type: one }));
  return { ...rest, allOf: [...others, { anyOf: alternatives }] };
}

function withSharpenedBounds(schema: SchemaObject): SchemaObject {
  const result: Record<string, unknown> = { ...schema };
  for (const [inclusive, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (typeof result[exclusive] !== "number" || result[inclusive] !== undefined) continue;
    result[inclusive] = result[exclusive];
    result[exclusive] = true;
  }
  return result;
}
