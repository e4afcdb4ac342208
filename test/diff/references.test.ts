import { describe, expect, it } from "vitest";
import { linesOf } from "./compare-texts.ts";
import {
  documentOf,
  NO_CHANGE,
  object,
  ref,
  shared,
  TEXT,
  verdictsOn,
  WHOLE,
  type Schema,
} from "./openapi-texts.ts";

const ITEM = object({ sku: TEXT }, ["sku"]);

describe("A reference", () => {
  it.each([
    ["written inline", ref("Item"), ITEM],
    ["wrapped in allOf", ref("Item"), { allOf: [ref("Item")] }],
    ["wrapped in oneOf", ref("Item"), { oneOf: [ref("Item")] }],
  ])("is no change where it is %s", async (_, before, after) => {
    expect(await verdictsOn(before, after, { Item: ITEM })).toEqual(NO_CHANGE);
    expect(await verdictsOn(after, before, { Item: ITEM })).toEqual(NO_CHANGE);
  });

  it("that becomes nullable is told where it stands, not at its type", async () => {
    const nullable = { anyOf: [ref("Item"), { type: "null" }] };
    expect(await verdictsOn(ref("Item"), nullable, { Item: ITEM })).toEqual({
      input: ["compatible null-allowed ~"],
      output: ["breaking null-allowed ~"],
    });
  });

  it("to a type of another name is renamed for who generates code, and no message differs", async () => {
    const { input, output } = await verdictsOn(ref("Item"), ref("Article"), {
      before: { Item: ITEM },
      after: { Article: ITEM },
    });
    const names = [
      "compatible type-removed #schemas.Item",
      "compatible type-added #schemas.Article",
      "compatible type-renamed ~",
    ];
    expect(input).toEqual(names);
    expect(output).toEqual(names);
  });

  it("that was switched to another type is one change at its place", async () => {
    const schemas = { Item: ITEM, Stock: object({ count: WHOLE }, ["count"]) };
    expect(await verdictsOn(ref("Item"), ref("Stock"), schemas)).toEqual({
      input: ["breaking type-changed ~"],
      output: ["breaking type-changed ~"],
    });
  });
});

describe("A place that was switched to a type which differs in null alone", () => {
  const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
  const switched = (other: Schema) =>
    verdictsOn(ref("Item"), ref("Other"), { Item: object({ sku: TEXT }), Other: other });

  it("may be null now, where the type itself may", async () => {
    expect((await switched(maybe(object({ sku: TEXT })))).output).toEqual([
      "breaking null-allowed ~",
    ]);
  });

  it("is of another type, where a member of it may", async () => {
    expect((await switched(object({ sku: { type: ["string", "null"] } }))).output).toEqual([
      "breaking type-changed ~",
    ]);
  });
});

describe("A place that gives up a declaration which stays", () => {
  const LIST = { enum: ["new", "used"] };
  const SCHEMAS = { Item: object({ sku: TEXT, state: LIST }, ["sku"]) };

  it("is what is told, not the declaration", async () => {
    const inline = object({ state: { enum: ["new", "sold"] } });
    expect((await verdictsOn(ref("Item"), inline, SCHEMAS)).output).toEqual([
      "breaking field-removed ~.sku",
      'compatible enum-value-removed ~.state="used"',
      'dangerous enum-value-added ~.state="sold"',
    ]);
  });

  it("is told where items of a list or a member give it up", async () => {
    const listed = object({ items: { type: "array", items: ref("Item") } });
    const inline = object({ items: { type: "array", items: object({ sku: WHOLE, state: LIST }) } });
    expect((await verdictsOn(listed, inline, SCHEMAS)).input).toEqual([
      "compatible field-became-optional ~.items[].sku",
      "breaking type-changed ~.items[].sku",
    ]);
  });

  it("is told as the declaration, where that is what changed", async () => {
    const wrapped = { type: "object", allOf: [ref("Item")] };
    const schemas = {
      before: SCHEMAS,
      after: { Item: object({ sku: WHOLE, state: LIST }, ["sku"]) },
    };
    const before = object({ one: ref("Item"), other: ref("Item") });
    const after = object({ one: ref("Item"), other: wrapped });
    expect((await verdictsOn(before, after, schemas)).input).toEqual([
      "breaking type-changed #schemas.Item.sku",
    ]);
  });

  const shared = (own: Record<string, unknown>) =>
    documentOf({
      paths: Object.fromEntries(
        ["/orders", "/stock"].map((path) => [
          path,
          {
            post: {
              parameters: [{ $ref: "#/components/parameters/Page" }],
              requestBody: { $ref: "#/components/requestBodies/Order" },
              responses: { 200: { $ref: "#/components/responses/Done" } },
              ...(path === "/orders" ? own : {}),
            },
          },
        ]),
      ),
      rest: {
        components: {
          parameters: { Page: { name: "page", in: "query", schema: TEXT } },
          requestBodies: { Order: { content: { "application/json": { schema: SCHEMAS.Item } } } },
          responses: {
            Done: {
              description: "Done",
              content: { "application/json": { schema: SCHEMAS.Item } },
            },
          },
        },
      },
    });
  const OWN = { "application/json": { schema: object({ sku: WHOLE, state: LIST }, ["sku"]) } };

  it.each([
    [
      "a parameter",
      { parameters: [{ name: "page", in: "query", schema: WHOLE }] },
      "type-narrowed POST /orders query.page",
    ],
    [
      "a body",
      { requestBody: { content: OWN } },
      "type-changed POST /orders req[application/json].sku",
    ],
    [
      "a response",
      { responses: { 200: { description: "Done", content: OWN } } },
      "type-changed POST /orders res.200[application/json].sku",
    ],
  ])("is told where it is %s", async (_, own, line) => {
    expect(await linesOf("openapi", shared({}), shared(own))).toEqual([`breaking ${line}`]);
  });
});

describe("Recursion", () => {
  const tree = (value: typeof TEXT, name = "Node") =>
    object({ value, children: { type: "array", items: ref(name) } });

  it("ends, and says what changed once", async () => {
    const before = shared(ref("Node"), { Node: tree(TEXT) });
    const after = shared(ref("Node"), { Node: tree(WHOLE) });
    expect(await linesOf("openapi", before, after)).toEqual([
      "breaking type-changed #schemas.Node.value",
    ]);
  });

  it("that is written out one step further is the same", async () => {
    const unrolled = object({
      value: TEXT,
      children: { type: "array", items: tree(TEXT) },
    });
    expect(
      await verdictsOn(ref("Node"), ref("Node"), {
        before: { Node: tree(TEXT) },
        after: { Node: unrolled },
      }),
    ).toEqual(NO_CHANGE);
  });

  it("under another name is the same in messages", async () => {
    const { output } = await verdictsOn(ref("Node"), ref("Knot"), {
      before: { Node: tree(TEXT) },
      after: { Knot: tree(TEXT, "Knot") },
    });
    expect(output.filter((line) => !line.startsWith("compatible"))).toEqual([]);
  });

  it("through two types is compared in both", async () => {
    const before = {
      Order: object({ buyer: ref("Buyer") }),
      Buyer: object({ last: ref("Order") }),
    };
    const after = { ...before, Buyer: object({ last: ref("Order"), vat: TEXT }, ["vat"]) };
    expect(await verdictsOn(ref("Order"), ref("Order"), { before, after })).toEqual({
      input: ["breaking field-added #schemas.Buyer.vat"],
      output: ["compatible field-added #schemas.Buyer.vat"],
    });
  });
});

describe("allOf", () => {
  const base = { Base: object({ id: TEXT }) };

  it("gives the members of all its schemas", async () => {
    expect(
      await verdictsOn({ allOf: [ref("Base")] }, { allOf: [ref("Base"), ITEM] }, base),
    ).toEqual({
      input: ["breaking field-added ~.sku"],
      output: ["compatible field-added ~.sku"],
    });
  });

  it("says a change of a shared base at the base", async () => {
    const order = { allOf: [ref("Base"), ITEM] };
    expect(
      await verdictsOn(order, order, { before: base, after: { Base: object({ id: WHOLE }) } }),
    ).toEqual({
      input: ["breaking type-changed #schemas.Base.id"],
      output: ["breaking type-changed #schemas.Base.id"],
    });
  });

  it("may take members out into a base without a change", async () => {
    const { input, output } = await verdictsOn(
      object({ id: TEXT, sku: TEXT }, ["sku"]),
      { allOf: [ref("Base"), ITEM] },
      { before: {}, after: base },
    );
    expect(input).toEqual(["compatible type-added #schemas.Base"]);
    expect(output).toEqual(input);
  });
});
