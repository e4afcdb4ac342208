import { describe, expect, it } from "vitest";
import { changesOf } from "./compare-texts.ts";

const openapi = (properties: string) => ({
  "openapi.yaml": `
openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses:
        "200":
          description: An order
          content: { application/json: { schema: { type: object, properties: { ${properties} } } } }
components:
  schemas:
    Order: { type: string }
    Customer: { type: integer }
    List: { type: array, items: { allOf: [{ $ref: '#/components/schemas/List' }, { type: array }] } }
`,
});

const proto = (fields: string) => ({
  "orders.proto": `syntax = "proto3"; package shop.v1;
message Order { ${fields} }
service Orders { rpc Get(Order) returns (Order); }`,
});

const graphql = (type: string) => ({ "catalog.graphql": `type Query { orders: ${type} }` });

describe("A type in a message is written as its format writes it", () => {
  it.each([
    [
      "sku: { type: string }",
      "sku: { type: array, items: { type: string } }",
      "string to array of string",
    ],
    [
      "sku: { $ref: '#/components/schemas/Order' }",
      "sku: { $ref: '#/components/schemas/Customer' }",
      "Order to Customer",
    ],
  ])("in OpenAPI: %s, then %s", async (before, after, words) => {
    const [change] = await changesOf("openapi", openapi(before), openapi(after));
    expect(change?.message).toBe(`type of property sku changed from ${words}`);
  });

  it("ends where a list without a name holds itself", async () => {
    const list = "{ allOf: [{ $ref: '#/components/schemas/List' }, { type: array }] }";
    const [change] = await changesOf(
      "openapi",
      openapi(`sku: ${list}`),
      openapi("sku: { type: string }"),
    );
    expect(change?.message).toMatch(/changed from array of array of .*… to string$/);
  });

  it.each([
    ["string sku = 1;", "repeated string sku = 1;", "string to repeated string"],
    ["map<string, int32> sku = 1;", "repeated string sku = 1;", "map to repeated string"],
  ])("in Protobuf: %s, then %s", async (before, after, words) => {
    const [change] = await changesOf("protobuf", proto(before), proto(after));
    expect(change?.message).toBe(`type of field sku changed from ${words}`);
  });

  it("in GraphQL: [Int!], then Int", async () => {
    const [change] = await changesOf("graphql", graphql("[Int!]"), graphql("Int"));
    expect(change?.message).toBe("type of field orders changed from [Int!] to Int");
  });
});

describe("A value in a message", () => {
  const message = async (before: string, after: string) => {
    const sku = (value: string) => openapi(`sku: { enum: [a, ${value}] }`);
    const changes = await changesOf("openapi", sku(before), sku(after));
    return changes.map((change) => change.message.replace(/ (?:to|from) .*/, ""));
  };

  it("stands as it is where it can be seen", async () => {
    expect(await message("free of charge", "paid")).toEqual([
      "free of charge was removed",
      "paid was added",
    ]);
  });

  it("is quoted where it is empty, or begins or ends with a blank", async () => {
    expect(await message('""', '" b"')).toEqual(['"" was removed', '" b" was added']);
  });
});
