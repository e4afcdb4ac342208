import { describe, expect, it } from "vitest";
import { changesOf } from "../compare-texts.ts";

const INFO = { title: "Shop", version: "1.0.0" };

/** One contract as each version of OpenAPI writes it: a nullable text, a bound, a list in a query. */
const VERSIONS: Readonly<Record<string, string>> = {
  "2.0": JSON.stringify({
    swagger: "2.0",
    info: INFO,
    consumes: ["application/json"],
    produces: ["application/json"],
    paths: {
      "/orders": {
        post: {
          parameters: [
            {
              name: "tags",
              in: "query",
              type: "array",
              items: { type: "string" },
              collectionFormat: "multi",
            },
            { name: "order", in: "body", required: true, schema: { $ref: "#/definitions/Order" } },
          ],
          responses: { 201: { description: "The order", schema: { $ref: "#/definitions/Order" } } },
        },
      },
    },
    definitions: {
      Order: {
        type: "object",
        required: ["sku"],
        properties: {
          sku: { type: "string" },
          weight: { type: "number", minimum: 0, exclusiveMinimum: true },
          note: { type: "string", "x-nullable": true },
        },
      },
    },
  }),
  "3.0.3": modern("3.0.3", {
    weight: { type: "number", minimum: 0, exclusiveMinimum: true },
    note: { type: "string", nullable: true },
  }),
  "3.1.0": modern("3.1.0", {
    weight: { type: "number", exclusiveMinimum: 0 },
    note: { type: ["string", "null"] },
  }),
  "3.2.0": modern("3.2.0", {
    weight: { type: "number", exclusiveMinimum: 0 },
    note: { anyOf: [{ type: "string" }, { type: "null" }] },
  }),
};

function modern(version: string, rest: Readonly<Record<string, unknown>>): string {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Order" } } };
  return JSON.stringify({
    openapi: version,
    info: INFO,
    paths: {
      "/orders": {
        post: {
          parameters: [
            { name: "tags", in: "query", schema: { type: "array", items: { type: "string" } } },
          ],
          requestBody: { required: true, content },
          responses: { 201: { description: "The order", content } },
        },
      },
    },
    components: {
      schemas: {
        Order: {
          type: "object",
          required: ["sku"],
          properties: { sku: { type: "string" }, ...rest },
        },
      },
    },
  });
}

const NAMES = Object.keys(VERSIONS);
const PAIRS = NAMES.flatMap((before) => NAMES.map((after) => [before, after] as const));

describe("One contract in two versions of OpenAPI", () => {
  it.each(PAIRS)("is unchanged from %s to %s", async (before, after) => {
    const changes = await changesOf("openapi", VERSIONS[before] ?? "", VERSIONS[after] ?? "");
    expect(changes.filter(({ kind }) => kind !== "server")).toEqual([]);
  });
});
