import { describe, expect, it } from "vitest";
import { documentOf, operationOf, read } from "./read-openapi.ts";

const FILES = {
  "api/shop.yaml": `
openapi: 3.0.3
info:
  title: Shop
  version: "1"
  description: {$ref: intro.md}
tags: {$ref: tags.yaml}
paths:
  /orders: {$ref: 'paths/orders.yaml'}
  /stock:
    get:
      responses:
        200:
          description: {$ref: 'words.yaml#/found'}
          content:
            application/json:
              schema: {$ref: '../schemas/stock.yaml'}
              examples: {$ref: gone.yaml}
components:
  schemas: {$ref: 'schemas/all.yaml'}
`,
  "api/intro.md": "# Welcome: to [the shop\n",
  "api/tags.yaml": "- {name: orders}\n",
  "api/words.yaml": "found: Found\n",
  "api/paths/orders.yaml": `
get:
  parameters: {$ref: '../parameters.yaml#/listing'}
  responses:
    200: {$ref: '../responses/orders.yaml'}
    404: {$ref: '../responses/errors.yaml#/NotFound'}
`,
  "api/parameters.yaml": `
listing:
  - {$ref: '#/page'}
  - {$ref: 'parameters/size.yaml'}
page: {name: page, in: query, schema: {type: integer}}
`,
  "api/parameters/size.yaml": "{name: size, in: query, schema: {type: integer}}\n",
  "api/responses/orders.yaml": `
description: orders
content:
  application/json:
    schema:
      type: array
      items: {$ref: '../shop.yaml#/components/schemas/Order'}
`,
  "api/responses/errors.yaml": `
NotFound:
  description: gone
  content: {application/json: {schema: {$ref: '../schemas/error.yaml'}}}
`,
  "api/schemas/all.yaml": `
Order: {$ref: order.yaml}
Line: {type: object, properties: {$ref: 'parts.yaml#/lineProperties'}}
`,
  "api/schemas/order.yaml": `
type: object
required: {$ref: 'parts.yaml#/needed'}
properties:
  id: {$ref: 'parts.yaml#/Id'}
  previous: {$ref: order.yaml}
  lines: {type: array, items: {$ref: 'all.yaml#/Line'}}
  firstLine: {$ref: '#/properties/lines/items'}
`,
  "api/schemas/parts.yaml": `
needed: [id]
Id: {type: string}
lineProperties: {count: {type: integer}, order: {$ref: order.yaml}}
`,
  "api/schemas/error.yaml": "{type: object, properties: {code: {type: string}}}\n",
  "schemas/stock.yaml":
    "{type: object, properties: {error: {$ref: '../api/schemas/error.yaml'}}}\n",
};

describe("contracts of many files", () => {
  it("follow references wherever they stand, and name what they lead to", async () => {
    const { contract, diagnostics, texts } = await read(FILES);
    expect(diagnostics).toEqual([]);
    expect([...contract.types].map(([id, type]) => [id, type.file])).toEqual([
      ["#schemas.Order", "api/schemas/order.yaml"],
      ["#schemas.Line", "api/schemas/all.yaml"],
      ["#schemas.error", "api/schemas/error.yaml"],
      ["#schemas.stock", "schemas/stock.yaml"],
      ["#schemas.Id", "api/schemas/parts.yaml"],
    ]);
    expect(contract.types.get("#schemas.Order")?.shape).toMatchObject({
      object: {
        fields: [
          { name: "id", required: true, shape: { to: "#schemas.Id" } },
          { name: "previous", shape: { to: "#schemas.Order" } },
          { name: "lines", shape: { array: { items: { to: "#schemas.Line" } } } },
          { name: "firstLine", shape: { to: "#schemas.Line" } },
        ],
      },
    });
    expect(contract.types.get("#schemas.Line")?.shape).toMatchObject({
      object: { fields: [{ name: "count" }, { name: "order", shape: { to: "#schemas.Order" } }] },
    });
    expect([...contract.declarations.keys()]).toEqual(["info", "#tags.orders"]);
    expect(texts.size).toBe(14);
  });

  it("name what is declared elsewhere after its name there", async () => {
    const result = await read(FILES);
    const [request, found, gone] = operationOf(result, "GET /orders").messages;
    expect(request?.parameters.map(({ coordinate }) => coordinate)).toEqual([
      "#parameters.page",
      "#parameters.size",
    ]);
    expect([found?.coordinate, gone?.coordinate]).toEqual([
      "#responses.orders",
      "#responses.NotFound",
    ]);
  });

  it("point into the file an element is written in", async () => {
    const result = await read(FILES);
    const line = result.contract.types.get("#schemas.Line")?.shape;
    const count = line?.kind === "shape" ? line.object?.fields[0] : undefined;
    expect(count && result.locate(count.origin)).toEqual({
      file: "api/schemas/parts.yaml",
      line: 4,
      column: 18,
    });
  });

  it("keep the names of schemas that move to files of their own", async () => {
    const inline = await read(
      documentOf(
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n    Order: {type: object, properties: {line: {$ref: '#/components/schemas/Line'}}}\n    Line: {type: string}\n",
      ),
    );
    const moved = await read({
      "shop.yaml": documentOf(
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n    Order: {$ref: order.yaml}\n    Line: {$ref: 'parts.yaml#/Line'}\n",
      ),
      "order.yaml": "{type: object, properties: {line: {$ref: 'parts.yaml#/Line'}}}\n",
      "parts.yaml": "Line: {type: string}\n",
    });
    expect([...moved.contract.types.keys()]).toEqual([...inline.contract.types.keys()]);
    expect(moved.contract.types.get("#schemas.Order")?.shape).toMatchObject({
      coordinate: "#schemas.Order",
      object: { fields: [{ coordinate: "#schemas.Order.line", shape: { to: "#schemas.Line" } }] },
    });
  });

  it("give the path to the second of two files with one name", async () => {
    const { contract } = await read({
      "shop.yaml": documentOf(
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n    A: {properties: {a: {$ref: a/item.yaml}, b: {$ref: b/item.yaml}}}\n",
      ),
      "a/item.yaml": "{type: string}",
      "b/item.yaml": "{type: integer}",
    });
    expect([...contract.types.keys()]).toEqual([
      "#schemas.A",
      "#schemas.item",
      '#schemas."b/item.yaml"',
    ]);
  });

  it("keep an alias between two declarations of the document", async () => {
    const { contract } = await read(
      documentOf(
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n    Old: {$ref: '#/components/schemas/Order'}\n    Order: {type: object}\n",
      ),
    );
    expect(contract.types.get("#schemas.Old")).toMatchObject({
      shape: { kind: "ref", to: "#schemas.Order" },
    });
  });

  it("do not look into examples", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths: {}
components:
  schemas:
    Order: {type: object, example: {$ref: 'https://elsewhere.example/a.json'}, default: {$ref: '#/nowhere'}, enum: [{$ref: gone.yaml}]}
`,
      ),
    );
    expect(contract.types.get("#schemas.Order")?.shape).toMatchObject({
      default: { $ref: "#/nowhere" },
    });
  });

  it("take a property that is named $ref for a property", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n    Order: {properties: {$ref: {type: string}, example: {$ref: 'item.yaml'}}}\n",
      ).replace("item.yaml", "#/components/schemas/Order"),
    );
    expect(contract.types.get("#schemas.Order")?.shape).toMatchObject({
      object: {
        fields: [
          { name: "$ref", shape: { types: ["string"] } },
          { name: "example", shape: { to: "#schemas.Order" } },
        ],
      },
    });
  });

  it("ask a host only where it is allowed", async () => {
    const files = {
      "shop.yaml": documentOf(
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n    Order: {$ref: 'https://shop.example/schemas/order.yaml'}\n",
      ),
      "https://shop.example/schemas/order.yaml": "{properties: {a: {$ref: line.yaml}}}",
      "https://shop.example/schemas/line.yaml": "{type: string}",
    };
    await expect(read(files)).rejects.toMatchObject({ code: "network-refused" });
    const { contract } = await read(files, { allowHosts: ["shop.example"] });
    expect([...contract.types.keys()]).toEqual(["#schemas.Order", "#schemas.line"]);
  });
});

describe("schemas with addresses", () => {
  it("are found by $id, relative to the $id around", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths: {}
components:
  schemas:
    Order:
      $id: https://shop.example/schemas/order
      properties:
        line: {$ref: line}
        again: {$ref: '#'}
        part: {$ref: '#/$defs/Part'}
        named: {$ref: '#it'}
      $defs: {Part: {$anchor: it, type: integer}}
    Line: {$id: 'https://shop.example/schemas/line', type: string}
`,
      ),
    );
    expect(contract.types.get("#schemas.Order")?.shape).toMatchObject({
      object: {
        fields: [
          { name: "line", shape: { to: "#schemas.Line" } },
          { name: "again", shape: { to: "#schemas.Order" } },
          { name: "part", shape: { to: "#schemas.Order.$defs.Part".replace("$defs", '"$defs"') } },
          { name: "named", shape: { to: "#schemas.Order.$defs.Part".replace("$defs", '"$defs"') } },
        ],
      },
    });
  });

  it("are found by the address a document gives itself (3.2 $self)", async () => {
    const { contract } = await read({
      "shop.yaml": documentOf(
        "3.2",
        "$self: https://shop.example/api/shop.yaml\npaths: {}\ncomponents:\n  schemas:\n    Order: {properties: {a: {$ref: parts.yaml#/Line}}}\n    Load: {$ref: 'local/parts.yaml#/Line'}\n",
      ),
      "local/parts.yaml": "$self: https://shop.example/api/parts.yaml\nLine: {type: string}\n",
    });
    expect(contract.types.get("#schemas.Order")?.shape).toMatchObject({
      object: { fields: [{ shape: { to: "#schemas.Load" } }] },
    });
  });

  it("mean something else for each resource that fills a template ($dynamicRef)", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `paths: {}
components:
  schemas:
    Page:
      $id: page
      type: object
      properties: {items: {type: array, items: {$dynamicRef: '#item'}}, next: {$ref: '#/$defs/Link'}}
      $defs:
        any: {$dynamicAnchor: item}
        Link: {type: string}
    Orders:
      $id: orders
      $ref: page
      $defs: {item: {$dynamicAnchor: item, $ref: '#/components/schemas/Order'}, note: {}}
    Lines:
      $id: lines
      $ref: page
      $defs: {item: {$dynamicAnchor: item, type: integer}}
    Order: {type: object}
`,
      ).replace(
        "$ref: '#/components/schemas/Order'",
        "$ref: 'shop.yaml#/components/schemas/Order'",
      ),
    );
    const pages = [...contract.types].filter(
      ([, { coordinate }]) => coordinate === "#schemas.Page",
    );
    expect(pages.map(([id]) => id)).toEqual([
      "#schemas.Page",
      '#schemas.Page(item: #schemas.Orders."$defs".item)',
      '#schemas.Page(item: #schemas.Lines."$defs".item)',
    ]);
    const itemsOf = pages.map(
      ([, { shape }]) => shape.kind === "shape" && shape.object?.fields[0]?.shape,
    );
    expect(itemsOf).toMatchObject([
      { array: { items: { to: '#schemas.Page."$defs".any' } } },
      { array: { items: { to: '#schemas.Orders."$defs".item' } } },
      { array: { items: { to: '#schemas.Lines."$defs".item' } } },
    ]);
    expect(contract.types.get("#schemas.Orders")?.shape).toMatchObject({ to: pages[1]?.[0] });
  });
});
