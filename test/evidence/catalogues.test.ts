import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backstageReader } from "../../src/evidence/backstage/reader.ts";
import { ownersOf, parseCodeowners } from "../../src/evidence/codeowners.ts";
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
