import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { payloadReferee, type PayloadTerms } from "../../../src/referee/index.ts";
import { order, RECEIVED, SENT, TOLERANT, verdict, type Case } from "./verdict.ts";

describe("schemas of every version", () => {
  it.each<[string, Case, Json, boolean]>([
    [
      "3.0 nullable beside a type takes null",
      order({ type: "string", nullable: true }, "3.0.3"),
      null,
      true,
    ],
    [
      "3.0 nullable without a type changes nothing",
      order({ nullable: true, enum: ["a"] }, "3.0.3"),
      null,
      false,
    ],
    [
      "3.0 nullable with an enum that lacks null does not",
      order({ type: "string", nullable: true, enum: ["paid"] }, "3.0.3"),
      null,
      false,
    ],
    [
      "3.0 nullable with null in the enum does",
      order({ type: "string", nullable: true, enum: ["paid", null] }, "3.0.3"),
      null,
      true,
    ],
    ["3.1 type lists take null", order({ type: ["string", "null"] }), null, true],
    ["3.1 has no nullable", order({ type: "string", nullable: true }), null, false],
    ["2.0 has no nullable", order({ type: "string", nullable: true }, "2.0"), null, false],
    ["2.0 has x-nullable", order({ type: "string", "x-nullable": true }, "2.0"), null, true],
    [
      "3.1 anyOf with null takes null",
      order({ anyOf: [{ type: "string" }, { type: "null" }] }),
      null,
      true,
    ],
    [
      "a boolean exclusive bound sharpens the bound in 3.0",
      order({ type: "number", minimum: 1, exclusiveMinimum: true }, "3.0.3"),
      1,
      false,
    ],

    ["a numeric exclusive bound counts in 3.1", order({ exclusiveMaximum: 5 }), 5, false],
    ["const counts in 3.0 too", order({ const: 1 }, "3.0.3"), 2, false],
    ["const is a keyword of 3.1", order({ const: 1 }), 2, false],
    ["int32 is asserted", order({ type: "integer", format: "int32" }), 2 ** 31, false],
    ["an unknown format is not", order({ type: "string", format: "sku" }), "anything", true],
    ["date-time is asserted", order({ type: "string", format: "date-time" }), "today", false],
    [
      "an empty list contains nothing, beside fixed places too",
      order({ prefixItems: [{ type: "string" }], contains: { const: 1 } }),
      [],
      false,
    ],
    [
      "what a refusing alternative looked at is not evaluated",
      order({
        anyOf: [{ required: ["sku"], if: { properties: { code: {} } }, else: true }, true],
        unevaluatedProperties: false,
      }),
      { code: 1 },
      false,
    ],
    [
      "what a list should contain is evaluated",
      order({ contains: { type: "string" }, unevaluatedItems: false }),
      ["a"],
      true,
    ],
    [
      "what it contains besides is not",
      order({ contains: { type: "string" }, unevaluatedItems: false }),
      ["a", 1],
      false,
    ],
    [
      "what contains anything is evaluated",
      order({ contains: {}, unevaluatedItems: false }),
      [1],
      true,
    ],
    ["an unknown type word is no constraint", order({ type: "file" }, "2.0"), "anything", true],
    [
      "a malformed keyword is no constraint",
      order({ type: "string", maxLength: "5" }),
      "longer than five",
      true,
    ],
    ["an integer may be written with a zero fraction", order({ type: "integer" }), 1.0, true],
    [
      "names of Object.prototype are no properties",
      order({ type: "object", required: ["constructor"] }),
      {},
      false,
    ],
    [
      "a property called __proto__ is checked",
      order({ properties: JSON.parse('{"__proto__":{"type":"string"}}') }),
      JSON.parse('{"__proto__":1}') as Json,
      false,
    ],
    ["an empty enum accepts nothing", order({ enum: [] }), "a", false],
    ["3.2 is read like 3.1", order({ type: ["string", "null"] }, "3.2.0"), null, true],
  ])("%s", async (_, given, value, expected) => {
    expect((await verdict(given, value, SENT)).ok).toBe(expected);
  });
});

describe("references", () => {
  const money = { type: "integer", minimum: 0 };

  it("ignores what stands beside one up to 3.0, and applies it from 3.1 on", async () => {
    const schemas = { Order: { $ref: "#/components/schemas/Money", maximum: 5 }, Money: money };
    expect((await verdict({ version: "3.0.3", schemas }, 9, SENT)).ok).toBe(true);
    expect((await verdict({ version: "3.1.0", schemas }, 9, SENT)).ok).toBe(false);
    expect((await verdict({ version: "3.0.3", schemas }, -1, SENT)).ok).toBe(false);
  });

  it("follows recursion", async () => {
    const given = order({
      type: "object",
      properties: { parts: { type: "array", items: { $ref: "#/components/schemas/Order" } } },
      required: ["id"],
    });
    expect((await verdict(given, { id: 1, parts: [{ id: 2, parts: [] }] }, SENT)).ok).toBe(true);
    const answer = await verdict(given, { id: 1, parts: [{ id: 2, parts: [{}] }] }, SENT);
    expect(answer).toEqual({
      ok: false,
      errors: ["/parts/0/parts/0 must have required property 'id'"],
    });
  });

  it("cannot decide a reference that leads nowhere, only where a value meets it", async () => {
    const given = order({ properties: { stock: { $ref: "#/components/schemas/Gone" } } });
    expect((await verdict(given, {}, SENT)).ok).toBe(true);
    expect(await verdict(given, { stock: 1 }, SENT)).toEqual({
      ok: undefined,
      undecided: "the reference #/components/schemas/Gone leads nowhere",
    });
  });

  it("cannot decide a schema that is nothing but itself", async () => {
    const given = order({ $ref: "#/components/schemas/Order" });
    expect((await verdict(given, 1, SENT)).ok).toBe(undefined);
  });

  it("crosses files, in YAML and JSON, with escapes", async () => {
    const texts = new Map([
      [
        "api/shop.yaml",
        'openapi: 3.0.3\ncomponents: {schemas: {Order: {$ref: "../types/money.json#/a~1b/c%20d"}}}',
      ],
      ["types/money.json", JSON.stringify({ "a/b": { "c d": { $ref: "more.yaml" } } })],
      ["types/more.yaml", "type: integer\nnullable: true"],
    ]);
    const referee = await payloadReferee(texts, "api/shop.yaml");
    const place = { file: "api/shop.yaml", pointer: "/components/schemas/Order" };
    expect(referee.accepts(place, null, SENT).ok).toBe(true);
    expect(referee.accepts(place, "x", SENT).ok).toBe(false);
  });

  it("knows $id, $anchor and a $dynamicRef that can mean one schema only", async () => {
    const given: Case = {
      schemas: {
        Order: {
          $id: "https://shop.example/order",
          type: "object",
          properties: { total: { $ref: "money#amount" }, next: { $dynamicRef: "#node" } },
          $dynamicAnchor: "node",
          required: ["total"],
        },
        Money: {
          $id: "https://shop.example/money",
          $defs: { amount: { $anchor: "amount", type: "integer" } },
        },
      },
    };
    expect((await verdict(given, { total: 1, next: { total: 2 } }, SENT)).ok).toBe(true);
    expect((await verdict(given, { total: 1, next: {} }, SENT)).ok).toBe(false);
    expect((await verdict(given, { total: "1" }, SENT)).ok).toBe(false);
  });

  it("does not trust what ajv says of items that alternatives evaluate, or do not", async () => {
    const listed = { type: "array", items: { type: "string" } };
    const given = order({ oneOf: [listed, { maxItems: 1 }], unevaluatedItems: false });
    const { undecided } = { undecided: "", ...(await verdict(given, [5], SENT)) };
    expect(undecided).toContain("unevaluatedItems");
    expect(await verdict(given, [], SENT)).toMatchObject({ ok: false });
  });

  it("sees through references where unevaluated properties are forbidden", async () => {
    const schemas = {
      Order: { $ref: "#/components/schemas/Base", unevaluatedProperties: false },
      Base: {
        type: "object",
        properties: { id: { type: "integer" }, sub: { $ref: "#/components/schemas/Order" } },
      },
    };
    expect((await verdict({ schemas }, { id: 1 }, SENT)).ok).toBe(true);
    expect((await verdict({ schemas }, { sub: { more: 1 } }, SENT)).ok).toBe(false);
    expect((await verdict({ schemas }, { id: 1, more: 2 }, TOLERANT)).ok).toBe(true);
  });

  it("takes members that a condition matches for evaluated, whatever follows", async () => {
    const schemas = {
      Order: {
        if: { properties: { note: { type: "string" } } },
        else: { properties: { id: { type: "integer" } } },
        unevaluatedProperties: false,
      },
    };
    expect((await verdict({ schemas }, { note: "n" }, SENT)).ok).toBe(true);
    expect((await verdict({ schemas }, { note: "n", id: 1 }, SENT)).ok).toBe(false);
    expect((await verdict({ schemas }, { id: 1 }, SENT)).ok).toBe(false);
  });

  it("reads drafts that a document names", async () => {
    const given: Case = {
      schemas: {
        Order: {
          type: "array",
          items: [{ type: "string" }],
          additionalItems: false,
          dependencies: {},
        },
      },
      more: { jsonSchemaDialect: "http://json-schema.org/draft-07/schema#" },
    };
    expect((await verdict(given, ["a"], SENT)).ok).toBe(true);
    expect((await verdict(given, ["a", "b"], SENT)).ok).toBe(false);
    expect((await verdict(given, [1], SENT)).ok).toBe(false);
  });
});

describe("readOnly and writeOnly", () => {
  const given: Case = {
    version: "3.0.3",
    schemas: {
      Order: {
        type: "object",
        additionalProperties: false,
        required: ["id", "secret", "note"],
        properties: {
          id: { type: "integer", readOnly: true },
          secret: { type: "string", writeOnly: true },
          note: { type: "string" },
        },
      },
      Split: {
        allOf: [
          { type: "object", properties: { id: { $ref: "#/components/schemas/Key" } } },
          { required: ["id", "note"] },
        ],
      },
      Only: {
        oneOf: [{ type: "object", properties: { id: { type: "integer", readOnly: true } } }],
        required: ["id", "note"],
      },
      Several: {
        required: ["id"],
        anyOf: [
          { required: ["note"], properties: { id: { type: "integer", readOnly: true } } },
          { required: ["code"], anyOf: [{ properties: { code: { type: "string" } } }, false] },
        ],
      },
      Key: { type: "integer", readOnly: true },
    },
  };

  it.each<[string, Json, PayloadTerms, boolean]>([
    ["a sender may leave readOnly properties out", { secret: "s", note: "n" }, SENT, true],
    ["a sender may send them, in any form", { id: "x", secret: "s", note: "n" }, SENT, true],
    ["a sender must send writeOnly ones", { note: "n" }, SENT, false],
    ["a receiver need not get writeOnly ones", { id: 1, note: "n" }, RECEIVED, true],
    ["a receiver gets readOnly ones", { note: "n" }, RECEIVED, false],
    ["other required properties stay required", { id: 1, secret: "s" }, SENT, false],
  ])("%s", async (_, value, terms, expected) => {
    expect((await verdict(given, value, terms)).ok).toBe(expected);
  });

  it("looks for the mark where the property is declared, not where it is required", async () => {
    expect((await verdict(given, { note: "n" }, SENT, "Split")).ok).toBe(true);
    expect((await verdict(given, { id: 1 }, SENT, "Split")).ok).toBe(false);
    expect((await verdict(given, { note: "n" }, RECEIVED, "Split")).ok).toBe(false);
    expect((await verdict(given, { note: "n" }, SENT, "Only")).ok).toBe(true);
  });

  it("takes a mark in one of several alternatives for the values that it accepts", async () => {
    expect((await verdict(given, { note: "n" }, SENT, "Several")).ok).toBe(true);
    expect((await verdict(given, { code: "c" }, SENT, "Several")).ok).toBe(false);
    expect((await verdict(given, { code: "c", id: 1 }, SENT, "Several")).ok).toBe(true);
    expect((await verdict(given, { note: "n" }, RECEIVED, "Several")).ok).toBe(false);
  });
});

describe("hostile contracts", () => {
  it("does not hang in a pattern that backtracks without end", async () => {
    const given = order({ type: "string", pattern: "^(a+)+$" });
    expect((await verdict(given, "a".repeat(40), SENT)).ok).toBe(true);
    const started = performance.now();
    const answer = await verdict(given, `${"a".repeat(40)}!`, SENT);
    expect(answer).toEqual({
      ok: undefined,
      undecided: "the pattern ^(a+)+$ takes too long to test",
    });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("cannot decide a pattern of another language", async () => {
    const given = order({ type: "string", pattern: "(?i)[a-z]++" });
    expect((await verdict(given, "a", SENT)).ok).toBe(undefined);
    expect((await verdict(given, 1, SENT)).ok).toBe(false);
  });

  it("does not multiply aliases", async () => {
    const lines = ["openapi: 3.1.0", "components:", "  schemas:", "    L0: &l0 {type: object}"];
    for (let level = 1; level < 30; level++) {
      const alias = `*l${String(level - 1)}`;
      lines.push(`    L${String(level)}: &l${String(level)} {allOf: [${alias}, ${alias}]}`);
    }
    const referee = await payloadReferee(new Map([["shop.yaml", lines.join("\n")]]), "shop.yaml");
    const place = { file: "shop.yaml", pointer: "/components/schemas/L29" };
    expect(referee.accepts(place, {}, SENT)).toEqual({
      ok: undefined,
      undecided: "the schema is too large or too deep to judge",
    });
  });

  it("cannot decide where there is no schema", async () => {
    expect((await verdict(order({}), 1, SENT, "Missing")).ok).toBe(undefined);
  });

  it("does not round integers that the contract compares with large ones", async () => {
    const small = order({ type: "integer", maximum: 5 });
    expect((await verdict(small, 6n, SENT)).ok).toBe(false);
    expect((await verdict(small, 2n ** 63n - 1n, SENT)).ok).toBe(false);
    const large = order({ type: "integer", maximum: 9007199254740991 });
    expect((await verdict(large, 2n ** 53n, SENT)).ok).toBe(false);
    expect((await verdict(large, 2n ** 53n + 1n, SENT)).ok).toBe(undefined);
  });
});
