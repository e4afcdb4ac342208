import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

const shop = temporaryFolder();

function done(...args: readonly string[]): string {
  const { code, stdout, stderr } = contractDrift(args, { cwd: shop });
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout;
}

const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: catalog-service }
spec: { type: service, lifecycle: production, owner: group:browse, providesApis: [catalog] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: browse }
spec: { type: team, profile: { email: browse@shop.example } }
`;

beforeAll(() => {
  writeFiles(shop, {
    "contract-drift.yaml": "contracts: [{ path: catalog.graphql, name: catalog }]\n",
    "catalog.graphql": "type Query { product: String offer: String }\n",
    "catalog-info.yaml": CATALOG,
    "web.graphql": "query Home { product }\n",
  });
});

describe("a folder without a configuration", () => {
  it("is told how a contract is published without one", () => {
    const args = ["registry", "publish", "orders", "--version", "1.0"];
    const { code, stderr } = contractDrift(args, { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain("`contract-drift registry publish NAME --from FILE`");
  });
});

describe("the service that serves a contract", () => {
  it("is the component that provides it in the catalogue, with its team", () => {
    expect(done("registry", "publish", "--version", "1.0")).toContain(
      "catalog 1.0 of catalog-service published",
    );
    expect(done("registry", "services")).toMatch(/catalog-service.*team browse/);
    expect(done("registry", "teams")).toContain("browse@shop.example");
    done("registry", "record", "web.graphql", "--consumer", "web", "--version", "3");
    expect(done("dependencies", "web")).toContain("catalog-service (team browse)");
  });

  it("is the one to deploy, and to be judged as the provider", () => {
    done("registry", "deploy", "web", "3", "--to", "production");
    expect(done("can-deploy", "catalog-service", "1.0", "--to", "production")).toContain("allow");
    done("registry", "deploy", "catalog-service", "1.0", "--to", "production");
    const answer = done("can-deploy", "web", "3", "--to", "production", "--format", "json");
    expect(JSON.parse(answer)).toMatchObject({
      decision: "allow",
      findings: [{ counterpart: { service: "catalog-service", team: "browse" } }],
    });
  });

  it("stays the one that was named before", () => {
    done("registry", "publish", "--version", "1.1", "--service", "storefront");
    writeFiles(shop, { "catalog.graphql": "type Query { product: String }\n" });
    expect(done("registry", "publish", "--version", "1.2")).toContain("catalog 1.2 of storefront");
  });

  it("is called as the contract where several provide it", () => {
    writeFiles(shop, {
      "catalog-info.yaml": `${CATALOG}---\n${CATALOG.split("---")[0] ?? ""}`.replace(
        "catalog-service",
        "other-service",
      ),
    });
    const elsewhere = ["--registry", "other.db"];
    expect(done("registry", "publish", "--version", "1.2", ...elsewhere)).toContain(
      "catalog 1.2 of catalog published",
    );
  });
});
