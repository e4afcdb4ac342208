import { TEXT, WHOLE, type SchemaObject } from "../../diff/openapi-texts.ts";
import {
  both,
  bounded,
  limit,
  twoWays,
  NUMBER,
  SKU_REQUIRED,
  type SchemaEdit,
} from "./schema-edit.ts";

/** Limits of numbers. */
export const NUMBERS: readonly SchemaEdit[] = [
  ...bounded(NUMBER, "maximum", 9, 4),
  ...bounded(NUMBER, "minimum", 1, 4),
  ...bounded(NUMBER, "exclusiveMaximum", 9, 4),
  ...bounded(NUMBER, "exclusiveMinimum", 1, 4),
  ...bounded(NUMBER, "multipleOf", 2, 4),
  {
    keyword: "multipleOf",
    edit: "another factor",
    before: { ...NUMBER, multipleOf: 4 },
    after: { ...NUMBER, multipleOf: 6 },
    verdict: both("breaking constraint-changed"),
  },
];

/** Who takes an encoded text as it stands misreads it, and nothing fails. */
function content(keyword: string, encoded: SchemaObject): readonly SchemaEdit[] {
  return twoWays(
    keyword,
    ["added or removed", TEXT, encoded],
    {
      input: "breaking constraint-tightened",
      output: "dangerous constraint-tightened",
    },
    { input: "dangerous constraint-loosened", output: "breaking constraint-loosened" },
  );
}

/** What a text contains: no validator asserts it, and its readers decode it all the same. */
function contentEdits(): readonly SchemaEdit[] {
  const json = { ...TEXT, contentMediaType: "application/json" };
  return [
    ...content("contentMediaType", json),
    ...content("contentEncoding", { ...TEXT, contentEncoding: "base64" }),
    ...limit("contentSchema", ["added or removed", json, { ...json, contentSchema: SKU_REQUIRED }]),
  ];
}

/** Limits of texts. */
export const STRINGS: readonly SchemaEdit[] = [
  ...bounded(TEXT, "maxLength", 9, 4),
  ...bounded(TEXT, "minLength", 1, 4),
  ...bounded(TEXT, "pattern", "^(?:S|M|L)$", "^(?:S|M)$"),
  {
    keyword: "pattern",
    edit: "another language",
    before: { ...TEXT, pattern: "^[A-Z]+-[0-9]+$" },
    after: { ...TEXT, pattern: "^[A-Z0-9-]{4,}$" },
    verdict: both("dangerous constraint-undecided"),
  },
  ...limit(
    "format",
    ["asserted, added or removed", TEXT, { ...TEXT, format: "date" }],
    ["asserted, moved", { ...TEXT, format: "uri-reference" }, { ...TEXT, format: "uri" }],
    ["of integers", { ...WHOLE, format: "int64" }, { ...WHOLE, format: "int32" }],
  ),
  {
    keyword: "format",
    edit: "not asserted, changed",
    before: { ...TEXT, format: "ean" },
    after: { ...TEXT, format: "gtin" },
    verdict: both("dangerous format-changed"),
  },
  ...twoWays(
    "format",
    ["not asserted, added", TEXT, { ...TEXT, format: "ean" }],
    both("compatible format-changed"),
    both("compatible format-changed"),
  ),
  ...contentEdits(),
];
