import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const SHOP = fileURLToPath(new URL("../../fixtures/shop", import.meta.url));

let shop = "";

/** The shop's branch in the work tree, over a commit `main` of what was before. */
beforeAll(() => {
  shop = temporaryFolder();
  cpSync(join(SHOP, "main"), shop, { recursive: true });
  const git = (...args: readonly string[]) => execFileSync("git", ["-C", shop, ...args]);
  git("init", "-q", "-b", "main");
  git("config", "user.email", "shop@example.com");
  git("config", "user.name", "Shop");
  git("add", "-A");
  git("commit", "-q", "-m", "A shop");
  cpSync(join(SHOP, "branch"), shop, { recursive: true });
});

function ask(...args: readonly string[]): Run {
  return contractDrift(["impact", ...args, "--today", "2026-11-22"], { cwd: shop });
}

describe("impact of a change", () => {
  it("tells of each consumer what the change does to it, worst first", () => {
    expect(ask("catalog", "--before", "main")).toEqual({
      code: 0,
      stderr: "",
      stdout: `catalog  main → working tree  ✖ 5 changes: 2 breaking, 1 dangerous, 2 compatible

✖ breaks  mobile  team storefront (#storefront-mobile)
    enum-value-added  Availability.DISCONTINUED  DISCONTINUED was added to Availability
        selects Product.availability (MobileProduct, clients/mobile/product.graphql:1)

✖ breaks  web  team storefront (#storefront)
    field-removed  Image.alt  field alt was removed
        document is rejected: Cannot query field "alt" on type "Image". (ProductPage, clients/web/product-page.graphql:1)
    may break: enum-value-added  Availability.DISCONTINUED  DISCONTINUED was added to Availability
        selects Product.availability (ProductPage, clients/web/product-page.graphql:1)

Nobody is seen to be hit by
  ✖ breaking  field-removed  Product.imageUrl  field imageUrl was removed

2 of 2 known consumers judged
`,
    });
  });

  it("names consumers that are not hit, and those that may be", () => {
    const { stdout } = ask("orders", "--before", "main");
    expect(stdout).toContain("▲ may break  mobile  team storefront");
    expect(stdout).toContain("no use seen by billing");
  });

  it.each([
    ["files", "main:services/orders/openapi.yaml", "services/orders/openapi.yaml"],
    ["folders", "main:services/orders", "services/orders"],
    ["a revision and a file", "HEAD", "services/orders/openapi.yaml"],
  ])("takes %s", (_, before, after) => {
    const { stdout, stderr } = ask("orders", "--before", before, "--after", after);
    expect(stderr).toBe("");
    expect(stdout).toContain(`orders  ${before} → ${after}  ✖ 5 changes`);
    expect(stdout).toContain("✖ breaks  warehouse");
  });

  it("asks the other way round what going back would do", () => {
    const { stdout } = ask("catalog", "--after", "main");
    expect(stdout).toContain("catalog  working tree → main  ");
    expect(stdout).toContain("enum-value-removed  Availability.DISCONTINUED");
  });

  it("takes a contract that is not there afterwards as gone", () => {
    const folder = temporaryFolder({ "a.graphql": "type Query { a: Int }\n" });
    writeFiles(folder, { "contract-drift.yaml": "contracts: [{ name: a, path: a.graphql }]\n" });
    const git = (...args: readonly string[]) => execFileSync("git", ["-C", folder, ...args]);
    git("init", "-q", "-b", "main");
    git("-c", "user.email=a@b.c", "-c", "user.name=a", "commit", "-q", "--allow-empty", "-m", "A");
    const gone = contractDrift(["impact", "a", "--after", "main"], { cwd: folder });
    expect(gone.stdout).toContain("a  working tree → main  ✖ the contract is gone");
    const none = contractDrift(["impact", "a", "--before", "main"], { cwd: folder });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("main has no contract named a, so nothing of it can break.");
  });

  it("answers in JSON by consumer and by change, and fails only when asked to", () => {
    const run = ask("stock", "--before", "main", "--format", "json", "--fail");
    expect(run.code).toBe(1);
    const answer = JSON.parse(run.stdout) as {
      consumers: { changes: { key: string }[] }[];
      comparison: { changes: { key: string }[] };
    };
    expect(answer).toMatchObject({
      schemaVersion: 1,
      consumers: [
        {
          consumer: "warehouse",
          verdict: "breaks",
          changes: [{ rule: "encoding-incompatible", verdict: "breaks" }],
        },
      ],
      coverage: { known: 1, covered: 1, uncovered: [] },
      comparison: { contract: "stock", verdict: "breaking", base: { ref: "main" } },
    });
    const [hit] = answer.consumers[0]?.changes ?? [];
    expect(answer.comparison.changes.map(({ key }) => key)).toContain(hit?.key);
    const same = ask("stock", "--before", "main", "--after", "HEAD", "--fail");
    expect(same).toEqual({
      code: 0,
      stderr: "",
      stdout: "stock  main → HEAD  = nothing has changed\n",
    });
  });

  it("compares with a version that was published", () => {
    const place = ["--registry", "registry.db"];
    const publish = ["registry", "publish", "catalog", "--from", "main:services/catalog"];
    const published = contractDrift([...publish, "--version", "1.0", ...place], { cwd: shop });
    expect(published.stderr).toBe("");
    const run = ask("catalog", "--before", "version:1.0", ...place);
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain("catalog  version 1.0 → working tree  ✖ 5 changes");
    expect(ask("catalog", "--before", "version:1.1", ...place).stderr).toContain(
      "No version 1.1 of catalog is published.\n  hint: Did you mean 1.0?",
    );
  });

  it.each([
    [["orders"], 2, "either of a coordinate or of a change"],
    [["orders", "GET /orders", "--before", "main"], 2, "either of a coordinate or of a change"],
    [["order", "--before", "main"], 2, "Did you mean orders?"],
    [["orders", "--before", "mian"], 3, 'There is no file, folder or revision "mian".'],
    [["orders", "--before", "version:1"], 2, "and none is named"],
    [["orders", "--before", "main:services/catalog"], 3, "are of different formats"],
    [["orders", "--before", "main:nowhere"], 3, "has no file or folder"],
    [["orders", "--before", "https://shop.example/a.yaml"], 3, "nothing is fetched"],
  ])("%j is refused with what to do", (args, code, message) => {
    const run = ask(...args);
    expect(run).toMatchObject({ code, stdout: "" });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain("hint: ");
  });
});
