import { beforeAll, describe, expect, it } from "vitest";
import { catalogText, ordersText } from "../app/history/shop-history.ts";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

const shop = temporaryFolder();
const TODAY = ["--today", "2026-11-22"];
const REGISTRY = ["--registry", ".contract-drift/registry.db"];

function done(...args: readonly string[]): string {
  const { code, stdout, stderr } = contractDrift(args, { cwd: shop });
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout;
}

function publish(version: string, at: string): void {
  done("registry", "publish", "--service", "shop", "--version", version, "--at", at);
}

function deploy(version: string, environment: string, at: string): void {
  done("registry", "deploy", "shop", version, "--to", environment, "--at", at);
}

function deprecations(...options: readonly string[]): string {
  return done("deprecations", ...REGISTRY, ...TODAY, ...options);
}

beforeAll(() => {
  writeFiles(shop, {
    "contract-drift.yaml": `contracts:
  - { path: catalog.graphql, name: catalog }
  - { path: orders.yaml, name: orders }
`,
    "catalog.graphql": catalogText({ offer: "active" }),
    "orders.yaml": ordersText({ archive: "active" }),
  });
  publish("1.0", "2026-01-01");
  writeFiles(shop, {
    "catalog.graphql": catalogText({ offer: "until 2027-03-01" }),
    "orders.yaml": ordersText({ archive: "until 2027-01-31" }),
  });
  publish("1.1", "2026-03-01");
});

describe("a deprecation", () => {
  it("tells nothing of environments where no deployment is known", () => {
    expect(deprecations()).toContain("deprecated since 2026-03-01 (by the registry, 1.1)\n");
  });

  it("is live in an environment since a version that says it ran there first", () => {
    deploy("1.0", "production", "2026-01-10");
    deploy("1.1", "staging", "2026-03-05");
    expect(deprecations()).toContain(
      "deprecated since 2026-03-01 (by the registry, 1.1); not live in production yet; live in staging since 2026-03-05 or earlier (1.1)",
    );
    deploy("1.1", "production", "2026-04-01");
    // A roll-back does not take back what was announced.
    deploy("1.0", "production", "2026-04-02");
    expect(deprecations("--format", "markdown")).toContain(
      "| 2026-03-01<br>live in production since 2026-04-01 (1.1)<br>live in staging since 2026-03-05 or earlier (1.1) |",
    );
    const answer: { readonly deprecations: readonly object[] } = JSON.parse(
      deprecations("--format", "json", "--contract", "orders"),
    );
    expect(answer.deprecations).toMatchObject([
      {
        element: "GET /archive",
        since: { on: "2026-03-01", by: "registry", version: "1.1", orEarlier: false },
        live: [
          { environment: "production", since: { on: "2026-04-01", orEarlier: false } },
          { environment: "staging", since: { on: "2026-03-05", orEarlier: true } },
        ],
      },
    ]);
  });

  it("is remarked on where its window is shorter than the policy asks for", () => {
    writeFiles(shop, {
      "strict.yaml": `contracts: [{ path: orders.yaml, name: orders }]\nwindow: { minimum: 2 years }\n`,
    });
    const text = deprecations("--config", "strict.yaml");
    expect(text).toContain("; its window is shorter than agreed\n");
    expect(deprecations("--config", "strict.yaml", "--format", "markdown")).toContain(
      "deprecated, window open; its window is shorter than agreed",
    );
  });

  it("began when it could first be met, where it was published into the registry later", () => {
    writeFiles(shop, {
      "catalog.graphql": catalogText({ offer: "until 2027-03-01", deal: "until 2027-04-01" }),
    });
    publish("1.2", "2026-10-01");
    deploy("1.2", "production", "2026-06-01");
    expect(deprecations()).toContain("deprecated since 2026-06-01 (by its first deployment, 1.2)");
    const headers = done("headers", "orders", ...REGISTRY, ...TODAY, "--format", "json");
    expect(JSON.parse(headers)).toMatchObject({
      operations: [{ since: "registry", headers: { Deprecation: "@1772323200" } }],
    });
  });
});
