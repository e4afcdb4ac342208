import type { Random } from "./random.ts";

/** A JSON Schema as it is written. Kept as plain data: it is printed into documents. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What stands where a schema should; anything else says nothing. */
export function schemaOf(value: unknown): Schema {
  return typeof value === "boolean" ? value : { ...(isObject(value) ? value : {}) };
}

/** The names that generated objects use; a finite world can be searched. */
export const NAMES = ["a", "b"] as const;

/** Patterns of names: one that a declared name keeps too, one for others, one for both. */
const NAME_PATTERNS = ["^a", "^c", "b$"] as const;

const LEAVES = ["string", "integer", "number", "boolean", "null"] as const;

/** A random schema over a small vocabulary; `depth` bounds its nesting. */
export function randomSchema(random: Random, depth = 2): Schema {
  if (depth > 0 && random.once(4)) return combined(random, depth);
  if (depth > 0 && random.once(3)) return objectSchema(random, depth);
  if (depth > 0 && random.once(5)) return arraySchema(random, depth);
  if (random.once(30)) return random.once(2);
  return leaf(random);
}

function leaf(random: Random): Schema {
  if (random.once(20)) return random.pick(LISTED_ODDLY);
  switch (random.below(8)) {
    case 0:
      return { type: "string", enum: some(random, ["a", "b", "ab"]) };
    case 1:
      return { const: random.pick(["a", "b", 0, 1, true, null]) };
    case 2:
      return { enum: some(random, ["a", "b", 0, 1, true, null]) };
    case 3:
      return { type: ["string", "null"], ...bounds(random, "string") };
    case 4:
      return { type: [random.pick(["integer", "boolean"]), "string"] };
    default: {
      const type = random.pick(LEAVES);
      // A word of 3.0 that says nothing since 3.1.
      const nullable = random.once(12) ? { nullable: random.once(4) ? false : true } : {};
      return { type, ...nullable, ...bounds(random, type) };
    }
  }
}

/** Lists of values beside words that limit them as well, and of values that have parts. */
const LISTED_ODDLY: readonly Schema[] = [
  { type: "string", enum: ["a", "b", "2026-01-01"], format: "date" },
  { type: "string", enum: ["a", "ab"], maxLength: 1 },
  { type: "string", enum: ["a", "b"], nullable: true },
  { type: "string", enum: ["a", null], nullable: true },
  { enum: ["a", 1.5, 2], minimum: 2 },
  { const: { a: "a" } },
  { enum: [{}, []] },
  { type: "object", enum: [{ a: "a" }, { b: 0 }, "a"] },
  { type: "array", enum: [[], [0], ["a", "b"]] },
  { enum: [["a"], { a: 1 }], maxProperties: 0, minItems: 1 },
];

function some<T>(random: Random, list: readonly T[]): readonly T[] {
  const kept = list.filter(() => random.once(2));
  return kept.length === 0 ? [random.pick(list)] : kept;
}

function bounds(random: Random, type: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (type === "string") {
    if (random.once(4)) result["minLength"] = random.below(3);
    if (random.once(4)) result["maxLength"] = random.below(4);
    if (random.once(8)) result["pattern"] = random.pick(["^a", "b$", "^(a|b)$", "^a+$"]);
    if (random.once(12)) result["format"] = random.pick(["date", "uuid", "ean"]);
  }
  if (type === "integer" && random.once(10)) result["format"] = random.pick(["int32", "int64"]);
  if (type === "integer" || type === "number") {
    if (random.once(4)) result[random.pick(["minimum", "exclusiveMinimum"])] = random.below(3) - 1;
    if (random.once(4)) result[random.pick(["maximum", "exclusiveMaximum"])] = random.below(4);
    if (random.once(10)) result["multipleOf"] = random.pick([1, 2, 0.5]);
  }
  return result;
}

function objectSchema(random: Random, depth: number): Schema {
  const properties: Record<string, Schema> = {};
  for (const name of NAMES) if (random.once(2)) properties[name] = memberSchema(random, depth);
  const required = NAMES.filter(() => random.once(3));
  return {
    ...(random.once(12) ? {} : { type: "object" }),
    properties,
    ...(required.length === 0 ? {} : { required }),
    ...(random.once(4) ? { additionalProperties: random.once(2) ? false : leaf(random) } : {}),
    ...(random.once(8) ? { minProperties: random.below(3) } : {}),
    ...(random.once(8) ? { maxProperties: 1 + random.below(2) } : {}),
    ...(random.once(6) ? rareMembers(random) : {}),
    ...(random.once(24) ? rareMembers(random) : {}),
  };
}

/** Where components stand. */
export const REFERENCE = "#/components/schemas/";

/** Only below a member or an item may a schema refer to what it stands in. */
function memberSchema(random: Random, depth: number): Schema {
  return random.once(15) ? use(random) : marked(random, randomSchema(random, depth - 1));
}

/** A reference, seldom with something beside it. */
function use(random: Random): Schema {
  const reference = { $ref: `${REFERENCE}${random.pick(COMPONENTS).name}` };
  if (!random.once(8)) return reference;
  const beside = random.once(3) ? { readOnly: true } : random.once(2) ? smallObject(random) : {};
  return typeof beside === "object" ? { ...reference, ...beside } : reference;
}

/** Alternatives told apart by the value of a member, which each of them may or may not say. */
function discriminated(random: Random): Schema {
  const names = random.pick([
    ["Card", "Invoice"],
    ["Card", "Invoice", "Tree"],
    ["Invoice", "Tree"],
  ]);
  const mapping = Object.fromEntries(
    ["a", "b", "c"].slice(0, names.length).map((value, at) => [value, `${REFERENCE}${names[at]}`]),
  );
  return {
    [random.once(3) ? "anyOf" : "oneOf"]: names.map((name) => ({ $ref: `${REFERENCE}${name}` })),
    discriminator: {
      propertyName: random.once(5) ? "b" : "a",
      ...(random.once(5) ? {} : { mapping }),
    },
  };
}

/** An alternative with its tag: one value, several, or any text. */
function tagged(random: Random, value: string): Schema {
  const tag = random.pick([
    { const: value },
    { type: "string", enum: [value] },
    { enum: [value, "ab"] },
    { type: "string" },
  ]);
  const own = objectSchema(random, 1);
  const self = typeof own === "object" ? own : {};
  const properties = { ...(isObject(self["properties"]) ? self["properties"] : {}), a: tag };
  const required = random.once(8) ? {} : { required: ["a"] };
  const schema = { ...self, properties, ...required };
  return random.once(4) ? { allOf: [{ $ref: `${REFERENCE}Base` }, schema] } : schema;
}

/** What alternatives may be built on; it may name the member that tells them apart itself. */
function base(random: Random): Schema {
  const own = objectSchema(random, 1);
  const isTelling = typeof own === "object" && random.once(6);
  return isTelling ? { ...own, discriminator: { propertyName: "a" } } : own;
}

/** Components by name, each made when something refers to it; all may refer to all. */
export const COMPONENTS: readonly {
  readonly name: string;
  readonly schema: (random: Random) => Schema;
}[] = [
  { name: "Node", schema: (random) => randomSchema(random, 2) },
  { name: "Tree", schema: (random) => objectSchema(random, 2) },
  { name: "Card", schema: (random) => tagged(random, "a") },
  { name: "Invoice", schema: (random) => tagged(random, "b") },
  { name: "Base", schema: base },
];

/** A property is seldom only read or only written. */
function marked(random: Random, schema: Schema): Schema {
  if (typeof schema === "boolean" || !random.once(25)) return schema;
  const mark = { [random.pick(["readOnly", "writeOnly"])]: true };
  return random.once(5) ? { allOf: [schema, mark] } : { ...schema, ...mark };
}

/** One of the keywords about members that few contracts use. */
function rareMembers(random: Random): Record<string, unknown> {
  switch (random.below(5)) {
    case 0:
      return { patternProperties: { [random.pick(NAME_PATTERNS)]: leaf(random) } };
    case 1:
      return { propertyNames: random.pick([{ maxLength: 1 }, { pattern: "^a" }, true]) };
    case 2:
      return { dependentRequired: { [random.pick(NAMES)]: [random.pick(NAMES)] } };
    case 3:
      return { dependentSchemas: { [random.pick(NAMES)]: smallObject(random) } };
    default:
      return { unevaluatedProperties: random.once(2) ? false : leaf(random) };
  }
}

function smallObject(random: Random): Schema {
  return random.once(2)
    ? { required: [random.pick(NAMES)] }
    : { properties: { [random.pick(NAMES)]: leaf(random) } };
}

function arraySchema(random: Random, depth: number): Schema {
  return {
    ...(random.once(12) ? {} : { type: "array" }),
    ...(random.once(6)
      ? {}
      : { items: random.once(12) ? use(random) : marked(random, randomSchema(random, depth - 1)) }),
    ...(random.once(4) ? { minItems: random.below(3) } : {}),
    ...(random.once(4) ? { maxItems: random.below(3) } : {}),
    ...(random.once(8) ? { uniqueItems: random.once(2) } : {}),
    ...(random.once(10) ? { prefixItems: tuple(random, depth - 1) } : {}),
    ...(random.once(10) ? { unevaluatedItems: random.once(2) ? false : leaf(random) } : {}),
    ...(random.once(8) ? containing(random) : {}),
  };
}

function tuple(random: Random, depth: number): readonly Schema[] {
  return Array.from({ length: 1 + random.below(2) }, () => randomSchema(random, depth));
}

function containing(random: Random): Record<string, unknown> {
  return {
    contains: leaf(random),
    ...(random.once(3) ? { minContains: random.below(3) } : {}),
    ...(random.once(3) ? { maxContains: 1 + random.below(2) } : {}),
  };
}

function combined(random: Random, depth: number): Schema {
  if (random.once(14)) return discriminated(random);
  const base = random.once(5)
    ? (random.once(6) ? arraySchema : objectSchema)(random, depth - 1)
    : {};
  const self = typeof base === "object" ? base : {};
  const keyword = random.pick(["allOf", "anyOf", "oneOf", "anyOf", "oneOf", "not", "if"]);
  if (keyword === "not") return { ...self, not: randomSchema(random, random.below(2)) };
  if (keyword === "if") return { ...self, ...conditional(random, depth) };
  const members = Array.from({ length: 1 + random.below(3) }, () =>
    random.once(15) ? use(random) : randomSchema(random, depth - 1),
  );
  const further = random.once(8) ? unevaluated(random) : {};
  return { ...self, [keyword]: members, ...further };
}

function unevaluated(random: Random): Record<string, unknown> {
  const rest = random.once(2) ? false : leaf(random);
  return random.once(3) ? { unevaluatedItems: rest } : { unevaluatedProperties: rest };
}

function conditional(random: Random, depth: number): Record<string, unknown> {
  const parts: [string, Schema][] = [["if", random.once(2) ? smallObject(random) : leaf(random)]];
  if (!random.once(4)) parts.push(["then", randomSchema(random, depth - 1)]);
  if (!random.once(2)) parts.push(["else", randomSchema(random, depth - 1)]);
  return Object.fromEntries(parts);
}
