import { describe, expect, it } from "vitest";
import { parseCoordinate, printCoordinate } from "../../src/model/coordinate-text.ts";
import type { ParsedCoordinate } from "../../src/model/coordinate-text.ts";
import * as build from "../../src/model/coordinate.ts";
import type { Format } from "../../src/model/contract.ts";

const getOrder = build.httpOperation("get", "/orders/{orderId}");
const okOrder = build.inMediaType(build.place(getOrder, "res", 200), "application/json");

/** The text, how a reader builds it, and what it says. */
const table: readonly (readonly [Format, string, string, ParsedCoordinate])[] = [
  ["openapi", "GET /orders/{}", getOrder, { form: "use", operation: "GET /orders/{}", steps: [] }],
  [
    "openapi",
    "GET /orders/{} query.expand",
    build.place(getOrder, "query", "expand"),
    { form: "use", operation: "GET /orders/{}", in: "query", name: "expand", steps: [] },
  ],
  [
    "openapi",
    "GET /orders/{} header.x-request-id",
    build.place(getOrder, "header", "X-Request-Id"),
    { form: "use", operation: "GET /orders/{}", in: "header", name: "x-request-id", steps: [] },
  ],
  [
    "openapi",
    'GET /orders/{} cookie."shop session"',
    build.place(getOrder, "cookie", "shop session"),
    { form: "use", operation: "GET /orders/{}", in: "cookie", name: "shop session", steps: [] },
  ],
  [
    "openapi",
    'GET /orders/{} query."filter[status]"[]',
    build.item(build.place(getOrder, "query", "filter[status]")),
    {
      form: "use",
      operation: "GET /orders/{}",
      in: "query",
      name: "filter[status]",
      steps: [{ kind: "item" }],
    },
  ],
  [
    "openapi",
    "GET /orders/{} path.1",
    build.place(getOrder, "path", 1),
    { form: "use", operation: "GET /orders/{}", in: "path", name: "1", steps: [] },
  ],
  [
    "openapi",
    "GET /orders/{} req",
    build.place(getOrder, "req"),
    { form: "use", operation: "GET /orders/{}", in: "req", steps: [] },
  ],
  [
    "openapi",
    "POST /orders req[application/json].a.b[]",
    build.item(
      build.member(
        build.member(
          build.inMediaType(
            build.place(build.httpOperation("post", "/orders"), "req"),
            "application/json",
          ),
          "a",
        ),
        "b",
      ),
    ),
    {
      form: "use",
      operation: "POST /orders",
      in: "req",
      steps: [
        { kind: "media", mediaType: "application/json" },
        { kind: "member", name: "a" },
        { kind: "member", name: "b" },
        { kind: "item" },
      ],
    },
  ],
  [
    "openapi",
    "GET /orders/{} res.200[application/json].a{}<1>[0]",
    build.item(build.alternative(build.mapValue(build.member(okOrder, "a")), 1), 0),
    {
      form: "use",
      operation: "GET /orders/{}",
      in: "res",
      name: "200",
      steps: [
        { kind: "media", mediaType: "application/json" },
        { kind: "member", name: "a" },
        { kind: "value" },
        { kind: "alternative", index: 1 },
        { kind: "item", index: 0 },
      ],
    },
  ],
  [
    "openapi",
    "GET /orders/{} res.2XX.header.x-rate",
    build.responseHeader(build.place(getOrder, "res", "2XX"), "X-Rate"),
    {
      form: "use",
      operation: "GET /orders/{}",
      in: "res",
      name: "2XX",
      steps: [
        { kind: "member", name: "header" },
        { kind: "member", name: "x-rate" },
      ],
    },
  ],
  [
    "openapi",
    'GET /orders/{} res.200["text/plain; charset=\\"utf-8\\""]',
    build.inMediaType(build.place(getOrder, "res", 200), 'text/plain; charset="utf-8"'),
    {
      form: "use",
      operation: "GET /orders/{}",
      in: "res",
      name: "200",
      steps: [{ kind: "media", mediaType: 'text/plain; charset="utf-8"' }],
    },
  ],
  [
    "openapi",
    "webhook stockLow POST req[*/*]",
    build.inMediaType(build.place(build.webhookOperation("stockLow", "post"), "req"), "*/*"),
    {
      form: "use",
      operation: "webhook stockLow POST",
      in: "req",
      steps: [{ kind: "media", mediaType: "*/*" }],
    },
  ],
  [
    "openapi",
    'POST /orders callback paid "{$request.body#/url}?a b" POST res.204',
    build.place(
      build.callbackOperation(build.httpOperation("POST", "/orders"), "paid", {
        expression: "{$request.body#/url}?a b",
        method: "post",
      }),
      "res",
      204,
    ),
    {
      form: "use",
      operation: 'POST /orders callback paid "{$request.body#/url}?a b" POST',
      in: "res",
      name: "204",
      steps: [],
    },
  ],
  [
    "openapi",
    "#schemas.Order.status",
    build.member(build.declaration("schemas", "Order"), "status"),
    {
      form: "declaration",
      section: "schemas",
      name: "Order",
      steps: [{ kind: "member", name: "status" }],
    },
  ],
  [
    "openapi",
    '#schemas.Order.status="on its way"',
    build.constant(build.member(build.declaration("schemas", "Order"), "status"), "on its way"),
    {
      form: "declaration",
      section: "schemas",
      name: "Order",
      steps: [
        { kind: "member", name: "status" },
        { kind: "constant", json: '"on its way"' },
      ],
    },
  ],
  [
    "openapi",
    '#schemas."shop.v1.Order"."a\\"b"<not>',
    build.aspect(build.member(build.declaration("schemas", "shop.v1.Order"), 'a"b'), "not"),
    {
      form: "declaration",
      section: "schemas",
      name: "shop.v1.Order",
      steps: [
        { kind: "member", name: 'a"b' },
        { kind: "aspect", name: "not" },
      ],
    },
  ],
  [
    "openapi",
    "#responses.NotFound[application/json].__proto__",
    build.member(
      build.inMediaType(build.declaration("responses", "NotFound"), "application/json"),
      "__proto__",
    ),
    {
      form: "declaration",
      section: "responses",
      name: "NotFound",
      steps: [
        { kind: "media", mediaType: "application/json" },
        { kind: "member", name: "__proto__" },
      ],
    },
  ],
  ["graphql", "Order", "Order", { form: "graphql", type: "Order" }],
  [
    "graphql",
    "Query.order(id:)",
    build.graphqlArgument(build.graphqlMember("Query", "order"), "id"),
    { form: "graphql", type: "Query", member: "order", argument: "id" },
  ],
  [
    "graphql",
    "Status.PAID",
    build.graphqlMember("Status", "PAID"),
    { form: "graphql", type: "Status", member: "PAID" },
  ],
  [
    "graphql",
    "SearchResult<Order>",
    build.graphqlNarrowing("SearchResult", "Order"),
    { form: "graphql", type: "SearchResult", narrower: "Order" },
  ],
  ["graphql", "@cost", build.graphqlDirective("cost"), { form: "graphql", directive: "cost" }],
  [
    "graphql",
    "@cost(weight:)",
    build.graphqlArgument(build.graphqlDirective("cost"), "weight"),
    { form: "graphql", directive: "cost", argument: "weight" },
  ],
  [
    "protobuf",
    "shop.v1.Order.status#2",
    build.protobufField("shop.v1.Order", "status", 2),
    { form: "protobuf", name: "shop.v1.Order.status", number: 2 },
  ],
  [
    "protobuf",
    "shop.v1.Orders/GetOrder",
    build.protobufMethod("shop.v1.Orders", "GetOrder"),
    { form: "protobuf", name: "shop.v1.Orders", method: "GetOrder" },
  ],
  [
    "protobuf",
    "shop.v1.Status.PAID",
    build.protobufMember("shop.v1.Status", "PAID"),
    { form: "protobuf", name: "shop.v1.Status.PAID" },
  ],
];

describe("coordinates", () => {
  it.each(table)("%s: %s is what the builders build", (_format, text, built) => {
    expect(built).toBe(text);
  });

  it.each(table)("%s: %s is read", (format, text, _built, parsed) => {
    expect(parseCoordinate(format, text)).toEqual(parsed);
  });

  it.each(table)("%s: %s is printed", (_format, text, _built, parsed) => {
    expect(printCoordinate(parsed)).toBe(text);
  });

  it.each([
    ["openapi", "orders"],
    ["openapi", "GET /orders body.x"],
    ["openapi", "GET /orders res.200[application/json"],
    ["openapi", "#schemas"],
    ["openapi", "#schemas.Order..status"],
    ["graphql", "Query.order(id)"],
    ["graphql", "Order(id:)"],
    ["protobuf", "shop..Order"],
    ["protobuf", "shop.Order#two"],
  ] as const)("%s: %s is no coordinate", (format, text) => {
    expect(parseCoordinate(format, text)).toBeUndefined();
  });

  it("percent-encodes what would end the path of an operation", () => {
    expect(build.httpOperation("get", '/a b/"c"/{d e}')).toBe("GET /a%20b/%22c%22/{}");
  });

  it.each([
    ['#schemas.Order.status="on = its way"', '="on = its way"'],
    ['#schemas."a=b".status=1', "=1"],
    ['#schemas."a=b".status', ""],
  ])("finds the constant at the end of %s", (coordinate, constant) => {
    expect(build.constantIn(coordinate)).toBe(constant);
  });
});
