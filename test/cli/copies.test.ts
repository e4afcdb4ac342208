import { expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

it("impact says which published version a copy is, and how far behind", () => {
  const shop = temporaryFolder();
  const run = (...args: readonly string[]): string => {
    const { code, stdout, stderr } = contractDrift(args, { cwd: shop });
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
    return stdout;
  };
  const publish = (version: string, day: string, fields: string): void => {
    writeFiles(shop, { "catalog.graphql": `type Query { ${fields} }\n` });
    run("registry", "publish", "--version", version, "--at", day, "--registry", "registry.db");
  };
  writeFiles(shop, {
    "contract-drift.yaml":
      "contracts: [{ path: catalog.graphql, name: catalog }]\nconsumers: [consumers/*.yaml]\n",
    "consumers/web.yaml": "service: web\nuses: [{ contract: catalog, evidence: [copy.graphql] }]\n",
    "consumers/copy.graphql": "type Query { product: String offer: String }\n",
  });
  publish("1.0", "2026-01-01", "product: String offer: String");
  publish("1.1", "2026-02-01", "product: String offer: Int");
  publish("1.2", "2026-03-01", "product: String offer: Float");
  const text = run("impact", "catalog", "Query.product", "--registry", "registry.db", "--verbose");
  expect(text).toContain("The copy of catalog is 1.0, 2 versions behind.");
  expect(run("impact", "catalog", "Query.product", "--verbose")).toContain(
    "The copy of catalog is no version of it that is known.",
  );
});
