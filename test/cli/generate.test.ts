import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { writeFiles } from "../sources/temporary.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift, MAIN } from "./run.ts";
import type { Run } from "./run.ts";

/** Writes a schema with the fields of a list, counts its runs, and may say or do more. */
const GENERATOR = `
const { readFileSync, writeFileSync, appendFileSync, mkdirSync } = require("node:fs");
const fields = readFileSync("fields.txt", "utf8").trim().split("\\n");
mkdirSync("build", { recursive: true });
writeFileSync("build/catalog.graphql", "type Query {\\n" + fields.map((one) => "  " + one + ": String\\n").join("") + "}\\n");
if (process.env.RUNS) appendFileSync(process.env.RUNS, process.cwd() + " " + (process.env.GITHUB_TOKEN ?? "") + "\\n");
`;
const CONFIG = `contracts:
  - name: catalog
    path: build/catalog.graphql
    generate: [node, make.cjs]
`;
const FILES = {
  "fields.txt": "product\norder\n",
  "make.cjs": GENERATOR,
  "contract-drift.yaml": CONFIG,
  ".gitignore": "build\n.contract-drift\n",
};

/** A folder of temporary files of its own, so that what is left behind can be seen. */
function check(folder: string, args: readonly string[] = [], more: Record<string, string> = {}) {
  const temporary = mkdtempSync(join(tmpdir(), "contract-drift-"));
  const run: Run = contractDrift(["check", "--today", "2026-11-22", ...args], {
    cwd: folder,
    environment: { TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: "1", ...more },
  });
  expect(readdirSync(temporary)).toEqual([]);
  expect(git(folder, "worktree", "list").split("\n")).toHaveLength(1);
  return run;
}

function readLines(file: string): readonly string[] {
  return readFileSync(file, "utf8").trim().split("\n");
}

function reportOf(folder: string, ...args: readonly string[]): Report {
  return JSON.parse(check(folder, ["--format", "json", ...args]).stdout) as Report;
}

function branch(changes: Readonly<Record<string, string>>, onMain = FILES): string {
  const { folder } = temporaryRepository(onMain);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, changes);
  return folder;
}

describe("a contract that a command writes", () => {
  it("is written on both sides, in checkouts that are gone afterwards, and compared", () => {
    const folder = branch({ "fields.txt": "product\n" });
    const { code, stdout, stderr } = check(folder);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("field-removed  Query.order  build/catalog.graphql:3:3 (before)");
    expect(existsSync(join(folder, "build"))).toBe(false);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("sees what is not committed yet, and writes no object for it", () => {
    const folder = branch({});
    const objects = git(folder, "count-objects");
    writeFiles(folder, { "fields.txt": "order\n", "new.txt": "" });
    const report = reportOf(folder);
    expect(report.comparisons[0]?.changes.map(({ element }) => element)).toEqual(["Query.product"]);
    expect(git(folder, "count-objects")).toBe(objects);
    expect(git(folder, "status", "--porcelain")).toContain("?? new.txt");
  });

  it("is unchanged where its bytes are, whatever else changes, and written once for the same files", () => {
    const folder = branch({ "readme.md": "new\n" });
    const runs = join(mkdtempSync(join(tmpdir(), "contract-drift-")), "runs");
    const environment = { RUNS: runs, GITHUB_TOKEN: "secret" };
    const first = check(folder, ["--format", "json"], environment);
    expect((JSON.parse(first.stdout) as Report).comparisons[0]?.state).toBe("unchanged");
    expect(readLines(runs)).toHaveLength(2);
    expect(check(folder, ["--format", "json"], environment).stdout).toBe(first.stdout);
    expect(readLines(runs)).toHaveLength(2);
    expect(readLines(runs).join("")).not.toContain("secret");
  });

  it("is not written at all where nothing differs", () => {
    const { folder } = temporaryRepository(FILES);
    const runs = join(mkdtempSync(join(tmpdir(), "contract-drift-")), "runs");
    const { code, stdout } = check(folder, [], { RUNS: runs });
    expect([code, existsSync(runs)]).toEqual([0, false]);
    expect(stdout).toContain("1 unchanged");
  });

  it("is written for a revision that is not checked out, too", () => {
    const folder = branch({ "fields.txt": "product\n" });
    expect(check(folder, ["--head", "work"]).code).toBe(1);
  });
});

describe("the command", () => {
  it("is the base's: a branch changes it with a blocking notice, and only --policy head runs its own", () => {
    const folder = branch({
      "fields.txt": "product\n",
      "nothing.cjs": `require("node:fs").mkdirSync("build");require("node:fs").writeFileSync("build/catalog.graphql", "type Query { product: String order: String }")`,
      "contract-drift.yaml": CONFIG.replace("make.cjs", "nothing.cjs"),
    });
    const report = reportOf(folder);
    expect(report.comparisons[0]?.changes.map(({ element }) => element)).toEqual(["Query.order"]);
    expect(report.policyNotices).toMatchObject([
      {
        code: "policy-loosened",
        blocking: true,
        message: expect.stringContaining(
          "loosens generate of catalog: node nothing.cjs instead of node make.cjs",
        ),
      },
    ]);
    const own = check(folder, ["--policy", "head"]);
    expect(own.code).toBe(3);
    expect(own.stderr).toContain("Cannot find module");
    expect(own.stdout).toContain("✖ No verdict: 1 contract could not be read");
    expect(own.stdout).toContain("in a checkout of main");
  });

  it("of a contract that the branch brings is not run before it is merged", () => {
    const folder = branch({
      "contract-drift.yaml": `${CONFIG}  - { name: other, path: build/other.graphql, generate: [node, make.cjs] }\n`,
    });
    const report = reportOf(folder);
    expect(report.blocking).toBe(false);
    expect(report.comparisons.map(({ contract }) => contract)).toEqual(["catalog"]);
    expect(report.policyNotices).toMatchObject([{ code: "generate-not-run" }]);
  });

  it.each([
    [
      "fails",
      "process.stderr.write('no compiler\\n'); process.exit(7)",
      "failed (exit code 7) in a checkout of",
      "no compiler",
    ],
    ["writes something else", "", "has not written build/catalog.graphql", "names what it writes"],
    [
      "does not end",
      "setInterval(() => {}, 1000); require('node:child_process').spawn('sleep', ['60'])",
      "did not end within 1 seconds",
      "",
    ],
  ])(
    "that %s makes its contract unreadable: exit 3, with what it said",
    (_, script, message, more) => {
      const config = CONFIG.replace(
        "[node, make.cjs]",
        "{ command: [node, make.cjs], timeout: 1 }",
      );
      const files = { ...FILES, "contract-drift.yaml": config };
      const folder = branch({ "make.cjs": script }, files);
      const { code, stdout } = check(folder);
      expect(code).toBe(3);
      expect(stdout).toContain(message);
      expect(stdout).toContain(more);
    },
  );

  it("that does not exist is said to", () => {
    const files = {
      ...FILES,
      "contract-drift.yaml": CONFIG.replace("node, make.cjs", "no-such-program"),
    };
    const { code, stdout } = check(branch({ "readme.md": "" }, files));
    expect(code).toBe(3);
    expect(stdout).toContain("`no-such-program` could not be started (ENOENT)");
  });
});

it("a run that is broken off ends at once with 130, and leaves no checkout and no program", async () => {
  const script = `setInterval(() => require("node:fs").appendFileSync(process.env.RUNS, "."), 20);`;
  const folder = branch({ "readme.md": "" }, { ...FILES, "make.cjs": script });
  const temporary = mkdtempSync(join(tmpdir(), "contract-drift-"));
  const runs = join(mkdtempSync(join(tmpdir(), "contract-drift-")), "pid");
  const child = spawn(process.execPath, [MAIN, "check", "-o", "report.txt"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      TMPDIR: temporary,
      NODE_DISABLE_COMPILE_CACHE: "1",
      RUNS: runs,
    },
    stdio: "ignore",
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  for (let waited = 0; !existsSync(runs) && waited < 200; waited++) await pause(50);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(readdirSync(temporary)).toEqual([]);
  expect(git(folder, "worktree", "list").split("\n")).toHaveLength(1);
  expect(existsSync(join(folder, "report.txt"))).toBe(false);
  const beats = readFileSync(runs, "utf8").length;
  await pause(200);
  expect(readFileSync(runs, "utf8")).toHaveLength(beats);
});
