import { beforeAll, describe, expect, it } from "vitest";
import { readPact } from "../../../src/evidence/pact/read-pact.ts";
import { openapiReader } from "../../../src/formats/openapi/index.ts";
import { checkInteraction } from "../../../src/impact/pact/check.ts";
import type { Contract } from "../../../src/model/contract.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

const ORDERS = `
openapi: 3.1.0
info: { title: Orders, version: "1" }
servers: [{ url: "https://shop.example/v1" }]
paths:
  /orders/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string, maxLength: 3 } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { max: { type: integer } } } }
        - { name: x-shop, in: header, required: true, schema: { type: string } }
      security: [{ key: [] }, { token: [] }]
      responses:
        "200":
          description: ok
          headers: { x-page: { required: true, schema: { type: integer } }, x-hint: { schema: { type: string } } }
          content:
            application/json:
              schema:
                type: object
                required: [id, lines]
                properties:
                  id: { type: integer }
                  lines: { type: array, items: { type: object, required: [sku], properties: { sku: { type: string } } } }
                  labels: { type: object, additionalProperties: { type: string } }
            application/pdf: { schema: { type: string } }
        default: { description: trouble, content: { application/problem+json: { schema: { type: object } } } }
  /forms:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [count], properties: { count: { type: integer } } }
      responses: { "204": { description: ok } }
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: key }
    token: { type: http, scheme: bearer }
`;

let contract: Contract;
beforeAll(async () => {
  const tree = memoryTree({ "a.yaml": ORDERS });
  contract = (await openapiReader.read({ tree, entries: ["a.yaml"] })).contract;
});

const GET = {
  method: "GET",
  path: "/v1/orders/7",
  headers: { "X-Shop": ["1"], Authorization: ["Bearer a"] },
};
const FORM = {
  method: "POST",
  path: "/forms",
  headers: { "Content-Type": ["application/x-www-form-urlencoded"] },
};

/** `fails request.query.tags[] is too long`. */
function check(request: JsonObject, response: JsonObject): readonly string[] {
  const pact = readPact(
    "web.json",
    JSON.stringify({
      consumer: { name: "web" },
      provider: { name: "orders" },
      interactions: [{ request, response }],
    }),
  );
  return pact.http.flatMap((interaction) =>
    checkInteraction(contract, interaction).findings.map((one) => `${one.level} ${one.message}`),
  );
}

describe("an interaction against a contract", () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ["holds", GET, []],
    ["holds at the path of no server", { ...GET, path: "/orders/7" }, []],
    [
      "asks for a path that is not there",
      { ...GET, path: "/baskets" },
      ["fails there is no such path"],
    ],
    ["asks in another way", { ...GET, method: "PUT" }, ["fails the path has no such method"]],
    [
      "names an order by a text",
      { ...GET, path: "/orders/abc" },
      ["fails request.path.id must be integer"],
    ],
    [
      "lists in one text",
      { ...GET, query: { tags: ["a,long"] } },
      ["fails request.query.tags[] is too long"],
    ],
    ["gives an object in brackets", { ...GET, query: { "filter[max]": ["3"] } }, []],
    [
      "gives an object of another type",
      { ...GET, query: { "filter[max]": ["x"] } },
      ["fails request.query.filter.max must be integer"],
    ],
    [
      "sends what nobody reads",
      { ...GET, query: { dry: ["1"] } },
      ["ignored request.query.dry is not understood"],
    ],
    [
      "leaves a header out",
      { ...GET, headers: { authorization: "Bearer a" } },
      ["fails request.header.x-shop is missing"],
    ],
    [
      "shows no key",
      { ...GET, headers: { "x-shop": "1" } },
      ["fails the request must show apiKey query key or http bearer"],
    ],
    ["shows a key in the query", { ...GET, headers: { "x-shop": "1" }, query: "key=1" }, []],
  ])("%s", (_, request, expected) => {
    expect(check(request, { status: 200 })).toEqual(expected);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ["a form", { ...FORM, body: "count=3" }, []],
    ["a form without a field", { ...FORM, body: "a=1" }, ["fails request.body.count is missing"]],
    ["no form", { method: "POST", path: "/forms" }, ["fails request.body is missing"]],
    [
      "JSON instead",
      { ...FORM, headers: { "Content-Type": "application/json" }, body: { count: 3 } },
      ["fails request.body must be in application/x-www-form-urlencoded"],
    ],
  ])("sends %s", (_, request, expected) => {
    expect(check(request, { status: 204 })).toEqual(expected);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    [
      "what is promised",
      { status: 200, headers: { "X-Page": "1" }, body: { id: 7, lines: [{ sku: "a" }] } },
      [],
    ],
    [
      "the keys of a map",
      { status: 200, body: { labels: { gift: "a" } } },
      ["weak response.body.labels may be absent"],
    ],
    [
      "a status of the default",
      { status: 418, body: {}, headers: { "content-type": "application/problem+json" } },
      [],
    ],
    [
      "a header that may be absent",
      { status: 200, headers: { "x-hint": "a" } },
      ["weak response.header.x-hint may be absent"],
    ],
    [
      "a header of another type",
      { status: 200, headers: { "x-page": "a" } },
      ["fails response.header.x-page must be integer"],
    ],
    [
      "a header that is unknown",
      { status: 200, headers: { "x-a": "a" } },
      ["fails response.header.x-a is not promised"],
    ],
    ["a header of HTTP itself", { status: 200, headers: { Date: "today" } }, []],
    [
      "a media type that is not looked into",
      { status: 200, headers: { "Content-Type": "application/pdf" }, body: "%PDF" },
      ["unchecked response.body is in a media type that is not looked into"],
    ],
    [
      "another media type",
      { status: 200, headers: { "Content-Type": "text/csv" }, body: "a,b" },
      ["fails response.body comes in application/json or application/pdf only"],
    ],
    [
      "a member that is unknown, once for all items",
      { status: 200, body: { lines: [{ colour: 1 }, { colour: 2 }] } },
      ["fails response.body.lines[].colour is not promised"],
    ],
  ])("needs %s", (_, response, expected) => {
    expect(check(GET, response)).toEqual(expected);
  });
});
