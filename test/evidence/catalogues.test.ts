import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backstageReader } from "../../src/evidence/backstage/reader.ts";
import { readCatalog } from "../../src/evidence/backstage/catalog.ts";
import { ownersOf, parseCodeowners } from "../../src/evidence/codeowners.ts";
import { ownersOfContract } from "../../src/evidence/owners.ts";
import { evidenceReaderFor } from "../../src/evidence/index.ts";
import { documentParser } from "../../src/evidence/yaml-documents.ts";
import { parseDocument } from "../../src/formats/document/parse-document.ts";
import { ordersContract } from "./orders-contract.ts";

const text = readFileSync("fixtures/evidence/backstage/catalog-info.yaml", "utf8");
const parse = documentParser(parseDocument);

describe("a Backstage catalogue", () => {
  it("names the components that consume an API, from both sides", async () => {
    const { usages } = await backstageReader.read({
      path: "catalog-info.yaml",
      text,
      parse,
      contract: { name: "orders", contract: ordersContract },
    });
    expect(usages.map((one) => `${one.consumer} ${one.mode} "${one.coordinate}"`)).toEqual([
      'web declared ""',
      'mobile declared ""',
    ]);
  });

  it("names the owners as contacts", async () => {
    const { consumers } = await backstageReader.read({ path: "catalog-info.yaml", text, parse });
    expect(consumers?.[0]).toEqual({
      service: "web",
      team: "storefront",
      contacts: ["storefront@shop.example"],
      aliases: ["component:default/web"],
    });
  });

  it("finds the API through the component that provides it", async () => {
    const contract = { name: "x", contract: ordersContract, providers: ["orders-service"] };
    const { usages } = await backstageReader.read({ path: "a.yaml", text, parse, contract });
    expect(usages.map((one) => one.consumer)).toEqual(["web", "mobile"]);
  });

  it("is recognised by its text, and refused where it holds no entity", async () => {
    expect((await evidenceReaderFor("catalog-info.yaml", text))?.kind).toBe("backstage");
    await expect(
      backstageReader.read({ path: "a.yaml", text: "apiVersion: v1\n", parse }),
    ).rejects.toThrow("The file holds no entity of a Backstage catalogue.");
  });
});

describe("CODEOWNERS", () => {
  const rules = parseCodeowners(`
# contracts
*                   @shop/platform
*.graphql           @shop/catalog   # schemas
/contracts/         @shop/architects
contracts/orders/*  orders@shop.example
/contracts/**/v2    @shop/next
docs/a\\ b.md       @shop/docs
/contracts/orders/generated.yaml
`);

  it.each<[string, readonly string[]]>([
    ["README.md", ["@shop/platform"]],
    ["services/catalog/schema.graphql", ["@shop/catalog"]],
    ["contracts/stock/stock.proto", ["@shop/architects"]],
    ["contracts/orders/openapi.yaml", ["orders@shop.example"]],
    ["contracts/orders/parts/line.yaml", ["@shop/architects"]],
    ["contracts/stock/v2/stock.proto", ["@shop/next"]],
    ["docs/a b.md", ["@shop/docs"]],
    ["contracts/orders/generated.yaml", []],
  ])("%s belongs to %j", (path, owners) => {
    expect(ownersOf(rules, path)).toEqual(owners);
  });

  it("tells a file that no line matches from one that nobody owns", () => {
    expect(ownersOf(parseCodeowners("/docs/ @docs"), "src/a.ts")).toBeUndefined();
    expect(ownersOf(parseCodeowners("/src/"), "src/a.ts")).toEqual([]);
  });

  it("knows the sections of GitLab, their owners and exclusions", () => {
    const gitlab = parseCodeowners(
      "* @all\n[Contracts][2] @architects\n/contracts/\n!/contracts/drafts/\n^[Docs]\n*.md @docs\n",
    );
    expect(ownersOf(gitlab, "contracts/a.yaml")).toEqual(["@all", "@architects"]);
    expect(ownersOf(gitlab, "contracts/drafts/a.yaml")).toEqual(["@all"]);
    expect(ownersOf(gitlab, "contracts/a.md")).toEqual(["@all", "@architects", "@docs"]);
  });

  it("matches patterns of many stars in no time", () => {
    const hostile = parseCodeowners(`${"a*".repeat(200)}b @x\n${"**/".repeat(200)}b @x`);
    expect(ownersOf(hostile, `${"a".repeat(500)}/${"a/".repeat(300)}c`)).toBeUndefined();
  });
});

describe("the owners of a contract", () => {
  const catalog = (...documents: readonly string[]) =>
    readCatalog(
      documents.flatMap((one) => parse("catalog-info.yaml", one).map(({ value }) => value)),
      "services/orders/catalog-info.yaml",
    );
  const component = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders-service }
spec: { owner: team-b, providesApis: [orders-api] }
`;
  const api = (spec: string) => `apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: orders-api }
spec: { type: openapi, ${spec} }
`;
  const group = `apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: team-a }
spec: { profile: { email: a@shop.example } }
`;
  const contract = { name: "orders", files: ["services/orders/openapi.yaml"] };

  it.each([
    [
      "the owners of its files",
      "/services/ @shop/backend",
      [api("owner: team-a")],
      ["@shop/backend"],
    ],
    [
      "where nobody owns the files, the API's owner by its definition",
      "/services/",
      [api("owner: team-a, definition: { $text: ./openapi.yaml }"), group],
      ["team-a <a@shop.example>"],
    ],
    [
      "then the owner of the component that provides it",
      "",
      [api("definition: { $text: ./openapi.yaml }"), component],
      ["team-b"],
    ],
    ["nobody of another API", "", [api("owner: team-a")], []],
  ])("are %s", (_, codeowners, documents, owners) => {
    const rules = parseCodeowners(codeowners);
    expect(ownersOfContract(contract, rules, catalog(...documents))).toEqual(owners);
  });

  it("know an API by the contract's name", () => {
    const named = { ...contract, name: "orders-api" };
    expect(ownersOfContract(named, [], catalog(api("owner: team-a")))).toEqual(["team-a"]);
  });
});
