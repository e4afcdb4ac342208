import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const CATALOG =
  "type Query {\n  product(sku: ID!): Product\n}\n\ntype Product {\n  sku: ID!\n  name: String\n}\n";
const STOCK = 'syntax = "proto3";\npackage shop;\nmessage Item {\n  string sku = 1;\n}\n';
const CONFIG =
  "contracts:\n  - { name: catalog, path: catalog.graphql }\n  - { name: stock, path: stock.proto }\n";

const FILES = { "catalog.graphql": CATALOG, "stock.proto": STOCK, "contract-drift.yaml": CONFIG };
const TODAY = ["--today", "2026-11-22"];

const schemaFile = new URL("../../schema/report.schema.json", import.meta.url);
const isReport = new Ajv2020({ strict: true }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")),
);

/** A repository whose branch `work` makes these changes to the shop on `main`. */
function branchWith(
  changes: Readonly<Record<string, string>>,
  onMain: Readonly<Record<string, string>> = FILES,
): string {
  const { folder } = temporaryRepository(onMain);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, changes);
  return folder;
}

function check(folder: string, ...args: readonly string[]): Run {
  return contractDrift(["check", ...TODAY, ...args], { cwd: folder });
}

/** The JSON report of a check, which has to keep the published schema. */
function reportOf(folder: string, ...args: readonly string[]): Report {
  const report: unknown = JSON.parse(check(folder, "--format", "json", ...args).stdout);
  expect(isReport(report) ? [] : isReport.errors).toEqual([]);
  return report as Report;
}

function statesOf(report: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(report.comparisons.map(({ contract, state }) => [contract, state]));
}

describe("a branch that breaks a contract", () => {
  let folder = "";
  beforeAll(() => {
    folder = branchWith({ "catalog.graphql": CATALOG.replace("  name: String\n", "") });
  });

  it("is blocked: exit 1, and the report says what breaks where", () => {
    const { code, stdout, stderr } = check(folder);
    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(stdout).toContain("field-removed  Product.name  catalog.graphql:7:3 (before)");
    expect(stdout).toContain("✖ Blocking (1 of 1 change");
  });

  it("gives the same as JSON, whole and by the published schema", () => {
    const report = reportOf(folder);
    expect(report.blocking).toBe(true);
    expect(statesOf(report)).toEqual({ catalog: "compared", stock: "unchanged" });
    expect(report.comparisons[0]?.base).toEqual({
      ref: "main",
      commit: git(folder, "rev-parse", "main"),
    });
  });

  it("gives the same bytes twice", () => {
    expect(check(folder, "--format", "json").stdout).toBe(check(folder, "--format", "json").stdout);
  });

  it("says nothing but its exit code when quiet", () => {
    expect(check(folder, "-q")).toEqual({ code: 1, stdout: "", stderr: "" });
  });

  it("writes the report to a file instead of standard output", () => {
    const run = check(folder, "--format", "json", "-o", "report.json");
    expect(run).toEqual({ code: 1, stdout: "", stderr: "" });
    expect(readFileSync(join(folder, "report.json"), "utf8")).toBe(
      check(folder, "--format", "json").stdout,
    );
    rmSync(join(folder, "report.json"));
  });

  it("writes several formats from one run", () => {
    const run = check(folder, "--format", "json=report.json", "--format", "text");
    expect(run.code).toBe(1);
    expect(run.stdout).toBe(check(folder).stdout);
    expect(isReport(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")))).toBe(true);
    rmSync(join(folder, "report.json"));
    const two = check(folder, "--format", "json", "--format", "text");
    expect(two.code).toBe(2);
    expect(two.stderr).toContain("FORMAT=FILE");
  });

  it("passes where the policy for this run lets it", () => {
    expect(check(folder, "--fail-on", "never").code).toBe(0);
    expect(check(folder, "--block", "used").code).toBe(0);
  });

  it("is found from a folder below and from another branch, too", () => {
    writeFiles(folder, { "docs/readme.md": "" });
    expect(check(join(folder, "docs")).code).toBe(1);
    git(folder, "checkout", "-q", "main");
    expect(check(folder).code).toBe(0);
    expect(check(folder, "--head", "work").code).toBe(1);
    git(folder, "checkout", "-q", "work");
  });
});

describe("what is compared", () => {
  it("is the work tree, commits or not", () => {
    const folder = branchWith({});
    writeFiles(folder, { "catalog.graphql": CATALOG.replace("  name: String\n", "") });
    expect(check(folder).code).toBe(1);
  });

  it("starts where the branch left main, so that others' changes are nobody's blame here", () => {
    const folder = branchWith({ "README.md": "x" });
    git(folder, "checkout", "-q", "main");
    commit(folder, { "catalog.graphql": CATALOG.replace("}\n", "  categories: [ID!]\n}\n") });
    git(folder, "checkout", "-q", "work");
    const report = reportOf(folder);
    expect(statesOf(report)).toEqual({ catalog: "unchanged", stock: "unchanged" });
    expect(report.verdict).toBe("unchanged");
  });

  it("leaves contracts alone whose bytes are the same, even where they could not be read", () => {
    const broken = { ...FILES, "catalog.graphql": "type Query {" };
    const folder = branchWith({ "stock.proto": `${STOCK}message More {}\n` }, broken);
    expect(statesOf(reportOf(folder))).toEqual({ catalog: "unchanged", stock: "compared" });
  });

  it("includes a new contract, which breaks nobody", () => {
    const { "catalog.graphql": _, ...others } = FILES;
    const folder = branchWith(
      { "catalog.graphql": CATALOG },
      { ...others, "contract-drift.yaml": CONFIG },
    );
    const run = check(folder);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("catalog (GraphQL)  main");
    expect(run.stdout).toContain("new contract, nothing to compare with");
  });

  it("includes a contract that is gone, which breaks everybody", () => {
    const folder = branchWith({});
    git(folder, "rm", "-q", "stock.proto");
    commit(folder);
    const report = reportOf(folder);
    expect(statesOf(report)).toEqual({ catalog: "unchanged", stock: "removed" });
    expect(report.comparisons[1]?.changes.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["contract-removed", "breaking"],
    ]);
    expect(report.blocking).toBe(true);
  });

  it("goes on where one contract cannot be read, and ends with exit 3", () => {
    const folder = branchWith({
      "catalog.graphql": "type Query {",
      "stock.proto": STOCK.replace("string sku = 1", "int32 sku = 1"),
    });
    const run = check(folder, "--format", "json");
    expect(run.code).toBe(3);
    const report = JSON.parse(run.stdout) as Report;
    expect(statesOf(report)).toEqual({ catalog: "unreadable", stock: "compared" });
    expect(report.comparisons[0]?.diagnostics[0]).toMatchObject({
      code: "syntax",
      location: { file: "catalog.graphql", line: 1 },
    });
    expect(report.summary.breaking).toBe(1);
  });
});

describe("a check that cannot be made", () => {
  it.each([
    ["no configuration", { "a.txt": "" }, "contract-drift.yaml", 2],
    [
      "an unknown key",
      { ...FILES, "contract-drift.yaml": "contract: []\n" },
      "contract-drift.yaml:1:1",
      2,
    ],
    [
      "a glob that matches nothing",
      { "contract-drift.yaml": "contracts: ['*.graphql']\n" },
      "contract-drift.yaml",
      2,
    ],
  ])("for %s is exit 2 with a place", (_, files, words, code) => {
    const run = check(temporaryRepository(files).folder, "--format", "json");
    expect(run.code).toBe(code);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/^error: .*\n/);
    expect(run.stderr).toContain(words);
  });

  it("outside of a repository, or before the first commit, has no base: exit 4", () => {
    expect(check(temporaryFolder(FILES)).code).toBe(4);
    const { folder } = temporaryRepository();
    writeFiles(folder, FILES);
    expect(check(folder).code).toBe(4);
  });

  it("in a shallow clone says exactly what to do: exit 4", () => {
    const origin = branchWith({ "README.md": "x" });
    git(origin, "checkout", "-q", "main");
    commit(origin, { "README.md": "y" });
    const clone = temporaryFolder();
    const url = pathToFileURL(origin).href;
    git(clone, "clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "work", url, ".");
    const run = check(clone);
    expect(run.code).toBe(4);
    expect(run.stdout).toBe("");
    expect(run.stderr).toContain("shallow clone");
    expect(run.stderr).toContain("fetch-depth: 0");
  });

  it("against a revision that does not exist is exit 4 with a suggestion", () => {
    const run = check(branchWith({}), "--against", "maim");
    expect(run.code).toBe(4);
    expect(run.stderr).toContain("Did you mean main?");
  });
});
