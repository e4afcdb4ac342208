import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { order, RECEIVED, TOLERANT, verdict, type Case } from "./verdict.ts";

describe("a tolerant reader", () => {
  const cat = {
    type: "object",
    additionalProperties: false,
    required: ["kind", "lives"],
    properties: { kind: { const: "cat" }, lives: { type: "integer" } },
  };
  const dog = {
    type: "object",
    additionalProperties: false,
    required: ["kind"],
    properties: { kind: { const: "dog" }, tricks: { enum: ["roll", "sit"] } },
  };
  const either = order({ oneOf: [cat, dog] });
  const status = order({ type: "object", properties: { status: { enum: ["paid", "open"] } } });

  it.each<[string, Case, Json, { strict: boolean; tolerant: boolean }]>([
    [
      "ignores unknown properties",
      order({ type: "object", additionalProperties: false }),
      { more: 1 },
      { strict: false, tolerant: true },
    ],
    [
      "looks at what it ignores, so that nothing around it has to",
      order({
        anyOf: [{ type: "object", unevaluatedProperties: false }, { type: "string" }],
        unevaluatedProperties: { type: "integer" },
      }),
      { more: "a" },
      { strict: false, tolerant: true },
    ],
    [
      "survives unknown values of an enum",
      status,
      { status: "lost" },
      { strict: false, tolerant: true },
    ],
    ["but not values of another kind", status, { status: 5 }, { strict: false, tolerant: false }],
    ["survives another constant", order({ const: "v1" }), "v2", { strict: false, tolerant: true }],
    [
      "does not survive the other boolean",
      order({ const: true }),
      false,
      { strict: false, tolerant: false },
    ],
    [
      "keeps schemas for additional properties",
      order({ additionalProperties: { type: "string" } }),
      { a: 1 },
      { strict: false, tolerant: false },
    ],
    ["keeps bounds", order({ type: "integer", maximum: 5 }), 6, { strict: false, tolerant: false }],
    [
      "ignores unknown properties of an alternative",
      either,
      { kind: "cat", lives: 9, more: 1 },
      { strict: false, tolerant: true },
    ],
    [
      "needs an alternative it knows",
      either,
      { kind: "fish", lives: 9 },
      { strict: false, tolerant: false },
    ],
    [
      "survives unknown values inside an alternative",
      either,
      { kind: "dog", tricks: "fly" },
      { strict: false, tolerant: true },
    ],
    [
      "does not open what a negation rejects",
      order({ not: { type: "object", properties: { a: { enum: ["x"] } }, required: ["a"] } }),
      { a: "y" },
      { strict: true, tolerant: true },
    ],
    [
      "takes oneOf constants for a list of values",
      order({ oneOf: [{ const: "a" }, { const: "b" }] }),
      "c",
      { strict: false, tolerant: true },
    ],
    [
      "does not accept what fits two alternatives as written",
      order({ oneOf: [{ required: ["a"] }, { required: ["b"] }] }),
      { a: 1, b: 1 },
      { strict: false, tolerant: false },
    ],
  ])("%s", async (_, given, value, expected) => {
    const strict = await verdict(given, value, RECEIVED);
    const tolerant = await verdict(given, value, TOLERANT);
    expect({ strict: strict.ok, tolerant: tolerant.ok }).toEqual(expected);
  });

  it("needs a known value of a discriminator that references select by", async () => {
    const schemas = {
      Order: {
        oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Cash" }],
        discriminator: { propertyName: "type" },
      },
      Card: { type: "object", properties: { type: { type: "string", enum: ["card"] } } },
      Cash: { type: "object", properties: { type: { type: "string", enum: ["cash"] } } },
    };
    expect((await verdict({ version: "3.0.3", schemas }, { type: "card" }, TOLERANT)).ok).toBe(
      true,
    );
    expect((await verdict({ version: "3.0.3", schemas }, { type: "voucher" }, TOLERANT)).ok).toBe(
      false,
    );
    expect(
      (await verdict({ version: "3.0.3", schemas }, { type: "voucher" }, TOLERANT, "Card")).ok,
    ).toBe(true);
  });
});
