import { object, TEXT, WHOLE } from "../../diff/openapi-texts.ts";
import {
  both,
  bounded,
  limit,
  narrowing,
  twoWays,
  widening,
  NULLABLE_USE,
  LIST,
  ID,
  SKU,
  SKU_REQUIRED,
  type SchemaEdit,
} from "./schema-edit.ts";

/** Lists and what they hold. */
export const LISTS: readonly SchemaEdit[] = [
  ...bounded(LIST, "maxItems", 9, 4),
  ...bounded(LIST, "minItems", 1, 4),
  ...limit("uniqueItems", ["added or removed", LIST, { ...LIST, uniqueItems: true }]),
  ...limit("contains", ["added or removed", LIST, { ...LIST, contains: TEXT }]),
  ...limit("minContains", [
    "moved",
    { ...LIST, contains: TEXT, minContains: 1 },
    { ...LIST, contains: TEXT, minContains: 2 },
  ]),
  ...limit("maxContains", [
    "added or removed",
    { ...LIST, contains: TEXT },
    { ...LIST, contains: TEXT, maxContains: 2 },
  ]),
  ...twoWays(
    "items",
    ["typed", LIST, { ...LIST, items: TEXT }],
    narrowing("type-narrowed"),
    widening("type-widened"),
  ),
  ...twoWays(
    "prefixItems",
    ["typed", LIST, { ...LIST, prefixItems: [TEXT] }],
    narrowing("type-narrowed"),
    widening("type-widened"),
  ),
  ...limit("unevaluatedItems", [
    "forbidden beside alternatives",
    { ...LIST, anyOf: [{ prefixItems: [TEXT] }, { prefixItems: [WHOLE] }] },
    {
      ...LIST,
      anyOf: [{ prefixItems: [TEXT] }, { prefixItems: [WHOLE] }],
      unevaluatedItems: false,
    },
  ]),
];

const ALTERNATIVE_OBJECTS = [object({ a: TEXT }, ["a"]), object({ b: TEXT }, ["b"])];

/** Objects and their members. */
export const OBJECTS: readonly SchemaEdit[] = [
  ...bounded(object({}), "maxProperties", 9, 4),
  ...bounded(object({}), "minProperties", 1, 4),
  ...twoWays(
    "properties",
    ["an optional one added", ID, SKU],
    both("compatible field-added"),
    both("dangerous field-removed"),
  ),
  {
    keyword: "properties",
    edit: "the first one added: whatever was sent by its name was accepted",
    before: object({}),
    after: ID,
    verdict: { input: "dangerous field-added", output: "compatible field-added" },
  },
  ...twoWays("properties", ["a required one added", ID, SKU_REQUIRED], narrowing("field-added"), {
    input: "dangerous field-removed",
    output: "breaking field-removed",
  }),
  ...twoWays(
    "required",
    ["added", SKU, SKU_REQUIRED],
    narrowing("field-became-required"),
    widening("field-became-optional"),
  ),
  ...twoWays(
    "additionalProperties",
    ["forbidden", SKU, { ...SKU, additionalProperties: false }],
    narrowing("additional-closed"),
    both("compatible additional-opened"),
  ),
  ...twoWays(
    "additionalProperties",
    ["typed", SKU, { ...SKU, additionalProperties: WHOLE }],
    narrowing("additional-typed"),
    widening("additional-untyped"),
  ),
  ...limit("patternProperties", [
    "added or removed",
    object({}),
    object({}, [], { patternProperties: { "^x-": TEXT } }),
  ]),
  ...limit("propertyNames", [
    "added or removed",
    object({}),
    object({}, [], { propertyNames: { maxLength: 4 } }),
  ]),
  ...limit("dependentRequired", [
    "added or removed",
    SKU,
    object({ id: TEXT, sku: TEXT }, [], { dependentRequired: { sku: ["ean"] } }),
  ]),
  ...limit("dependentSchemas", [
    "added or removed",
    SKU,
    object({ id: TEXT, sku: TEXT }, [], { dependentSchemas: { sku: { required: ["ean"] } } }),
  ]),
  {
    keyword: "unevaluatedProperties",
    edit: "forbidden beside alternatives",
    before: { anyOf: ALTERNATIVE_OBJECTS },
    after: { anyOf: ALTERNATIVE_OBJECTS, unevaluatedProperties: false },
    verdict: { input: "breaking additional-closed", output: "compatible additional-closed" },
    at: {
      [NULLABLE_USE]: {
        input: "breaking alternative-removed",
        output: "compatible alternative-removed",
      },
    },
  },
  {
    keyword: "unevaluatedProperties",
    edit: "no longer forbidden beside alternatives",
    before: { anyOf: ALTERNATIVE_OBJECTS, unevaluatedProperties: false },
    after: { anyOf: ALTERNATIVE_OBJECTS },
    verdict: { input: "compatible additional-opened", output: "compatible additional-opened" },
    at: {
      [NULLABLE_USE]: {
        input: "compatible alternative-added",
        output: "compatible alternative-removed",
      },
    },
  },
];
