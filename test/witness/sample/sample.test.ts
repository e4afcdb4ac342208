import { describe, expect, it } from "vitest";
import { normaliserFor } from "../../../src/diff/normal/normalise.ts";
import { openapiReader } from "../../../src/formats/openapi/index.ts";
import type { Json } from "../../../src/model/json.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { payloadReferee } from "../../../src/referee/index.ts";
import { sample, type Step, type Wish } from "../../../src/witness/sample.ts";

const ORIGIN = { file: "shop.json", offset: 0 };

/** A sample of the schema `Order`, and whether the referee accepts it. */
async function sampled(
  schemas: Readonly<Record<string, unknown>>,
  wishes: readonly Wish[] = [],
  direction: "input" | "output" = "input",
): Promise<{ value: Json | undefined; valid: boolean | undefined }> {
  const text = JSON.stringify({ openapi: "3.1.0", info: {}, paths: {}, components: { schemas } });
  const tree = memoryTree({ "shop.json": text });
  const { contract } = await openapiReader.read({ tree, entries: ["shop.json"] });
  const shape = { kind: "ref", to: "#schemas.Order", nullable: false, origin: ORIGIN } as const;
  const value = sample(normaliserFor(contract), shape, { direction, wishes });
  if (value === undefined) return { value, valid: undefined };
  const referee = await payloadReferee(new Map([["shop.json", text]]), "shop.json");
  const place = { file: "shop.json", pointer: "/components/schemas/Order" };
  const answer = referee.accepts(place, value, { direction, tolerant: false });
  return { value, valid: answer.ok };
}

/** `lines[].sku` and the like. */
function path(text: string): readonly Step[] {
  return (text.match(/\[\]|\{\}|<\d+>|[^.[\]{}<>]+/g) ?? []).map((part): Step => {
    if (part === "[]") return { kind: "item" };
    if (part === "{}") return { kind: "entry" };
    if (part.startsWith("<")) return { kind: "alternative", number: Number(part.slice(1, -1)) };
    return { kind: "field", name: part };
  });
}

describe("minimal values", () => {
  it.each<readonly [name: string, schema: unknown, value: Json]>([
    ["a text", { type: "string" }, "a"],
    ["a text of some length", { type: "string", minLength: 3, maxLength: 5 }, "aaa"],
    ["an empty text", { type: "string", maxLength: 0 }, ""],
    ["a text with a pattern", { type: "string", pattern: "^[A-Z]{3}$", minLength: 3 }, "AAA"],
    [
      "a text with two patterns",
      { type: "string", allOf: [{ pattern: "^S" }, { pattern: "^SKU-\\d$" }] },
      "SKU-0",
    ],
    ["a date", { type: "string", format: "date" }, "2026-01-01"],
    ["an address", { type: "string", format: "email" }, "buyer0@shop.example"],
    ["an integer", { type: "integer" }, 0],
    ["an integer above a bound", { type: "integer", minimum: 5 }, 5],
    ["an integer above an exclusive bound", { type: "integer", exclusiveMinimum: 5 }, 6],
    ["an integer below a bound", { type: "integer", maximum: -5 }, -5],
    ["a multiple", { type: "integer", minimum: 5, multipleOf: 4 }, 8],
    [
      "a number between two bounds",
      { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
      0.5,
    ],
    ["a boolean", { type: "boolean" }, true],
    ["null, where nothing else may be", { type: "null" }, null],
    ["no null, where something else may be", { type: ["null", "integer"] }, 0],
    ["a listed value", { enum: ["paid", "open"] }, "paid"],
    [
      "a listed value that fits",
      { type: "string", minLength: 5, enum: ["paid", "opened"] },
      "opened",
    ],
    ["a constant", { const: 7 }, 7],
    ["an empty list", { type: "array", items: { type: "string" } }, []],
    [
      "a list of some length",
      { type: "array", items: { type: "string" }, minItems: 2 },
      ["a", "a"],
    ],
    [
      "a list of different items",
      { type: "array", items: { type: "string" }, minItems: 3, uniqueItems: true },
      ["a", "1", "2"],
    ],
    [
      "a list of different objects",
      {
        type: "array",
        items: { type: "object", required: ["id"], properties: { id: { type: "integer" } } },
        minItems: 2,
        uniqueItems: true,
      },
      [{ id: 0 }, { id: 1 }],
    ],
    [
      "a tuple",
      { type: "array", prefixItems: [{ type: "integer" }, { type: "boolean" }], minItems: 2 },
      [0, true],
    ],
    ["a list that contains something", { type: "array", contains: { const: 5 } }, [5]],
    [
      "an object with what is required",
      {
        type: "object",
        required: ["a"],
        properties: { a: { type: "integer" }, b: { type: "integer" } },
      },
      { a: 0 },
    ],
    ["a required member that is not declared", { type: "object", required: ["a"] }, { a: "a" }],
    [
      "members that depend on others",
      {
        type: "object",
        required: ["a"],
        dependentRequired: { a: ["b"] },
        properties: { a: { type: "integer" }, b: { type: "boolean" } },
      },
      { a: 0, b: true },
    ],
    [
      "some members of a map",
      { type: "object", minProperties: 2, additionalProperties: { type: "integer" } },
      { key: 0, key1: 0 },
    ],
    [
      "optional members to have enough",
      { type: "object", minProperties: 1, properties: { a: { type: "integer" } } },
      { a: 0 },
    ],
    [
      "keys with a pattern",
      { type: "object", minProperties: 1, propertyNames: { pattern: "^x-" } },
      { "x-": "a" },
    ],
    [
      "what several schemas ask for",
      {
        allOf: [
          { type: "object", required: ["a"] },
          { properties: { a: { type: "integer", minimum: 3 } } },
        ],
      },
      { a: 3 },
    ],
    [
      "an alternative",
      {
        oneOf: [
          { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
          { type: "string" },
        ],
      },
      { a: 0 },
    ],
    [
      "an alternative that something accepts",
      {
        anyOf: [
          { type: "string", pattern: "(?=x)y" },
          { type: "string", pattern: "^b$" },
        ],
      },
      "b",
    ],
    [
      "a member called __proto__",
      { type: "object", required: ["__proto__"] },
      JSON.parse('{"__proto__":"a"}') as Json,
    ],
  ])("%s", async (_, schema, value) => {
    expect(await sampled({ Order: schema })).toEqual({ value, valid: true });
  });

  it("end where a type refers to itself in what is optional", async () => {
    const node = { type: "object", properties: { next: { $ref: "#/components/schemas/Order" } } };
    expect(await sampled({ Order: node })).toEqual({ value: {}, valid: true });
    const needed = { ...node, required: ["next"] };
    expect((await sampled({ Order: needed })).value).toBe(undefined);
    const nullable = {
      ...needed,
      properties: { next: { anyOf: [{ $ref: "#/components/schemas/Order" }, { type: "null" }] } },
    };
    expect((await sampled({ Order: nullable })).valid).toBe(true);
  });

  it("leave out what the direction does not carry", async () => {
    const schema = {
      type: "object",
      required: ["id", "secret"],
      properties: {
        id: { type: "integer", readOnly: true },
        secret: { type: "string", writeOnly: true },
      },
    };
    expect(await sampled({ Order: schema })).toEqual({ value: { secret: "a" }, valid: true });
    expect(await sampled({ Order: schema }, [], "output")).toEqual({
      value: { id: 0 },
      valid: true,
    });
  });

  it("carry the discriminator's value", async () => {
    const part = (more: object) => ({
      type: "object",
      required: ["type"],
      properties: { type: { type: "string" }, ...more },
    });
    const schemas = {
      Order: {
        oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Cash" }],
        discriminator: { propertyName: "type", mapping: { cash: "#/components/schemas/Cash" } },
      },
      Card: part({}),
      Cash: part({ paid: { type: "boolean" } }),
    };
    expect((await sampled(schemas)).value).toEqual({ type: "Card" });
    const wishes: Wish[] = [{ at: path("<2>.paid"), want: "present" }];
    expect((await sampled(schemas, wishes)).value).toEqual({ type: "cash", paid: true });
  });

  it.each<readonly [name: string, schema: unknown]>([
    ["nothing is accepted", { type: "string", enum: [1] }],
    ["bounds contradict each other", { type: "integer", minimum: 5, maximum: 4 }],
    ["a pattern cannot be sampled", { type: "string", pattern: "^(?=a)b$" }],
    [
      "there are too few different values",
      { type: "array", items: { type: "boolean" }, minItems: 3, uniqueItems: true },
    ],
    ["a list is too long", { type: "array", minItems: 100_000 }],
  ])("are not found where %s", async (_, schema) => {
    expect((await sampled({ Order: schema })).value).toBe(undefined);
  });
});

describe("wishes", () => {
  const schema = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: "integer" },
      note: { type: "string" },
      lines: {
        type: "array",
        items: {
          type: "object",
          required: ["sku"],
          properties: { sku: { type: "string" }, count: { type: "integer" } },
        },
      },
      prices: {
        type: "object",
        additionalProperties: { type: "object", properties: { net: { type: "integer" } } },
      },
      ship: {
        oneOf: [
          { type: "object", properties: { by: { const: "post" } } },
          { type: "object", properties: { at: { type: "string" } } },
        ],
      },
    },
  };

  it.each<readonly [at: string, want: Wish["want"], value: Json]>([
    ["note", "present", { id: 0, note: "a" }],
    ["id", "absent", {}],
    ["id", { value: "x" }, { id: "x" }],
    ["more", { value: [1] }, { id: 0, more: [1] }],
    ["lines[]", "present", { id: 0, lines: [{ sku: "a" }] }],
    ["lines[]", { value: null }, { id: 0, lines: [null] }],
    ["lines[].count", "present", { id: 0, lines: [{ sku: "a", count: 0 }] }],
    ["lines[].sku", "absent", { id: 0, lines: [{}] }],
    ["prices{}.net", "present", { id: 0, prices: { key: { net: 0 } } }],
    ["ship<2>.at", "present", { id: 0, ship: { at: "a" } }],
    ["ship.at", { value: 5 }, { id: 0, ship: { at: 5 } }],
    ["", { value: 1 }, 1],
  ])("%s: %o", async (at, want, value) => {
    expect((await sampled({ Order: schema }, [{ at: path(at), want }])).value).toEqual(value);
  });

  it("come true together", async () => {
    const wishes: Wish[] = [
      { at: path("lines[].count"), want: { value: -1 } },
      { at: path("note"), want: "present" },
      { at: path("id"), want: "absent" },
    ];
    const { value } = await sampled({ Order: schema }, wishes);
    expect(value).toEqual({ note: "a", lines: [{ sku: "a", count: -1 }] });
  });
});
