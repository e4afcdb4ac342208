import { buildSchema, introspectionFromSchema } from "graphql";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { graphqlReferee, newlyBroken } from "../../../src/referee/index.ts";

const SHOP = `
  type Query {
    order(id: ID!, expand: [Part!] = [LINES]): Order
    search(text: String): [Hit]
    node(id: ID!): Node
  }
  enum Part { LINES CUSTOMER }
  enum Status { OPEN PAID }
  interface Node { id: ID! }
  type Order implements Node { id: ID! status: Status! total: Int lines: [Line!]! paid: Boolean! weight: Float }
  type Line { sku: String! }
  type Product implements Node { id: ID! name: String }
  union Hit = Order | Product
  input OrderInput { sku: String!, count: Int! = 1, note: String, parts: [Part!] }
  type Mutation { buy(order: OrderInput!): Order }
`;

function side(sdl: string) {
  return graphqlReferee(new Map([["shop.graphql", sdl]]));
}

describe("documents", () => {
  it.each<readonly [document: string, valid: boolean]>([
    ["{ order(id: 1) { id status } }", true],
    ["query ($id: ID!) { order(id: $id) { lines { sku } } }", true],
    ["{ order { id } }", false],
    ["{ order(id: 1) { gone } }", false],
    ["{ order(id: 1) }", false],
    ["{ order(id: 1, expand: [TAX]) { id } }", false],
    ["{", false],
  ])("%s", async (document, valid) => {
    expect((await side(SHOP)).validateDocument(document).ok).toBe(valid);
  });

  it("tells where", async () => {
    const answer = (await side(SHOP)).validateDocument("{\n  order(id: 1) { gone }\n}");
    expect(answer).toEqual({
      ok: false,
      errors: [{ message: 'Cannot query field "gone" on type "Order".', line: 2, column: 18 }],
    });
  });

  it("about nothing that a schema declares are refused like any other", async () => {
    const referee = await side("type Order { id: ID }");
    const answer = referee.validateDocument("{ ... on Gone { __typename } }");
    expect(answer).toMatchObject({
      ok: false,
      errors: [{ message: expect.any(String) }, { message: 'Unknown type "Gone".' }],
    });
  });

  it("are judged alike by SDL and by introspection", async () => {
    const introspection = JSON.stringify({ data: introspectionFromSchema(buildSchema(SHOP)) });
    const referee = await graphqlReferee(new Map([["shop.json", introspection]]));
    expect(referee.validateDocument("{ order(id: 1) { id } }").ok).toBe(true);
    expect(referee.validateDocument("{ order(id: 1) { gone } }").ok).toBe(false);
  });

  it.each<readonly [what: string, texts: readonly string[]]>([
    [
      "types that are extended and declared in other files",
      ["type Query { a: Order }", "extend type Order { b: Int }"],
    ],
    ["types that nobody declares", ["type Query { a: Order, c: Gone }", "type Order { b: Int }"]],
    ["fields that are defined twice", ["type Query { a: Order } type Order { b: Int b: Int }"]],
    [
      "interfaces listed as before 2018",
      [
        "interface A { b: Int } interface C { b: Int } type Query { a: Order } type Order implements A, C { b: Int }",
        "type Other implements A C { b: Int }",
      ],
    ],
    ["an empty file", ["", "type Query { a: Order } type Order { b: Int }"]],
  ])("are judged by schemas with %s", async (_, texts) => {
    const files = new Map(texts.map((text, index) => [`${String(index)}.graphql`, text]));
    const referee = await graphqlReferee(files);
    expect(referee.validateDocument("{ a { b } }")).toEqual({ ok: true });
    expect(referee.validateDocument("{ a { d } }").ok).toBe(false);
  });

  it("are not judged by a text that cannot be parsed", async () => {
    const answer = (await side("type Query {\n  a: }")).validateDocument("{ a }");
    expect(answer).toMatchObject({ ok: undefined });
    expect(answer).toHaveProperty(
      "undecided",
      'shop.graphql:2: Syntax Error: Expected Name, found "}".',
    );
  });

  it("do not hang where fragments spread each other many times", async () => {
    const fragments = Array.from({ length: 30 }, (_, level) => {
      const next = level === 29 ? "id" : `...F${String(level + 1)} ...F${String(level + 1)}`;
      return `fragment F${String(level)} on Order { ${next} }`;
    });
    const document = `{ order(id: 1) { ...F0 } } ${fragments.join("\n")}`;
    expect((await side(SHOP)).validateDocument(document)).toEqual({ ok: true });
  });
});

describe("newly broken documents", () => {
  const change = async (from: string, to: string, document: string) =>
    newlyBroken(await side(SHOP), await side(SHOP.replace(from, to)), document);

  it("reports what breaks", async () => {
    const answer = await change("total: Int", "", "{ order(id: 1) { id total } }");
    expect(answer).toMatchObject({ ok: false, errors: [{ line: 1, column: 21 }] });
  });

  it("keeps documents that were already invalid, and tells only what is added", async () => {
    const document = "{ order(id: 1) { gone total } }";
    expect(await change("", "", document)).toEqual({ ok: true });
    expect(await change("total: Int", "", document)).toEqual({
      ok: false,
      errors: [{ message: 'Cannot query field "total" on type "Order".', line: 1, column: 23 }],
    });
  });

  it("knows an error again when the message names another type", async () => {
    const document = "{ order(id: 1) { gone } }";
    const renamed = SHOP.replaceAll("Order ", "Purchase ").replace("): Order\n", "): Purchase\n");
    expect(newlyBroken(await side(SHOP), await side(renamed), document)).toEqual({ ok: true });
  });

  it("sees that tightening one of two overlapping fields breaks", async () => {
    const shop = (first: string) => `
      type Query { search: [Hit] }
      union Hit = Order | Product
      type Order { label: ${first} }
      type Product { label: String }`;
    const document = "{ search { ... on Order { label } ... on Product { label } } }";
    const answer = newlyBroken(await side(shop("String")), await side(shop("String!")), document);
    expect(answer).toMatchObject({ ok: false });
  });

  it("sees that a default that goes makes its argument needed", async () => {
    const document = 'mutation { buy(order: {sku: "a"}) { id } }';
    expect((await change("count: Int! = 1", "count: Int!", document)).ok).toBe(false);
    expect((await change("count: Int! = 1", "count: Int", document)).ok).toBe(true);
  });

  it("passes documents that name a value which only comes out", async () => {
    expect((await change("OPEN PAID", "OPEN", "{ order(id: 1) { status } }")).ok).toBe(true);
  });
});

describe("responses", () => {
  const order = {
    id: "1",
    status: "PAID",
    lines: [{ sku: "a" }],
    paid: true,
    weight: 1.5,
    total: null,
  };
  const all = "{ order(id: 1) { id status lines { sku } paid weight total } }";
  const search = "{ search { __typename ... on Order { paid } ... on Product { name } } }";

  it.each<readonly [name: string, document: string, data: Json, errors: readonly string[]]>([
    ["as promised", all, { order }, []],
    ["more than was asked for", all, { order: { ...order, more: 1 }, other: 2 }, []],
    ["null where it may be", all, { order: null }, []],
    [
      "null where it may not be",
      all,
      { order: { ...order, paid: null } },
      ["data.order.paid is null"],
    ],
    [
      "null in a list where it may not be",
      all,
      { order: { ...order, lines: [null] } },
      ["data.order.lines[0] is null"],
    ],
    ["no list", all, { order: { ...order, lines: {} } }, ["data.order.lines is no list"]],
    ["another kind of scalar", all, { order: { ...order, id: 1 } }, ["data.order.id is no ID"]],
    [
      "a number that is no Int",
      all,
      { order: { ...order, total: 2 ** 31 } },
      ["data.order.total is no Int"],
    ],
    ["no number", all, { order: { ...order, weight: "1.5" } }, ["data.order.weight is no Float"]],
    ["an unknown value of an enum", all, { order: { ...order, status: "LOST" } }, []],
    [
      "a value of an enum that is no name",
      all,
      { order: { ...order, status: 1 } },
      ["data.order.status is no Status"],
    ],
    [
      "a field that is missing",
      all,
      { order: { ...order, sku: 1, lines: [{}] } },
      ["data.order.lines[0].sku is missing"],
    ],
    ["a field under another key", "{ o: order(id: 1) { i: id } }", { o: { i: "1" } }, []],
    [
      "a field that may be skipped",
      "query ($a: Boolean!) { order(id: 1) { id @skip(if: $a) } }",
      { order: {} },
      [],
    ],
    ["no object", all, { order: 1 }, ["data.order is no object"]],
    ["a member of a union", search, { search: [{ __typename: "Order", paid: true }] }, []],
    [
      "a member that breaks its promise",
      search,
      { search: [{ __typename: "Order", paid: null }] },
      ["data.search[0].paid is null"],
    ],
    ["an unknown member", search, { search: [{ __typename: "Voucher" }] }, []],
    [
      "fields of an interface hold for unknown members too",
      "{ node(id: 1) { __typename id } }",
      { node: { __typename: "Voucher" } },
      ["data.node.id is missing"],
    ],
    [
      "fragments on an interface",
      "{ search { __typename ...N } } fragment N on Node { id }",
      { search: [{ __typename: "Product" }] },
      ["data.search[0].id is missing"],
    ],
    [
      "a member that was never one here is asked for nothing by fragments",
      "{ search { __typename ...N } } fragment N on Node { id }",
      { search: [{ __typename: "Line" }] },
      [],
    ],
    [
      "an object that was never behind the interface is read as the interface",
      "{ node(id: 1) { __typename id ... on Order { total } } }",
      { node: { __typename: "Line", id: "1", total: "none" } },
      [],
    ],
    [
      "fragments that are merged",
      "{ order(id: 1) { lines { sku } ...L } } fragment L on Order { lines { n: sku } }",
      { order: { lines: [{ sku: "a" }] } },
      ["data.order.lines[0].n is missing"],
    ],
  ])("%s", async (_, document, data, errors) => {
    const answer = (await side(SHOP)).readableBy(document, data);
    expect(answer).toEqual(errors.length === 0 ? { ok: true } : { ok: false, errors });
  });
});

describe("inputs", () => {
  it.each<readonly [type: string, value: Json, coerced: Json | false]>([
    ["OrderInput!", { sku: "a" }, { sku: "a", count: 1 }],
    ["OrderInput!", { sku: "a", count: null }, false],
    ["OrderInput!", { sku: "a", gone: 1 }, false],
    ["OrderInput", null, null],
    ["OrderInput!", null, false],
    ["[Part!]", "LINES", ["LINES"]],
    ["[Part!]", ["TAX"], false],
    ["Int", 5n, 5],
    ["Int", 2 ** 31, false],
    ["Order", {}, false],
    ["Gone", {}, false],
  ])("%s takes %o as a value: %o", async (type, value, coerced) => {
    const answer = (await side(SHOP)).coerce(type, value);
    expect(answer.ok === true ? answer.value : answer.ok).toEqual(coerced);
  });

  it.each<readonly [type: string, literal: string, coerced: Json | false]>([
    ["OrderInput!", '{sku: "a", parts: LINES}', { sku: "a", count: 1, parts: ["LINES"] }],
    ["OrderInput!", "{}", false],
    ["Part", '"LINES"', false],
    ["Part", "LINES", "LINES"],
    ["Part", "LINES }", false],
  ])("%s takes %s as a literal: %o", async (type, literal, coerced) => {
    const answer = (await side(SHOP)).coerceLiteral(type, literal);
    expect(answer.ok === true ? answer.value : answer.ok).toEqual(coerced);
  });

  it.each<readonly [variables: JsonObject, coerced: Json | false]>([
    [{ o: { sku: "a" } }, { o: { sku: "a", count: 1 }, e: "LINES" }],
    [{ o: { sku: "a" }, e: "TAX" }, false],
    [{}, false],
  ])("variables %o become %o", async (variables, coerced) => {
    const document = "mutation ($o: OrderInput!, $e: Part = LINES) { buy(order: $o) { id } }";
    const answer = (await side(SHOP)).coerceVariables(document, variables);
    expect(answer.ok === true ? answer.value : answer.ok).toEqual(coerced);
  });
});

describe("a type that is used but nowhere declared", () => {
  it("is known wherever a document names it, and is no object", async () => {
    const referee = await side(
      "type Query { me: User } type User { id: ID } type Item { hit: Hit }",
    );
    const answer = referee.validateDocument("{ me { ... on Hit { id } } }");
    expect(answer).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining("non composite type") }],
    });
  });
});
