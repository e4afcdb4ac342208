import { describe, expect, it } from "vitest";
import { changesOf, onlyChange } from "./compare-texts.ts";
import { documentOf, object, ref, TEXT, WHOLE, type Schema } from "./openapi-texts.ts";

/** Operations that receive orders in several places, and one that sends them. */
function shop(schemas: Readonly<Record<string, Schema>>): string {
  const order = { "application/json": { schema: ref("Order") } };
  const orders = { "application/json": { schema: { type: "array", items: ref("Order") } } };
  return documentOf({
    schemas,
    paths: {
      "/orders": {
        get: { responses: { 200: { description: "Orders", content: orders } } },
        post: {
          requestBody: { required: true, content: order },
          responses: { 201: { description: "The order", content: order } },
        },
      },
      "/stock": { get: { responses: { 204: { description: "Nothing" } } } },
    },
  });
}

describe("A place in a sequence", () => {
  const stream = (id: Schema) => {
    const content = { "application/jsonl": { itemSchema: object({ id }) } };
    return documentOf({
      paths: { "/orders": { get: { responses: { 200: { description: "Orders", content } } } } },
      version: "3.2.0",
    });
  };

  it("is named by the item that it stands in", async () => {
    const change = await onlyChange("openapi", stream(TEXT), stream(WHOLE));
    expect(change.reach).toEqual([
      { operation: "GET /orders", place: "res.200[application/jsonl][].id" },
    ]);
  });
});

describe("One edit of what operations share without a schema's name", () => {
  const sharing = (parameter: Schema, answer: Schema) =>
    documentOf({
      paths: Object.fromEntries(
        ["/orders", "/stock"].map((path) => [
          path,
          {
            get: {
              parameters: [{ $ref: "#/components/parameters/Page" }],
              responses: { 200: { $ref: "#/components/responses/List" } },
            },
          },
        ]),
      ),
      rest: {
        components: {
          parameters: { Page: { name: "page", in: "query", schema: parameter } },
          responses: {
            List: { description: "A list", content: { "application/json": { schema: answer } } },
          },
        },
      },
    });
  const list = (sku: Schema) => object({ lines: { type: "array", items: object({ sku }) } });

  it.each([
    [
      "a parameter",
      sharing(TEXT, list(TEXT)),
      sharing(WHOLE, list(TEXT)),
      "#parameters.Page",
      "query.page",
    ],
    [
      "a response",
      sharing(TEXT, list(TEXT)),
      sharing(TEXT, list(WHOLE)),
      "#responses.List[application/json].lines[].sku",
      "res.200[application/json].lines[].sku",
    ],
  ] as const)("is met in every operation: %s", async (...[, before, after, element, place]) => {
    const change = await onlyChange("openapi", before, after);
    expect(change.element).toBe(element);
    expect(change.reach).toEqual([
      { operation: "GET /orders", place },
      { operation: "GET /stock", place },
    ]);
  });
});

describe("One edit of a shared schema", () => {
  it("is one change with every place where it can be met", async () => {
    const change = await onlyChange(
      "openapi",
      shop({ Order: object({ sku: TEXT }, ["sku"]) }),
      shop({ Order: object({ sku: WHOLE }, ["sku"]) }),
    );
    expect(change.element).toBe("#schemas.Order.sku");
    expect(change.direction).toBe("both");
    expect(change.reach).toEqual([
      { operation: "GET /orders", place: "res.200[application/json][].sku" },
      { operation: "POST /orders", place: "req[application/json].sku" },
      { operation: "POST /orders", place: "res.201[application/json].sku" },
    ]);
    expect(change.reachTotal).toBe(3);
  });

  it("reaches through other schemas", async () => {
    const nested = (sku: Schema) => ({
      Order: object({ lines: { type: "array", items: ref("Line") } }),
      Line: object({ item: ref("Item") }),
      Item: object({ sku }),
    });
    const change = await onlyChange("openapi", shop(nested(TEXT)), shop(nested(WHOLE)));
    expect(change.reach.map(({ place }) => place)).toEqual([
      "res.200[application/json][].lines[].item.sku",
      "req[application/json].lines[].item.sku",
      "res.201[application/json].lines[].item.sku",
    ]);
  });

  it("takes the shortest way through a recursion", async () => {
    const tree = (sku: Schema) => ({
      Order: object({ sku, parts: { type: "array", items: ref("Order") } }),
    });
    const change = await onlyChange("openapi", shop(tree(TEXT)), shop(tree(WHOLE)));
    expect(change.reach.map(({ place }) => place)).toEqual([
      "res.200[application/json][].sku",
      "req[application/json].sku",
      "res.201[application/json].sku",
    ]);
  });

  it("counts only the places of the directions it touches", async () => {
    const change = await onlyChange(
      "openapi",
      shop({ Order: object({ sku: TEXT }) }),
      shop({ Order: object({ sku: { type: "string", readOnly: true } }) }),
    );
    expect(change.reach).toEqual([
      { operation: "POST /orders", place: "req[application/json].sku" },
    ]);
  });

  it("lists a hundred places and counts the rest", async () => {
    const many = (schema: Schema) =>
      documentOf({
        schemas: { Order: object({ sku: schema }) },
        paths: Object.fromEntries(
          Array.from({ length: 150 }, (_, index) => [
            `/orders${index}`,
            {
              get: {
                responses: {
                  200: {
                    description: "x",
                    content: { "application/json": { schema: ref("Order") } },
                  },
                },
              },
            },
          ]),
        ),
      });
    const change = await onlyChange("openapi", many(TEXT), many(WHOLE));
    expect(change.reach).toHaveLength(100);
    expect(change.reachTotal).toBe(150);
  });
});

describe("A schema that no operation reaches", () => {
  it("breaks nobody on the wire", async () => {
    const rest = { Order: object({ sku: TEXT }) };
    const changes = await changesOf(
      "openapi",
      shop({ ...rest, Unused: object({ a: TEXT }) }),
      shop({ ...rest, Unused: object({ a: WHOLE }) }),
    );
    expect(changes.filter((change) => change.severity !== "compatible")).toEqual([]);
  });
});

describe("A change in GraphQL", () => {
  it("of a type is reached from its roots", async () => {
    const schema = (type: string) =>
      `type Query { order: Order cart: Cart } type Cart { orders: [Order] } type Order { total: ${type} }`;
    const change = await onlyChange("graphql", schema("Int"), schema("String"));
    expect(change.reach.map(({ operation }) => operation)).toContain("query");
  });
});

describe("A change in Protobuf", () => {
  it("of a message is reached from the methods that carry it", async () => {
    const file = (type: string) =>
      `syntax = "proto3"; package shop.v1; service Orders { rpc Get(Request) returns (Order); rpc Put(Order) returns (Order); } message Request { } message Order { repeated Line lines = 1; } message Line { ${type} sku = 1; }`;
    const change = await onlyChange("protobuf", file("int32"), file("string"));
    expect(change.reach.map(({ operation, place }) => `${operation} ${place}`)).toEqual([
      "shop.v1.Orders/Get res.lines[].sku",
      "shop.v1.Orders/Put req.lines[].sku",
      "shop.v1.Orders/Put res.lines[].sku",
    ]);
  });
});
