import { describe, expect, it } from "vitest";
import { parse } from "graphql/language";
import { graphqlDocuments, readGraphqlDocuments } from "../../src/evidence/graphql-documents.ts";
import type { GraphqlDocuments } from "../../src/evidence/graphql-documents.ts";
import { graphqlReader } from "../../src/formats/graphql/index.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";

function readDocuments(
  files: Readonly<Record<string, string>>,
  only?: readonly string[],
): GraphqlDocuments {
  return readGraphqlDocuments(
    new Map(Object.entries(files)),
    only === undefined ? undefined : new Set(only),
  );
}

/** White space as it falls is no matter here. */
function flat(text: string | undefined): string {
  return (text ?? "").replaceAll(/\s+/g, " ").trim();
}

describe("readGraphqlDocuments", () => {
  it("tells the operations of a file apart by name and by ordinal", () => {
    const { documents, problems } = readDocuments({
      "web/orders.gql":
        "query Orders { orders { id } }\n{ node { id } }\n\nmutation { pay }\nsubscription Paid { paid }",
    });
    expect(problems).toEqual([]);
    const identities = documents.map((document) => ({ ...document, text: undefined }));
    expect(identities).toEqual([
      { file: "web/orders.gql", line: 1, ordinal: 1, kind: "query", name: "Orders" },
      { file: "web/orders.gql", line: 2, ordinal: 2, kind: "query" },
      { file: "web/orders.gql", line: 4, ordinal: 3, kind: "mutation" },
      { file: "web/orders.gql", line: 5, ordinal: 4, kind: "subscription", name: "Paid" },
    ]);
  });

  it("makes every document stand for itself, with the fragments it needs and no others", () => {
    const { documents, problems } = readDocuments({
      "a.graphql": "query A { order { ...Bits } }\nfragment Unused on Order { note }",
      "b.graphql": "fragment Bits on Order { id ...More }",
      "c.graphql": "fragment More on Order { status ...Bits }",
    });
    expect(problems).toEqual([]);
    expect(documents.map(({ text }) => flat(text))).toEqual([
      "query A { order { ...Bits } } fragment Bits on Order { id ...More } fragment More on Order { status ...Bits }",
    ]);
  });

  it("prefers what a file imports to what it defines, and both to the pool", () => {
    const { documents, problems } = readDocuments({
      "pool.gql": "fragment Bits on Order { pool } fragment Rest on Order { pool }",
      "web/shared.gql": "fragment Bits on Order { imported }",
      "web/page.gql":
        '#import "./shared.gql"\nquery P { order { ...Bits ...Rest } }\nfragment Bits on Order { local }\nfragment Rest on Order { local }',
    });
    expect(problems).toEqual([]);
    expect(flat(documents[0]?.text)).toContain("Bits on Order { imported }");
    expect(flat(documents[0]?.text)).toContain("Rest on Order { local }");
  });

  it("looks for a fragment's fragments around it, unless the operation has its own", () => {
    const { documents, problems } = readDocuments({
      "one.gql": "query One { order { ...Card } }",
      "two.gql": "query Two { order { ...Card } }\nfragment Price on Order { two }",
      "card.gql": "fragment Card on Order { ...Price }\nfragment Price on Order { card }",
    });
    expect(problems).toEqual([]);
    expect(documents.map(({ text }) => /Price on Order \{ (\w+)/.exec(flat(text))?.[1])).toEqual([
      "card",
      "two",
    ]);
  });

  it.each([
    ['#import "./deep/x.gql"', []],
    ["# import 'deep/x'", []],
    ['# import Bits, Rest from "../web/deep/x.gql"', []],
    ['#import "/web/deep/x.gql"', []],
    ['#import "./gone.gql"', ['The imported file "./gone.gql" is not there.']],
    ['#import "../../../etc/x.gql"', ['The imported file "../../../etc/x.gql" is not there.']],
  ])("resolves %s", (line, messages) => {
    const { documents, problems } = readDocuments({
      "web/page.gql": `query P { order { ...Bits } }\n${line}\n`,
      "web/deep/x.gql": '#import "../page.gql"\nfragment Bits on Order { id }',
      "other.gql": "fragment Bits on Order { id }",
    });
    expect(problems.map(({ message }) => message)).toEqual(messages);
    expect(problems.every((problem) => problem.line === 2)).toBe(true);
    expect(flat(documents[0]?.text)).toContain("fragment Bits");
  });

  it("reports fragments that are missing or ambiguous, and keeps the operation", () => {
    const { documents, problems } = readDocuments({
      "a.gql": "\nquery A { order { ...Bits ...Gone } }\n{ order { ...Gone } }",
      "b.gql": "fragment Bits on Order { id }",
      "c.gql": "\nfragment Bits on Order { number }",
      "d.gql": "fragment Bits on Order { id }",
    });
    expect(documents).toHaveLength(2);
    expect(problems).toEqual([
      {
        file: "a.gql",
        message:
          'Fragment "Bits" is defined differently in b.gql:1 and c.gql:2; the first is taken.',
      },
      { file: "a.gql", line: 2, message: 'Fragment "Gone", which A needs, is defined nowhere.' },
      {
        file: "a.gql",
        line: 3,
        message: 'Fragment "Gone", which operation 2 needs, is defined nowhere.',
      },
    ]);
  });

  it("goes on after a file that is no GraphQL, or nests without end", () => {
    const { documents, problems } = readDocuments({
      "a.gql": "query A {\n  order(id: ) { id }\n}",
      "b.gql": "{a".repeat(20_000),
      "c.gql": "query C { order { id } }",
      "d.gql": "# nothing here\n",
      "e.graphql": "type Query { order: Int }",
    });
    expect(documents.map(({ name }) => name)).toEqual(["C"]);
    expect(problems).toEqual([
      { file: "a.gql", line: 2, message: 'This is not valid GraphQL: Unexpected ")".' },
      {
        file: "b.gql",
        line: 1,
        message: "Brackets are nested deeper than 500 levels; the document is left out.",
      },
    ]);
  });

  it("reads only the wanted files' operations, with the others' fragments", () => {
    const files = {
      "a.gql": "query A { order { ...Bits } }",
      "b.gql": "query B { x }\nfragment Bits on Order { id }\nquery C { ...Gone }",
    };
    const { documents, problems } = readDocuments(files, ["a.gql"]);
    expect(documents.map(({ name }) => name)).toEqual(["A"]);
    expect(problems).toEqual([]);
  });

  it("assembles 500 operations over 500 shared fragments without delay", () => {
    const fragments = Array.from(
      { length: 500 },
      (_, n) => `fragment F${n} on Order { id ...F${n + 1} }`,
    );
    const operations = Array.from({ length: 500 }, (_, n) => `query Q${n} { order { ...F${n} } }`);
    const started = performance.now();
    const { documents } = readDocuments({ "a.gql": [...fragments, ...operations].join("\n") });
    expect(documents).toHaveLength(500);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("readGraphqlDocuments on persisted-query manifests", () => {
  it("reads Apollo's manifest", () => {
    const manifest = {
      format: "apollo-persisted-query-manifest",
      version: 1,
      operations: [
        {
          id: "aa11",
          name: "A",
          type: "query",
          body: "query A { order { ...Bits } }\nfragment Bits on Order { id }",
        },
        {
          id: "bb22",
          name: "B",
          type: "mutation",
          body: "mutation B { pay { ...Bits } }\nfragment Bits on Payment { sum }",
        },
      ],
    };
    const { documents, problems } = readDocuments({
      "manifest.json": JSON.stringify(manifest, undefined, 2),
    });
    expect(problems).toEqual([]);
    expect(documents).toMatchObject([
      { id: "aa11", name: "A", ordinal: 1, line: 6, kind: "query" },
      { id: "bb22", name: "B", ordinal: 2, line: 12, kind: "mutation" },
    ]);
    expect(flat(documents[0]?.text)).toContain("Bits on Order");
    expect(flat(documents[1]?.text)).toContain("Bits on Payment");
  });

  it("reads a map from ids to texts", () => {
    const { documents } = readDocuments({
      "persisted.json": JSON.stringify({
        "0a1b":
          "query App_Query(\n  $id: ID!\n) {\n  order(id: $id) {\n    ...App_order\n  }\n}\n\nfragment App_order on Order {\n  status\n}\n",
        __proto__x: "# sent\nmutation M { pay }",
      }),
    });
    expect(documents.map(({ id, name }) => [id, name])).toEqual([
      ["0a1b", "App_Query"],
      ["__proto__x", "M"],
    ]);
  });

  it("lends no fragments to other files", () => {
    const { problems } = readDocuments({
      "persisted.json": '{"0a1b":"query A { ...Bits }\\nfragment Bits on Query { id }"}',
      "b.gql": "query B { ...Bits }",
    });
    expect(problems).toEqual([
      {
        file: "b.gql",
        line: 1,
        message: 'Fragment "Bits", which B needs, is defined nowhere.',
      },
    ]);
  });

  it.each([
    ['{"a":1}', "The file is not a persisted-query manifest."],
    ['{"name":"shop"}', "The file is not a persisted-query manifest."],
    ["[]", "The file is not a persisted-query manifest."],
    ["{", "The file is not valid JSON."],
  ])("refuses %s", (text, message) => {
    expect(readDocuments({ "a.json": text })).toEqual({
      documents: [],
      problems: [{ file: "a.json", message }],
    });
  });
});

describe("graphqlDocuments", () => {
  const sdl =
    "type Query { order(id: ID!, full: Boolean = false): Order } type Order { id: ID! status: String }";

  async function evidence(files: Readonly<Record<string, string>>, path: string) {
    const contract = await graphqlReader.read({
      tree: memoryTree({ "schema.graphql": sdl }),
      entries: ["schema.graphql"],
    });
    return graphqlDocuments.read({
      path,
      text: files[path] ?? "",
      tree: memoryTree(files),
      consumer: "web",
      consumerVersion: "3.2",
      environment: "production",
      seen: "2026-11-01",
      contract: { name: "orders", contract: contract.contract },
    });
  }

  it("turns the operations of a file into usages of the contract", async () => {
    const files = {
      "web/order.gql": '#import "./bits.gql"\nquery Order { order(id: 1) { ...Bits } }',
      "web/bits.gql": "fragment Bits on Order { status colour }",
    };
    const { usages, dangling, problems } = await evidence(files, "web/order.gql");
    expect(problems).toEqual([]);
    expect(usages.map(({ coordinate, mode }) => `${mode} ${coordinate}`)).toEqual([
      "needed query",
      "needed Query.order",
      "omitted-default Query.order(full:)",
      "sent Query.order(id:)",
      "needed Order",
      "needed Order.status",
    ]);
    expect(usages[1]).toEqual({
      consumer: "web",
      consumerVersion: "3.2",
      environment: "production",
      contract: "orders",
      operation: "query",
      coordinate: "Query.order",
      mode: "needed",
      evidence: {
        kind: "graphql-document",
        file: "web/order.gql",
        item: "Order",
        line: 2,
        seen: "2026-11-01",
      },
    });
    expect(dangling).toMatchObject([
      { consumer: "web", coordinate: "Order.colour", reason: "Order has no field colour" },
    ]);
  });

  it("finds fragments of other folders only where they are needed", async () => {
    const files = {
      "web/order.gql": "query Order { order(id: 1) { ...Bits } }",
      "lib/bits.ts": "export const bits = gql`fragment Bits on Order { status }`;",
      "lib/broken.gql": "fragment Broken on {",
    };
    const { usages, problems } = await evidence(files, "web/order.gql");
    expect(problems).toEqual([]);
    expect(usages.map(({ coordinate }) => coordinate)).toContain("Order.status");
  });

  it("needs to know whose documents they are", async () => {
    await expect(graphqlDocuments.read({ path: "a.gql", text: "{ a }" })).rejects.toMatchObject({
      code: "bad-evidence",
      place: { file: "a.gql" },
    });
  });

  it.each([
    ["a.gql", "query A { a }", true],
    ["a.graphql", "{ a }", true],
    ["a.graphql", "type Query { a: Int }", false],
    ["a.graphql", "schema {\n  query: Query\n}\ntype Query\n{\n  a: Int\n}", false],
    ["a.graphql", '"""\nquery A { a }\n"""\ntype Query { fragment: Int }', false],
    ["a.graphql", "extend type Query { b: Int }\nquery A { a b }", true],
    ["a.graphql", "fragment F on A { b }\n\n{\n  a\n}", true],
    ["a.ts", "const a = gql`query A { a }`", true],
    ["a.tsx", "const a = /* GraphQL */ `{ a }`", true],
    ["a.ts", "const a = sql`select`", false],
    ["a.json", '{"format":"apollo-persisted-query-manifest"}', true],
    ["a.json", '{"0a1b2c3d":"query A { a }"}', true],
    ["package.json", '{"name":"web","dependencies":{}}', false],
    ["a.md", "query A { a }", false],
  ])("decides whether %s with %j is evidence: %s", (path, text, expected) => {
    expect(graphqlDocuments.detect(path, text)).toBe(expected);
  });
});

describe("documents", () => {
  it("are valid GraphQL by themselves", () => {
    const { documents } = readDocuments({
      "a.gql":
        'query A($a: [In!] = [{ b: "x" }]) @cached { ...B @include(if: true) }\nfragment B on Query { a }',
    });
    expect(() => documents.map(({ text }) => parse(text))).not.toThrow();
  });
});
