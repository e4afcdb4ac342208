import { beforeAll, describe, expect, it } from "vitest";
import { prepareSchema, usagesOf } from "../../../src/evidence/graphql-documents.ts";
import type { PreparedSchema } from "../../../src/evidence/graphql-documents.ts";
import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

const SDL = `
directive @cached(seconds: Int = 60, scope: Scope) on QUERY | FIELD
enum Scope { PUBLIC PRIVATE }
enum Status { NEW PAID }
interface Node { id: ID!, related(first: Int = 5): [Node!] }
type Order implements Node { id: ID!, related(first: Int = 9): [Node!], status: Status, customer: Customer! }
type Customer implements Node { id: ID!, related(first: Int): [Node!], name: String }
union Result = Order | Customer
input Filter { status: [Status!], range: Range!, limit: Int = 10 }
input Range { from: String!, to: String, within: Range }
input Note { text: String!, tags: [Tag!]! }
input Tag { name: String! }
type Query {
  node(id: ID!): Node
  order(id: ID!): Order
  orders(filter: Filter, status: Status = NEW): [[Order!]!]!
  search(text: String): [Result]
}
type Mutation { note(note: Note!): Order }
`;

let schema: PreparedSchema;

beforeAll(async () => {
  const tree = memoryTree({ "schema.graphql": SDL });
  const { contract } = await graphqlReader.read({ tree, entries: ["schema.graphql"] });
  schema = prepareSchema(contract);
});

function usages(text: string): readonly string[] {
  return usagesOf({ text }, schema).usages.map(({ mode, coordinate }) => `${mode} ${coordinate}`);
}

function dangling(text: string): readonly string[] {
  return usagesOf({ text }, schema).dangling.map(({ coordinate }) => coordinate);
}

describe("usagesOf", () => {
  it("needs the selected fields, through lists, aliases and inline fragments without a type", () => {
    expect(
      usages(
        "{ all: orders(status: PAID) { ... @include(if: true) { __typename customer { name } } } }",
      ),
    ).toEqual([
      "needed query",
      "needed Query.orders",
      "sent Query.orders(status:)",
      "sent Status.PAID",
      "needed Order.customer",
      "needed Customer.name",
    ]);
  });

  it("may use every implementation of what it reads through an interface", () => {
    expect(usages("{ node(id: 1) { id related { __typename } } }")).toEqual([
      "needed query",
      "needed Query.node",
      "sent Query.node(id:)",
      "needed Node.id",
      "may-use Order.id",
      "may-use Customer.id",
      "needed Node.related",
      "omitted-default Node.related(first:)",
      "may-use Order.related",
      "may-use Order.related(first:)",
      "may-use Customer.related",
    ]);
  });

  it("is sure of an implementation that a fragment names", () => {
    const found = usages("{ node(id: 1) { id ... on Order { id } } }");
    expect(found).toContain("needed Order.id");
    expect(found).not.toContain("may-use Order.id");
    expect(found).toContain("may-use Customer.id");
  });

  it("records the types that fragments name as members", () => {
    const found = usages(
      "{ search(text: null) { ... on Order { id } ...C } }\nfragment C on Customer { name }",
    );
    expect(found).toEqual(expect.arrayContaining(["needed Order", "needed Customer"]));
    expect(found).not.toContain("needed Result");
  });

  it("records literals sent and defaults left alone", () => {
    expect(usages('{ orders(filter: { range: { from: "a" }, status: NEW }) { id } }')).toEqual([
      "needed query",
      "needed Query.orders",
      "omitted-default Query.orders(status:)",
      "sent Query.orders(filter:)",
      "omitted-default Filter.limit",
      "sent Filter.range",
      "sent Range.from",
      "sent Filter.status",
      "sent Status.NEW",
      "needed Order.id",
    ]);
  });

  it("knows of a variable what must be in it, and what may be", () => {
    const found = usages("query Q($filter: Filter!) { orders(filter: $filter) { id } }");
    expect(found).toEqual(
      expect.arrayContaining([
        "sent Filter",
        "sent Filter.range",
        "sent Range.from",
        "may-use Filter.status",
        "may-use Status.NEW",
        "may-use Status.PAID",
        "may-use Filter.limit",
        "may-use Range.to",
        "may-use Range.within",
      ]),
    );
  });

  it.each([
    ["a nullable variable", "$filter: Filter"],
    ["a variable with a default", '$filter: Filter! = { range: { from: "a" } }'],
    ["a list of values", "$filter: [Filter!]!"],
  ])("is sure of no member of %s", (_, variable) => {
    const found = usages(`query Q(${variable}) { orders { id } }`);
    expect(found).toContain("may-use Range.to");
    expect(found).not.toContain("sent Filter.status");
    expect(found.includes("sent Range.from")).toBe(variable.includes("="));
  });

  it("is not sure of what stands in a list that may be empty", () => {
    const found = usages("mutation M($note: Note!) { note(note: $note) { id } }");
    expect(found).toEqual(
      expect.arrayContaining([
        "needed mutation",
        "sent Note.text",
        "sent Note.tags",
        "may-use Tag.name",
      ]),
    );
  });

  it("records directives with their arguments, but none that never leave the client", () => {
    const found = usages(
      "query Q @cached(scope: PUBLIC) { order(id: 1) @connection(key: 1) @include(if: true) { id } local @client { x } }",
    );
    expect(found).toEqual(
      expect.arrayContaining([
        "sent @cached",
        "sent @cached(scope:)",
        "sent Scope.PUBLIC",
        "omitted-default @cached(seconds:)",
      ]),
    );
    expect(found.filter((use) => /connection|include|local/.test(use))).toEqual([]);
  });

  it.each([
    ["a field", "{ order(id: 1) { colour { name } } }", ["Order.colour"]],
    ["a field of a union", "{ search { id } }", ["Result.id"]],
    ["an argument", "{ order(id: 1, by: 2) { id } }", ["Query.order(by:)"]],
    ["a type condition", "{ node(id: 1) { ... on Parcel { weight } } }", ["Parcel"]],
    ["a fragment's type", "{ ...F } fragment F on Parcel { weight }", ["Parcel"]],
    ["an enum value", "{ orders(status: LOST) { id } }", ["Status.LOST"]],
    ["an input field", '{ orders(filter: { colour: "red" }) { id } }', ["Filter.colour"]],
    ["a variable's type", "query Q($p: [Parcel!]) { order(id: 1) { id } }", ["Parcel"]],
    ["a directive", "{ order(id: 1) @slow { id } }", ["@slow"]],
    [
      "a directive's argument",
      "query Q @cached(hours: 1) { order(id: 1) { id } }",
      ["@cached(hours:)"],
    ],
    ["a root type", "subscription S { paid { id } }", ["subscription"]],
    [
      "a name of JavaScript's",
      "{ order(id: 1) { __proto__ constructor } }",
      ["Order.__proto__", "Order.constructor"],
    ],
    ["nothing", "{ __schema { types { name } } __typename }", []],
  ])("keeps %s that does not resolve", (_, text, coordinates) => {
    expect(dangling(text)).toEqual(coordinates);
  });

  it("says each use once", () => {
    const found = usages("{ a: order(id: 1) { id } b: order(id: 2) { id id } }");
    expect(new Set(found).size).toBe(found.length);
  });
});
