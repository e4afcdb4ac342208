import { describe, expect, it } from "vitest";
import { diffContracts } from "../../src/diff/index.ts";
import {
  graphqlDocuments,
  readGraphqlDocuments,
  sourceOfDocument,
} from "../../src/evidence/graphql-documents.ts";
import { replayGraphql } from "../../src/evidence/graphql-replay.ts";
import { graphqlReader } from "../../src/formats/graphql/index.ts";
import type { ReadResult } from "../../src/formats/reader.ts";
import { judgeImpact } from "../../src/impact/judge.ts";
import type { ImpactResult } from "../../src/impact/judge.ts";
import type { Usage } from "../../src/model/usage.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";

const CATALOG = `
  type Query { product(sku: ID!): Product products(filter: Filter, state: State): [Product!]! offers: [Offer!]! items: [Item!]! }
  type Mutation { add(product: NewProduct!): Product }
  interface Item { sku: ID! title: String! }
  type Product implements Item { sku: ID! title: String! price: Int! note: String state: State! }
  type Bundle implements Item { sku: ID! title: String! parts: [Product!]! }
  union Offer = Product | Bundle | Coupon
  type Coupon { code: String! }
  enum State { LIVE DRAFT }
  input Filter { text: String state: State }
  input NewProduct { sku: ID! title: String! note: String }
`;

function read(text: string): Promise<ReadResult> {
  return graphqlReader.read({ tree: memoryTree({ "a.graphql": text }), entries: ["a.graphql"] });
}

interface Judged {
  /** The same from what a registry keeps: uses, and no documents. */
  readonly recorded: readonly string[];
  readonly result: ImpactResult;
  /** `field-removed web breaks`, for every impact that is not "no use seen". */
  readonly lines: readonly string[];
}

async function judge(
  edit: (schema: string) => string,
  documents: Readonly<Record<string, string>>,
): Promise<Judged> {
  const before = await read(CATALOG);
  const after = await read(edit(CATALOG));
  const contract = { name: "catalog", contract: before.contract };
  const usages: Usage[] = [];
  const operations = [];
  for (const [consumer, text] of Object.entries(documents)) {
    const path = `${consumer}.graphql`;
    const result = await graphqlDocuments.read({ path, text, consumer, contract });
    usages.push(...result.usages);
    for (const document of readGraphqlDocuments(new Map([[path, text]])).documents) {
      operations.push({ consumer, evidence: sourceOfDocument(document), text: document.text });
    }
  }
  const changes = diffContracts(before.contract, after.contract, {
    surfaces: ["wire"],
    today: "2026-11-22",
  });
  const request = {
    before: before.contract,
    after: after.contract,
    changes,
    consumers: [],
    usages,
  };
  const linesOf = ({ impacts }: ImpactResult): readonly string[] =>
    changes.flatMap((change, index) =>
      (impacts[index] ?? [])
        .filter((one) => one.verdict !== "no-use-seen")
        .map((one) => `${change.rule} ${one.consumer} ${one.verdict}`),
    );
  const replays = replayGraphql({ before: before.texts, after: after.texts, operations });
  const result = judgeImpact({ ...request, replays });
  return { result, lines: linesOf(result), recorded: linesOf(judgeImpact(request)) };
}

describe("the impact of a GraphQL change on documents", () => {
  it.each<[string, (schema: string) => string, Readonly<Record<string, string>>, string[]]>([
    [
      "a removed field breaks those who select it, and nobody else",
      (schema) => schema.replace(" note: String state", " state"),
      { web: "{ product(sku: 1) { note } }", bot: "{ product(sku: 1) { title } }" },
      ["field-removed web breaks"],
    ],
    [
      "a field that may be null now may break those who select it",
      (schema) => schema.replace("price: Int!", "price: Int"),
      { web: "{ product(sku: 1) { price } }", bot: "{ product(sku: 1) { title } }" },
      ["null-allowed web may-break"],
    ],
    [
      "a demanded argument breaks every caller of its field",
      (schema) => schema.replace("products(", "products(shop: ID!, "),
      { web: "{ products { sku } }", bot: "{ product(sku: 1) { sku } }" },
      ["field-added web breaks"],
    ],
    [
      "a demanded input field breaks those who send the type through a variable",
      (schema) => schema.replace("input NewProduct {", "input NewProduct { shop: ID!"),
      {
        web: "mutation ($p: NewProduct!) { add(product: $p) { sku } }",
        bot: "{ products { sku } }",
      },
      ["field-added web breaks"],
    ],
    [
      "a removed enum value breaks who names it, may break who sends a variable",
      (schema) => schema.replace("LIVE DRAFT", "LIVE"),
      {
        bot: "{ products(state: LIVE) { sku } }",
        job: "query ($s: State) { products(state: $s) { sku } }",
        web: "{ products(state: DRAFT) { sku } }",
      },
      ["enum-value-removed web breaks", "enum-value-removed job may-break"],
    ],
    [
      "an interface that is given up is no matter where documents stay valid",
      (schema) => schema.replace("type Bundle implements Item", "type Bundle"),
      { web: "{ product(sku: 1) { ... on Item { sku } } }", bot: "{ products { sku } }" },
      [],
    ],
  ])("%s", async (_, edit, documents, expected) => {
    expect((await judge(edit, documents)).lines).toEqual(expected);
  });

  it("names each rejected operation once, at the change that causes it", async () => {
    const { result } = await judge((schema) => schema.replace(" note: String state", " state"), {
      web: "query A { product(sku: 1) { note } } query B { products { note sku } }",
    });
    const [impact] = result.impacts.flat();
    expect(impact?.because.map(({ evidence }) => evidence.item)).toEqual(["A", "B"]);
    expect(result.unattributed).toEqual([]);
  });

  it("keeps what a document that was invalid before loses", async () => {
    const { lines } = await judge((schema) => schema.replace(" note: String state", " state"), {
      web: "{ product(sku: 1) { colour note } }",
    });
    expect(lines).toEqual(["field-removed web breaks"]);
  });

  const withoutMember = (schema: string): string => schema.replace(" | Coupon", "");
  const withoutInterface = (schema: string): string =>
    schema.replace("type Bundle implements Item", "type Bundle");

  it.each<[string, (schema: string) => string, string, string]>([
    [
      "a member that is asked for",
      withoutMember,
      "{ offers { ... on Coupon { code } } }",
      "breaks",
    ],
    ["another member", withoutMember, "{ offers { ... on Bundle { sku } } }", ""],
    ["no member", withoutMember, "{ offers { __typename } }", ""],
    ["a type that is asked for", withoutInterface, "{ items { ... on Bundle { sku } } }", "breaks"],
    [
      "a type by a named fragment",
      withoutInterface,
      "{ items { ...B } } fragment B on Bundle { sku }",
      "breaks",
    ],
    ["the interface where other types have it", withoutInterface, "{ items { sku } }", ""],
    [
      "the interface in a union that has other types of it",
      withoutInterface,
      "{ offers { ... on Item { sku } } }",
      "",
    ],
    ["what failed before", withoutMember, "{ product(sku: 1) { ... on Coupon { code } } }", ""],
  ])("a type that leaves another one: %s", async (_, edit, document, verdict) => {
    const { lines, recorded } = await judge(edit, { web: document });
    const verdicts = recorded.map((line) => line.split(" ").at(-1) ?? "");
    expect(verdicts.join()).toBe(verdict);
    expect(lines).toEqual(recorded);
  });
});
