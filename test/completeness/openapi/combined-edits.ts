import {
  condition,
  object,
  ref,
  TEXT,
  WHOLE,
  type SchemaObject,
} from "../../diff/openapi-texts.ts";
import { silent } from "../claim.ts";
import {
  both,
  limit,
  narrowing,
  twoWays,
  widening,
  NULLABLE_USE,
  NUMBER,
  LIST,
  SKU,
  asAlternative,
  SILENT_NULL,
  type SchemaEdit,
} from "./schema-edit.ts";

/** Lists of allowed values. */
export const VALUES: readonly SchemaEdit[] = [
  ...twoWays(
    "enum",
    ["a value added", { ...TEXT, enum: ["open"] }, { ...TEXT, enum: ["open", "paid"] }],
    { input: "compatible enum-value-added", output: "dangerous enum-value-added" },
    narrowing("enum-value-removed"),
  ),
  ...twoWays(
    "enum",
    ["a list where there was none", TEXT, { ...TEXT, enum: ["open", "paid"] }],
    narrowing("value-list-added"),
    { input: "compatible value-list-removed", output: "dangerous value-list-removed" },
  ),
  ...twoWays("const", ["added", TEXT, { ...TEXT, const: "open" }], narrowing("value-list-added"), {
    input: "compatible value-list-removed",
    output: "dangerous value-list-removed",
  }),
  {
    keyword: "const",
    edit: "changed",
    before: { const: "open" },
    after: { const: "paid" },
    verdict: { input: "breaking enum-value-removed", output: "dangerous enum-value-added" },
  },
];

const TAGGED = (tag: string): SchemaObject => object({ kind: { const: tag } }, ["kind"]);
const [CARD, CASH, BANK] = [TAGGED("card"), TAGGED("cash"), TAGGED("bank")] as const;

/** Alternatives, conjunctions, negations and conditions. */
export const COMBINED: readonly SchemaEdit[] = [
  ...(["anyOf", "oneOf"] as const).flatMap((keyword) =>
    twoWays(
      keyword,
      ["an alternative added", { [keyword]: [CARD, CASH] }, { [keyword]: [CARD, CASH, BANK] }],
      widening("alternative-added"),
      narrowing("alternative-removed"),
    ),
  ),
  ...twoWays(
    "allOf",
    ["a member added", { allOf: [SKU] }, { allOf: [SKU, object({ ean: TEXT }, ["ean"])] }],
    narrowing("field-added"),
    { input: "dangerous field-removed", output: "breaking field-removed" },
  ),
  ...asAlternative(limit("not", ["added or removed", TEXT, { ...TEXT, not: { const: "none" } }])),
  ...limit("not", [
    "moved",
    { ...TEXT, not: { enum: ["none"] } },
    { ...TEXT, not: { enum: ["none", "null"] } },
  ]),
  ...asAlternative(
    limit("if", [
      "added or removed",
      SKU,
      object({ id: TEXT, sku: TEXT }, [], condition({ required: ["sku"] }, { required: ["ean"] })),
    ]),
  ),
  ...limit("then", [
    "stricter or weaker",
    object({ id: TEXT, sku: TEXT }, [], condition({ required: ["sku"] }, { minProperties: 2 })),
    object({ id: TEXT, sku: TEXT }, [], condition({ required: ["sku"] }, { minProperties: 3 })),
  ]),
  ...limit("else", [
    "added or removed",
    object({ id: TEXT, sku: TEXT }, [], condition({ required: ["sku"] }, { minProperties: 2 })),
    object(
      { id: TEXT, sku: TEXT },
      [],
      condition({ required: ["sku"] }, { minProperties: 2 }, { minProperties: 1 }),
    ),
  ]),
];

/** Types and references. */
export const TYPES: readonly SchemaEdit[] = [
  ...twoWays(
    "type",
    ["integer to number", WHOLE, NUMBER],
    widening("type-widened"),
    narrowing("type-narrowed"),
  ),
  {
    keyword: "type",
    edit: "added",
    before: {},
    after: object({}),
    verdict: narrowing("type-narrowed"),
    at: { "map value": narrowing("additional-typed") },
  },
  {
    keyword: "type",
    edit: "removed",
    before: object({}),
    after: {},
    verdict: widening("type-widened"),
    at: { "map value": widening("additional-untyped") },
  },
  ...twoWays(
    "type",
    ["object to array", object({}), LIST],
    both("breaking type-changed"),
    both("breaking type-changed"),
  ),
  ...twoWays(
    "type",
    ["null added", object({}), { type: ["object", "null"] }],
    widening("null-allowed"),
    narrowing("null-forbidden"),
  ).map((edit) => ({ ...edit, at: { [NULLABLE_USE]: SILENT_NULL } })),
  {
    keyword: "$ref",
    edit: "to a type of another shape",
    before: ref("Known"),
    after: ref("Other"),
    verdict: both("breaking type-changed"),
  },
];

const UNSAID = "Texts for people; no message and no program reads them.";
const NAMES = "Names for references inside the document; what they refer to is compared.";

/** What is said about a value beside its form. */
export const ANNOTATIONS: readonly SchemaEdit[] = [
  ...["title", "description", "$comment"].map((keyword) => ({
    keyword,
    edit: "changed",
    before: { ...TEXT, [keyword]: "One" },
    after: { ...TEXT, [keyword]: "Another" },
    verdict: both(silent(UNSAID)),
  })),
  ...[
    ["examples", ["a"], ["b"]] as const,
    ["example", "a", "b"] as const,
    ["externalDocs", { url: "https://shop.example/a" }, { url: "https://shop.example/b" }] as const,
  ].map(([keyword, a, b]) => ({
    keyword,
    edit: "changed",
    before: { ...TEXT, [keyword]: a },
    after: { ...TEXT, [keyword]: b },
    verdict: both(silent(UNSAID)),
  })),
  ...["$anchor", "$defs"].map((keyword) => ({
    keyword,
    edit: "added",
    before: TEXT,
    after: { ...TEXT, [keyword]: keyword === "$defs" ? { Note: TEXT } : "note" },
    verdict: both(silent(NAMES)),
  })),
  ...twoWays(
    "default",
    ["added", TEXT, { ...TEXT, default: "none" }],
    { input: "dangerous default-changed", output: "compatible default-changed" },
    { input: "dangerous default-changed", output: "compatible default-changed" },
  ).map((edit) => ({ ...edit, membersOnly: true })),
  ...twoWays(
    "deprecated",
    ["added", TEXT, { ...TEXT, deprecated: true }],
    both("compatible deprecation-added"),
    both("compatible deprecation-removed"),
  ).map((edit) => ({ ...edit, propertiesOnly: true })),
  ...twoWays(
    "readOnly",
    ["added", TEXT, { ...TEXT, readOnly: true }],
    { input: "dangerous field-hidden", output: silent("It is still received.") },
    { input: "compatible field-exposed", output: silent("It was received before.") },
  ).map((edit) => ({ ...edit, propertiesOnly: true })),
  ...twoWays(
    "writeOnly",
    ["added", TEXT, { ...TEXT, writeOnly: true }],
    { input: silent("It is still sent."), output: "dangerous field-hidden" },
    { input: silent("It was sent before."), output: "compatible field-exposed" },
  ).map((edit) => ({ ...edit, propertiesOnly: true })),
];
