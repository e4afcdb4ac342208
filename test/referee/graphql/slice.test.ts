import { buildASTSchema, Kind, parse, validate, type DocumentNode } from "graphql";
import { describe, expect, it } from "vitest";
import { definitionsInParts } from "../../../src/referee/graphql/definitions.ts";
import { noParts } from "../../../src/referee/graphql/parsed-parts.ts";
import { slicer } from "../../../src/referee/graphql/slice.ts";

const SHOP = `
schema { query: Shop }
type Shop { order(id: ID!, filter: Filter): Order node: Node hits: [Hit] stock: [Item] }
interface Node { id: ID! }
interface Named implements Node { id: ID! name: String }
type Order implements Node { id: ID! lines: [Item] total: Int customer: Customer }
type Item implements Node & Named { id: ID! name: String }
type Customer implements Node & Named { id: ID! name: String orders: [Order] }
union Hit = Order | Customer
input Filter { status: Status! placed: Period }
input Period { days: Int! }
enum Status { PAID SENT }
extend type Order { status: Status }
directive @traced(by: Tracer) on FIELD
input Tracer { level: Int }
`;

const OPTIONS = { assumeValid: true, assumeValidSDL: true };

function sliced(text: string): DocumentNode {
  const definitions = definitionsInParts(SHOP, noParts()) ?? [];
  const cut = slicer(definitions)(new Set(text.match(/[_A-Za-z]\w*/g)));
  return { kind: Kind.DOCUMENT, definitions: cut };
}

function errors(document: Parameters<typeof buildASTSchema>[0], text: string): readonly string[] {
  const schema = buildASTSchema(document, OPTIONS);
  const options = { hideSuggestions: true };
  return validate(schema, parse(text), undefined, options).map(({ message }) => message);
}

describe("A slice of a schema", () => {
  it.each([
    "{ order(id: 1) { id total lines { name } } }",
    "{ order(id: 1) { status customer { orders { id } } } }",
    "{ order { total } }",
    "{ order(id: 1, filter: { placed: { days: 1 } }) { id } }",
    "{ order(id: 1, filter: { status: LOST, placed: { hours: 1 } }) { id } }",
    "query ($f: Filter!, $n: Int, $g: Float, $u: Nobody) { order(id: $n, filter: $f) { total { x } } }",
    "{ node { id ... on Named { name } ... on Order { total } ... on Hit { __typename } } }",
    "{ hits { ... on Item { name } ... on Named { name } ...c } } fragment c on Customer { name }",
    "{ hits { id } stock { name price } shop }",
    "{ stock @traced(by: { level: high }) { id @lost } }",
    "{ __schema { types { name } } stock { ... on Node { ... on Customer { name } } } }",
    "mutation { order }",
    "{ a: order(id: 1) { id } a: order(id: 2) { id } b: stock { id } b: node { id } }",
  ])("judges %s as the whole does", (text) => {
    expect(errors(sliced(text), text)).toEqual(errors(parse(SHOP), text));
  });

  it("holds nothing that nobody asks for", () => {
    const names = sliced("{ stock { name } }").definitions.flatMap((node) =>
      "name" in node && node.name !== undefined ? [node.name.value] : [],
    );
    expect(names).toEqual(["Shop", "Node", "Named", "Item", "traced", "Tracer"]);
  });
});
