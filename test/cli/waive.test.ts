import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { writeFiles } from "../sources/temporary.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const CATALOG =
  "type Query {\n  product(sku: ID!): Product\n}\n\ntype Product {\n  sku: ID!\n  name: String\n}\n";
const SHORTER = CATALOG.replace("  name: String\n", "");
const WAIVERS = "contract-drift.waivers.yaml";
const FILES = {
  "catalog.graphql": CATALOG,
  "contract-drift.yaml":
    "contracts:\n  - { name: catalog, path: catalog.graphql, team: catalog-team }\n",
  ".github/CODEOWNERS": `${WAIVERS} @shop/api-guild\n*.graphql @shop/catalog\n`,
};
const TODAY = ["--today", "2026-11-22"];
const TERMS = ["--reason", "nobody reads it", "--owner", "ana", "--expires", "2027-01-31"];

/** A repository whose branch `work` has removed a field. */
function branch(): string {
  const { folder } = temporaryRepository(FILES);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, { "catalog.graphql": SHORTER });
  return folder;
}

function run(folder: string, ...args: readonly string[]): Run {
  return contractDrift([...args, ...TODAY], { cwd: folder });
}

function report(folder: string, ...args: readonly string[]): Report {
  return JSON.parse(run(folder, "check", "--format", "json", ...args).stdout) as Report;
}

function keyIn(folder: string): string {
  return report(folder).comparisons[0]?.changes[0]?.key ?? "";
}

/** Everything of the branch goes into main, and another branch begins. */
function merge(folder: string, next: string): void {
  commit(folder);
  git(folder, "checkout", "-q", "main");
  git(folder, "merge", "-q", "-");
  git(folder, "checkout", "-q", "-b", next);
}

function codes(given: Report): readonly string[] {
  return given.policyNotices.map(({ code }) => code);
}

describe("waive", () => {
  it("lets the change pass, and says by whom until when and who owns the file", () => {
    const folder = branch();
    const key = keyIn(folder);
    const written = run(folder, "waive", key, ...TERMS);
    expect(written).toMatchObject({ code: 0, stderr: "" });
    expect(written.stdout).toContain(
      `${key}  Product.name: field name was removed  until 2027-01-31`,
    );
    const after = report(folder);
    expect(after).toMatchObject({ blocking: false, summary: { blocking: 0, waived: 1 } });
    expect(after.comparisons[0]?.changes[0]?.waiver).toEqual({
      by: "ana",
      reason: "nobody reads it",
      expires: "2027-01-31",
      added: true,
    });
    expect(after.policyNotices).toEqual([
      {
        code: "waiver-added",
        message: `This branch adds a waiver: ${key}. Owners: @shop/api-guild.`,
        blocking: false,
        location: { file: WAIVERS, line: 4, column: 5 },
      },
    ]);
    expect(after.comparisons[0]?.owners).toEqual(["catalog-team", "@shop/catalog"]);
  });

  it("holds while the branch goes on, whatever else it changes", () => {
    const folder = branch();
    run(folder, "waive", keyIn(folder), ...TERMS);
    commit(folder, { "catalog.graphql": `${SHORTER}\ntype Shelf {\n  id: ID\n}\n` });
    expect(run(folder, "check").code).toBe(0);
  });

  it("holds until its day is over", () => {
    const folder = branch();
    const key = keyIn(folder);
    run(folder, "waive", key, ...TERMS);
    const late = JSON.parse(
      contractDrift(["check", "--format", "json", "--today", "2027-02-01"], { cwd: folder }).stdout,
    ) as Report;
    expect(late.blocking).toBe(true);
    expect(codes(late)).toContain("waiver-expired");
    expect(late.comparisons[0]?.changes[0]?.blocking.because).toContain(
      "the waiver of ana ended with 2027-01-31",
    );
    expect(late.comparisons[0]?.changes[0]).toMatchObject({
      waiver: null,
      lapsedWaiver: { state: "expired", by: "ana", expires: "2027-01-31" },
    });
    const shown = contractDrift(["check", "--today", "2027-02-01"], { cwd: folder }).stdout;
    expect(shown).toMatch(/waiver +the one by ana ended with 2027-01-31 \(.+\)/);
  });

  it("holds until its release is tagged", () => {
    const folder = branch();
    const terms = ["--reason", "x", "--owner", "ana", "--expires", "release v2.0"];
    run(folder, "waive", keyIn(folder), ...terms);
    git(folder, "tag", "v1.9");
    expect(run(folder, "check").code).toBe(0);
    git(folder, "tag", "v2.0.0");
    expect(run(folder, "check").code).toBe(1);
  });

  it("writes nothing when asked not to", () => {
    const folder = branch();
    const { stdout } = run(folder, "waive", keyIn(folder), ...TERMS, "-n");
    expect(stdout).toContain(`owner: ana`);
    expect(existsSync(join(folder, WAIVERS))).toBe(false);
  });

  it.each([
    [["0000000000000000", ...TERMS], "No change has the key"],
    [["KEY", ...TERMS.slice(0, 4)], "'--expires <when>' is missing"],
    [["KEY", ...TERMS.slice(2)], "'--reason <text>' is missing"],
    [["KEY", ...TERMS.slice(0, 4), "--expires", "2026-11-21"], "is past"],
    [["KEY", ...TERMS.slice(0, 4), "--expires", "soon"], "neither a day nor a release"],
  ])("%j is a usage error", (args, words) => {
    const folder = branch();
    const key = keyIn(folder);
    const { code, stdout, stderr } = run(
      folder,
      "waive",
      ...args.map((arg) => (arg === "KEY" ? key : arg)),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });
});

describe("a waiver that is merged", () => {
  it("never excuses a later change of the same element", () => {
    const folder = branch();
    run(folder, "waive", keyIn(folder), ...TERMS);
    merge(folder, "back");
    commit(folder, { "catalog.graphql": CATALOG.replace("sku: ID!", "sku: ID!\n  ean: ID") });
    merge(folder, "again");
    commit(folder, {
      "catalog.graphql": SHORTER.replace("sku: ID!", "sku: ID!\n  ean: ID"),
    });
    const again = report(folder);
    expect(again.blocking).toBe(true);
    expect(again.comparisons[0]?.changes[0]).toMatchObject({
      waiver: null,
      blocking: { because: expect.stringContaining("was made for an earlier change") },
    });
  });

  it("excuses what it was made for: a change that its owners approved beforehand", () => {
    const folder = branch();
    run(folder, "waive", keyIn(folder), ...TERMS);
    const waivers = readFileSync(join(folder, WAIVERS), "utf8");
    git(folder, "stash", "-q", "-u");
    git(folder, "checkout", "-q", "main");
    commit(folder, { [WAIVERS]: waivers });
    git(folder, "checkout", "-q", "-b", "approved");
    commit(folder, { "catalog.graphql": SHORTER });
    expect(report(folder)).toMatchObject({ blocking: false, policyNotices: [] });
    expect(run(folder, "waive", "prune").stdout).toContain("can still excuse something");
  });
});

describe("waive prune", () => {
  it("takes out what is merged and what has ended, and leaves the rest", () => {
    const folder = branch();
    run(folder, "waive", keyIn(folder), ...TERMS);
    merge(folder, "next");
    const file = readFileSync(join(folder, WAIVERS), "utf8");
    const entry = (key: string, expires: string) =>
      `  - { key: "${key}", reason: x, owner: bo, expires: ${expires} }\n`;
    writeFiles(folder, {
      [WAIVERS]: `${file}${entry("aaaaaaaaaaaaaaaa", "2026-01-01")}${entry("bbbbbbbbbbbbbbbb", "2027-01-01")}`,
    });
    expect(codes(report(folder))).toEqual(["waiver-unmatched", "waiver-unmatched"]);
    const dry = run(folder, "waive", "prune", "--dry-run").stdout;
    expect(dry).toContain("Would take out 2 waivers:");
    expect(dry).toContain("by ana: its change is merged");
    expect(dry).toContain("by bo: it has ended, and no change has its key");
    expect(dry).toMatch(/Left where they are .*\n {2}bbbbbbbbbbbbbbbb/);
    expect(run(folder, "waive", "prune").code).toBe(0);
    expect(readFileSync(join(folder, WAIVERS), "utf8").match(/key:/g)).toHaveLength(1);
    run(folder, "waive", "prune", "--unmatched", "--format", "json");
    expect(readFileSync(join(folder, WAIVERS), "utf8")).toMatch(/^waivers: \[\]$/m);
  });
});

describe("baseline", () => {
  it("adopts everything that blocks, in a file of its own, until a day", () => {
    const folder = branch();
    const written = run(folder, "baseline", "--owner", "api-guild", "--expires", "2027-06-30");
    expect(written.stdout).toContain("Wrote a waiver to contract-drift.baseline.yaml");
    expect(report(folder)).toMatchObject({ blocking: false, summary: { waived: 1 } });
    expect(run(folder, "baseline", "--owner", "x", "--expires", "2027-06-30").stdout).toBe(
      "Nothing blocks: there is nothing to waive.\n",
    );
  });
});

describe("a file of waivers that is wrong", () => {
  it("stops the run with its place", () => {
    const folder = branch();
    writeFiles(folder, { [WAIVERS]: "waivers:\n  - key: 12\n" });
    const { code, stderr } = run(folder, "check");
    expect(code).toBe(2);
    expect(stderr).toContain(`${WAIVERS}:2`);
  });

  it("on the base does not stop the branch that mends it", () => {
    const { folder } = temporaryRepository({ ...FILES, [WAIVERS]: "waivers: [\n" });
    git(folder, "checkout", "-q", "-b", "work");
    commit(folder, { "catalog.graphql": SHORTER, [WAIVERS]: "waivers: []\n" });
    run(folder, "waive", keyIn(folder), ...TERMS);
    expect(run(folder, "check").code).toBe(0);
  });
});
