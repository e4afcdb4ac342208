import { describe, expect, it } from "vitest";
import { feltOn, method, proto3, SOURCE, WIRE } from "./texts.ts";

const order = (field: string) => method(field, "");
const orders = (option: string) =>
  proto3(`service Orders { ${option} rpc Place(Order) returns (Order); } message Order { }`);
const placed = (option: string) =>
  proto3(`service Orders { rpc Place(Order) returns (Order) { ${option} } } message Order { }`);
const scopes = (list: string) => orders(`option (google.api.oauth_scopes) = "${list}";`);
const signatures = (...list: readonly string[]) =>
  placed(list.map((one) => `option (google.api.method_signature) = "${one}";`).join(" "));
const resource = (...patterns: readonly string[]) =>
  proto3(
    `message Order { option (google.api.resource) = { type: "shop/Order" ${patterns.map((one) => `pattern: "${one}"`).join(" ")} }; }`,
  );
const behaves = (...list: readonly string[]) =>
  order(
    `string sku = 1 [${list.map((one) => `(google.api.field_behavior) = ${one}`).join(", ")}];`.replace(
      " []",
      "",
    ),
  );
const ruled = (rules: string) => order(`string sku = 1 [(buf.validate.field) = { ${rules} }];`);

const FACT = "dangerous attribute-changed";

describe("An annotation", () => {
  it.each([
    ["a scope is gone", scopes("read,write"), scopes("read"), [`${FACT} shop.v1.Orders`]],
    ["a scope is one more", scopes("read"), scopes("read, write"), []],
    [
      "a field can no longer be changed",
      behaves(),
      behaves("IMMUTABLE"),
      [`${FACT} shop.v1.Request.sku#1`],
    ],
    ["a sent field never comes back", behaves(), behaves("INPUT_ONLY"), []],
    ["a field can be sent again", behaves("OUTPUT_ONLY"), behaves(), []],
    ["names have one more pattern", resource("a/{a}"), resource("a/{a}", "b/{b}"), []],
    [
      "a pattern of names is gone",
      resource("a/{a}", "b/{b}"),
      resource("b/{b}"),
      [`${FACT} shop.v1.Order`],
    ],
    [
      "a rule that no facet tells was added",
      ruled(""),
      ruled('cel: { id: "x" }'),
      [`${FACT} shop.v1.Request.sku#1`],
    ],
    ["a rule that no facet tells is gone", ruled('cel: { id: "x" }'), ruled(""), []],
  ])("is judged by what it promises: %s", async (_, before, after, expected) => {
    expect(await feltOn(WIRE, before, after)).toEqual(expected);
  });

  it.each([
    [
      "another",
      signatures("id"),
      signatures("name"),
      ["breaking attribute-changed shop.v1.Orders/Place"],
    ],
    ["one more", signatures("id"), signatures("id", "name"), []],
  ])("of signatures makes methods of clients: %s", async (_, before, after, expected) => {
    expect(await feltOn(SOURCE, before, after)).toEqual(expected);
  });
});

describe("A method that answers in pages", () => {
  const list = (request: string, response: string) =>
    proto3(
      `service Orders { rpc List(Query) returns (Page); } message Query { ${request} } message Page { ${response} repeated string skus = 1; }`,
    );
  const paged = list("string page_token = 1;", "string next_page_token = 2;");

  it("gives less than before", async () => {
    expect(await feltOn(WIRE, list("", ""), paged)).toEqual([`${FACT} shop.v1.Orders/List`]);
  });

  it("gives everything again where the tokens are gone, which is told of them", async () => {
    expect(await feltOn(WIRE, paged, list("", ""))).toEqual([
      "dangerous field-removed shop.v1.Query.page_token#1",
      "dangerous field-removed shop.v1.Page.next_page_token#2",
    ]);
  });
});

describe("A variable of a route", () => {
  const route = (fields: string, path: string) =>
    proto3(
      `service Orders { rpc Get(Query) returns (Query) { option (google.api.http) = { get: "${path}" }; } } message Query { ${fields} }`,
    );
  const two = "string name = 1; string id = 2;";

  it("that fills another field breaks callers of the route", async () => {
    const changes = await feltOn(WIRE, route(two, "/v1/{name}"), route(two, "/v1/{id}"));
    expect(changes).toEqual(["breaking binding-field-changed GET /v1/{}"]);
  });

  it("that is renamed with its field is the same", async () => {
    const before = route("string name = 1;", "/v1/{name=orders/*}");
    const after = route("string id = 1;", "/v1/{id=orders/*}");
    expect(await feltOn(WIRE, before, after)).toEqual([]);
  });
});

describe("A rule for a oneof", () => {
  it("is a fact of it", async () => {
    const message = (option: string) =>
      order(`oneof one { ${option} string sku = 1; string ean = 2; }`);
    const changes = await feltOn(WIRE, message(""), message("option (validate.required) = true;"));
    expect(changes).toEqual([`${FACT} shop.v1.Request.one`]);
  });
});

describe("A rule that refuses what nobody sets", () => {
  const sent = (field: string) => method(field, "");
  const received = (field: string) => method("", field);
  const RULED = "string sku = 1 [(validate.rules).string = {min_len: 2}];";

  const OPTIONAL = `optional ${RULED}`;
  const SKU = { sent: "shop.v1.Request.sku#1", received: "shop.v1.Response.sku#1" };

  it.each([
    ["became-optional, left out with presence", SKU.received, received(RULED), received(OPTIONAL)],
    ["removed", SKU.received, received(RULED), received("")],
    ["added", SKU.sent, sent(""), sent(RULED)],
    ["became-required, kept without presence", SKU.sent, sent(OPTIONAL), sent(RULED)],
  ])("demands the field: %s", async (...[rule, element, before, after]) => {
    const [name = ""] = rule.split(",");
    expect(await feltOn(WIRE, before, after)).toContain(`breaking field-${name} ${element}`);
  });

  it("is one change where it comes or goes: the bound says it", async () => {
    const free = received("string sku = 1;");
    expect(await feltOn(WIRE, received(RULED), free)).toEqual([
      `breaking constraint-loosened ${SKU.received}`,
    ]);
    expect(await feltOn(WIRE, sent("string sku = 1;"), sent(RULED))).toEqual([
      `breaking constraint-tightened ${SKU.sent}`,
    ]);
  });

  it("demands nothing of the other side", async () => {
    expect(await feltOn(WIRE, sent(RULED), sent(`optional ${RULED}`))).toEqual([]);
    expect(await feltOn(WIRE, received(`optional ${RULED}`), received(RULED))).toEqual([]);
  });
});
