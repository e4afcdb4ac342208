import { describe, expect, it } from "vitest";
import { linesOf, onlyChange } from "../compare-texts.ts";

type Row = readonly [what: string, before: string, after: string, lines: readonly string[]];

/** A schema whose query type has these fields, with further definitions. */
function query(fields: string, rest = ""): string {
  return `type Query { ${fields} } ${rest}`;
}

const FIELDS: readonly Row[] = [
  ["is added", query("a: Int"), query("a: Int b: Int"), ["compatible field-added Query.b"]],
  ["is removed", query("a: Int b: Int"), query("a: Int"), ["breaking field-removed Query.b"]],
  [
    "is never null from now on",
    query("a: Int"),
    query("a: Int!"),
    ["compatible null-forbidden Query.a"],
  ],
  ["may be null from now on", query("a: Int!"), query("a: Int"), ["breaking null-allowed Query.a"]],
  [
    "has items that may be null",
    query("a: [Int!]"),
    query("a: [Int]"),
    ["breaking null-allowed Query.a"],
  ],
  [
    "has items that are never null",
    query("a: [Int]"),
    query("a: [Int!]"),
    ["compatible null-forbidden Query.a"],
  ],
  ["is of another scalar", query("a: Int"), query("a: String"), ["breaking type-changed Query.a"]],
  [
    "is of another scalar that is written alike",
    query("a: String"),
    query("a: ID"),
    ["dangerous type-changed Query.a"],
  ],
  [
    "is an enum, which is written as text",
    query("a: String", "enum Status { OPEN }"),
    query("a: Status", "enum Status { OPEN }"),
    ["dangerous type-changed Query.a"],
  ],
  [
    "is of another scalar that is written alike, and of the same type as another that a fragment may select with it",
    query(
      "hit: Hit",
      "union Hit = Order | Item type Order { no: String } type Item { no: String }",
    ),
    query("hit: Hit", "union Hit = Order | Item type Order { no: ID } type Item { no: String }"),
    ["breaking type-changed Order.no"],
  ],
  [
    "is of a scalar that is written alike and may be null",
    query("a: String!"),
    query("a: ID"),
    ["breaking null-allowed Query.a", "dangerous type-changed Query.a"],
  ],
  [
    "is of a wider scalar, which clients declare by name",
    query("a: Int"),
    query("a: Float"),
    ["breaking type-changed Query.a"],
  ],
  [
    "of a custom scalar may be null from now on",
    query("a: Day!", "scalar Day"),
    query("a: Day", "scalar Day"),
    ["breaking null-allowed Query.a"],
  ],
  [
    "of a union may be null from now on",
    query("a: [Hit!]", "union Hit = Order type Order { id: ID }"),
    query("a: [Hit]", "union Hit = Order type Order { id: ID }"),
    ["breaking null-allowed Query.a"],
  ],
  [
    "of a custom scalar becomes a list of it",
    query("a: Day", "scalar Day"),
    query("a: [Day]", "scalar Day"),
    ["breaking type-changed Query.a"],
  ],
  [
    "is of another type of the same shape, which fragments name",
    query("a: Order b: Cart", "type Order { id: ID } type Cart { id: ID }"),
    query("a: Cart b: Cart", "type Order { id: ID } type Cart { id: ID }"),
    ["breaking type-changed Query.a"],
  ],
];

const TYPES: readonly Row[] = [
  [
    "another kind of type",
    query("a: Order", "scalar Order"),
    query("a: Order", "enum Order { OPEN }"),
    ["dangerous type-kind-changed Order"],
  ],
  [
    "a scalar that was an enum, which may be anything now",
    query("a: Order", "enum Order { OPEN }"),
    query("a: Order", "scalar Order"),
    ["breaking type-kind-changed Order"],
  ],
  [
    "an interface that was an object: what was asked of it, all that implement it have",
    query("a: Order", "type Order { id: ID }"),
    query("a: Order", "interface Order { id: ID } type Sale implements Order { id: ID }"),
    [
      "compatible type-added Sale",
      "dangerous interface-added Sale",
      "dangerous type-kind-changed Order",
    ],
  ],
  [
    "an interface without an object, that was one",
    query("a: Order", "type Order { id: ID }"),
    query("a: Order", "interface Order { id: ID }"),
    ["breaking type-kind-changed Order"],
  ],
  [
    "an object that was an interface",
    query("a: Order", "interface Order { id: ID } type Sale implements Order { id: ID }"),
    query("a: Order", "type Order { id: ID } type Sale { id: ID }"),
    ["breaking type-kind-changed Order", "breaking interface-removed Sale"],
  ],
  [
    "one more union member",
    query("a: Hit", "type Order { id: ID } type Item { id: ID } union Hit = Order"),
    query("a: Hit", "type Order { id: ID } type Item { id: ID } union Hit = Order | Item"),
    ["dangerous alternative-added Hit"],
  ],
  [
    "one union member less",
    query("a: Hit", "type Order { id: ID } type Item { id: ID } union Hit = Order | Item"),
    query("a: Hit", "type Order { id: ID } type Item { id: ID } union Hit = Order"),
    ["breaking alternative-removed Hit"],
  ],
  [
    "a field of a union member that only fragments lead to",
    query("a: Order", "union Hit = Order | Item type Order { id: ID } type Item { id: ID n: Int }"),
    query("a: Order", "union Hit = Order | Item type Order { id: ID } type Item { id: ID }"),
    ["breaking field-removed Item.n"],
  ],
  [
    "an interface that a type takes up",
    query("a: Order", "interface Node { id: ID } type Order { id: ID }"),
    query("a: Order", "interface Node { id: ID } type Order implements Node { id: ID }"),
    ["dangerous interface-added Order"],
  ],
  [
    "an interface that an interface gives up: its objects tell",
    query("n: Node s: Sale", "interface Node { id: ID } interface Sale implements Node { id: ID }"),
    query("n: Node s: Sale", "interface Node { id: ID } interface Sale { id: ID }"),
    ["dangerous interface-removed Sale"],
  ],
  [
    "an enum that was only received",
    query("a: Status", "enum Status { OPEN }"),
    query("a: String"),
    ["compatible type-removed Status", "dangerous type-changed Query.a"],
  ],
  [
    "a field of a type that only after leads to",
    query("a: Int", "type Order { id(short: Int): ID }"),
    query("a: Int o: Order", "type Order { id: ID }"),
    ["compatible field-added Query.o", "dangerous field-removed Order.id(short:)"],
  ],
  [
    "an interface that a type gives up",
    query("a: Order n: Node", "interface Node { id: ID } type Order implements Node { id: ID }"),
    query("a: Order n: Node", "interface Node { id: ID } type Order { id: ID }"),
    ["breaking interface-removed Order"],
  ],
  [
    "a new type behind an interface that clients know",
    query("n: Node", "interface Node { id: ID } type Order implements Node { id: ID }"),
    query(
      "n: Node",
      "interface Node { id: ID } type Order implements Node { id: ID } type Item implements Node { id: ID }",
    ),
    ["compatible type-added Item", "dangerous interface-added Item"],
  ],
  [
    "a new interface between an interface and its objects",
    query("n: Node", "interface Node { id: ID } type Order implements Node { id: ID }"),
    query(
      "n: Node",
      "interface Node { id: ID } interface Sale implements Node { id: ID } type Order implements Node & Sale { id: ID }",
    ),
    ["compatible type-added Sale", "dangerous interface-added Order"],
  ],
  [
    "a type that nothing reaches",
    query("a: Int", "type Order { id: ID }"),
    query("a: Int"),
    ["dangerous type-removed Order"],
  ],
  [
    "the address of a scalar's specification",
    query("a: Day", 'scalar Day @specifiedBy(url: "https://shop.example/day")'),
    query("a: Day", 'scalar Day @specifiedBy(url: "https://shop.example/date")'),
    ["dangerous attribute-changed Day"],
  ],
];

const EQUAL: readonly Row[] = [
  [
    "descriptions",
    '"A shop" type Query { "An order" a: Int }',
    '"The shop" type Query { a: Int }',
    [],
  ],
  [
    "order and extension",
    "type Query { a: Int } extend type Query { b: Int }",
    "type Query { b: Int a: Int }",
    [],
  ],
  [
    "a schema definition that says the default",
    "type Query { a: Int }",
    "schema { query: Query } type Query { a: Int }",
    [],
  ],
];

const ROOTS: readonly Row[] = [
  [
    "a root is added",
    query("a: Int"),
    query("a: Int", "type Mutation { m: Int }"),
    ["compatible operation-added mutation", "compatible type-added Mutation"],
  ],
  [
    "a root goes",
    query("a: Int", "type Mutation { m: Int }"),
    query("a: Int"),
    ["breaking operation-removed mutation"],
  ],
  [
    "a root goes and its type stays",
    "schema { query: Query mutation: Edit } type Query { a: Int } type Edit { m: Int }",
    "schema { query: Query } type Query { a: Int } type Edit { m: Int }",
    ["breaking operation-removed mutation"],
  ],
  [
    "a root has another name, which fragments know",
    "schema { query: Query } type Query { a: Int }",
    "schema { query: Root } type Root { a: Int }",
    ["breaking root-type-changed Query", "compatible type-added Root"],
  ],
  [
    "a field of another root goes",
    query("a: Int", "type Subscription { s: Int t: Int }"),
    query("a: Int", "type Subscription { s: Int }"),
    ["breaking field-removed Subscription.t"],
  ],
];

describe.each([
  ["A field that clients receive", FIELDS],
  ["A type", TYPES],
  ["No difference", EQUAL],
  ["Root operations", ROOTS],
])("%s", (_, rows) => {
  it.each(rows)("%s", async (_what, before, after, lines) => {
    expect(await linesOf("graphql", before, after)).toEqual(lines);
  });
});

describe("A recursive type", () => {
  it("is compared once, and reached on its shortest way", async () => {
    const node = (type: string) => query("root: Node", `type Node { value: ${type} next: Node }`);
    const change = await onlyChange("graphql", node("Int"), node("String"));
    expect(change).toMatchObject({ element: "Node.value", direction: "output", reachTotal: 1 });
  });
});
