import { DriftError } from "../../../src/errors.ts";
import { describe, expect, it } from "vitest";
import { fieldOf, fixture, readFiles, readSdl, shapeOf } from "./read.ts";

describe("graphqlReader on several files", () => {
  it("merges definitions and extensions whatever their order", async () => {
    const result = await readFiles({
      "orders.graphql": fixture("subgraphs/orders.graphql"),
      "catalog.graphql": fixture("subgraphs/catalog.graphql"),
    });
    const { contract } = result;
    expect(result.diagnostics).toEqual([]);
    const names = (type: string) =>
      shapeOf(contract, type).object?.fields.map((field) => field.name);
    expect(names("Query")).toEqual(["order", "product"]);
    expect(names("Product")).toEqual(["sku", "title", "id"]);
    expect(contract.types.get("Product")?.attributes).toEqual({
      "@key": [{ fields: "id" }, { fields: "sku" }],
    });
    expect(contract.declarations.get("schema")?.attributes).toMatchObject({ "@link": [{}] });
    expect(result.locate(fieldOf(contract, "Query", "product").origin)).toEqual({
      file: "catalog.graphql",
      line: 8,
      column: 3,
    });
  });

  it("leaves out files without definitions, and says so", async () => {
    const { contract, diagnostics } = await readFiles({
      "empty.graphql": "# nothing yet\n",
      "queries.graphql": "query Orders { orders { id } }",
      "schema.graphql": "type Query { orders: Int }\nfragment Bits on Query { orders }",
    });
    expect(contract.operations).toHaveLength(1);
    expect(diagnostics.map(({ code, location }) => [code, location?.file])).toEqual([
      ["no-definitions", "empty.graphql"],
      ["no-definitions", "queries.graphql"],
      ["executable-definition", "schema.graphql"],
    ]);
  });
});

describe("graphqlReader on dirty SDL", () => {
  it.each([
    ["type", "type Query { a: Int }\ntype Query { b: Int }", "Query", { line: 2, column: 6 }],
    ["field", "type Query {\n  a: Int\n  a: String\n}", "Query.a", { line: 3, column: 3 }],
    [
      "field by extension",
      "type Query { a: Int }\nextend type Query { a: Int }",
      "Query.a",
      { line: 2, column: 21 },
    ],
    [
      "argument",
      "type Query {\n  a(b: Int, b: Int): Int\n}",
      "Query.a(b:)",
      { line: 2, column: 13 },
    ],
    [
      "enum value",
      "enum Status {\n  NEW\n  NEW\n}\ntype Query { a: Status }",
      "Status.NEW",
      { line: 3, column: 3 },
    ],
    [
      "input field",
      "input By {\n  id: ID\n  id: ID\n}\ntype Query { a(by: By): Int }",
      "By.id",
      { line: 3, column: 3 },
    ],
    [
      "interface",
      "interface Node { id: ID }\ntype Query implements Node & Node { id: ID }",
      "Query implements Node",
      { line: 2, column: 30 },
    ],
    [
      "union member",
      "union All = Query | Query\ntype Query { a: Int }",
      "All = Query",
      { line: 1, column: 21 },
    ],
    [
      "directive",
      "directive @a on FIELD\ndirective @a on QUERY\ntype Query { a: Int }",
      "@a",
      { line: 2, column: 12 },
    ],
  ])("keeps the first of a %s defined twice", async (_, sdl, name, place) => {
    const { diagnostics } = await readSdl(sdl);
    expect(diagnostics).toMatchObject([{ code: "duplicate-definition", location: place }]);
    expect(diagnostics[0]?.message).toContain(`"${name}"`);
  });

  it("lets the first definition count", async () => {
    const { contract } = await readSdl("type Query { a: Int a: String }");
    expect(fieldOf(contract, "Query", "a").shape).toMatchObject({ to: "Int" });
  });

  it("notes a second schema definition and a second root type", async () => {
    const { contract, diagnostics } = await readSdl(
      "schema { query: A query: B }\nschema { mutation: B }\ntype A { a: Int }\ntype B { b: Int }",
    );
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      "duplicate-definition",
      "duplicate-definition",
    ]);
    expect(contract.operations.map((operation) => operation.attributes)).toEqual([
      { rootType: "A" },
    ]);
  });

  it("leaves out an extension of another kind", async () => {
    const { contract, diagnostics } = await readSdl(
      "type Query { a: Int }\nextend input Query { b: Int }",
    );
    expect(diagnostics).toMatchObject([{ code: "invalid-document", location: { line: 2 } }]);
    expect(contract.types.get("Query")?.definition).toBe("object");
  });

  it("makes an undefined type opaque and notes it once, where it is first used", async () => {
    const { contract, diagnostics } = await readSdl(
      "schema { query: Query, mutation: Gone }\ntype Query implements Lost {\n  a: Missing\n  b(c: [Missing!]): Int\n}\nunion All = Query | Nobody",
    );
    expect(
      diagnostics.map(({ code, message, location }) => [code, message, location?.line]),
    ).toEqual([
      ["undefined-type", 'Type "Lost" is used but defined nowhere.', 2],
      ["undefined-type", 'Type "Missing" is used but defined nowhere.', 3],
      ["undefined-type", 'Type "Nobody" is used but defined nowhere.', 6],
      ["undefined-type", 'Type "Gone" is used but defined nowhere.', 1],
    ]);
    expect(contract.types.get("Missing")).toMatchObject({ definition: "undefined" });
    expect(shapeOf(contract, "Missing").types).toEqual([
      "array",
      "boolean",
      "number",
      "object",
      "string",
    ]);
  });

  it("reads interfaces and empty bodies as they were written before June 2018", async () => {
    const text = fixture("legacy/schema.graphql");
    const result = await readSdl(text);
    const { contract } = result;
    expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["legacy-syntax"]);
    expect(shapeOf(contract, "Product").object?.interfaces).toEqual(["Node", "Priced"]);
    expect(shapeOf(contract, "Bundle").object?.interfaces).toEqual(["Node", "Priced"]);
    expect(contract.types.get("Bundle")?.attributes).toEqual({ "@cost": [{ weight: 1 }] });
    expect(shapeOf(contract, "Empty").object?.fields).toEqual([]);
    expect(result.texts.get("schema.graphql")).toHaveLength(text.length);
    expect(result.locate(fieldOf(contract, "Query", "product").origin)).toMatchObject({
      line: 17,
      column: 14,
    });
  });

  it.each([
    ["a type without a body after it", "type A implements B C\ntype B { a: Int }", ["B", "C"]],
    ["the last name on its own line", "type A implements B\n\tC { a: Int }", ["B", "C"]],
  ])("finds the end of a legacy list: %s", async (_, sdl, interfaces) => {
    const { contract } = await readSdl(sdl);
    expect(shapeOf(contract, "A").object?.interfaces).toEqual(interfaces);
  });
});

describe("graphqlReader refuses", () => {
  it.each([
    ["an empty file", "", "not-a-contract", { line: 1, column: 1 }],
    ["a file of comments", "# nothing\n,,\n", "not-a-contract", { line: 1, column: 1 }],
    ["operations", "query Orders { orders { id } }", "not-a-contract", { line: 1, column: 1 }],
    ["an open brace", "type Query {\n  a: Int\n", "syntax", { line: 3, column: 1 }],
    ["prose", "type Query {\n  a: Int ! !\n}", "syntax", { line: 2, column: 12 }],
    ["an open string", 'type Query {\n  "a: Int\n}', "syntax", { line: 2, column: 10 }],
    [
      "an interface list that is no legacy either",
      "type A implements B C {\n  a Int\n}",
      "syntax",
      { line: 1, column: 21 },
    ],
  ])("%s", async (_, sdl, code, place) => {
    await expect(readSdl(sdl)).rejects.toMatchObject({
      code,
      place: { file: "schema.graphql", ...place },
      hint: expect.stringMatching(/./),
    });
  });

  it.each([
    ["lists of lists", `type Query { a: ${"[".repeat(20_000)}Int${"]".repeat(20_000)} }`],
    ["lists that never end", `type Query { a: ${"[".repeat(20_000)}`],
    [
      "default values",
      `type Query { a(b: Any = ${"{b:".repeat(20_000)}1${"}".repeat(20_000)}): Int }`,
    ],
    ["selections", "{a".repeat(20_000)],
  ])("%s nested 20,000 deep, within a second", async (_, sdl) => {
    const started = performance.now();
    await expect(readSdl(sdl)).rejects.toMatchObject({ code: "too-deep", place: { line: 1 } });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("no brackets in strings and comments", async () => {
    const many = "[".repeat(2_000);
    const sdl = `"${many}" type Query { # ${many}\n """${many} \\""" ${many}""" a(b: String = "\\"${many}"): Int }`;
    const { contract } = await readSdl(sdl);
    expect(contract.operations).toHaveLength(1);
  });

  it("a file that is not there, and no file at all", async () => {
    const { graphqlReader } = await import("../../../src/formats/graphql/index.ts");
    const { memoryTree } = await import("../../../src/model/tree-in-memory.ts");
    await expect(
      graphqlReader.read({ tree: memoryTree({}, "main"), entries: ["gone.graphql"] }),
    ).rejects.toMatchObject({ code: "source-unreadable" });
    await expect(
      graphqlReader.read({ tree: memoryTree({}, "main"), entries: [] }),
    ).rejects.toMatchObject({ code: "nothing-to-compare" });
  });
});

describe("graphqlReader stays quick", () => {
  it("with 200,000 directives on one type, and 20,000 extensions of one", async () => {
    const started = performance.now();
    await readSdl(`type Query ${"@a ".repeat(200_000)} { a: Int }`);
    const extensions = Array.from({ length: 20_000 }, (_, n) => `extend type Query { f${n}: Int }`);
    const { contract } = await readSdl(extensions.join("\n"));
    expect(shapeOf(contract, "Query").object?.fields).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("graphqlReader on a file that is cut off or garbled", () => {
  const text = fixture("shop/schema.graphql");

  /** Everything that is neither a contract nor a DriftError with a line. */
  async function surprises(texts: readonly string[]): Promise<readonly unknown[]> {
    const outcomes = await Promise.allSettled(texts.map((broken) => readSdl(broken)));
    return outcomes.filter(
      ({ status, reason }: { status: string; reason?: unknown }) =>
        status === "rejected" &&
        !(reason instanceof DriftError && reason.place?.line !== undefined),
    );
  }

  it("gives a contract or a DriftError with a place, wherever the cut is", async () => {
    const cuts = Array.from({ length: text.length / 3 }, (_, n) => text.slice(0, n * 3));
    expect(await surprises(cuts)).toEqual([]);
  });

  it("does so whatever is lost from its middle", async () => {
    const gaps = Array.from(
      { length: text.length / 5 },
      (_, n) => text.slice(0, n * 5) + text.slice(n * 5 + 7),
    );
    expect(await surprises(gaps)).toEqual([]);
  });
});
