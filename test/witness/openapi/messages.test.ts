import { describe, expect, it } from "vitest";
import { ofRule, operation, payloadOf, witnessesBetween } from "./pairs.ts";

const OK = `responses: {"200": {description: ok}}`;

/** An operation with parameters. */
function get(parameters: string, path = "/orders"): string {
  return operation(path, "get", `{parameters: [${parameters}], ${OK}}`);
}

/** An operation that answers. */
function answering(response: string, status = "200"): string {
  return operation("/orders", "get", `{responses: {"${status}": {description: ok, ${response}}}}`);
}

/** An operation with a body. */
function post(body: string): string {
  const text = body === "" ? "" : `requestBody: {${body}}, `;
  return operation("/orders", "post", `{${text}${OK}}`);
}

type Case = readonly [name: string, rule: string, before: string, after: string, payload: unknown];

const PARAMETERS: readonly Case[] = [
  [
    "is asked for",
    "parameter-added",
    get(""),
    get("{name: page, in: query, required: true, schema: {type: integer}}"),
    { method: "GET", path: "/orders" },
  ],
  [
    "became required",
    "parameter-became-required",
    get("{name: X-Shop, in: header, schema: {type: string}}"),
    get("{name: X-Shop, in: header, required: true, schema: {type: string}}"),
    { method: "GET", path: "/orders" },
  ],
  [
    "lost a value",
    "enum-value-removed",
    get("{name: sort, in: query, schema: {enum: [id, total]}}"),
    get("{name: sort, in: query, schema: {enum: [id]}}"),
    { path: "/orders?sort=total" },
  ],
  [
    "takes no text any more",
    "type-narrowed",
    get("{name: id, in: path, required: true, schema: {type: string}}", "/orders/{id}"),
    get("{name: order, in: path, required: true, schema: {type: integer}}", "/orders/{order}"),
    { path: "/orders/a" },
  ],
  [
    "is bounded in a header",
    "constraint-tightened",
    get("{name: X-Limit, in: header, schema: {type: integer}}"),
    get("{name: X-Limit, in: header, schema: {type: integer, maximum: 10}}"),
    { headers: { "X-Limit": "11" } },
  ],
  [
    "is bounded in a cookie",
    "constraint-tightened",
    get("{name: cart, in: cookie, schema: {type: string}}"),
    get("{name: cart, in: cookie, schema: {type: string, maxLength: 3}}"),
    { headers: { cookie: "cart=aaaa" } },
  ],
  [
    "is joined where it was repeated",
    "parameter-serialization-changed",
    get("{name: tags, in: query, schema: {type: array, items: {type: string}}}"),
    get("{name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}"),
    { path: "/orders?tags=a&tags=b" },
  ],
  [
    "is split at another character",
    "parameter-serialization-changed",
    get(
      "{name: tags, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}",
    ),
    get(
      "{name: tags, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}",
    ),
    { path: "/orders?tags=a%7Cb" },
  ],
  [
    "is no list any more",
    "type-narrowed",
    get("{name: tags, in: query, schema: {type: array, items: {enum: [new, used]}}}"),
    get("{name: tags, in: query, schema: {enum: [new, used]}}"),
    { path: "/orders?tags=new&tags=new" },
  ],
  [
    "is a list of shorter texts now",
    "constraint-tightened",
    get("{name: tags, in: query, schema: {type: string}}"),
    get("{name: tags, in: query, schema: {type: array, items: {type: string, maxLength: 3}}}"),
    { path: "/orders?tags=aaaa" },
  ],
  [
    "is split at every comma of a path now",
    "type-changed",
    get("{name: id, in: path, required: true, schema: {type: string}}", "/orders/{id}"),
    get(
      "{name: id, in: path, required: true, schema: {type: array, items: {type: string}}}",
      "/orders/{id}",
    ),
    { path: "/orders/a,b" },
  ],
  [
    "is split at every comma now",
    "type-changed",
    get("{name: X-Tags, in: header, schema: {type: string}}"),
    get("{name: X-Tags, in: header, schema: {type: array, items: {type: string}}}"),
    { headers: { "X-Tags": "a,b" } },
  ],
  [
    "is a document now",
    "parameter-serialization-changed",
    get("{name: filter, in: query, schema: {type: string}}"),
    get("{name: filter, in: query, content: {application/json: {schema: {type: string}}}}"),
    { path: "/orders?filter=a" },
  ],
];

describe("a parameter", () => {
  it.each(PARAMETERS)(
    "that %s has a request that shows it",
    async (...[, rule, before, after, payload]: Case) => {
      const witness = ofRule(await witnessesBetween(before, after), rule);
      expect(witness).toMatchObject({ confirmedBy: "http-replay", kind: "request" });
      expect(payloadOf(witness)).toMatchObject(Object(payload));
    },
  );
});

const BODIES: readonly Case[] = [
  [
    "is asked for",
    "body-added",
    post(""),
    post("required: true, content: {application/json: {}}"),
    { method: "POST", path: "/orders" },
  ],
  [
    "became required",
    "body-became-required",
    post("content: {application/json: {}}"),
    post("required: true, content: {application/json: {}}"),
    { method: "POST", path: "/orders" },
  ],
  [
    "is not taken in a media type",
    "media-type-removed",
    post("content: {application/json: {}, text/csv: {}}"),
    post("content: {application/json: {}}"),
    { headers: { "content-type": "text/csv" } },
  ],
  [
    "is read by nobody",
    "body-removed",
    post("required: true, content: {application/json: {}}"),
    post(""),
    { method: "POST", headers: { "content-type": "application/json" } },
  ],
  [
    "lacks the parameter that is demanded of its media type",
    "media-type-removed",
    post("content: {application/json: {}}"),
    post("content: {application/json;v=2: {}}"),
    { headers: { "content-type": "application/json" } },
  ],
  [
    "is a form with another encoding",
    "encoding-changed",
    post(
      "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {tags: {type: array, items: {type: string}}}}}}",
    ),
    post(
      "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {tags: {type: array, items: {type: string}}}}, encoding: {tags: {style: form, explode: false}}}}",
    ),
    { body: "tags=a&tags=b" },
  ],
  [
    "is a form with a bounded field",
    "constraint-tightened",
    post(
      "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {count: {type: integer}}}}}",
    ),
    post(
      "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {count: {type: integer, maximum: 3}}}}}",
    ),
    { body: "count=4" },
  ],
];

describe("a body", () => {
  it.each(BODIES)(
    "that %s has a request that shows it",
    async (...[, rule, before, after, payload]: Case) => {
      const witness = ofRule(await witnessesBetween(before, after), rule);
      expect(payloadOf(witness)).toMatchObject(Object(payload));
    },
  );
});

const JSON_BODY = "content: {application/json: {schema: {type: object}}}";

const WITH_ID = "content: {application/json: {schema: {type: object, required: [id]}}}";

const RESPONSES: readonly Case[] = [
  [
    "has a text in a header that may be missing now as well",
    "type-widened",
    answering("headers: {X-Total: {required: true, schema: {type: integer}}}"),
    answering("headers: {X-Total: {schema: {type: string}}}"),
    { headers: { "X-Total": "a" } },
  ],
  [
    "is longer than a stream was",
    "constraint-loosened",
    answering("content: {application/jsonl: {schema: {maxItems: 1}, itemSchema: {type: integer}}}"),
    answering("content: {application/jsonl: {schema: {maxItems: 2}, itemSchema: {type: integer}}}"),
    { status: 200, body: [0, 0] },
  ],
  [
    "comes without a header",
    "parameter-removed",
    answering("headers: {ETag: {required: true, schema: {type: string}}}"),
    answering("headers: {}"),
    { status: 200, headers: {} },
  ],
  [
    "comes with an optional header",
    "parameter-became-optional",
    answering("headers: {ETag: {required: true, schema: {type: string}}}"),
    answering("headers: {ETag: {schema: {type: string}}}"),
    { status: 200, headers: {} },
  ],
  [
    "comes with a header of another kind",
    "type-widened",
    answering("headers: {X-Left: {schema: {type: integer}}}"),
    answering("headers: {X-Left: {schema: {type: string}}}"),
    { status: 200, headers: { "X-Left": "a" } },
  ],
  [
    "cannot be asked for in a media type",
    "media-type-removed",
    answering("content: {application/json: {}, text/csv: {}}"),
    answering("content: {application/json: {}}"),
    { method: "GET", headers: { accept: "text/csv" } },
  ],
  ["comes without a body", "body-removed", answering(JSON_BODY), answering(""), { status: 200 }],
  [
    "comes with another status",
    "response-removed",
    answering(JSON_BODY),
    answering(JSON_BODY, "202"),
    { status: 202 },
  ],
  [
    "was told by the default, and is one of a range now",
    "field-became-optional",
    operation("/orders", "get", `{responses: {default: {description: any, ${WITH_ID}}}}`),
    operation(
      "/orders",
      "get",
      `{responses: {"200": {description: ok, ${WITH_ID}}, "4XX": {description: no, ${JSON_BODY}}}}`,
    ),
    { body: {} },
  ],
  [
    "was told by the default",
    "field-became-optional",
    operation("/orders", "get", `{responses: {default: {description: any, ${WITH_ID}}}}`),
    operation(
      "/orders",
      "get",
      `{responses: {default: {description: any, ${WITH_ID}}, "201": {description: ok, ${JSON_BODY}}}}`,
    ),
    { status: 201, body: {} },
  ],
];

describe("a response", () => {
  it.each(RESPONSES)("that %s is shown", async (...[, rule, before, after, payload]: Case) => {
    const found = await witnessesBetween(before, after);
    const witness = ofRule(found, rule) ?? found[0]?.witness;
    expect(payloadOf(witness)).toMatchObject(Object(payload));
  });
});

const SCHEMES = `
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: key}
    user: {type: http, scheme: bearer}
`;

function secured(requirements: string, rest = SCHEMES): string {
  return operation("/orders", "get", `{security: ${requirements}, ${OK}}`, rest);
}

const OPERATIONS: readonly Case[] = [
  [
    "is gone",
    "operation-removed",
    operation(
      "/orders/{id}",
      "delete",
      `{parameters: [{name: id, in: path, required: true, schema: {type: integer}}], ${OK}}`,
    ),
    operation(
      "/orders/{id}",
      "get",
      `{parameters: [{name: id, in: path, required: true, schema: {type: integer}}], ${OK}}`,
    ),
    { method: "DELETE", path: "/orders/0" },
  ],
  [
    "is no longer open",
    "security-tightened",
    secured("[]"),
    secured("[{key: []}]"),
    { method: "GET", path: "/orders", headers: {} },
  ],
  [
    "asks for more",
    "security-tightened",
    secured("[{key: []}]"),
    secured("[{key: [], user: [orders]}]"),
    { headers: { "x-key": "KEY" } },
  ],
  [
    "does not take a key in the query",
    "security-tightened",
    secured("[{key: []}, {query: []}]"),
    secured("[{key: []}]"),
    { path: "/orders?key=KEY" },
  ],
  [
    "moved to another server",
    "server-removed",
    secured("[]", "servers: [{url: https://api.shop.example/v1}]"),
    secured("[]", "servers: [{url: https://api.shop.example/v2}]"),
    { server: "https://api.shop.example/v1" },
  ],
];

describe("an operation", () => {
  it.each(OPERATIONS)(
    "that %s has a request that shows it",
    async (...[, rule, before, after, payload]: Case) => {
      const witness = ofRule(await witnessesBetween(before, after), rule);
      expect(witness).toMatchObject({ confirmedBy: "http-replay", kind: "request" });
      expect(payloadOf(witness)).toMatchObject(Object(payload));
    },
  );

  it("that is read as another one has a request that shows it", async () => {
    const named = `get: {${OK}}`;
    const template = `get: {parameters: [{name: id, in: path, required: true, schema: {type: string}}], ${OK}}`;
    const shop = (latest: string): string => `
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {${latest} "/orders/{id}": {${template}}}
`;
    const found = await witnessesBetween(shop(`/orders/latest: {${named}},`), shop(""));
    expect(ofRule(found, "operation-removed")).toMatchObject({
      payload: { path: "/orders/latest" },
      detail: expect.stringContaining("it is GET /orders/{} now, it was GET /orders/latest"),
    });
  });
});

describe("version 2.0", () => {
  const shop = (type: string): string => `
swagger: "2.0"
info: {title: Shop, version: "1"}
consumes: [application/x-www-form-urlencoded]
paths:
  /files:
    post:
      parameters: [{name: size, in: formData, type: ${type}}]
      responses: {204: {description: stored}}
`;

  it("has requests too", async () => {
    const found = await witnessesBetween(shop("string"), shop("integer"));
    expect(ofRule(found, "type-narrowed")).toMatchObject({
      payload: { path: "/files", body: "size=a" },
    });
  });
});
