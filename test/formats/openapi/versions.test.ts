import { describe, expect, it } from "vitest";
import { read, withoutPlaces } from "./read-openapi.ts";

/** One API in the words of each version. */
const SHOP_2_0 = `
swagger: 2.0
info: {title: Shop, version: "1"}
host: shop.example
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  key: {type: apiKey, in: header, name: X-Key}
  login: {type: basic}
security: [{key: []}]
parameters:
  Page: {name: page, in: query, type: integer, minimum: 1, default: 1}
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, type: string}
    get:
      operationId: getOrder
      parameters:
        - $ref: '#/parameters/Page'
        - {name: fields, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: sort, in: query, type: array, items: {type: string}}
        - {name: X-Trace, in: header, type: string}
      responses:
        200:
          description: found
          schema: {$ref: '#/definitions/Order'}
          headers: {X-Rate: {type: integer}}
        default: {$ref: '#/responses/Failed'}
    put:
      security: [{login: []}]
      parameters:
        - {name: order, in: body, required: true, schema: {$ref: '#/definitions/Order'}}
      responses: {204: {description: done}}
  /photos:
    post:
      consumes: [multipart/form-data]
      parameters:
        - {name: photo, in: formData, required: true, type: file}
        - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: pipes}
      responses: {201: {description: made}}
responses:
  Failed: {description: failed, schema: {type: string, x-nullable: true}}
definitions:
  Order:
    type: object
    required: [id]
    properties:
      id: {type: string}
      total: {type: number, minimum: 0, exclusiveMinimum: true}
      parent: {$ref: '#/definitions/Order'}
`;

const SHOP_3_0 = `
openapi: 3.0.3
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example/v1}]
security: [{key: []}]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - $ref: '#/components/parameters/Page'
        - {name: fields, in: query, schema: {type: array, items: {type: string}}}
        - {name: sort, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: Authorization, in: header, schema: {type: string}}
      responses:
        200:
          description: found
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
          headers: {X-Rate: {schema: {type: integer}}, Content-Type: {schema: {type: string}}}
        default: {$ref: '#/components/responses/Failed'}
    put:
      security: [{login: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
      responses: {204: {description: done}}
  /photos:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            encoding: {tags: {style: pipeDelimited, explode: false}}
            schema:
              type: object
              required: [photo]
              properties:
                photo: {type: string, format: binary}
                tags: {type: array, items: {type: string}}
      responses: {201: {description: made}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    login: {type: http, scheme: Basic}
  parameters:
    Page: {name: page, in: query, schema: {type: integer, minimum: 1, default: 1}}
  responses:
    Failed:
      description: failed
      content: {application/json: {schema: {type: string, nullable: true}}}
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string}
        total: {type: number, minimum: 0, exclusiveMinimum: true}
        parent: {$ref: '#/components/schemas/Order', description: hidden, nullable: true}
`;

const SHOP_3_1 = SHOP_3_0.replace("3.0.3", "3.1.1")
  .replace("{type: string, nullable: true}", "{type: [string, 'null']}")
  .replace("minimum: 0, exclusiveMinimum: true", "exclusiveMinimum: 0")
  .replace(", description: hidden, nullable: true", ", description: told");

describe("versions", () => {
  it.each([
    ["3.0", SHOP_3_0],
    ["3.1", SHOP_3_1],
    ["3.2", SHOP_3_1.replace("3.1.1", "3.2.0")],
  ])("%s and 2.0 say the same of the same API", async (version, text) => {
    const [here, there] = [await read(text), await read(SHOP_2_0)];
    expect(here.contract.dialect).toBe(`OpenAPI ${version}`);
    expect(here.diagnostics).toEqual([]);
    expect(withoutPlaces({ ...here.contract, dialect: "" })).toEqual(
      withoutPlaces({ ...there.contract, dialect: "" }),
    );
  });

  it("JSON and YAML say the same", async () => {
    const yaml = await read({ "shop.yaml": SHOP_3_0 });
    const { parseDocument } = await import("../../../src/formats/document/parse-document.ts");
    const json = JSON.stringify(parseDocument("shop.yaml", SHOP_3_0).value, null, 2);
    const fromJson = await read({ "shop.yaml": json });
    expect(fromJson.contract).toEqual(yaml.contract);
  });

  it.each([
    ["swagger: '2.0'", "OpenAPI 2.0"],
    ["swagger: 2.0", "OpenAPI 2.0"],
    ["openapi: 3.0.0", "OpenAPI 3.0"],
    ["openapi: 3.0.4", "OpenAPI 3.0"],
    ["openapi: 3.1", "OpenAPI 3.1"],
    ["openapi: 3.2.0", "OpenAPI 3.2"],
  ])("%s is read as %s", async (line, dialect) => {
    expect((await read(`${line}\npaths: {}\n`)).contract.dialect).toBe(dialect);
  });

  it("a version without quotes keeps its zero", async () => {
    const { contract } = await read(
      "openapi: 3.0.0\ninfo: {title: Shop, version: 1.10}\npaths: {}\n",
    );
    expect(contract.declarations.get("info")?.attributes).toEqual({ version: "1.10" });
  });

  it("3.2 has the query method, further methods, items of streams, and parameters of a whole query", async () => {
    const { contract, diagnostics } = await read(`
openapi: 3.2.0
paths:
  /orders:
    query: {responses: {200: {description: found}}}
    additionalOperations:
      COPY: {responses: {200: {description: copied}}}
    get:
      parameters:
        - {name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
      responses:
        200:
          description: news
          content: {text/event-stream: {itemSchema: {type: object}}}
`);
    expect(contract.operations.map(({ coordinate }) => coordinate)).toEqual([
      "QUERY /orders",
      "GET /orders",
      "COPY /orders",
    ]);
    const [request, response] = contract.operations[1]?.messages ?? [];
    expect(request?.parameters[0]).toMatchObject({
      coordinate: "GET /orders querystring.all",
      place: "querystring",
      serialization: { mediaType: "application/x-www-form-urlencoded" },
    });
    expect(response?.body?.contents[0]).toMatchObject({
      itemShape: { coordinate: "GET /orders res.200[text/event-stream][]", types: ["object"] },
    });
    expect(diagnostics).toEqual([]);
  });
});
