import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openapiReader } from "../../../src/formats/openapi/index.ts";
import { violationsOf } from "../../../src/impact/pact/violations.ts";
import type { Json } from "../../../src/model/json.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { payloadReferee } from "../../../src/referee/index.ts";

const NAMES = ["sku", "note", "lines"] as const;
const name = fc.constantFrom(...NAMES);

const BRANCHES = ["if", "then", "else"];

/** Small values: most of them meet the small schemas below half-way. */
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>("", "x", "xy", "xyz", "2026-01-01", 0, 1, 2, 5, 1.5, true, false, null),
    fc.dictionary(name, tie("value"), { maxKeys: 3 }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));

const leaf = fc.constantFrom<object>(
  {},
  { type: "string", minLength: 2 },
  { type: "string", maxLength: 2, pattern: "^x" },
  { type: "string", format: "date" },
  { type: ["integer", "null"], minimum: 1 },
  { type: "number", exclusiveMaximum: 5, multipleOf: 0.5 },
  { type: "boolean" },
  { enum: ["x", 1, null] },
  { const: { sku: "x" } },
);

const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(name, tie("schema"), { maxKeys: 3 }),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        minProperties: fc.constant(1),
        propertyNames: fc.constant({ maxLength: 4 }),
        dependentRequired: fc.constant({ sku: ["note"] }),
      },
      { requiredKeys: ["type"] },
    ),
    fc.record(
      {
        type: fc.constant("array"),
        items: tie("schema"),
        // Not beside `prefixItems`: there ajv 8.20 takes an empty array for any `contains`.
        contains: tie("schema"),
        maxItems: fc.constant(2),
        uniqueItems: fc.boolean(),
      },
      { requiredKeys: ["type", "items"] },
    ),
    fc.record({ type: fc.constant("array"), prefixItems: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({ allOf: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({ anyOf: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({ oneOf: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({ not: tie("schema") }),
    fc
      .tuple(tie("schema"), tie("schema"), tie("schema"))
      .map((parts) => Object.fromEntries(parts.map((part, index) => [BRANCHES[index], part]))),
    fc.constant({ $ref: "#/components/schemas/Shared" }),
  ),
}));

function documentOf(body: object, shared: object): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: {
      "/orders": {
        post: {
          requestBody: { content: { "application/json": { schema: body } } },
          responses: { "201": { description: "ok" } },
        },
      },
    },
    components: { schemas: { Shared: shared } },
  });
}

const SCHEMA = "/paths/~1orders/post/requestBody/content/application~1json/schema";

describe("whether a shape takes a value", () => {
  it("is what ajv says of the schema", async () => {
    const values = fc.array(value, { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(schema, leaf, values, async (body, shared, given) => {
        const text = documentOf(body, shared);
        const tree = memoryTree({ "a.json": text });
        const { contract } = await openapiReader.read({ tree, entries: ["a.json"] });
        const referee = await payloadReferee(new Map([["a.json", text]]), "a.json");
        const shape = contract.operations[0]?.messages[0]?.body?.contents[0]?.shape;
        if (shape === undefined) throw new Error("the request has no body");
        const terms = { contract, direction: "input", whole: true, isExact: () => true } as const;
        for (const one of given) {
          const place = { file: "a.json", pointer: SCHEMA };
          const answer = referee.accepts(place, one, { direction: "input", tolerant: false });
          const found = violationsOf(terms, shape, one, { use: "", where: "", path: [] });
          expect([one, answer.ok === undefined || answer.ok === (found.length === 0)]).toEqual([
            one,
            true,
          ]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
