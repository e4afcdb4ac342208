import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift } from "./run.ts";

const PACT = {
  consumer: { name: "web" },
  provider: { name: "orders" },
  interactions: [
    { description: "x", request: { method: "GET", path: "/orders" }, response: { status: 200 } },
  ],
  metadata: { pactSpecification: { version: "3.0.0" } },
};

const PROJECT = {
  "api/openapi.yaml":
    'openapi: 3.1.0\ninfo: {title: Orders, version: "1"}\npaths: {/orders: {get: {responses: {"200": {description: ok}}}}}\n',
  "api/catalog.graphql": "type Query { product(id: ID!): String }\n",
  "clients/web/product.graphql": 'query Product { product(id: "1") }\n',
  "clients/web/products.graphql": 'query Products { product(id: "2") }\n',
  "pacts/web-orders.json": JSON.stringify(PACT),
};

function project(more: Readonly<Record<string, string>> = {}): string {
  const { folder } = temporaryRepository({ ...PROJECT, ...more });
  git(folder, "branch", "-m", "trunk");
  git(folder, "config", "init.defaultBranch", "trunk");
  return folder;
}

describe("init, in a project with more than contracts", () => {
  it("names the branch that work is merged into, the owners, and the evidence there is", () => {
    const folder = project({ ".github/CODEOWNERS": "* @shop/platform\n" });
    const { code, stdout } = contractDrift(["init"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain("2 × graphql-document, 1 × pact");
    const text = readFileSync(join(folder, "contract-drift.yaml"), "utf8");
    expect(text).toContain('base: "trunk"');
    expect(text).toContain("read from .github/CODEOWNERS");
    expect(text).toContain("graphql-document: clients/web/*.graphql");
    expect(text).toContain("pact: pacts/web-orders.json");
    expect(contractDrift(["check"], { cwd: folder }).code).toBe(0);
  });

  it("takes the manifests where they are looked for", () => {
    const folder = project({ "consumers/web.yaml": "service: web\nuses: []\n" });
    const { stdout } = contractDrift(["init", "--dry-run"], { cwd: folder });
    expect(stdout).toContain("\nconsumers: consumers/*.yaml\n");
  });

  it.each([
    ["GitHub", {}, "actions/checkout"],
    ["GitLab", { ".gitlab-ci.yml": "stages: [test]\n" }, "GIT_DEPTH: 0"],
  ])("shows what to paste for %s", (_, files, snippet) => {
    expect(contractDrift(["init"], { cwd: project(files) }).stdout).toContain(snippet);
  });
});
