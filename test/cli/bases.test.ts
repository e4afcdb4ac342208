import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const ALL = "type Query {\n  product: String\n  order: String\n  stock: Int\n}\n";
const without = (field: string): string => ALL.replace(new RegExp(`  ${field}: .*\n`), "");
const CONFIG = "contracts:\n  - { name: catalog, path: catalog.graphql }\n";
const FILES = { "catalog.graphql": ALL, "contract-drift.yaml": CONFIG };

const schemaFile = new URL("../../schema/report.schema.json", import.meta.url);
const isReport = new Ajv2020({ strict: true }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")),
);

function run(folder: string, ...args: readonly string[]): Run {
  return contractDrift(["check", "--today", "2026-11-22", ...args], { cwd: folder });
}

function reportOf(folder: string, ...args: readonly string[]): Report {
  const { stdout, stderr } = run(folder, "--format", "json", ...args);
  expect(stderr).toBe("");
  const report: unknown = JSON.parse(stdout);
  expect(isReport(report) ? [] : isReport.errors).toEqual([]);
  return report as Report;
}

/** What blocks against each base, by the elements that went. */
function verdicts(report: Report): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    report.comparisons.map(({ base, changes }) => [
      base?.ref ?? "",
      changes.filter(({ blocking }) => blocking.value).map(({ element }) => element),
    ]),
  );
}

/** Released as v1.4 with everything; main has since lost `stock`, the branch adds what is given. */
function released(onBranch: string): string {
  const { folder } = temporaryRepository(FILES);
  git(folder, "tag", "v1.4");
  commit(folder, { "catalog.graphql": without("stock") });
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, { "catalog.graphql": onBranch });
  return folder;
}

describe("against several bases at once", () => {
  it("gives each a verdict of its own, and blocks where one of them does", () => {
    const folder = released(`${without("stock")}\ntype Shelf {\n  id: ID\n}\n`);
    const report = reportOf(folder, "--against", "main", "--against", "latest v*");
    expect(verdicts(report)).toEqual({ main: [], "v1.4": ["Query.stock"] });
    expect(report.bases).toMatchObject([
      { ref: "main", blocking: false },
      { ref: "v1.4", blocking: true, commit: git(folder, "rev-parse", "v1.4") },
    ]);
    expect(report.blocking).toBe(true);
    const { code, stdout } = run(folder, "--against", "main", "--against", "v1.4");
    expect(code).toBe(1);
    expect(stdout).toContain("Compared 1 contract with");
    expect(stdout).toMatch(/Against main \(.{7}\): .*nothing blocks/);
    expect(stdout).toMatch(/Against v1\.4 \(.{7}\): .*blocking/);
  });

  it("counts and shows a change once that several bases see", () => {
    const { folder } = temporaryRepository(FILES);
    git(folder, "tag", "v1.4");
    git(folder, "checkout", "-q", "-b", "work");
    commit(folder, { "catalog.graphql": without("order") });
    const bases = ["--against", "main", "--against", "v1.4"];
    const report = reportOf(folder, ...bases);
    expect(verdicts(report)).toEqual({ main: ["Query.order"], "v1.4": ["Query.order"] });
    expect(report.summary).toMatchObject({ breaking: 1, blocking: 1 });
    const sarif = JSON.parse(run(folder, "--format", "sarif", ...bases).stdout) as {
      readonly runs: readonly { readonly results: readonly unknown[] }[];
    };
    expect(sarif.runs[0]?.results).toHaveLength(1);
    expect(run(folder, "--format", "github", ...bases).stdout.match(/::error/g)).toHaveLength(1);
    expect(JSON.parse(run(folder, "--format", "gitlab", ...bases).stdout)).toHaveLength(1);
    expect(run(folder, ...bases).stdout.match(/ {4}key /g)).toHaveLength(1);
    expect(run(folder, "--format", "markdown", ...bases).stdout.match(/#### /g)).toHaveLength(1);
  });

  it("is waived once for all of them", () => {
    const folder = released(without("stock"));
    const bases = ["--against", "main", "--against", "v1.4"];
    const [change] = reportOf(folder, ...bases).comparisons.flatMap(({ changes }) => changes);
    const terms = ["--reason", "gone", "--owner", "ana", "--expires", "2027-01-31"];
    const waived = contractDrift(["waive", change?.key ?? "", ...terms, ...bases], { cwd: folder });
    expect(waived.stderr).toBe("");
    expect(run(folder, ...bases).code).toBe(0);
  });
});

describe("against the latest release", () => {
  it("takes the latest by number that the branch contains", () => {
    const { folder } = temporaryRepository(FILES);
    git(folder, "tag", "v1.9");
    commit(folder, { "catalog.graphql": without("order") });
    git(folder, "tag", "v1.10");
    git(folder, "tag", "v1.11-rc.1");
    git(folder, "tag", "nightly");
    git(folder, "checkout", "-q", "-b", "older", "v1.9");
    expect(reportOf(folder, "--against", "latest v*").comparisons[0]?.base?.ref).toBe("v1.9");
    git(folder, "checkout", "-q", "main");
    expect(reportOf(folder, "--against", "latest v*").comparisons[0]?.base?.ref).toBe("v1.11-rc.1");
    expect(reportOf(folder, "--against", "latest:v1.1?").comparisons[0]?.base?.ref).toBe("v1.10");
  });

  it("says that there is none yet: exit 4 alone, a note beside another base", () => {
    const { folder } = temporaryRepository(FILES);
    git(folder, "checkout", "-q", "-b", "work");
    const alone = run(folder, "--against", "latest v*");
    expect(alone.code).toBe(4);
    expect(alone.stderr).toContain('No tag matches "v*"');
    expect(alone.stderr).toContain("git fetch --tags");
    const report = reportOf(folder, "--against", "main", "--against", "latest v*");
    expect(report.diagnostics).toMatchObject([{ code: "no-release" }]);
    expect(report.bases).toBeUndefined();
  });

  it("is judged by today's policy, not by the policy of the release", () => {
    const { folder } = temporaryRepository(FILES);
    git(folder, "tag", "v1.4");
    commit(folder, { "contract-drift.yaml": `severity: { field-removed: dangerous }\n${CONFIG}` });
    git(folder, "checkout", "-q", "-b", "work");
    commit(folder, { "catalog.graphql": without("order") });
    const report = reportOf(folder, "--against", "latest v*");
    expect(report).toMatchObject({ blocking: false, policyNotices: [] });
    expect(report.comparisons[0]?.changes[0]?.severity).toBe("dangerous");
  });
});

describe("against what runs in an environment", () => {
  function deployed(): string {
    const { folder } = temporaryRepository({
      ...FILES,
      "contract-drift.yaml":
        "contracts:\n  - { name: catalog, path: catalog.graphql, owner: shop }\n",
      ".gitignore": ".contract-drift\n",
    });
    const registry = (...args: readonly string[]): void => {
      const { code, stderr } = contractDrift(["registry", ...args], { cwd: folder });
      expect([code, stderr]).toEqual([0, ""]);
    };
    registry("publish", "--version", "1.0", "--service", "shop");
    registry("deploy", "shop", "1.0", "--to", "production");
    commit(folder, { "catalog.graphql": without("stock") });
    registry("publish", "--version", "1.1", "--service", "shop");
    git(folder, "checkout", "-q", "-b", "work");
    return folder;
  }
  const REGISTRY = ["--registry", ".contract-drift/registry.db"];

  it("compares with the versions that are live there", () => {
    const folder = deployed();
    const report = reportOf(
      folder,
      ...REGISTRY,
      "--against",
      "env:production",
      "--against",
      "main",
    );
    expect(verdicts(report)).toEqual({ "production (1.0)": ["Query.stock"], main: [] });
    expect(report.bases).toMatchObject([
      { ref: "env:production", blocking: true },
      { ref: "main", blocking: false },
    ]);
  });

  it("says what is missing: a registry, or anything that runs there", () => {
    const folder = deployed();
    const alone = run(folder, "--against", "env:production");
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining("--registry PLACE")]);
    const unknown = run(folder, ...REGISTRY, "--against", "env:produktion");
    expect(unknown.code).toBe(4);
    expect(unknown.stderr).toContain("Did you mean env:production?");
  });
});

it("the base's configuration says which branch is the target, not the branch's own", () => {
  const { folder } = temporaryRepository({
    ...FILES,
    "contract-drift.yaml": `base: main\n${CONFIG}`,
  });
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, { "catalog.graphql": without("order") });
  git(folder, "branch", "lenient");
  commit(folder, { "contract-drift.yaml": `base: lenient\n${CONFIG}` });
  const report = reportOf(folder);
  expect(verdicts(report)).toEqual({ main: ["Query.order"] });
  expect(report.policyNotices).toMatchObject([
    { code: "policy-loosened", message: expect.stringContaining("The branch changes the base") },
  ]);
});
