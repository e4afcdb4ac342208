import { isDeepStrictEqual } from "node:util";
import type { Random } from "./random.ts";
import { randomSchema, schemaOf, type Schema } from "./schemas.ts";

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
  (schema, random) => split(schema, random),
  (schema, random) => withIdleKeyword(schema, random),
  (schema, random) => ({ anyOf: [schema, { allOf: [schema, unmarked(random)] }] }),
  (schema, random) => ({ allOf: [schema, { anyOf: [true, unmarked(random)] }] }),
];

/** A schema that spares what stands around it nothing: with a mark, both may take what one does not. */
function unmarked(random: Random): Schema {
  const schema: Schema = JSON.parse(
    JSON.stringify(randomSchema(random, 1), (key, value: unknown) =>
      key === "readOnly" || key === "writeOnly" ? undefined : value,
    ),
  );
  return schema;
}

/** Keywords that mean the same in a conjunct of their own. */
const INDEPENDENT = [
  "type",
  "enum",
  "const",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "propertyNames",
  "not",
] as const;

/** One keyword moved into a conjunct. */
function split(schema: Schema, random: Random): Schema | undefined {
  const own = objectOf(schema);
  // What is said of null counts beside the type only.
  const bound = "nullable" in own ? "type" : "";
  const movable = INDEPENDENT.filter((keyword) => keyword in own && keyword !== bound);
  if (movable.length === 0 || "allOf" in own) return undefined;
  const moved = random.pick(movable);
  return replaced(own, moved, { allOf: [{ [moved]: own[moved] }] });
}

const IDLE: readonly SchemaObject[] = [
  { propertyNames: true },
  { propertyNames: {} },
  { minItems: 0 },
  { minLength: 0 },
  { minProperties: 0 },
  { uniqueItems: false },
  { not: false },
  { not: { not: {} } },
  { anyOf: [{}, { type: "string" }] },
  { if: {} },
  { dependentRequired: {} },
  { dependentSchemas: { a: true } },
];
/** Idle as long as nothing asks which members were looked at. */
const IDLE_UNLESS_NOTED: readonly SchemaObject[] = [
  { additionalProperties: {} },
  { additionalProperties: true },
  { contains: true, minContains: 0 },
  { patternProperties: { "^c": true } },
  { items: {} },
];

/** A keyword that limits nothing. */
function withIdleKeyword(schema: Schema, random: Random): Schema | undefined {
  const own = objectOf(schema);
  const isNoted = JSON.stringify(own).includes("unevaluated");
  const names = ["additionalProperties", "patternProperties", "items", "minContains"];
  const fitting = [...IDLE, ...(isNoted ? [] : IDLE_UNLESS_NOTED)].filter(
    (idle) => !Object.keys(idle).some((keyword) => keyword in own),
  );
  // What a name or an item is must be said where the others of its kind are said.
  const safe = fitting.filter(
    (idle) => !names.some((name) => name in idle) || !names.some((name) => name in own),
  );
  return schema === false || safe.length === 0 ? undefined : { ...own, ...random.pick(safe) };
}

/** A schema with a component that it refers to. */
interface Extracted {
  readonly schema: Schema;
  readonly components: Readonly<Record<string, Schema>>;
}

/** The whole, or one property or the items, as a component of a name. */
export function extract(schema: Schema, name: string, random: Random): Extracted {
  const own = objectOf(schema);
  const use = { $ref: `#/components/schemas/${name}` };
  const { properties, items } = own;
  const entries = Object.entries(objectOf(schemaOf(properties)));
  if (entries.length > 0 && random.once(2)) {
    const [key, value] = random.pick(entries);
    const inner = { ...objectOf(schemaOf(properties)), [key]: use };
    return { schema: { ...own, properties: inner }, components: { [name]: schemaOf(value) } };
  }
  if (items !== undefined && random.once(2)) {
    return { schema: { ...own, items: use }, components: { [name]: schemaOf(items) } };
  }
  return { schema: use, components: { [name]: schema } };
}

/** A schema that accepts exactly what the given one accepts, written in another way. */
export function rewrite(schema: Schema, random: Random): Schema {
  const { readOnly, writeOnly, ...rest } = objectOf(schema);
  // Who reads or writes a member is said at the member, not in an alternative inside.
  if (readOnly !== undefined || writeOnly !== undefined) {
    const marks = {
      ...(readOnly === undefined ? {} : { readOnly }),
      ...(writeOnly === undefined ? {} : { writeOnly }),
    };
    return { ...objectOf(rewrite(rest, random)), ...marks };
  }
  const { allOf } = rest;
  const conjuncts: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  if (conjuncts.some(hasMark)) {
    const others = conjuncts.map((part) =>
      hasMark(part) ? part : rewrite(schemaOf(part), random),
    );
    return { ...objectOf(schema), allOf: others };
  }
  const inner = inside(schema, random);
  if (inner !== undefined && random.once(2)) return inner;
  return random.pick(REWRITES)(schema, random) ?? { allOf: [schema] };
}

function hasMark(part: unknown): boolean {
  const { readOnly, writeOnly } = objectOf(schemaOf(part));
  return readOnly === true || writeOnly === true;
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
  if (typeof schema === "boolean") return schema;
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
