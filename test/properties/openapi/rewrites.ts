import { isDeepStrictEqual } from "node:util";
import type { Random } from "./random.ts";
import type { Schema } from "./schemas.ts";

type SchemaObject = Exclude<Schema, boolean>;

/** Ways to write the same set of values differently. Each returns undefined where it does not apply. */
const REWRITES: readonly ((schema: Schema, random: Random) => Schema | undefined)[] = [
  (schema) => ({ allOf: [schema] }),
  (schema) => ({ anyOf: [schema] }),
  (schema) => ({ oneOf: [schema] }),
  (schema) => ({ anyOf: [schema, schema] }),
  (schema) => ({ allOf: [schema, schema] }),
  (schema) => ({ allOf: [schema, {}] }),
  (schema) =>
    withList(schema, "enum", (list) => ({
      oneOf: distinct(list).map((value) => ({ const: value })),
    })),
  (schema) => withList(schema, "enum", (list) => ({ enum: list.toReversed() })),
  (schema) => withList(schema, "anyOf", (list) => ({ anyOf: list.toReversed() })),
  (schema) => withList(schema, "oneOf", (list) => ({ oneOf: list.toReversed() })),
  (schema) => withList(schema, "type", (list) => ({ anyOf: list.map((type) => ({ type })) })),
  (schema) => splitRequired(schema),
  (schema) =>
    "const" in objectOf(schema)
      ? replaced(schema, "const", { enum: [objectOf(schema)["const"]] })
      : undefined,
  (schema) => reordered(schema),
];

/** A schema that accepts exactly what the given one accepts, written in another way. */
export function rewrite(schema: Schema, random: Random): Schema {
  const inner = inside(schema, random);
  if (inner !== undefined && random.once(2)) return inner;
  return random.pick(REWRITES)(schema, random) ?? { allOf: [schema] };
}

function objectOf(schema: Schema): SchemaObject {
  return typeof schema === "object" ? schema : {};
}

function replaced(schema: Schema, keyword: string, by: SchemaObject): Schema {
  const { [keyword]: _, ...rest } = objectOf(schema);
  return { ...rest, ...by };
}

/** The list under a keyword, put into its own conjunct so that nothing else of the schema is lost. */
function withList(
  schema: Schema,
  keyword: string,
  rebuild: (list: readonly unknown[]) => SchemaObject,
): Schema | undefined {
  const list = objectOf(schema)[keyword];
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const built = rebuild(list);
  const clash = Object.keys(built).some((key) => key !== keyword && key in objectOf(schema));
  return clash ? undefined : replaced(schema, keyword, built);
}

function distinct(list: readonly unknown[]): readonly unknown[] {
  return list.filter(
    (item, index) => list.findIndex((other) => isDeepStrictEqual(item, other)) === index,
  );
}

function splitRequired(schema: Schema): Schema | undefined {
  const { required, ...rest } = objectOf(schema);
  if (!Array.isArray(required) || "allOf" in rest) return undefined;
  return { ...rest, allOf: [{ required }] };
}

function reordered(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(objectOf(schema)).toReversed());
}

/** Rewrites one property or item instead of the whole. */
function inside(schema: Schema, random: Random): Schema | undefined {
  const { properties, items } = objectOf(schema);
  if (typeof properties === "object" && properties !== null) {
    const entries = Object.entries(properties);
    if (entries.length === 0) return undefined;
    const [name, value] = random.pick(entries);
    return {
      ...objectOf(schema),
      properties: { ...properties, [name]: rewrite(schemaOf(value), random) },
    };
  }
  return items === undefined
    ? undefined
    : { ...objectOf(schema), items: rewrite(schemaOf(items), random) };
}

function schemaOf(value: unknown): Schema {
  return typeof value === "boolean" ? value : { ...(typeof value === "object" ? value : {}) };
}
