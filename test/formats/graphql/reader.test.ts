import { beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "../../../src/model/contract.ts";
import type { ReadResult } from "../../../src/formats/reader.ts";
import { argumentOf, fieldOf, fixture, inline, readSdl, shapeOf } from "./read.ts";

describe("graphqlReader on the shop's SDL", () => {
  let result: ReadResult;
  let contract: Contract;

  beforeAll(async () => {
    result = await readSdl(fixture("shop/schema.graphql"));
    contract = result.contract;
  });

  it("finds nothing to remark", () => {
    expect(result.diagnostics).toEqual([]);
  });

  it("has one operation per root type, answered with a value of that type", () => {
    expect(contract.operations.map((operation) => operation.coordinate)).toEqual([
      "query",
      "mutation",
      "subscription",
    ]);
    const [query, , subscription] = contract.operations;
    expect(query).toMatchObject({
      match: "query",
      initiator: "consumer",
      attributes: { rootType: "Query" },
      messages: [
        {
          kind: "response",
          direction: "output",
          streamed: false,
          body: {
            required: true,
            contents: [{ mediaType: "", shape: { to: "Query", nullable: false } }],
          },
        },
      ],
    });
    expect(subscription?.messages[0]?.streamed).toBe(true);
  });

  it("promises the wire, selects explicitly and knows types by their names", () => {
    expect(contract.semantics).toMatchObject({
      surfaces: ["wire", "source"],
      promised: ["wire", "promise"],
      selection: "explicit",
      unknownAlternatives: "skipped",
      unreached: "none",
      identity: { wire: "nominal" },
      unknownInput: { wire: "rejected" },
    });
  });

  it.each([
    ["Order", "object"],
    ["Node", "interface"],
    ["SearchResult", "union"],
    ["Status", "enum"],
    ["NewOrder", "input"],
    ["Money", "scalar"],
    ["Int", "scalar"],
  ])("declares %s as %s", (name, definition) => {
    expect(contract.types.get(name)).toMatchObject({
      id: name,
      coordinate: name,
      name,
      definition,
    });
    expect(shapeOf(contract, name)).toMatchObject({ nominal: name, coordinate: name });
  });

  it.each([
    ["Int", ["integer"]],
    ["Float", ["number"]],
    ["String", ["string"]],
    ["Boolean", ["boolean"]],
    ["ID", ["string", "integer"]],
    ["Money", ["array", "boolean", "number", "object", "string"]],
    ["Order", ["object"]],
    ["Status", ["string"]],
    ["SearchResult", ["object"]],
  ])("gives %s the types %j", (name, types) => {
    expect(shapeOf(contract, name).types).toEqual(types);
  });

  it("keeps interfaces, and marks an interface as abstract", () => {
    expect(shapeOf(contract, "Order").object?.interfaces).toEqual(["Node", "Payable"]);
    expect(shapeOf(contract, "Order").object?.abstract).toBeUndefined();
    expect(shapeOf(contract, "Payable").object).toMatchObject({
      interfaces: ["Node"],
      abstract: true,
    });
  });

  it("lists union members as alternatives that are never null", () => {
    expect(shapeOf(contract, "SearchResult").anyOf).toMatchObject([
      { to: "Order", nullable: false },
      { to: "Customer", nullable: false },
      { to: "Product", nullable: false },
    ]);
  });

  it("lists enum values as a closed set", () => {
    const { values } = shapeOf(contract, "Status");
    expect(values?.open).toBe(false);
    expect(values?.items.map((item) => [item.coordinate, item.value])).toEqual([
      ["Status.NEW", "NEW"],
      ["Status.PAID", "PAID"],
      ["Status.SHIPPED", "SHIPPED"],
      ["Status.LOST", "LOST"],
    ]);
  });

  it("delivers every output field, with null in its shape", () => {
    expect(fieldOf(contract, "Order", "id")).toMatchObject({
      kind: "field",
      coordinate: "Order.id",
      required: true,
      shape: { kind: "ref", to: "ID", nullable: false },
    });
    expect(fieldOf(contract, "Order", "placedAt")).toMatchObject({
      required: true,
      shape: { kind: "ref", to: "DateTime", nullable: true },
    });
  });

  it("wraps lists into shapes of their own at the field's coordinate", () => {
    const outer = inline(fieldOf(contract, "OrderLine", "ratings").shape);
    expect(outer).toMatchObject({ coordinate: "OrderLine.ratings", types: ["array", "null"] });
    const inner = inline(outer.array?.items);
    expect(inner).toMatchObject({ coordinate: "OrderLine.ratings", types: ["array", "null"] });
    expect(inner.array?.items).toMatchObject({ to: "Float", nullable: true });
    expect(inline(fieldOf(contract, "Order", "lines").shape)).toMatchObject({
      types: ["array"],
      array: { items: { to: "OrderLine", nullable: false } },
    });
  });

  it.each([
    ["Query.node(id:)", true, undefined],
    ["Order.lines(first:)", false, 20],
    ["Order.lines(after:)", false, undefined],
    ["Order.lines(only:)", false, ["SHIPPED"]],
    ["Query.orders(status:)", false, ["NEW", "PAID"]],
    ["Product.title(language:)", false, "en"],
  ])("reads the argument %s", (coordinate, required, value) => {
    const [type = "", field = "", name = ""] = coordinate.split(/\W+/);
    const argument = argumentOf(contract, type, field, name);
    expect(argument).toMatchObject({ kind: "argument", coordinate, required });
    expect(argument.default).toEqual(value);
  });

  it("reads input fields, closed to unknown members", () => {
    expect(shapeOf(contract, "NewOrder").object?.additional).toBe(false);
    expect(fieldOf(contract, "NewOrder", "customer")).toMatchObject({
      kind: "field",
      required: true,
    });
    expect(fieldOf(contract, "NewOrder", "note")).toMatchObject({ required: false });
    expect(fieldOf(contract, "NewOrder", "express")).toMatchObject({
      required: false,
      default: false,
    });
    expect(fieldOf(contract, "NewOrder", "lines").default).toEqual([{ product: "1" }]);
    expect(shapeOf(contract, "NewOrder").object?.exactlyOne).toBeUndefined();
    expect(shapeOf(contract, "OrderBy").object?.exactlyOne).toBe(true);
    expect(contract.types.get("OrderBy")?.attributes).toBeUndefined();
  });

  it("keeps applied directives as data, in an order of their own", () => {
    expect(contract.types.get("Order")?.attributes).toEqual({ "@cost": [{ weight: 2 }] });
    expect(fieldOf(contract, "Order", "customer").attributes).toEqual({
      "@cost": [{ weight: 3 }, {}],
    });
    expect(fieldOf(contract, "NewOrder", "coupon").attributes).toEqual({
      "@tag": [{ name: "a" }, { name: "b" }],
    });
    expect(contract.declarations.get("schema")).toMatchObject({
      kind: "contract",
      coordinate: "schema",
      reachable: false,
      attributes: { "@contact": [{ team: "orders" }] },
    });
    expect(contract.types.get("DateTime")?.attributes).toEqual({
      specifiedBy: "https://scalars.graphql.org/andimarek/date-time",
    });
  });

  it("declares directives, reachable where clients can write them", () => {
    expect([...contract.declarations.keys()]).toEqual([
      "schema",
      "@contact",
      "@cost",
      "@cached",
      "@tag",
    ]);
    expect(contract.declarations.get("@cost")).toMatchObject({
      kind: "directive",
      reachable: false,
      attributes: { locations: ["FIELD_DEFINITION", "OBJECT"], repeatable: true },
      arguments: [
        { kind: "argument", coordinate: "@cost(weight:)", required: false, default: 1 },
        { coordinate: "@cost(unit:)", default: "point" },
      ],
    });
    expect(contract.declarations.get("@cached")).toMatchObject({
      reachable: true,
      attributes: { locations: ["FIELD", "QUERY"], repeatable: false },
    });
  });

  it("reads deprecations with their windows", () => {
    expect(fieldOf(contract, "Order", "price").deprecation).toEqual({
      deprecated: true,
      reason: "Use `total` instead. Removal on 2026-04-01 UTC.",
      sunset: "2026-04-01",
      replacement: "total",
    });
    expect(fieldOf(contract, "Customer", "marketing").deprecation).toEqual({
      deprecated: true,
      reason: "No longer supported",
    });
    expect(argumentOf(contract, "Product", "title", "language").deprecation).toMatchObject({
      unreadable: "2026-02-30",
    });
    expect(fieldOf(contract, "NewOrder", "coupon").deprecation).toMatchObject({
      replacement: "vouchers",
    });
    const lost = shapeOf(contract, "Status").values?.items.at(-1);
    expect(lost?.deprecation).toMatchObject({ since: "2024-05-01", sunset: "2026-06-01" });
    expect(lost?.attributes).toBeUndefined();
  });
});

describe("graphqlReader", () => {
  it("finds lines and columns of names, descriptions left aside", async () => {
    const result = await readSdl('type Query {\n  "All orders."\n  orders: Int\n}\n');
    const { origin } = fieldOf(result.contract, "Query", "orders");
    expect(result.locate(origin)).toEqual({ file: "schema.graphql", line: 3, column: 3 });
    const query = result.contract.types.get("Query");
    expect(query && result.locate(query.origin)).toMatchObject({ line: 1, column: 6 });
  });

  it.each([
    [
      "a schema definition",
      "schema { query: Shop } type Shop { a: Int } type Query { b: Int }",
      "Shop",
    ],
    ["the conventional name", "type Query { b: Int }", "Query"],
    ["a schema extension", "extend schema { query: Shop } type Shop { a: Int }", "Shop"],
    ["an extension of an undefined type", "extend type Query { b: Int }", "Query"],
  ])("takes the root type from %s", async (_, sdl, root) => {
    const { contract } = await readSdl(sdl);
    expect(contract.operations).toHaveLength(1);
    expect(contract.operations[0]?.attributes).toEqual({ rootType: root });
  });

  it.each([
    ["a library of types", "type Order { id: ID }", "both"],
    ["an input called Query", "input Query { id: ID }", "both"],
    ["a schema with a mutation only", "type Mutation { pay: Int }", "none"],
  ] as const)("treats what nothing reaches in %s as %s %s", async (_, sdl, unreached) => {
    expect((await readSdl(sdl)).contract.semantics.unreached).toBe(unreached);
  });

  it("lets the caller decide about what nothing reaches", async () => {
    const { contract } = await readSdl("type Order { id: ID }", { roots: "output" });
    expect(contract.semantics.unreached).toBe("output");
  });

  it("never mentions what every schema has", async () => {
    const { contract } = await readSdl(`
      scalar ID
      type __Type { name: String }
      directive @skip(if: Boolean!) on FIELD
      directive @deprecated(reason: String) on FIELD_DEFINITION
      type Query { __typename: String!, id: ID }
    `);
    expect([...contract.declarations.keys()]).toEqual(["schema"]);
    expect([...contract.types.keys()]).toEqual([
      "Int",
      "Float",
      "String",
      "Boolean",
      "ID",
      "Query",
    ]);
    expect(shapeOf(contract, "Query").object?.fields.map((field) => field.name)).toEqual(["id"]);
    expect(shapeOf(contract, "ID").types).toEqual(["string", "integer"]);
  });

  it("treats __proto__ and constructor as names like any other", async () => {
    const { contract } = await readSdl(`
      type Query { __proto__(constructor: Filter = { __proto__: 1 }): __proto__ @toString(__proto__: 2) }
      type __proto__ { hasOwnProperty: Int }
      input Filter { __proto__: Int }
      directive @toString(__proto__: Int) on FIELD_DEFINITION
    `);
    expect(contract.types.get("__proto__")?.definition).toBe("object");
    const value = argumentOf(contract, "Query", "__proto__", "constructor").default;
    expect(JSON.stringify(value)).toBe('{"__proto__":1}');
    const { attributes } = fieldOf(contract, "Query", "__proto__");
    expect(JSON.stringify(attributes)).toBe('{"@toString":[{"__proto__":2}]}');
  });

  it.each([
    ["Int", "3", 3],
    ["Int", "9007199254740993", 9007199254740993n],
    ["Float", "2", 2],
    ["Float", "1e3", 1000],
    ["Float", "1e999", "1e999"],
    ["ID", "7", "7"],
    ["[ID!]", "7", ["7"]],
    ["[[Int]]", "1", [[1]]],
    ["[Int]", "null", null],
    ["Boolean", "true", true],
    ["String", '"""\n  two\n  lines\n"""', "two\nlines"],
    ["Any", "{ b: [A, null], a: 1.5 }", { a: 1.5, b: ["A", null] }],
  ])("reads the default of %s = %s", async (type, literal, value) => {
    const { contract } = await readSdl(
      `type Query { order(by: ${type} = ${literal}): Int } scalar Any`,
    );
    expect(argumentOf(contract, "Query", "order", "by").default).toEqual(value);
  });

  it.each([
    ['@sunset(date: "2026-04-01")', { deprecated: false, sunset: "2026-04-01" }],
    [
      '@deprecation(removalDate: "2026-04-01", since: "2025-01-01", replacement: "total")',
      { deprecated: true, sunset: "2026-04-01", since: "2025-01-01", replacement: "total" },
    ],
    [
      '@deprecated(reason: "Removal on 2026-01-01") @sunset(on: "1 April 2026")',
      { deprecated: true, reason: "Removal on 2026-01-01", sunset: "2026-04-01" },
    ],
    ['@sunset(date: "soon")', { deprecated: false, unreadable: "soon" }],
  ])("reads the window of %s", async (directives, deprecation) => {
    const { contract } = await readSdl(`type Query { price: Int ${directives} }`);
    const field = fieldOf(contract, "Query", "price");
    expect(field.deprecation).toEqual(deprecation);
    expect(field.attributes).toBeUndefined();
  });

  it("keeps a @sunset without a date as data", async () => {
    const { contract } = await readSdl(`type Query { price: Int @sunset(version: 3) }`);
    const field = fieldOf(contract, "Query", "price");
    expect(field.deprecation).toBeUndefined();
    expect(field.attributes).toEqual({ "@sunset": [{ version: 3 }] });
  });

  it("finds dates by a pattern of the contract's own", async () => {
    const sdl = 'type Query { price: Int @deprecated(reason: "EOL#2026-04-01") }';
    const { contract } = await readSdl(sdl, { settings: { sunsetPattern: "EOL#(?<date>\\S+)" } });
    expect(fieldOf(contract, "Query", "price").deprecation?.sunset).toBe("2026-04-01");
    await expect(readSdl(sdl, { settings: { sunsetPattern: "(" } })).rejects.toMatchObject({
      code: "bad-config",
    });
  });
});
