import { describe, expect, it } from "vitest";
import { httpReferee, type HttpRequest, type HttpResponse } from "../../../src/referee/index.ts";

const SHOP = `
openapi: 3.1.0
servers:
  - url: https://api.shop.example/v1
  - url: https://{region}.shop.example/{base}
    variables: {region: {enum: [eu, us], default: eu}, base: {default: v1}}
security: [{key: []}]
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      parameters: [{$ref: '#/components/parameters/Expand'}]
      responses:
        "200":
          description: found
          headers:
            ETag: {required: true, schema: {type: string}}
            X-Left: {schema: {type: integer}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Order'}}
            application/hal+json; profile=order: {schema: {$ref: '#/components/schemas/Order'}}
        4XX: {description: problem, content: {application/problem+json: {}}}
    put:
      security: [{key: [], user: [orders:write]}, {oauth: [orders:write]}]
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Order'}}
          text/*: {schema: {type: string, maxLength: 3}}
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/Order'}
            encoding: {tags: {style: form, explode: false}}
          application/jsonl: {itemSchema: {$ref: '#/components/schemas/Order'}}
          application/xml: {schema: {type: object}}
      responses: {"204": {description: stored}}
  /orders/latest:
    get: {security: [], responses: {default: {description: any}}}
  /files/{name}.{kind}:
    get: {security: [{}], responses: {"200": {description: ok}}}
components:
  parameters:
    Expand: {name: expand, in: query, schema: {type: string, enum: [items]}}
  schemas:
    Order:
      type: object
      required: [total]
      properties:
        id: {type: integer, readOnly: true}
        total: {type: integer}
        tags: {type: array, items: {type: string}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    user: {type: http, scheme: Bearer}
    oauth: {type: oauth2, flows: {}}
`;

const KEY = { credential: "apiKey header x-key" };
const USER = { credential: "http bearer", scopes: ["orders:write"] };

async function request(given: Partial<HttpRequest>): Promise<string> {
  const referee = await httpReferee(new Map([["shop.yaml", SHOP]]), "shop.yaml");
  const answer = referee.request({
    method: "GET",
    path: "/orders/7",
    credentials: [KEY, USER],
    ...given,
  });
  if (answer.ok === undefined) return "undecided";
  return answer.ok ? answer.operation : answer.fault;
}

describe("routes", () => {
  it.each<readonly [name: string, given: Partial<HttpRequest>, expected: string]>([
    ["a template", {}, "GET /orders/{}"],
    ["a literal path before a template", { path: "/orders/latest" }, "GET /orders/latest"],
    [
      "a template where the literal path lacks the method",
      { path: "/orders/latest", method: "PUT", body: { json: { total: 1 } } },
      "parameter-invalid",
    ],
    ["methods have no case", { method: "get" }, "GET /orders/{}"],
    ["two parameters in a segment", { path: "/files/a.b.png" }, "GET /files/{}.{}"],
    ["an unknown path", { path: "/orders" }, "no-route"],
    ["a slash more", { path: "/orders/7/" }, "no-route"],
    ["another method", { method: "DELETE" }, "no-method"],
    ["behind a server's path", { path: "/v1/orders/7" }, "GET /orders/{}"],
    ["behind another path", { path: "/v3/v2/orders/7" }, "no-route"],
    ["at a server", { server: "https://api.shop.example/v1/" }, "GET /orders/{}"],
    ["at a server with variables", { server: "https://us.shop.example/v7" }, "GET /orders/{}"],
    [
      "at a server whose variable has other values",
      { server: "https://cn.shop.example/v1" },
      "server",
    ],
    ["at an unknown server", { server: "https://api.shop.example/v2" }, "server"],
    ["a path parameter of another type", { path: "/orders/seven" }, "parameter-invalid"],
    ["a query parameter beyond its enum", { path: "/orders/7?expand=all" }, "parameter-invalid"],
  ])("%s", async (_, given, expected) => {
    expect(await request(given)).toBe(expected);
  });
});

describe("security", () => {
  const put: Partial<HttpRequest> = { method: "PUT", body: { json: { total: 1 } } };

  it.each<readonly [name: string, given: Partial<HttpRequest>, expected: string]>([
    ["nothing where something is asked", { credentials: [] }, "credentials"],
    [
      "nothing where nothing is asked",
      { credentials: [], path: "/orders/latest" },
      "GET /orders/latest",
    ],
    [
      "nothing where it is an alternative",
      { credentials: [], path: "/files/a.b" },
      "GET /files/{}.{}",
    ],
    ["the document's scheme", { credentials: [KEY] }, "GET /orders/{}"],
    ["both of two that go together", put, "PUT /orders/{}"],
    ["one of two that go together", { ...put, credentials: [KEY] }, "credentials"],
    [
      "another alternative",
      { ...put, credentials: [{ credential: "oauth2", scopes: ["orders:read", "orders:write"] }] },
      "PUT /orders/{}",
    ],
    [
      "too few scopes",
      { ...put, credentials: [{ credential: "oauth2", scopes: ["orders:read"] }] },
      "credentials",
    ],
    ["another header", { credentials: [{ credential: "apiKey header X-Token" }] }, "credentials"],
  ])("%s", async (_, given, expected) => {
    expect(await request(given)).toBe(expected);
  });
});

describe("request bodies", () => {
  const order = { json: { total: 1 } };

  it.each<readonly [name: string, given: Partial<HttpRequest>, expected: string]>([
    ["a body", { contentType: "application/json", body: order }, "ok"],
    [
      "a body as text",
      { contentType: "application/json; charset=utf-8", body: { text: '{"total":1}' } },
      "ok",
    ],
    [
      "a text that is no JSON",
      { contentType: "application/json", body: { text: "{" } },
      "body-invalid",
    ],
    ["no body", {}, "body-missing"],
    [
      "a body that the schema refuses",
      { contentType: "application/json", body: { json: {} } },
      "body-invalid",
    ],
    ["an unknown media type", { contentType: "image/png", body: { text: "" } }, "media-type"],
    ["a range takes a text", { contentType: "text/plain", body: { text: "abc" } }, "ok"],
    ["a range checks a text", { contentType: "text/csv", body: { text: "abcd" } }, "body-invalid"],
    [
      "a form",
      { contentType: "application/x-www-form-urlencoded", body: { text: "total=1&tags=a,b" } },
      "ok",
    ],
    [
      "a form with a field of another type",
      { contentType: "application/x-www-form-urlencoded", body: { text: "total=one" } },
      "body-invalid",
    ],
    [
      "lines",
      { contentType: "application/jsonl", body: { text: '{"total":1}\n{"total":2}\n' } },
      "ok",
    ],
    [
      "a line that the schema refuses",
      { contentType: "application/jsonl", body: { text: '{"total":1}\n{}\n' } },
      "body-invalid",
    ],
    [
      "a document of another language",
      { contentType: "application/xml", body: { text: "<a/>" } },
      "undecided",
    ],
    [
      "Accept: one that is offered",
      { method: "GET", headers: { Accept: "text/html, application/*;q=0.5" } },
      "ok",
    ],
    [
      "Accept: one that is not",
      { method: "GET", headers: { accept: "text/html" } },
      "not-acceptable",
    ],
    [
      "Accept: one that is ruled out",
      { method: "GET", headers: { accept: "application/json;q=0" } },
      "not-acceptable",
    ],
  ])("%s", async (_, given, expected) => {
    const answer = await request({ method: "PUT", ...given });
    expect(answer.startsWith("PUT") || answer.startsWith("GET") ? "ok" : answer).toBe(expected);
  });
});

describe("responses", () => {
  const found: HttpResponse = {
    operation: "GET /orders/{order}",
    status: 200,
    headers: { etag: "1" },
    contentType: "application/json",
    body: { json: { total: 1 } },
  };

  it.each<readonly [name: string, given: Partial<HttpResponse>, expected: string]>([
    ["as documented", {}, "ok"],
    ["more properties", { body: { json: { total: 1, more: 2 } } }, "ok"],
    [
      "a media type with the parameter it needs",
      { contentType: "application/hal+json; profile=order; v=1" },
      "ok",
    ],
    ["a media type without it", { contentType: "application/hal+json" }, "media-type"],
    ["another media type", { contentType: "text/html" }, "media-type"],
    ["a status in a range", { status: 404, contentType: "application/problem+json" }, "ok"],
    ["an undocumented status", { status: 302 }, "status"],
    ["the default", { operation: "GET /orders/latest", status: 503 }, "ok"],
    ["a required header is missing", { headers: {} }, "header-missing"],
    ["a header of another type", { headers: { ETag: "1", "x-left": "many" } }, "header-invalid"],
    ["a body without what was promised", { body: { json: {} } }, "body-invalid"],
    ["an unknown operation", { operation: "GET /stock" }, "no-route"],
  ])("%s", async (_, given, expected) => {
    const referee = await httpReferee(new Map([["shop.yaml", SHOP]]), "shop.yaml");
    const answer = referee.response({ ...found, ...given });
    expect(answer.ok === false ? answer.fault : "ok").toBe(expected);
  });

  it("must have the body that was promised", async () => {
    const referee = await httpReferee(new Map([["shop.yaml", SHOP]]), "shop.yaml");
    const { body: _body, ...bare } = found;
    expect(referee.response(bare)).toMatchObject({ ok: false, fault: "body-missing" });
  });

  it("are sent exactly as documented, though a tolerant client reads more", async () => {
    const coded = `
openapi: 3.1.0
paths:
  /orders:
    get:
      responses:
        "200":
          description: found
          content:
            application/json: {schema: {type: string, enum: [open, paid]}}
`;
    const referee = await httpReferee(new Map([["shop.yaml", coded]]), "shop.yaml");
    const response = { operation: "GET /orders", status: 200, contentType: "application/json" };
    const unknown: HttpResponse = { ...response, body: { json: "shipped" } };
    expect(referee.response(unknown).ok).toBe(true);
    expect(referee.sends(unknown)).toMatchObject({ ok: false, fault: "body-invalid" });
    expect(referee.sends({ ...response, body: { json: "paid" } }).ok).toBe(true);
  });
});

describe("forms", () => {
  it("tell what their fields were read as, each scalar as its text", async () => {
    const referee = await httpReferee(new Map([["shop.yaml", SHOP]]), "shop.yaml");
    const answer = referee.request({
      method: "PUT",
      path: "/orders/7",
      credentials: [KEY, USER],
      contentType: "application/x-www-form-urlencoded",
      body: { text: "total=1&tags=a,b" },
    });
    expect(answer).toMatchObject({ ok: true, form: { total: "1", tags: ["a", "b"] } });
  });
});

describe("version 2.0", () => {
  const SHOP_2 = `
swagger: "2.0"
host: api.shop.example
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions: {basic: {type: basic}}
paths:
  /orders:
    post:
      security: [{basic: []}]
      parameters: [{name: order, in: body, required: true, schema: {$ref: '#/definitions/Order'}}]
      responses: {200: {description: ok, headers: {X-Left: {type: integer}}, schema: {$ref: '#/definitions/Order'}}}
  /files:
    post:
      consumes: [application/x-www-form-urlencoded]
      parameters: [{name: size, in: formData, required: true, type: integer}]
      responses: {204: {description: stored}}
definitions:
  Order: {type: object, required: [total], properties: {total: {type: integer}}}
`;
  const basic = [{ credential: "http basic" }];

  it.each<readonly [name: string, given: HttpRequest, expected: string]>([
    [
      "a body",
      {
        method: "POST",
        path: "/orders",
        credentials: basic,
        contentType: "application/json",
        body: { json: { total: 1 } },
      },
      "POST /orders",
    ],
    [
      "a body behind the base path",
      { method: "POST", path: "/v1/orders", credentials: basic, body: { json: { total: 1 } } },
      "POST /orders",
    ],
    [
      "a server",
      {
        method: "POST",
        path: "/orders",
        server: "https://api.shop.example/v1",
        credentials: basic,
        body: { json: { total: 1 } },
      },
      "POST /orders",
    ],
    [
      "another server",
      {
        method: "POST",
        path: "/orders",
        server: "http://api.shop.example/v1",
        credentials: basic,
        body: { json: { total: 1 } },
      },
      "server",
    ],
    ["no body", { method: "POST", path: "/orders", credentials: basic }, "body-missing"],
    [
      "a refused body",
      { method: "POST", path: "/orders", credentials: basic, body: { json: {} } },
      "body-invalid",
    ],
    [
      "another media type",
      {
        method: "POST",
        path: "/orders",
        credentials: basic,
        contentType: "text/csv",
        body: { text: "" },
      },
      "media-type",
    ],
    ["no credentials", { method: "POST", path: "/orders", body: { json: {} } }, "credentials"],
    ["a form", { method: "POST", path: "/files", body: { text: "size=5" } }, "POST /files"],
    [
      "a form as a value",
      { method: "POST", path: "/files", body: { json: { size: 5 } } },
      "POST /files",
    ],
    [
      "a form of another type",
      { method: "POST", path: "/files", body: { text: "size=big" } },
      "body-invalid",
    ],
    [
      "a form without a required field",
      { method: "POST", path: "/files", body: { text: "" } },
      "parameter-missing",
    ],
  ])("%s", async (_, given, expected) => {
    const referee = await httpReferee(new Map([["shop.yaml", SHOP_2]]), "shop.yaml");
    const answer = referee.request(given);
    expect(answer.ok === true ? answer.operation : answer.ok === false ? answer.fault : "?").toBe(
      expected,
    );
  });

  it("reads responses", async () => {
    const referee = await httpReferee(new Map([["shop.yaml", SHOP_2]]), "shop.yaml");
    const response = { operation: "POST /orders", status: 200, contentType: "application/json" };
    expect(referee.response({ ...response, body: { json: { total: 1 } } }).ok).toBe(true);
    expect(referee.response({ ...response, body: { json: {} } })).toMatchObject({
      fault: "body-invalid",
    });
    expect(
      referee.response({ ...response, headers: { "X-Left": "no" }, body: { json: { total: 1 } } }),
    ).toMatchObject({ fault: "header-invalid" });
  });
});
