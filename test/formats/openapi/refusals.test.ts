import { describe, expect, it } from "vitest";
import { DriftError } from "../../../src/errors.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import { openapiReader } from "../../../src/formats/openapi/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { documentOf, read } from "./read-openapi.ts";

function schemas(text: string): Readonly<Record<string, string>> {
  return { "shop.yaml": documentOf("3.1", `paths: {}\ncomponents:\n  schemas:\n${text}`) };
}

function ring(size: number): Readonly<Record<string, string>> {
  const members = Array.from({ length: size }, (_, index) => [
    `S${index}`,
    { $ref: `#/components/schemas/S${(index + 1) % size}` },
  ]);
  const document = {
    openapi: "3.1.0",
    paths: {},
    components: { schemas: Object.fromEntries(members) },
  };
  return { "shop.json": JSON.stringify(document) };
}

/** The file, line and column of a refusal, and its code. */
type Refusal = readonly [ErrorCode, string, number, number];

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, Refusal])[] = [
  ["an empty file", { "a.yaml": "" }, ["not-a-contract", "a.yaml", 1, 1]],
  ["nothing but comments", { "a.yaml": "# later\n" }, ["not-a-contract", "a.yaml", 1, 1]],
  ["a list", { "a.yaml": "- a\n" }, ["not-a-contract", "a.yaml", 1, 1]],
  ["another document", { "a.yaml": "asyncapi: 3.0.0\n" }, ["not-a-contract", "a.yaml", 1, 1]],
  [
    "a document that is cut off after its head",
    { "a.yaml": "openapi: 3.0.0\ninfo:\n" },
    ["not-a-contract", "a.yaml", 1, 1],
  ],
  [
    "JSON that is cut off",
    { "a.json": '{"openapi": "3.0.0", "paths": {' },
    ["syntax", "a.json", 1, 32],
  ],
  [
    "binary content",
    { "a.json": '{"openapi": "3.0.0\0"}' },
    ["source-unreadable", "a.json", 1, 19],
  ],
  [
    "a version nobody knows",
    { "a.yaml": "paths: {}\nopenapi: 4.0.0\n" },
    ["unsupported-version", "a.yaml", 2, 1],
  ],
  [
    "a version that is too old",
    { "a.yaml": "swagger: '1.2'\npaths: {}\n" },
    ["unsupported-version", "a.yaml", 1, 1],
  ],
  [
    "20,000 levels",
    { "a.json": `{"openapi":"3.0.0","paths":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}` },
    ["too-deep", "a.json", 1, 2519],
  ],
  [
    "a dialect nobody knows",
    {
      "a.yaml":
        "openapi: 3.1.0\npaths: {}\njsonSchemaDialect: https://shop.example/own\ncomponents: {schemas: {A: true, B: {}}}\n",
    },
    ["unsupported-dialect", "a.yaml", 3, 1],
  ],
  [
    "a schema in a dialect nobody knows",
    schemas("    A: {type: string, $schema: 'https://shop.example/own'}\n"),
    ["unsupported-dialect", "shop.yaml", 6, 23],
  ],
  [
    "a $ref to a missing file",
    schemas("    A: {$ref: gone.yaml}\n"),
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to an empty file",
    { ...schemas("    A: {$ref: empty.yaml}\n"), "empty.yaml": "" },
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to a file that cannot be parsed",
    { ...schemas("    A: {$ref: bad.yaml}\n"), "bad.yaml": "a: 1\na: 2\n" },
    ["syntax", "bad.yaml", 2, 1],
  ],
  [
    "a $ref to a missing schema",
    schemas("    A: {$ref: '#/components/schemas/B'}\n"),
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to a missing place in another file",
    { ...schemas("    A: {$ref: 'b.yaml#/x'}\n"), "b.yaml": "y: 1\n" },
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to a missing anchor",
    schemas("    A: {$ref: '#b'}\n"),
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to itself",
    schemas("    A: {$ref: '#/components/schemas/A'}\n"),
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  ["two $refs to each other", ring(2), ["unresolved-reference", "shop.json", 1, 62]],
  ["20,000 $refs in a circle", ring(20_000), ["unresolved-reference", "shop.json", 1, 62]],
  [
    "a circle through other files",
    {
      ...schemas("    A: {$ref: a.yaml}\n"),
      "a.yaml": "{$ref: b.yaml}",
      "b.yaml": "{$ref: a.yaml}",
    },
    ["unresolved-reference", "shop.yaml", 6, 9],
  ],
  [
    "a circle of responses",
    {
      "a.yaml":
        "openapi: 3.0.0\npaths:\n  /a:\n    get: {responses: {200: {$ref: '#/components/responses/A'}}}\ncomponents: {responses: {A: {$ref: '#/components/responses/A'}}}\n",
    },
    ["unresolved-reference", "a.yaml", 5, 30],
  ],
  [
    "a $ref whose way leads through itself",
    { "a.yaml": "openapi: 3.1.0\npaths: {}\ncomponents: {$ref: '#/components/schemas'}\n" },
    ["unresolved-reference", "a.yaml", 3, 14],
  ],
  [
    "a map of properties in itself",
    schemas(
      "    A: {properties: {b: {properties: {$ref: '#/components/schemas/A/properties'}}}}\n",
    ),
    ["too-deep", "shop.yaml", 6, 22],
  ],
  [
    "a $ref out of the root",
    schemas("    A: {$ref: '../../etc/passwd'}\n"),
    ["outside-root", "shop.yaml", 6, 9],
  ],
  [
    "a $ref out of the root in disguise",
    schemas("    A: {$ref: 'a/%2e%2e/../%2E./x.yaml'}\n"),
    ["outside-root", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to an absolute path",
    schemas("    A: {$ref: /etc/passwd}\n"),
    ["outside-root", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to a file URL",
    schemas("    A: {$ref: 'file:///etc/passwd'}\n"),
    ["outside-root", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to a drive",
    schemas("    A: {$ref: 'C:\\secret.yaml'}\n"),
    ["outside-root", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to another host",
    schemas("    A: {$ref: 'https://elsewhere.example/a.yaml'}\n"),
    ["network-refused", "shop.yaml", 6, 9],
  ],
  [
    "a $ref to this machine",
    schemas("    A: {$ref: 'http://127.0.0.1/a.yaml'}\n"),
    ["network-refused", "shop.yaml", 6, 9],
  ],
];

describe("what cannot be understood", () => {
  it.each(refusals)(
    "refuses %s with a place and a hint, within a second",
    async (_what, files, [code, file, line, column]) => {
      const start = performance.now();
      const error: unknown = await read(files).then(
        () => "it was read",
        (refused: unknown) => refused,
      );
      expect(performance.now() - start).toBeLessThan(1000);
      expect(error).toBeInstanceOf(DriftError);
      expect(error).toMatchObject({ code, place: { file, line, column } });
      expect((error as DriftError).hint).toBeTruthy();
      expect((error as DriftError).message).not.toContain("\n");
    },
  );

  it("passes on what the tree refuses, with the place that asked for it", async () => {
    const inner = memoryTree({
      "shop.yaml": documentOf(
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n    A: {example: {$ref: link.yaml}}\n    B: {$ref: link.yaml}\n",
      ),
    });
    const refused = new DriftError({
      code: "outside-root",
      message: "The link leads outside.",
      place: { file: "link.yaml" },
    });
    const tree = {
      ...inner,
      read: (path: string) => (path === "link.yaml" ? Promise.reject(refused) : inner.read(path)),
    };
    await expect(openapiReader.read({ tree, entries: ["shop.yaml"] })).rejects.toMatchObject({
      code: "outside-root",
      message: "The link leads outside.",
      place: { file: "shop.yaml", line: 7, column: 9 },
    });
  });

  it("proposes what may have been meant", async () => {
    await expect(
      read(schemas("    Order: {type: object}\n    A: {$ref: '#/components/schemas/Ordr'}\n")),
    ).rejects.toMatchObject({
      hint: 'Did you mean "Order"?',
    });
  });

  it.each([
    [[], "nothing-to-compare"],
    [["a.yaml", "b.yaml"], "usage"],
    [["gone.yaml"], "source-unreadable"],
  ])("refuses the entries %j", async (entries, code) => {
    const tree = memoryTree({ "a.yaml": "openapi: 3.0.0\npaths: {}\n" });
    await expect(openapiReader.read({ tree, entries })).rejects.toMatchObject({ code });
  });
});

describe("what is read although something is wrong", () => {
  it("notes what should be an object or a list, and goes on", async () => {
    const { contract, diagnostics } = await read(`openapi: 3.1.0
paths:
  /orders: {get: 5, put: {parameters: 7, responses: [], security: no, callbacks: {a: {b: c}}, tags: 1}}
  /stock: nothing
components: {schemas: [], parameters: {A: 1}}
servers: 1
tags: {a: 1}
`);
    expect(contract.operations.map(({ coordinate }) => coordinate)).toEqual(["PUT /orders"]);
    expect(new Set(diagnostics.map(({ message }) => message))).toEqual(
      new Set([
        "get should be an object.",
        "/paths/~1orders/put/parameters should be a list.",
        "/paths/~1orders/put/responses should be an object.",
        "/paths/~1orders/put/security should be a list.",
        "/paths/~1orders/put/callbacks/a/b should be an object.",
        "/paths/~1stock should be an object.",
        "/components/schemas should be an object.",
        "/servers should be a list.",
        "/tags should be a list.",
      ]),
    );
  });

  it("takes long chains of references in a time that grows with their length", async () => {
    const size = 20_000;
    const members = Array.from({ length: size }, (_, index) => [
      `S${index}`,
      index === size - 1 ? { type: "string" } : { $ref: `#/components/schemas/S${index + 1}` },
    ]);
    const start = performance.now();
    const { contract } = await read({
      "shop.json": JSON.stringify({
        openapi: "3.1.0",
        paths: {},
        components: { schemas: Object.fromEntries(members) },
      }),
    });
    expect(contract.types.size).toBe(size);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it("takes __proto__ for a name like any other", async () => {
    const { contract } = await read({
      "a.json": `{"openapi": "3.1.0", "paths": {"/a": {"get": {"x-a": {"__proto__": {"b": 1}}, "responses": {"200": {"links": {"__proto__": {"operationId": "c"}}}}}}},
      "components": {"schemas": {"__proto__": {"properties": {"__proto__": {"type": "string"}}, "required": ["__proto__", "constructor"]}, "B": {"$ref": "#/components/schemas/__proto__"},
      "C": {"dependentRequired": {"__proto__": ["a"]}, "oneOf": [{"$ref": "#/components/schemas/__proto__"}], "discriminator": {"propertyName": "a"}}}}}`,
    });
    expect([...contract.types.keys()]).toEqual(["#schemas.__proto__", "#schemas.B", "#schemas.C"]);
    expect(contract.types.get("#schemas.__proto__")?.shape).toMatchObject({
      object: { fields: [{ name: "__proto__", required: true }], required: ["constructor"] },
    });
    const alternatives = contract.types.get("#schemas.C")?.shape;
    const mapping =
      alternatives?.kind === "shape" ? alternatives.discriminator?.mapping : undefined;
    expect(Object.entries(mapping ?? {})).toEqual([["__proto__", "#schemas.__proto__"]]);
    expect(({} as Record<string, unknown>)["operationId"]).toBeUndefined();
  });
});
