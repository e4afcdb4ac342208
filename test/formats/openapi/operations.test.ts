import { describe, expect, it } from "vitest";
import { parseCoordinate } from "../../../src/model/coordinate-text.ts";
import { documentOf, operationOf, read } from "./read-openapi.ts";

const ok = "responses: {200: {description: ok}}";

describe("operations", () => {
  it("are known by method and path, the names in braces erased", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths:
  /orders/{orderId}/items/{itemId}.json:
    delete: {operationId: removeItem, tags: [orders], x-owner: {team: shop}, description: gone, ${ok}}
`,
      ),
    );
    expect(contract.operations).toMatchObject([
      {
        coordinate: "DELETE /orders/{}/items/{}.json",
        match: "DELETE /orders/{}/items/{}.json",
        group: "/orders/{}/items/{}.json",
        initiator: "consumer",
        attributes: { operationId: "removeItem", tags: ["orders"], "x-owner": { team: "shop" } },
        servers: ["/"],
        security: [],
      },
    ]);
  });

  it("keep their names where only the names tell them apart, and say so", async () => {
    const { contract, diagnostics } = await read(
      documentOf(
        "3.1",
        `paths:
  /orders/{id}: {get: {${ok}}, put: {${ok}}}
  /orders/{name}: {get: {${ok}}}
`,
      ),
    );
    expect(contract.operations.map(({ coordinate }) => coordinate)).toEqual([
      "GET /orders/{}",
      "PUT /orders/{}",
      "GET /orders/{name}",
    ]);
    expect(diagnostics).toMatchObject([{ code: "ambiguous-path", location: { line: 5 } }]);
  });

  it("take the parameters of their path unless they have their own", async () => {
    const result = await read(
      documentOf(
        "3.1",
        `paths:
  /orders:
    parameters:
      - {name: X-Trace, in: header, schema: {type: string}}
      - {name: page, in: query, schema: {type: string}}
      - {name: page, in: cookie, schema: {type: string}}
    get:
      parameters:
        - {name: x-trace, in: header, required: true, schema: {type: integer}}
        - {name: page, in: query, schema: {type: integer}}
      ${ok}
`,
      ),
    );
    const [request] = operationOf(result).messages;
    const found = request?.parameters.map(({ coordinate, shape, required }) => [
      coordinate,
      shape.kind === "shape" ? shape.types : undefined,
      required,
    ]);
    expect(found).toEqual([
      ["GET /orders header.x-trace", ["integer"], true],
      ["GET /orders query.page", ["integer"], false],
      ["GET /orders cookie.page", ["string"], false],
    ]);
  });

  it("number path parameters by their position, declared or not", async () => {
    const result = await read(
      documentOf(
        "3.1",
        `paths:
  /shops/{shop}/orders/{id}:
    get:
      parameters: [{name: id, in: path, schema: {type: integer}}]
      ${ok}
`,
      ),
    );
    expect(operationOf(result).messages[0]?.parameters).toMatchObject([
      { name: "shop", position: 1, required: true, shape: { types: ["string"] } },
      { name: "id", position: 2, required: true, shape: { types: ["integer"] } },
    ]);
  });

  it("always have a request, then their responses in the order of the text", async () => {
    const result = await read(
      documentOf(
        "3.1",
        `paths:
  /orders:
    post:
      requestBody: {$ref: '#/components/requestBodies/Order'}
      responses:
        default: {description: failed}
        2xx: {$ref: '#/components/responses/Done'}
        x-note: {description: none}
components:
  requestBodies:
    Order: {content: {Application/JSON; Charset=UTF-8; a=1: {schema: {type: object, properties: {id: {type: string}}}}}}
  responses:
    Done:
      description: done
      headers: {x-rate-limit: {schema: {type: integer}}, ETag: {$ref: '#/components/headers/Tag'}}
      content: {text/plain: {}}
      links: {next: {operationId: getOrder, description: see}}
  headers:
    Tag: {required: true, schema: {type: string}}
`,
      ),
    );
    const [request, ...responses] = operationOf(result).messages;
    expect(request).toMatchObject({
      kind: "request",
      selector: "",
      direction: "input",
      coordinate: "POST /orders req",
      body: {
        required: false,
        contents: [
          {
            mediaType: "application/json;a=1;charset=utf-8",
            coordinate: "#requestBodies.Order[application/json;a=1;charset=utf-8]",
            shape: {
              object: {
                fields: [
                  { coordinate: "#requestBodies.Order[application/json;a=1;charset=utf-8].id" },
                ],
              },
            },
          },
        ],
      },
    });
    expect(responses).toMatchObject([
      { selector: "default", direction: "output", coordinate: "POST /orders res.default" },
      {
        selector: "2XX",
        direction: "output",
        coordinate: "#responses.Done",
        parameters: [
          { coordinate: "#responses.Done.header.x-rate-limit", kind: "header", required: false },
          { coordinate: "#headers.Tag", name: "ETag", required: true },
        ],
        body: { contents: [{ coordinate: "#responses.Done[text/plain]" }] },
        links: { next: { operationId: "getOrder" } },
      },
    ]);
    expect(responses[0]?.body).toBeUndefined();
  });

  it("read what is declared once, and share it", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths:
  /a: {get: {parameters: [{$ref: '#/components/parameters/Page'}], responses: {404: {$ref: '#/components/responses/Gone'}}}}
  /b: {get: {parameters: [{$ref: '#/components/parameters/Page'}], responses: {410: {$ref: '#/components/responses/Gone'}}}}
components:
  parameters: {Page: {name: page, in: query, schema: {type: integer}}}
  responses: {Gone: {description: gone, content: {application/json: {schema: {type: string}}}}}
`,
      ),
    );
    const [a, b] = contract.operations.map(({ messages: [request, response] }) => ({
      parameter: request?.parameters[0],
      body: response?.body,
      selector: response?.selector,
    }));
    expect(a?.parameter?.coordinate).toBe("#parameters.Page");
    expect(a?.parameter).toBe(b?.parameter);
    expect(a?.body).toBe(b?.body);
    expect([a?.selector, b?.selector]).toEqual(["404", "410"]);
  });

  it("follow a path item's reference, and let what stands beside it go first", async () => {
    const { contract } = await read({
      "shop.yaml": documentOf(
        "3.1",
        `paths:
  /orders:
    $ref: paths/orders.yaml
    get: {operationId: own, ${ok}}
`,
      ),
      "paths/orders.yaml": `
parameters: [{name: page, in: query, schema: {type: integer}}]
get: {operationId: other, ${ok}}
put: {operationId: replace, ${ok}}
`,
    });
    expect(contract.operations).toMatchObject([
      { coordinate: "GET /orders", attributes: { operationId: "own" } },
      { coordinate: "PUT /orders", attributes: { operationId: "replace" } },
    ]);
    expect(contract.operations.map(({ messages }) => messages[0]?.parameters.length)).toEqual([
      1, 1,
    ]);
  });
});

describe("webhooks and callbacks", () => {
  it("are sent by the provider, so that directions turn round", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `security: [{key: []}]
paths:
  /orders:
    post:
      ${ok}
      callbacks:
        order paid:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {type: string}}}}
              ${ok}
webhooks:
  stockLow:
    post: {requestBody: {content: {application/json: {schema: {type: string}}}}, ${ok}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: key}}
`,
      ),
    );
    const [, callback, webhook] = contract.operations;
    expect(callback).toMatchObject({
      coordinate: 'POST /orders callback "order paid" "{$request.body#/url}" POST',
      initiator: "provider",
      security: [],
      messages: [
        { kind: "request", direction: "output" },
        { kind: "response", direction: "input" },
      ],
    });
    expect(webhook).toMatchObject({
      coordinate: "webhook stockLow POST",
      group: "webhook stockLow",
      initiator: "provider",
    });
    expect(webhook?.servers).toBeUndefined();
  });

  it("end where a callback refers to the path it belongs to", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths:
  /orders:
    post:
      ${ok}
      callbacks: {again: {'{$url}': {$ref: '#/paths/~1orders'}}}
`,
      ),
    );
    expect(contract.operations.map(({ coordinate }) => coordinate)).toEqual(["POST /orders"]);
  });
});

describe("coordinates of a contract", () => {
  it("can all be read back", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths:
  /a b/{id}/"x":
    get:
      parameters:
        - {name: 'filter[state]', in: query, schema: {type: array, items: {type: string}}}
      responses:
        200:
          description: ok
          content:
            application/json:
              schema:
                properties:
                  'a.b "c"': {oneOf: [{type: array, items: {additionalProperties: {enum: ['x y']}}}]}
                  t: {prefixItems: [{not: {type: string}}], contains: {if: true}, propertyNames: {minLength: 1}}
`,
      ),
    );
    const coordinates: string[] = [];
    JSON.stringify(contract, (key, value: unknown) => {
      if (key === "coordinate" && typeof value === "string") coordinates.push(value);
      return value;
    });
    expect(coordinates.length).toBeGreaterThan(12);
    expect(
      coordinates.filter(
        (text) => text !== "info" && parseCoordinate("openapi", text) === undefined,
      ),
    ).toEqual([]);
  });
});
