import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const SHOP = fileURLToPath(new URL("../../fixtures/shop/main", import.meta.url));

let shop = "";
beforeAll(() => {
  shop = temporaryFolder();
  cpSync(SHOP, shop, { recursive: true });
});

function ask(...args: readonly string[]): Run {
  return contractDrift([...args, "--today", "2026-11-22"], { cwd: shop });
}

describe("impact", () => {
  it.each([
    [
      "catalog",
      "Product.weight",
      "mobile (storefront) breaks: selects Product.weight",
      "no use seen by web",
    ],
    [
      "orders",
      "#schemas.Order.trackingUrl",
      "web (storefront) breaks",
      "mobile (storefront) may break",
    ],
    ["orders", "GET /orders/{orderId}", "web (storefront) breaks", "no use seen by billing"],
    ["stock", "shop.stock.v1.Item.reserved#3", "warehouse (logistics) breaks", "#logistics"],
  ])("of %s %s names who breaks and who does not", (contract, coordinate, breaks, others) => {
    const run = ask("impact", contract, coordinate);
    expect(run.code).toBe(0);
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain(breaks);
    expect(run.stdout).toContain(others);
  });

  it("answers in JSON with a version, and fails only when asked to", () => {
    const run = ask("impact", "catalog", "Product.weight", "--format", "json", "--fail");
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      schemaVersion: 1,
      contract: "catalog",
      element: "Product.weight",
      location: { file: "services/catalog/schema.graphql", line: 22, column: 3 },
      lifecycle: { state: "window-open", sunset: "2026-12-15", daysLeft: 23 },
      impact: [
        { consumer: "mobile", verdict: "breaks" },
        { consumer: "web", verdict: "no-use-seen" },
      ],
      coverage: { known: 2, covered: 2, uncovered: [] },
    });
    expect(ask("impact", "catalog", "Image.alt", "--fail", "-q")).toEqual({
      code: 1,
      stdout: "",
      stderr: "",
    });
    expect(ask("impact", "catalog", "Product.parcel", "--fail", "-q").code).toBe(0);
  });

  it.each([
    [["impact", "catalogue", "Product.weight"], "Did you mean catalog?"],
    [["impact", "catalog", "Product.wieght"], "Did you mean Product.weight?"],
  ])("%j is a usage error that suggests", (args, words) => {
    const run = ask(...args);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
    expect(run.stderr).toContain(words);
  });
});

describe("deprecations", () => {
  it("list what may go now before what may go later, with who still uses it", () => {
    const { code, stdout } = ask("deprecations");
    expect(code).toBe(0);
    const order = [
      "May be removed now (1)",
      "Product.imageUrl",
      "Window open (3)",
      "Product.weight",
      "Order.trackingUrl",
      "Item.available",
    ];
    const places = order.map((words) => stdout.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(stdout).toContain(
      "4 deprecated elements in 3 contracts (catalog, orders, stock) on 2026-11-22.",
    );
  });

  it("change with the day", () => {
    const run = contractDrift(["deprecations", "catalog", "--today", "2026-12-16"], { cwd: shop });
    expect(run.stdout).toContain("Window closed, but still used (1)");
    expect(run.stdout).toContain("mobile (storefront) breaks: selects Product.weight");
  });

  it("of one contract, as JSON, can fail where a window has closed", () => {
    const run = ask("deprecations", "catalog", "--format", "json", "--fail");
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      schemaVersion: 1,
      contracts: ["catalog"],
      deprecations: [
        { element: "Product.imageUrl", removal: "now", lifecycle: { state: "window-closed" } },
        { element: "Product.weight", removal: "later", lifecycle: { state: "window-open" } },
      ],
    });
    expect(ask("deprecations", "orders", "--fail").code).toBe(0);
  });
});

describe("init", () => {
  it("finds contracts by their content and writes a configuration that works", () => {
    const folder = temporaryFolder();
    cpSync(join(SHOP, "services"), join(folder, "services"), { recursive: true });
    const dry = contractDrift(["init", "--dry-run"], { cwd: folder });
    expect(dry.code).toBe(0);
    expect(existsSync(join(folder, "contract-drift.yaml"))).toBe(false);
    const run = contractDrift(["init"], { cwd: folder });
    expect(run.code).toBe(0);
    expect(readFileSync(join(folder, "contract-drift.yaml"), "utf8")).toBe(dry.stdout);
    const after = contractDrift(["deprecations", "--format", "json"], { cwd: folder });
    expect(JSON.parse(after.stdout)).toMatchObject({
      contracts: ["catalog", "services/orders/openapi", "stock"],
    });
  });

  it("never overwrites one", () => {
    const before = readFileSync(join(shop, "contract-drift.yaml"), "utf8");
    const run = contractDrift(["init"], { cwd: shop });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("never overwritten");
    expect(readFileSync(join(shop, "contract-drift.yaml"), "utf8")).toBe(before);
  });

  it("says so where there is nothing to find", () => {
    const run = contractDrift(["init"], { cwd: temporaryFolder({ "README.md": "" }) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("No OpenAPI document");
  });
});
