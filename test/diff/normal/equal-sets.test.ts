import { describe, expect, it } from "vitest";
import { NO_CHANGE, object, TEXT, verdictsOn, WHOLE, type Schema } from "../openapi-texts.ts";

type Pair = readonly [what: string, before: Schema, after: Schema];

const NULL: Schema = { type: "null" };
const A = object({ sku: TEXT }, ["sku"]);
const B = object({ count: WHOLE }, ["count"]);

const CONJUNCTIONS: readonly Pair[] = [
  ["allOf of one schema", { allOf: [A] }, A],
  [
    "allOf written inline",
    { allOf: [A, B] },
    object({ sku: TEXT, count: WHOLE }, ["sku", "count"]),
  ],
  ["a required list beside allOf", { allOf: [object({ sku: TEXT })], required: ["sku"] }, A],
  [
    "bounds in two members of allOf",
    { allOf: [{ type: "integer", minimum: 1 }, { maximum: 5 }] },
    { type: "integer", minimum: 1, maximum: 5 },
  ],
  [
    "enums that share one value",
    { allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] },
    { const: "b" },
  ],
  ["a negation of nothing", { ...TEXT, not: false }, TEXT],
  ["a negation of another type", { ...TEXT, not: WHOLE }, TEXT],
  ["a condition that nothing follows from", { ...TEXT, if: { minLength: 3 } }, TEXT],
  ["names that may be anything", { ...A, propertyNames: true }, A],
  [
    "any number of matching items",
    { type: "array", contains: TEXT, minContains: 0 },
    { type: "array" },
  ],
  [
    "items of lists that are empty",
    { type: "array", maxItems: 0, items: TEXT },
    { type: "array", maxItems: 0, items: WHOLE },
  ],
  [
    "the stricter of two bounds",
    { allOf: [{ type: "string", maxLength: 9 }, { maxLength: 4 }] },
    { type: "string", maxLength: 4 },
  ],
];

const ALTERNATIVES: readonly Pair[] = [
  ["oneOf of one schema", { oneOf: [TEXT] }, TEXT],
  ["anyOf of one schema", { anyOf: [TEXT] }, TEXT],
  [
    "oneOf of constants and an enum",
    { oneOf: [{ const: "a" }, { const: "b" }] },
    { enum: ["a", "b"] },
  ],
  [
    "anyOf of constants in another order",
    { anyOf: [{ const: "a" }, { const: "b" }] },
    { enum: ["b", "a"] },
  ],
  ["an enum of one value and a constant", { enum: ["a"] }, { const: "a" }],
  [
    "alternatives of other types and a type list",
    { anyOf: [TEXT, WHOLE] },
    { type: ["integer", "string"] },
  ],
  [
    "anyOf inside anyOf",
    { anyOf: [{ anyOf: [TEXT, WHOLE] }, { type: "boolean" }] },
    { anyOf: [TEXT, WHOLE, { type: "boolean" }] },
  ],
  ["any of everything and something else", { ...TEXT, anyOf: [{}, WHOLE] }, TEXT],
  ["alternatives in another order", { anyOf: [A, B] }, { anyOf: [B, A] }],
  [
    "oneOf and anyOf where no value fits two",
    {
      oneOf: [
        object({ kind: { const: "card" } }, ["kind"]),
        object({ kind: { const: "cash" } }, ["kind"]),
      ],
    },
    {
      anyOf: [
        object({ kind: { const: "card" } }, ["kind"]),
        object({ kind: { const: "cash" } }, ["kind"]),
      ],
    },
  ],
];

const NULLABLE: readonly Pair[] = [
  ["anyOf with null and a type list", { anyOf: [TEXT, NULL] }, { type: ["string", "null"] }],
  ["oneOf with null and a type list", { oneOf: [TEXT, NULL] }, { type: ["string", "null"] }],
  ["a type list in another order", { type: ["string", "null"] }, { type: ["null", "string"] }],
];

const NUMBERS: readonly Pair[] = [
  [
    "> 2 and >= 3 of integers",
    { type: "integer", exclusiveMinimum: 2 },
    { type: "integer", minimum: 3 },
  ],
  [
    "< 10 and <= 9 of integers",
    { type: "integer", exclusiveMaximum: 10 },
    { type: "integer", maximum: 9 },
  ],
  [
    "a broken bound of integers",
    { type: "integer", minimum: 2.5 },
    { type: "integer", minimum: 3 },
  ],
  [
    "an inclusive bound beside a stricter exclusive one",
    { type: "number", minimum: 3, exclusiveMinimum: 3 },
    { type: "number", exclusiveMinimum: 3 },
  ],
  ["integers that are multiples of 1", { type: "integer", multipleOf: 1 }, WHOLE],
  ["numbers, and numbers or integers", { type: "number" }, { type: ["number", "integer"] }],
];

const LISTS: readonly Pair[] = [
  ["both booleans and the type", { type: "boolean", enum: [true, false] }, { type: "boolean" }],
  [
    "a value outside of the type",
    { type: "string", enum: ["a", 1] },
    { type: "string", enum: ["a"] },
  ],
  [
    "a value outside of the bounds",
    { type: "string", enum: ["a", "abcd"], maxLength: 3 },
    { enum: ["a"] },
  ],
  ["a value listed twice", { enum: [1, 2, 2] }, { enum: [2, 1] }],
  ["a constant with its type", { type: "integer", const: 3 }, { const: 3 }],
];

const VACUOUS: readonly Pair[] = [
  ["true and the empty schema", true, {}],
  [
    "additionalProperties that allow anything",
    object({}, [], { additionalProperties: true }),
    object({}),
  ],
  [
    "additionalProperties of the empty schema",
    object({}, [], { additionalProperties: {} }),
    object({}),
  ],
  ["a pattern that every text matches", { type: "string", pattern: ".*" }, TEXT],
  ["a list without uniqueness", { type: "array", uniqueItems: false }, { type: "array" }],
  ["items that may be anything", { type: "array", items: true }, { type: "array" }],
  ["minLength 0", { type: "string", minLength: 0 }, TEXT],
  ["minItems 0", { type: "array", minItems: 0 }, { type: "array" }],
  ["minProperties 0", object({}, [], { minProperties: 0 }), object({})],
  [
    "an empty list of dependent names",
    object({}, [], { dependentRequired: { sku: [] } }),
    object({}),
  ],
  [
    "titles, descriptions and examples",
    { type: "string", title: "T", description: "D", examples: ["x"] },
    TEXT,
  ],
];

const MEMBERS: readonly Pair[] = [
  [
    "properties in another order",
    object({ sku: TEXT, count: WHOLE }),
    object({ count: WHOLE, sku: TEXT }),
  ],
  ["required names in another order", object({}, ["a", "b"]), object({}, ["b", "a"])],
  [
    "unevaluatedProperties where nothing else evaluates",
    object({ sku: TEXT }, [], { unevaluatedProperties: false }),
    object({ sku: TEXT }, [], { additionalProperties: false }),
  ],
  [
    "unevaluatedProperties around allOf",
    { allOf: [A, B], unevaluatedProperties: false },
    object({ sku: TEXT, count: WHOLE }, ["sku", "count"], { additionalProperties: false }),
  ],
  [
    "unevaluatedItems after a prefix",
    { type: "array", prefixItems: [TEXT], unevaluatedItems: false },
    { type: "array", prefixItems: [TEXT], items: false },
  ],
  [
    "unevaluatedProperties of one conjunct, which sees nothing of the others",
    {
      allOf: [
        object({ sku: TEXT }, [], { unevaluatedProperties: false }),
        object({ count: WHOLE }),
      ],
    },
    {
      allOf: [object({ sku: TEXT }, [], { additionalProperties: false }), object({ count: WHOLE })],
    },
  ],
  [
    "an idle anyOf beside unevaluatedProperties that cannot see it",
    { oneOf: [A, B], unevaluatedProperties: false },
    {
      allOf: [
        { oneOf: [A, B], unevaluatedProperties: false },
        { anyOf: [true, object({ sku: TEXT }, ["sku"])] },
      ],
    },
  ],
  [
    "a dependent schema that accepts everything beside unevaluatedProperties",
    object({ sku: TEXT }, [], { unevaluatedProperties: false }),
    object({ sku: TEXT }, [], { unevaluatedProperties: false, dependentSchemas: { sku: true } }),
  ],
  [
    "numbers in a format of integers",
    { type: "number", format: "int64" },
    { type: "integer", format: "int64" },
  ],
  [
    "steps of two conjuncts",
    { allOf: [{ type: "number", multipleOf: 0.4 }, { multipleOf: 0.6 }] },
    { type: "number", multipleOf: 1.2 },
  ],
];

describe.each([
  ["conjunctions", CONJUNCTIONS],
  ["alternatives", ALTERNATIVES],
  ["null", NULLABLE],
  ["numbers", NUMBERS],
  ["lists of values", LISTS],
  ["keywords that say nothing", VACUOUS],
  ["members", MEMBERS],
])("Schemas that accept the same values are no change: %s", (_, pairs) => {
  it.each(pairs)("%s", async (_what, before, after) => {
    expect(await verdictsOn(before, after)).toEqual(NO_CHANGE);
    expect(await verdictsOn(after, before)).toEqual(NO_CHANGE);
  });
});
