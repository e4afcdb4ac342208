import { describe, expect, it } from "vitest";
import { edited, essence, SHOP, witnessesBetween } from "./shop.ts";

type Edit = readonly (readonly [from: string, to: string])[];
type Row = readonly [name: string, edit: Edit, expected: readonly string[]];

async function found(edit: Edit): Promise<readonly string[]> {
  return (await witnessesBetween(SHOP, edited(...edit))).map(essence);
}

describe("what is received", () => {
  it.each<Row>([
    [
      "a field is removed",
      [["note: String total", "total"]],
      ['field-removed: { order(id: "a") { note } }'],
    ],
    [
      "a field becomes a list",
      [["order(id: ID!): Order", "order(id: ID!): [Order!]"]],
      ['type-changed: { order(id: "a") { __typename } } {"order":[]}'],
    ],
    [
      "a value may be null",
      [["total: Int!", "total: Int"]],
      ['null-allowed: { order(id: "a") { total } } {"order":{"total":null}}'],
    ],
    [
      "an item may be null",
      [["[Line!]! note", "[Line]! note"]],
      ['null-allowed: { order(id: "a") { lines { __typename } } } {"order":{"lines":[null]}}'],
    ],
    [
      "a whole number becomes any number",
      [["total: Int!", "total: Float!"]],
      ['type-changed: { order(id: "a") { total } } {"order":{"total":0.5}}'],
    ],
    [
      "an object becomes another",
      [["buyer: Customer!", "buyer: Stock!"]],
      ['type-changed: { order(id: "a") { buyer { ... on Customer { __typename } } } }'],
    ],
    [
      "an object becomes a text",
      [["buyer: Customer!", "buyer: String!"]],
      ['type-changed: { order(id: "a") { buyer { __typename } } }'],
    ],
    [
      "a scalar becomes an object",
      [["placed: Date!", "placed: Stock!"]],
      ['type-changed: { order(id: "a") { placed } }'],
    ],
    [
      "a text becomes an ID, which only overlapping selections tell",
      [["note: String total", "note: ID total"]],
      [
        'type-changed: { search(text: "a") { ... on Order { value: note } ... on Customer { value: note } } }',
      ],
    ],
    [
      "a union loses a member",
      [["Hit = Order | Customer", "Hit = Order"]],
      ['alternative-removed: { search(text: "a") { ... on Customer { __typename } } }'],
    ],
    [
      "an object leaves an interface",
      [["type Customer implements Node", "type Customer"]],
      ['interface-removed: { order(id: "a") { buyer { ... on Node { __typename } } } }'],
    ],
    [
      "a type goes with the only field that led to it",
      [
        ["type Stock { level: Int! }", ""],
        ["stock: Stock", ""],
      ],
      [
        "type-removed: { stock { ... on Stock { __typename } } }",
        "field-removed: { stock { __typename } }",
      ],
    ],
    [
      "an object becomes a union",
      [["type Stock { level: Int! }", "union Stock = Line"]],
      ["type-kind-changed: { stock { level } }"],
    ],
    [
      "an object becomes a scalar",
      [["type Stock { level: Int! }", "scalar Stock"]],
      ["type-kind-changed: { stock { ... on Stock { __typename } } }"],
    ],
  ])("%s", async (_, edit, expected) => {
    expect(await found(edit)).toEqual(expected);
  });
});

describe("what is sent", () => {
  it.each<Row>([
    [
      "an argument is removed",
      [["lines(skus: [String!])", "lines"]],
      ['field-removed: { order(id: "a") { lines(skus: ["a"]) { __typename } } }'],
    ],
    [
      "an argument is demanded",
      [["text: String!)", "text: String!, shop: ID!)"]],
      ['field-added: { search(text: "a") { __typename } }'],
    ],
    [
      "an argument loses its default",
      [["first: Int! = 10", "first: Int!"]],
      ["field-became-required: { orders { __typename } }"],
    ],
    [
      "an argument takes another scalar",
      [["order(id: ID!)", "order(id: String!)"]],
      ["type-changed: { order(id: 1) { __typename } }"],
    ],
    [
      "an argument takes a number where it took a whole one: only variables tell",
      [["first: Int! = 10", "first: Float! = 10"]],
      ['type-changed: query ($value: Int!) { orders(first: $value) { __typename } } {"value":0}'],
    ],
    [
      "an item may not be null",
      [["ids: [ID]", "ids: [ID!]"]],
      ["null-forbidden: { orders(ids: [null]) { __typename } }"],
    ],
    [
      "a field of an input is removed",
      [["since: Date ", ""]],
      ['field-removed: { orders(filter: {since: "a"}) { __typename } }'],
    ],
    [
      "a field deep in an input changes its type",
      [["count: Int = 1 kind", 'count: String = "1" kind']],
      ['type-changed: { orders(filter: {lines: [{sku: "a", count: 1}]}) { __typename } }'],
    ],
    [
      "a field deep in an input loses its default",
      [["kind: Kind! = NEW", "kind: Kind!"]],
      ['field-became-required: { orders(filter: {lines: [{sku: "a"}]}) { __typename } }'],
    ],
    [
      "a field of an input is demanded",
      [["count: Int! = 1 note", "count: Int! = 1 buyer: ID! note"]],
      ['field-added: mutation { placeOrder(input: {sku: "a"}) { __typename } }'],
    ],
    [
      "an enum loses a value",
      [["NEW USED", "NEW"]],
      ['enum-value-removed: { orders(filter: {lines: [{sku: "a", kind: USED}]}) { __typename } }'],
    ],
    [
      "an input type is removed",
      [
        ["input Rating { stars: Int text: String }", ""],
        ["rate(by: Rating)", "rate"],
      ],
      [
        'type-removed: mutation ($value: Rating) { rate(by: $value) } {"value":{}}',
        "field-removed: mutation { rate(by: {}) }",
      ],
    ],
    [
      "an input takes exactly one field",
      [["input Rating", "input Rating @oneOf"]],
      ["exactly-one-added: mutation { rate(by: {}) }"],
    ],
    [
      "a scalar becomes an enum",
      [["scalar Date", "enum Date { TODAY }"]],
      ['type-kind-changed: { orders(filter: {since: "a"}) { __typename } }'],
    ],
  ])("%s", async (_, edit, expected) => {
    expect(await found(edit)).toEqual(expected);
  });
});

describe("operations and directives", () => {
  it.each<Row>([
    [
      "there are no mutations any more",
      [[SHOP.slice(SHOP.indexOf("type Mutation"), SHOP.indexOf("type Subscription")), ""]],
      ["operation-removed: mutation { __typename }"],
    ],
    [
      "there are no subscriptions any more",
      [["type Subscription { shipped(shop: ID!): Order! }", ""]],
      ['operation-removed: subscription { shipped(shop: "a") { __typename } }'],
    ],
    [
      "the query root has another name",
      [
        [
          "type Query {",
          "schema { query: Shop mutation: Mutation subscription: Subscription } type Shop {",
        ],
      ],
      ["root-type-changed: { ... on Query { __typename } }"],
    ],
    [
      "a directive is removed",
      [[SHOP.slice(SHOP.indexOf("directive @hidden")), ""]],
      ["directive-removed: { __typename @hidden }"],
    ],
    [
      "a directive loses a location",
      [["| FRAGMENT_SPREAD", ""]],
      ["directive-location-removed: { ...Part @hidden } fragment Part on Query { __typename }"],
    ],
    [
      "a directive can be used only once",
      [["repeatable", ""]],
      ["directive-repeatable-removed: { __typename @hidden @hidden }"],
    ],
    [
      "a directive demands an argument",
      [["after: Int! = 1", "after: Int!"]],
      ["field-became-required: { __typename @hidden }"],
    ],
    [
      "a directive loses an argument",
      [["by: String, ", ""]],
      ['field-removed: { __typename @hidden(by: "a") }'],
    ],
  ])("%s", async (_, edit, expected) => {
    expect(await found(edit)).toEqual(expected);
  });
});
