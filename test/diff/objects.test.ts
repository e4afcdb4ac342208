import { describe, expect, it } from "vitest";
import { changesOf } from "./compare-texts.ts";
import {
  condition,
  object,
  received,
  ref,
  TEXT,
  verdictsOn,
  WHOLE,
  type Schema,
} from "./openapi-texts.ts";

const CLOSED = { additionalProperties: false };
const ID = object({ id: TEXT });
const SKU_ALONE = object({ sku: TEXT });
const SKU = object({ id: TEXT, sku: TEXT });
const REQUIRED_SKU = object({ id: TEXT, sku: TEXT }, ["sku"]);

type Row = readonly [
  what: string,
  before: Schema,
  after: Schema,
  input: readonly string[],
  output: readonly string[],
];

const MEMBERS: readonly Row[] = [
  [
    "an optional one is added",
    ID,
    SKU,
    ["compatible field-added ~.sku"],
    ["compatible field-added ~.sku"],
  ],
  [
    "an optional one is added where nothing was declared, so senders may have sent anything by its name",
    object({}),
    SKU_ALONE,
    ["dangerous field-added ~.sku"],
    ["compatible field-added ~.sku"],
  ],
  [
    "a required one is added",
    ID,
    REQUIRED_SKU,
    ["breaking field-added ~.sku"],
    ["compatible field-added ~.sku"],
  ],
  [
    "an optional one is removed",
    SKU,
    ID,
    ["dangerous field-removed ~.sku"],
    ["dangerous field-removed ~.sku"],
  ],
  [
    "a required one is removed",
    REQUIRED_SKU,
    ID,
    ["dangerous field-removed ~.sku"],
    ["breaking field-removed ~.sku"],
  ],
  [
    "one is removed from a closed object",
    object({ sku: TEXT }, [], CLOSED),
    object({}, [], CLOSED),
    ["breaking field-removed ~.sku"],
    ["dangerous field-removed ~.sku"],
  ],
  [
    "one becomes required",
    SKU,
    REQUIRED_SKU,
    ["breaking field-became-required ~.sku"],
    ["compatible field-became-required ~.sku"],
  ],
  [
    "one becomes optional",
    REQUIRED_SKU,
    SKU,
    ["compatible field-became-optional ~.sku"],
    ["breaking field-became-optional ~.sku"],
  ],
  [
    "a name that no property declares is demanded",
    ID,
    object({ id: TEXT }, ["sku"]),
    ["breaking field-became-required ~"],
    ["compatible field-became-required ~"],
  ],
  [
    "a name that no property declares is no longer demanded",
    object({ id: TEXT }, ["sku"]),
    ID,
    ["compatible field-became-optional ~"],
    ["breaking field-became-optional ~"],
  ],
  [
    "a demanded name is declared",
    object({ id: TEXT }, ["sku"]),
    REQUIRED_SKU,
    ["compatible field-added ~.sku"],
    ["compatible field-added ~.sku"],
  ],
  [
    "one is edited far inside",
    object({ lines: { type: "array", items: object({ sku: TEXT }) } }),
    object({ lines: { type: "array", items: object({ sku: WHOLE }) } }),
    ["breaking type-changed ~.lines[].sku"],
    ["breaking type-changed ~.lines[].sku"],
  ],
];

describe("Members", () => {
  it.each(MEMBERS)("%s", async (_, before, after, ...lines) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: lines[0],
      output: lines[1],
    });
  });
});

const REST: readonly Row[] = [
  [
    "is closed",
    SKU,
    { ...SKU, ...CLOSED },
    ["breaking additional-closed ~"],
    ["compatible additional-closed ~"],
  ],
  [
    "is opened",
    { ...SKU, ...CLOSED },
    SKU,
    ["compatible additional-opened ~"],
    ["compatible additional-opened ~"],
  ],
  [
    "is limited to a type",
    SKU,
    { ...SKU, additionalProperties: TEXT },
    ["breaking additional-typed ~"],
    ["compatible additional-typed ~"],
  ],
  [
    "is freed of its type",
    { ...SKU, additionalProperties: TEXT },
    SKU,
    ["compatible additional-untyped ~"],
    ["breaking additional-untyped ~"],
  ],
  [
    "is opened for one type",
    { ...SKU, ...CLOSED },
    { ...SKU, additionalProperties: TEXT },
    ["compatible additional-opened ~"],
    ["compatible additional-opened ~"],
  ],
  [
    "has another type",
    object({}, [], { additionalProperties: TEXT }),
    object({}, [], { additionalProperties: WHOLE }),
    ["breaking type-changed ~"],
    ["breaking type-changed ~"],
  ],
  [
    "already said what a new member says",
    object({}, [], { additionalProperties: TEXT }),
    { ...SKU_ALONE, additionalProperties: TEXT },
    [],
    [],
  ],
  [
    "contradicts a new member",
    object({}, [], { additionalProperties: TEXT }),
    object({ count: WHOLE }, [], { additionalProperties: TEXT }),
    ["breaking type-changed ~.count"],
    ["breaking type-changed ~.count"],
  ],
];

describe("What is allowed beside declared members", () => {
  it.each(REST)("%s", async (_, before, after, ...lines) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: lines[0],
      output: lines[1],
    });
  });
});

const RULES: readonly (readonly [what: string, wider: Schema, narrower: Schema])[] = [
  ["patternProperties", object({}), object({}, [], { patternProperties: { "^x-": TEXT } })],
  ["propertyNames", object({}), object({}, [], { propertyNames: { pattern: "^[a-z]+$" } })],
  [
    "a stricter propertyNames",
    object({}, [], { propertyNames: { maxLength: 9 } }),
    object({}, [], { propertyNames: { maxLength: 4 } }),
  ],
  [
    "dependentRequired",
    SKU,
    object({ id: TEXT, sku: TEXT }, [], { dependentRequired: { sku: ["ean"] } }),
  ],
  [
    "dependentSchemas",
    SKU,
    object({ id: TEXT, sku: TEXT }, [], { dependentSchemas: { sku: { required: ["ean"] } } }),
  ],
  ["not", TEXT, { type: "string", not: { const: "none" } }],
  [
    "a wider not",
    { type: "string", not: { enum: ["none"] } },
    { type: "string", not: { enum: ["none", "null"] } },
  ],
  [
    "if and then",
    object({ a: TEXT, b: TEXT }),
    object({ a: TEXT, b: TEXT }, [], condition({ required: ["a"] }, { required: ["b"] })),
  ],
  [
    "a stricter then",
    object({ a: TEXT, b: TEXT }, [], condition({ required: ["a"] }, {})),
    object({ a: TEXT, b: TEXT }, [], condition({ required: ["a"] }, { required: ["b"] })),
  ],
  [
    "a stricter else",
    object({ a: TEXT, b: TEXT }, [], condition({ required: ["a"] }, { required: ["b"] })),
    object(
      { a: TEXT, b: TEXT },
      [],
      condition({ required: ["a"] }, { required: ["b"] }, { minProperties: 1 }),
    ),
  ],
];

/** Tolerant readers ignore members they do not know, so nobody is harmed where these go. */
const REFUSALS: typeof RULES = [
  [
    "patternProperties of a closed object",
    object({}, [], { patternProperties: { "^x-": TEXT }, ...CLOSED }),
    object({}, [], CLOSED),
  ],
];

describe("Members that match a pattern", () => {
  it("are told by their pattern, each for itself", async () => {
    const matching = (schema: Schema) =>
      received(object({}, [], { patternProperties: { "^x-": schema, "^y-": schema } }));
    const changes = await changesOf("openapi", matching(TEXT), matching(WHOLE));
    expect(changes.map(({ message }) => message).toSorted()).toEqual(
      ["^x-", "^y-"].map(
        (pattern) =>
          `type of body GET /orders res.200[application/json]{"${pattern}"} changed from string to integer`,
      ),
    );
    expect(changes.map(({ reach }) => reach[0]?.place)).toEqual([
      "res.200[application/json]{}",
      "res.200[application/json]{}",
    ]);
  });
});

describe("Rules that span several members", () => {
  it("close an object beside its alternatives by unevaluatedProperties", async () => {
    const wider = { oneOf: [object({ a: TEXT }, ["a"]), object({ b: TEXT }, ["b"])] };
    expect(await verdictsOn(wider, { ...wider, unevaluatedProperties: false })).toEqual({
      input: ["breaking additional-closed ~"],
      output: ["compatible additional-closed ~"],
    });
  });

  it("look at marked members as the message does, under a negation too", async () => {
    const unless = (values: readonly string[]): Schema => ({
      not: object({ a: { enum: values, readOnly: true } }),
    });
    expect((await verdictsOn(unless(["x", "y"]), unless(["x"]))).output).toEqual([
      "breaking constraint-loosened ~",
    ]);
  });

  it.each<readonly [string, Schema, Schema]>([
    [
      "beside its condition",
      { type: "object", ...condition({ properties: { b: TEXT } }, { required: ["b"] }) },
      object({ b: WHOLE }, [], condition({ properties: { b: TEXT } }, { required: ["b"] })),
    ],
    [
      "in what follows",
      { if: { properties: { b: WHOLE } }, else: object({ a: TEXT }) },
      { if: { properties: { b: WHOLE } }, else: object({ a: TEXT, b: false }) },
    ],
    [
      "around alternatives that no longer take strangers",
      {
        anyOf: [object({ a: TEXT }, ["a"], { additionalProperties: TEXT }), WHOLE, ref("Box")],
        unevaluatedProperties: false,
      },
      { anyOf: [object({ a: TEXT }, ["a"]), WHOLE, ref("Box")], unevaluatedProperties: false },
    ],
  ])("may limit members that were sent as a condition or a rest: %s", async (_, before, after) => {
    const { input } = await verdictsOn(before, after, { Box: object({ width: TEXT }, ["width"]) });
    expect(input.some((line) => line.startsWith("dangerous"))).toBe(true);
  });

  it("are not closed by members that nothing can be", async () => {
    const rest = (additionalProperties: Schema): Schema =>
      object({ a: TEXT }, [], { additionalProperties });
    const impossible = { type: "string", minLength: 2, maxLength: 1 };
    expect((await verdictsOn(rest(impossible), rest(TEXT))).output).toEqual([
      "breaking type-widened ~",
    ]);
  });

  it("evaluate what they declare: a dependent schema opens what it closes", async () => {
    const closed = object({ a: TEXT }, [], { unevaluatedProperties: false });
    const opened = {
      ...closed,
      dependentSchemas: { a: { properties: { b: TEXT } } },
    };
    expect((await verdictsOn(opened, closed)).input).toContain("breaking additional-closed ~");
  });

  it.each(REFUSALS)("refuse members that were sent: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(wider, narrower)).toEqual({
      input: ["breaking constraint-tightened ~"],
      output: ["compatible constraint-tightened ~"],
    });
  });

  it.each(RULES)("limit where they come: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(wider, narrower)).toEqual({
      input: ["breaking constraint-tightened ~"],
      output: ["compatible constraint-tightened ~"],
    });
  });

  it.each(RULES)("free where they go: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(narrower, wider)).toEqual({
      input: ["compatible constraint-loosened ~"],
      output: ["breaking constraint-loosened ~"],
    });
  });

  it("are undecided where another condition is asked", async () => {
    const rule = (name: string) =>
      object({ a: TEXT, b: TEXT }, [], condition({ required: [name] }, { minProperties: 3 }));
    expect(await verdictsOn(rule("a"), rule("b"))).toEqual({
      input: ["dangerous constraint-undecided ~"],
      output: ["dangerous constraint-undecided ~"],
    });
  });
});

const READ_ONLY = object({ id: TEXT, sku: { type: "string", readOnly: true } });
const WRITE_ONLY = object({ id: TEXT, sku: { type: "string", writeOnly: true } });

const ONE_WAY: readonly Row[] = [
  ["one becomes read-only", SKU, READ_ONLY, ["dangerous field-hidden ~.sku"], []],
  ["one is no longer read-only", READ_ONLY, SKU, ["compatible field-exposed ~.sku"], []],
  [
    "a required one is no longer read-only, so it must be sent",
    object({ id: TEXT, sku: { type: "string", readOnly: true } }, ["sku"]),
    REQUIRED_SKU,
    ["breaking field-exposed ~.sku"],
    [],
  ],
  ["one becomes write-only", SKU, WRITE_ONLY, [], ["dangerous field-hidden ~.sku"]],
  [
    "a required one becomes write-only, so readers miss it",
    REQUIRED_SKU,
    object({ id: TEXT, sku: { type: "string", writeOnly: true } }, ["sku"]),
    [],
    ["breaking field-hidden ~.sku"],
  ],
  [
    "a required read-only one is added: nobody has to send it",
    ID,
    object({ id: TEXT, sku: { type: "string", readOnly: true } }, ["sku"]),
    [],
    ["compatible field-added ~.sku"],
  ],
  ["a read-only one is removed", READ_ONLY, ID, [], ["dangerous field-removed ~.sku"]],
  [
    "a read-only one changes its type",
    READ_ONLY,
    object({ id: TEXT, sku: { type: "integer", readOnly: true } }),
    [],
    ["breaking type-changed ~.sku"],
  ],
];

describe("Members of one direction", () => {
  it.each(ONE_WAY)("%s", async (_, before, after, ...lines) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: lines[0],
      output: lines[1],
    });
  });
});
