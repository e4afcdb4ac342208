import { describe, expect, it } from "vitest";
import {
  object,
  TEXT,
  verdictsOn,
  WHOLE,
  type Schema,
  type SchemaObject,
} from "./openapi-texts.ts";

type Row = readonly [what: string, wider: Schema, narrower: Schema];

const NUMBER: SchemaObject = { type: "number" };
const ARRAY: SchemaObject = { type: "array" };

/** The same type without a keyword, with a weak and with a strict value of it. */
function steps(
  bare: SchemaObject,
  keyword: string,
  weak: unknown,
  strict: unknown,
): readonly Row[] {
  return [
    [`${keyword} added or removed`, bare, { ...bare, [keyword]: strict }],
    [`${keyword} moved`, { ...bare, [keyword]: weak }, { ...bare, [keyword]: strict }],
  ];
}

const LIMITS: readonly Row[] = [
  ...steps(TEXT, "maxLength", 9, 4),
  ...steps(TEXT, "minLength", 1, 4),
  ...steps(NUMBER, "maximum", 9, 4),
  ...steps(NUMBER, "minimum", 1, 4),
  ...steps(NUMBER, "exclusiveMaximum", 9, 4),
  ...steps(NUMBER, "exclusiveMinimum", 1, 4),
  ...steps(NUMBER, "multipleOf", 2, 4),
  ...steps(ARRAY, "maxItems", 9, 4),
  ...steps(ARRAY, "minItems", 1, 4),
  ...steps(object({}), "maxProperties", 9, 4),
  ...steps(object({}), "minProperties", 1, 4),
  ...steps(TEXT, "pattern", "^(?:S|M|L)$", "^(?:S|M)$"),
  ...steps(TEXT, "format", "uri-reference", "uri"),
  ["uniqueItems added or removed", ARRAY, { type: "array", uniqueItems: true }],
  ["a bound that excludes itself", { ...NUMBER, maximum: 4 }, { ...NUMBER, exclusiveMaximum: 4 }],
  ["a multiple of a decimal", { ...NUMBER, multipleOf: 0.01 }, { ...NUMBER, multipleOf: 0.1 }],
  ["a format of integers", { ...WHOLE, format: "int64" }, { ...WHOLE, format: "int32" }],
  [
    "bounds beyond 2^53, which compare exactly",
    { ...WHOLE, maximum: 9_007_199_254_740_992 },
    { ...WHOLE, maximum: 9_007_199_254_740_991 },
  ],
];

describe("A limit", () => {
  it.each(LIMITS)("breaks senders where it is stricter: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(wider, narrower)).toEqual({
      input: ["breaking constraint-tightened ~"],
      output: ["compatible constraint-tightened ~"],
    });
  });

  it.each(LIMITS)("breaks readers where it is weaker: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(narrower, wider)).toEqual({
      input: ["compatible constraint-loosened ~"],
      output: ["breaking constraint-loosened ~"],
    });
  });

  it.each<Row>([
    ["multiples of 4 and of 6", { ...NUMBER, multipleOf: 4 }, { ...NUMBER, multipleOf: 6 }],
    ["two lists of texts", { ...TEXT, pattern: "^(a|b)$" }, { ...TEXT, pattern: "^(b|c)$" }],
    ["dates and instants", { ...TEXT, format: "date" }, { ...TEXT, format: "date-time" }],
  ])("breaks both where neither contains the other: %s", async (_, before, after) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: ["breaking constraint-changed ~"],
      output: ["breaking constraint-changed ~"],
    });
  });
});

describe("A pattern", () => {
  it("is undecided where the two languages are not compared, never silent", async () => {
    expect(
      await verdictsOn({ ...TEXT, pattern: "^[A-Z]+$" }, { ...TEXT, pattern: "^[A-Z]{2,}$" }),
    ).toEqual({
      input: ["dangerous constraint-undecided ~"],
      output: ["dangerous constraint-undecided ~"],
    });
  });

  it("is the same pattern where only the order of its texts differs", async () => {
    const verdicts = await verdictsOn(
      { ...TEXT, pattern: "^(a|b)$" },
      { ...TEXT, pattern: "^(?:b|a)$" },
    );
    expect(verdicts).toEqual({ input: [], output: [] });
  });
});

describe("A format that no validator asserts", () => {
  it("may come and go", async () => {
    const verdicts = {
      input: ["compatible format-changed ~"],
      output: ["compatible format-changed ~"],
    };
    expect(await verdictsOn(TEXT, { ...TEXT, format: "sku" })).toEqual(verdicts);
    expect(await verdictsOn({ ...TEXT, format: "sku" }, TEXT)).toEqual(verdicts);
  });

  it("is dangerous where it becomes another", async () => {
    expect(await verdictsOn({ ...TEXT, format: "sku" }, { ...TEXT, format: "ean" })).toEqual({
      input: ["dangerous format-changed ~"],
      output: ["dangerous format-changed ~"],
    });
  });
});

describe("A type", () => {
  it.each<Row>([
    ["integers and numbers", NUMBER, WHOLE],
    ["anything and text", {}, TEXT],
    ["a list of types and one of them", { type: ["string", "integer"] }, TEXT],
  ])("widens and narrows: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(wider, narrower)).toEqual({
      input: ["breaking type-narrowed ~"],
      output: ["compatible type-narrowed ~"],
    });
    expect(await verdictsOn(narrower, wider)).toEqual({
      input: ["compatible type-widened ~"],
      output: ["breaking type-widened ~"],
    });
  });

  it.each<Row>([
    ["text and integers", TEXT, WHOLE],
    ["objects and lists", object({}), ARRAY],
    ["text and lists of text", TEXT, { type: "array", items: TEXT }],
    ["two lists of types", { type: ["string", "integer"] }, { type: ["string", "boolean"] }],
  ])("breaks both where it is another one: %s", async (_, before, after) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: ["breaking type-changed ~"],
      output: ["breaking type-changed ~"],
    });
  });

  it("says null by name", async () => {
    const nullable: Schema = { type: ["string", "null"] };
    expect(await verdictsOn(TEXT, nullable)).toEqual({
      input: ["compatible null-allowed ~"],
      output: ["breaking null-allowed ~"],
    });
    expect(await verdictsOn(nullable, TEXT)).toEqual({
      input: ["breaking null-forbidden ~"],
      output: ["compatible null-forbidden ~"],
    });
  });
});

describe("A keyword where it does not apply", () => {
  it("is told without being called a break", async () => {
    const { input, output } = await verdictsOn(WHOLE, { ...WHOLE, maxLength: 4 });
    expect(input).toEqual(["dangerous inert-keyword-changed ~"]);
    expect(output).toEqual(["compatible inert-keyword-changed ~"]);
  });
});
