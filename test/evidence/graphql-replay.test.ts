import { buildSchema, introspectionFromSchema } from "graphql/utilities";
import { describe, expect, it } from "vitest";
import { replayGraphql } from "../../src/evidence/graphql-replay.ts";
import type { ReplayFailure } from "../../src/evidence/replay.ts";

const BEFORE = `
  type Query { order(id: ID!): Order orders(status: Status, filter: OrderFilter): [Order!]! search: [Hit!]! }
  type Mutation { place(order: NewOrder!): Order }
  type Order implements Node { id: ID! status: Status! note: String total: Money! }
  type Money { amount: Int! currency: String! }
  type Customer implements Node { id: ID! name: String }
  interface Node { id: ID! }
  union Hit = Order | Customer
  enum Status { OPEN PAID }
  input OrderFilter { text: String sku: String }
  input NewOrder { sku: String! note: String }
`;

function failures(query: string, edit: (schema: string) => string): readonly ReplayFailure[] {
  const [replay] = replayGraphql({
    before: new Map([["shop.graphql", BEFORE]]),
    after: new Map([["shop.graphql", edit(BEFORE)]]),
    operations: [
      {
        consumer: "web",
        evidence: { kind: "graphql-document", file: "web.graphql" },
        text: query,
      },
    ],
  });
  return replay?.failures ?? [];
}

describe("a document that is validated against both sides", () => {
  it.each<[string, string, (schema: string) => string, string]>([
    [
      "a selected field is gone",
      "{ order(id: 1) { id note } }",
      (schema) => schema.replace("note: String total", "total"),
      "Order.note",
    ],
    [
      "an argument that it gives is gone",
      "{ orders(status: OPEN) { id } }",
      (schema) => schema.replace("status: Status, ", ""),
      "Query.orders(status:)",
    ],
    [
      "an argument is demanded now",
      "{ orders { id } }",
      (schema) => schema.replace("orders(", "orders(shop: ID!, "),
      "Query.orders(shop:)",
    ],
    [
      "a value that it names is gone",
      "{ orders(status: PAID) { id } }",
      (schema) => schema.replace("OPEN PAID", "OPEN"),
      "Status.PAID",
    ],
    [
      "an input field that it gives is gone",
      '{ orders(filter: { sku: "a" }) { id } }',
      (schema) => schema.replace("text: String sku: String", "text: String"),
      "OrderFilter.sku",
    ],
    [
      "an input field is demanded now",
      '{ orders(filter: { text: "a" }) { id } }',
      (schema) => schema.replace("input OrderFilter {", "input OrderFilter { shop: ID!"),
      "OrderFilter",
    ],
    [
      "its variable no longer fits",
      "query ($id: ID!) { order(id: $id) { id } }",
      (schema) => schema.replace("order(id: ID!)", "order(id: Int!)"),
      "Query.order(id:)",
    ],
    [
      "a member of a union is gone",
      "{ search { ... on Customer { name } } }",
      (schema) => schema.replace("Order | Customer", "Order"),
      "Customer",
    ],
    [
      "a field has another type",
      "{ order(id: 1) { total { amount } } }",
      (schema) => schema.replace("total: Money!", "total: Int!"),
      "Order.total",
    ],
    [
      "a fragment's type is gone",
      "query { order(id: 1) { ...Bits } } fragment Bits on Order { id }",
      (schema) => schema.replaceAll(/\bOrder\b/g, "Purchase"),
      "Order",
    ],
  ])("fails where %s", (_, query, edit, element) => {
    const found = failures(query, edit);
    expect(found).not.toEqual([]);
    expect(found.flatMap((one) => one.elements)).toContain(element);
    expect(found[0]?.message).toMatch(/^document is rejected: /);
  });

  it("does not fail where nothing it uses changes", () => {
    expect(
      failures("{ order(id: 1) { id } }", (schema) => schema.replace("note: String", "")),
    ).toEqual([]);
  });

  it("counts only new errors of a document that was invalid before", () => {
    const query = "{ order(id: 1) { gone note } }";
    expect(failures(query, (schema) => schema)).toEqual([]);
    const found = failures(query, (schema) => schema.replace("note: String total", "total"));
    expect(found.map((one) => one.elements[0])).toEqual(["Order.note"]);
  });

  it("is not replayed where a schema cannot be built", () => {
    const operations = [
      {
        consumer: "web",
        evidence: { kind: "graphql-document", file: "a" },
        text: "{ a }",
      },
    ];
    const before = new Map([["shop.graphql", BEFORE]]);
    expect(replayGraphql({ before, after: new Map([["x", "type {"]]), operations })).toEqual([]);
  });

  it("reads a schema that defines a field twice", () => {
    const twice = (schema: string) =>
      schema.replace("note: String total", "note: String note: String total");
    expect(failures("{ order(id: 1) { note id } }", twice)).toEqual([]);
  });

  it("reads an introspection result", () => {
    const introspected = (schema: string) =>
      JSON.stringify({ data: introspectionFromSchema(buildSchema(schema)) });
    const without = (schema: string) => introspected(schema.replace("note: String total", "total"));
    expect(failures("{ order(id: 1) { note } }", introspected)).toEqual([]);
    expect(failures("{ order(id: 1) { note } }", without)).toHaveLength(1);
  });
});
