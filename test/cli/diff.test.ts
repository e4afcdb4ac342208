import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromJson, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";
import { commit, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift } from "./run.ts";

const BEFORE = "type Query {\n  order: Order\n}\n\ntype Order {\n  id: ID!\n  note: String\n}\n";
const AFTER = BEFORE.replace("  note: String\n", "");
const TODAY = ["--today", "2026-11-22"];

function diff(cwd: string, args: readonly string[], input = "") {
  return contractDrift(["diff", ...TODAY, ...args], { cwd, input });
}

describe("diff", () => {
  const folder = temporaryFolder({
    "before.graphql": BEFORE,
    "after.graphql": AFTER,
    "many/before/a.graphql": BEFORE,
    "many/after/a.graphql": AFTER,
    "many/after/queries.graphql": "query Orders { order { id } }",
  });

  it("compares two files and exits 1 where something breaks", () => {
    const run = diff(folder, ["before.graphql", "after.graphql"]);
    expect(run.code).toBe(1);
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain("after (GraphQL)  before.graphql → after.graphql  ✖ 1 breaking");
  });

  it("exits 0 where nothing does, and says what was compared", () => {
    const run = diff(folder, ["after.graphql", "before.graphql"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      "✔ Not blocking (1 change: 0 breaking, 0 dangerous, 1 compatible)",
    );
    expect(run.stdout).toContain("Compared 1 contract with");
  });

  it("compares folders and leaves documents of queries out", () => {
    expect(diff(folder, ["many/before", "many/after"]).code).toBe(1);
  });

  it("reads one side from standard input", () => {
    expect(diff(folder, ["before.graphql", "-"], AFTER).code).toBe(1);
    expect(diff(folder, ["-", "before.graphql"], BEFORE).code).toBe(0);
  });

  it("reads revisions, and names their commits", () => {
    const repository = temporaryRepository({ "api/orders.graphql": BEFORE });
    const id = commit(repository.folder, { "api/orders.graphql": AFTER });
    const run = diff(repository.folder, [
      "HEAD~1:api/orders.graphql",
      "HEAD:api/orders.graphql",
      "--format",
      "json",
    ]);
    expect(run.code).toBe(1);
    const report: unknown = JSON.parse(run.stdout);
    expect(report).toMatchObject({ comparisons: [{ contract: "orders", head: { commit: id } }] });
  });

  it("judges the impact on the consumers that manifests name", () => {
    const shop = temporaryFolder({
      "before.graphql": BEFORE,
      "after.graphql": AFTER,
      "consumers/web.yaml":
        "service: web\nteam: storefront\nuses:\n  - contract: shop\n    evidence: [../web/*.graphql]\n",
      "consumers/till.yaml":
        "service: till\nuses:\n  - contract: shop\n    evidence: [../till/*.graphql]\n",
      "web/order.graphql": "query Order { order { id note } }",
      "till/order.graphql": "query Order { order { id } }",
    });
    const sides = ["before.graphql", "after.graphql"];
    const run = diff(shop, [...sides, "--consumers", "consumers/*.yaml", "--name", "shop"]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("web (storefront) breaks:");
    expect(run.stdout).toContain("no use seen by till");
    const misnamed = diff(shop, [...sides, "--consumers", "consumers/*.yaml"]);
    expect(misnamed.code).toBe(2);
    expect(misnamed.stderr).toContain("--name");
  });
});

describe("input that cannot be compared", () => {
  const folder = temporaryFolder({
    "good.graphql": BEFORE,
    "empty.graphql": " \n",
    "cut.graphql": BEFORE.slice(0, -4),
    "cut.json": '{"openapi": "3.1.0", "paths": {',
    "binary.yaml": Buffer.from([0, 1, 2, 255]),
    "prose.txt": "Dear reader, this is no contract.",
    "stock.proto": 'syntax = "proto3";\nmessage Item {}\n',
    "nothing/README.md": "",
    "deep.graphql": `type Query { a: ${"[".repeat(20_000)}Int${"]".repeat(20_000)} }`,
    "deep.json": `{"openapi": "3.1.0", "paths": ${"[".repeat(20_000)}`,
  });

  it.each([
    ["missing.graphql", "There is no file missing.graphql"],
    ["empty.graphql", "empty"],
    ["cut.graphql", "cut.graphql:"],
    ["cut.json", "cut.json:"],
    ["binary.yaml", "binary.yaml"],
    ["prose.txt", "not recognised"],
    ["stock.proto", "different formats"],
    ["nothing", "No contract was found"],
    ["deep.graphql", "deep.graphql"],
    ["deep.json", "deep.json"],
    ["https://shop.example/schema.graphql", "--allow-network"],
  ])("%s is exit 3: one sentence, no trace, nothing on standard output", (source, words) => {
    const began = performance.now();
    const run = diff(folder, ["good.graphql", source, "--format", "json"]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(run.code).toBe(3);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/^error: .*[.!?]\n/);
    expect(run.stderr).toContain(words);
    expect(run.stderr).not.toMatch(/^ {4}at /m);
  });

  it("at a revision that does not exist is no crash either", () => {
    const { folder: repository } = temporaryRepository({ "a.graphql": BEFORE });
    const run = diff(repository, ["nowhere:a.graphql", "a.graphql"]);
    expect([3, 4]).toContain(run.code);
    expect(run.stderr).toMatch(/^error: /);
  });
});

describe("descriptor sets", () => {
  const set = (field: string): Uint8Array =>
    toBinary(
      FileDescriptorSetSchema,
      fromJson(FileDescriptorSetSchema, {
        file: [
          {
            name: "stock.proto",
            package: "shop.v1",
            syntax: "proto3",
            messageType: [
              { name: "Item", field: [{ name: field, number: 1, type: "TYPE_STRING" }] },
            ],
          },
        ],
      }),
    );

  it("are compared as bytes, from files, revisions and by configuration", () => {
    const { folder } = temporaryRepository({
      "contract-drift.yaml": "contracts:\n  - path: image.binpb\n    name: stock\nbase: main\n",
    });
    writeFileSync(join(folder, "image.binpb"), set("sku"));
    commit(folder, {});
    writeFileSync(join(folder, "image.binpb"), set("code"));
    expect(diff(folder, ["HEAD:image.binpb", "image.binpb"]).stdout).toContain(
      "shop.v1.Item.sku#1",
    );
    const check = contractDrift(["check", ...TODAY, "--against", "HEAD"], { cwd: folder });
    expect(check.stdout).toContain("shop.v1.Item.sku#1");
    expect(check.code).toBe(1);
  });

  it("are refused in one sentence where they are cut off", () => {
    const cut = temporaryFolder({});
    writeFileSync(join(cut, "a.binpb"), set("sku"));
    writeFileSync(join(cut, "b.binpb"), set("sku").subarray(0, 20));
    const run = diff(cut, ["a.binpb", "b.binpb"]);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("b.binpb");
    expect(run.stderr).not.toContain("    at ");
  });
});
