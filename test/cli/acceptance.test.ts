import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainRules } from "../../src/app/explain.ts";
import { RULE_IDS } from "../../src/rules/index.ts";
import type { Report } from "../../src/report/report.ts";
import { startForge, TOKEN } from "../app/comment/forge.ts";
import type { Forge } from "../app/comment/forge.ts";
import { parseXml } from "../report/xml.ts";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift, MAIN } from "./run.ts";
import type { Run } from "./run.ts";

// What a gate must do to be kept switched on, each check through the command line. The others:
// 3 (situations) is situations.test.ts, 5 (colour) is terminal.test.ts, 9 (the page) is
// acceptance-page.test.ts.

const CATALOG = "type Query {\n  product: String\n  order: String\n}\n";
const SHORTER = "type Query {\n  product: String\n}\n";
const FILES = {
  "catalog.graphql": CATALOG,
  "contract-drift.yaml": "contracts:\n  - { name: catalog, path: catalog.graphql }\n",
  CODEOWNERS: "*.waivers.yaml @shop/api-guild\n",
};
const TODAY = ["--today", "2026-11-22"];

/** A repository whose branch `work` makes these changes. */
function branch(changes: Readonly<Record<string, string>> = { "catalog.graphql": SHORTER }) {
  const { folder } = temporaryRepository(FILES);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, changes);
  return folder;
}

function run(folder: string, ...args: readonly string[]): Run {
  return contractDrift([...args, ...TODAY], { cwd: folder });
}

function reportOf(folder: string, ...args: readonly string[]): Report {
  return JSON.parse(run(folder, "check", "--format", "json", ...args).stdout) as Report;
}

const FILES_OF = {
  text: "r.txt",
  json: "r.json",
  markdown: "r.md",
  github: "r.github",
  sarif: "r.sarif",
  junit: "r.xml",
  gitlab: "r.quality.json",
  html: "r.html",
  changelog: "r.changelog.md",
  risk: "r.risk.md",
} as const;

/** Every format from one run; their texts by format. */
function everyFormat(folder: string, ...args: readonly string[]): Readonly<Record<string, string>> {
  const outputs = Object.entries(FILES_OF).flatMap(([name, file]) => [
    "--format",
    `${name}=${file}`,
  ]);
  const { stdout, stderr } = run(folder, ...args, ...outputs);
  expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
  return Object.fromEntries(
    Object.entries(FILES_OF).map(([name, file]) => [
      name,
      readFileSync(join(folder, file), "utf8"),
    ]),
  );
}

/** `before.graphql` and `after.graphql`, which lacks so many fields and has as many others. */
function folderWith(changes: number): string {
  const fields = (name: string): string =>
    Array.from({ length: changes / 2 }, (_, index) => `  ${name}${index}: Int\n`).join("");
  return temporaryFolder({
    "before.graphql": `type Query {\n  kept: Int\n${fields("was")}}\n`,
    "after.graphql": `type Query {\n  kept: Int\n${fields("is")}}\n`,
  });
}

const PAIR = ["diff", "before.graphql", "after.graphql"];

describe("1. every rule: id, page, examples, explain text, and its message", () => {
  const root = new URL("../../", import.meta.url);
  const { stdout } = contractDrift(["rules", "--format", "json"]);
  const { rules } = JSON.parse(stdout) as { rules: readonly { id: string; area: string }[] };

  it("lists every rule of the catalogue", () => {
    expect(rules.map(({ id }) => id).sort()).toEqual([...RULE_IDS].sort());
  });

  it.each(rules.map(({ id }) => id))("%s has a page and an explanation", (id) => {
    const page = readFileSync(new URL(`docs/rules/${id}.md`, root), "utf8");
    const [explained] = explainRules(id);
    expect(page).toContain(`# \`${id}\``);
    expect(page).toContain(explained?.explanation ?? "nothing");
    // A side before and one after, and the sentence that a report says of them.
    const lacksSentence = page.includes("## Example in ") && !/^> \*\*\w+\*\*.*: .+/m.test(page);
    expect(lacksSentence).toBe(false);
    expect(page).toContain("## What to do");
  });

  const ofEachArea = [...new Map(rules.map(({ id, area }) => [area, id])).values()];
  it.each(ofEachArea)("explain %s says it at the command line", (id) => {
    const { code, stdout: text } = contractDrift(["explain", id]);
    expect(code).toBe(0);
    expect(text).toContain(explainRules(id)[0]?.explanation);
    expect(text).toContain("Severity, by surface and direction");
  });
});

describe("2. a 5,000-change diff passes through every channel within its cap and says what was cut", () => {
  const made = everyFormat(folderWith(5000), ...PAIR);
  const of = (format: keyof typeof FILES_OF): string => made[format] ?? "";

  it.each([
    ["markdown", 65_000],
    ["risk", 65_000],
    ["changelog", 65_000],
    ["text", 200_000],
    ["sarif", 10_000_000],
    ["junit", 5_000_000],
    ["gitlab", 5_000_000],
    ["html", 10_000_000],
  ] as const)("%s is at most %d characters", (format, cap) => {
    expect(of(format).length).toBeGreaterThan(100);
    expect(of(format).length).toBeLessThanOrEqual(cap);
  });

  it("github shows as many annotations as a step may, and counts the rest", () => {
    const lines = of("github").trim().split("\n");
    expect(lines.filter((line) => line.startsWith("::error")).length).toBeLessThanOrEqual(10);
    expect(lines.filter((line) => line.startsWith("::warning")).length).toBeLessThanOrEqual(10);
  });

  it.each(["text", "markdown", "github", "changelog", "risk"] as const)(
    "%s says how many it does not show",
    (format) => {
      const counts = /\b\d[\d,]* (?:more|further|others?)\b|\b\d+ of \d+\b/;
      expect(counts.exec(of(format))?.[0]).toBeDefined();
    },
  );

  it("the others, which may hold all of it, leave nothing out", () => {
    const report = JSON.parse(of("json")) as Report;
    expect(report.comparisons[0]?.changes).toHaveLength(5000);
    const found = ["html", "sarif", "junit", "gitlab"] as const;
    expect(found.filter((format) => !of(format).includes("Query.was2499"))).toEqual([]);
  });

  it("text and markdown begin with the verdict", () => {
    expect(of("text").split("\n", 1)[0]).toMatch(/^✖ Blocking \(2500 of 5000 changes/);
    expect(of("markdown").split("\n").slice(0, 30).join("\n")).toContain("blocking");
  });
});

describe("4. standard output is pure with --format json in every failing mode", () => {
  const broken = { "catalog.graphql": "type Query {" };
  const outside = temporaryFolder({ "contract-drift.yaml": FILES["contract-drift.yaml"] });

  it.each([
    ["a break", 1, () => branch(), ["check"]],
    ["a contract that cannot be read", 3, () => branch(broken), ["check"]],
    [
      "a configuration that cannot be read",
      2,
      () => branch({ "contract-drift.yaml": "contracts: [" }),
      ["check", "--policy", "head"],
    ],
    ["an option that does not exist", 2, () => branch(), ["check", "--formt", "json"]],
    ["a base that does not exist", 4, () => branch(), ["check", "--against", "v9"]],
    ["no repository", 4, () => outside, ["check"]],
    [
      "a file that is not there",
      3,
      () => folderWith(2),
      ["diff", "before.graphql", "gone.graphql"],
    ],
    ["a coordinate that is not there", 2, () => branch(), ["impact", "catalog", "Query.orders"]],
    ["a contract that is not known", 2, () => branch(), ["deprecations", "orders"]],
    ["a registry that is not there", 3, () => branch(), ["check", "--registry", "nowhere.db"]],
  ] as const)("%s: exit %d", (_, code, folderOf, args) => {
    const outcome = run(folderOf(), ...args, "--format", "json");
    expect(outcome.code).toBe(code);
    expect(saysWhy(outcome)).toBe(true);
    expect(outcome.stderr).not.toMatch(/^\s+at .*\.(?:ts|js):\d+/m);
  });
});

/** A report that says what could not be read, or one sentence where there is none. */
function saysWhy({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) {
  if (stdout === "") return /^error: .+/.test(stderr);
  const report: unknown = JSON.parse(stdout);
  return typeof report === "object" && report !== null && "schemaVersion" in report;
}

describe("6. SARIF, JUnit, code quality and JSON are valid against their schemas", () => {
  const made = everyFormat(branch(), "check");

  it("the JSON report keeps the schema that is published", () => {
    const file = new URL("../../schema/report.schema.json", import.meta.url);
    const schema = JSON.parse(readFileSync(file, "utf8")) as object;
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(made["json"] ?? "")) ? [] : validate.errors).toEqual([]);
  });

  it("SARIF keeps the official schema", () => {
    const { resolve } = createRequire(import.meta.url);
    const file = resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(file, "utf8"));
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    formats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(JSON.parse(made["sarif"] ?? "")) ? [] : validate.errors).toEqual([]);
  });

  it("JUnit is XML with the counts and cases that its readers look for", () => {
    const root = parseXml(made["junit"] ?? "");
    expect(root).toMatchObject({ name: "testsuites", attributes: { failures: "1" } });
    expect(root.children[0]?.children[0]?.children[0]?.name).toBe("failure");
  });

  it("code quality has what GitLab asks for", () => {
    expect(JSON.parse(made["gitlab"] ?? "")).toMatchObject([
      {
        description: expect.stringContaining("order"),
        check_name: "field-removed",
        fingerprint: expect.stringMatching(/^\S+$/),
        severity: expect.stringMatching(/^(?:critical|blocker|major)$/),
        location: { path: "catalog.graphql", lines: { begin: expect.any(Number) } },
      },
    ]);
  });
});

describe("7. a waiver matches, expires, dies, and is pruned; its file has owners", () => {
  const TERMS = ["--reason", "nobody reads it", "--owner", "ana", "--expires", "2027-01-31"];
  const keyIn = (folder: string): string =>
    reportOf(folder).comparisons[0]?.changes[0]?.key ?? "none";

  it("matches, and is shown with who answers and who owns the file", () => {
    const folder = branch();
    expect(run(folder, "waive", keyIn(folder), ...TERMS).code).toBe(0);
    const { code, stdout } = run(folder, "check");
    expect(code).toBe(0);
    expect(stdout).toContain("waived by ana until 2027-01-31: nobody reads it");
    expect(stdout).toContain("Owners: @shop/api-guild.");
  });

  it("expires, and the change blocks again", () => {
    const folder = branch();
    run(folder, "waive", keyIn(folder), ...TERMS);
    const late = contractDrift(["check", "--today", "2027-02-01"], { cwd: folder });
    expect(late.code).toBe(1);
    expect(late.stdout).toContain("the waiver of ana ended with 2027-01-31");
  });

  it("for another key matches nothing, which is said", () => {
    const folder = branch();
    const entry = `{ key: "0123456789abcdef", reason: x, owner: bo, expires: 2027-01-31 }`;
    writeFiles(folder, { "contract-drift.waivers.yaml": `waivers:\n  - ${entry}\n` });
    const { code, stdout } = run(folder, "check");
    expect(code).toBe(1);
    expect(stdout).toContain("waiver-unmatched");
  });

  it("is dead when it is merged, and prune takes it out", () => {
    const folder = branch();
    run(folder, "waive", keyIn(folder), ...TERMS);
    commit(folder);
    git(folder, "checkout", "-q", "main");
    git(folder, "merge", "-q", "work");
    git(folder, "checkout", "-q", "-b", "next");
    expect(run(folder, "waive", "prune", "--dry-run").stdout).toContain("its change is merged");
    expect(run(folder, "waive", "prune").code).toBe(0);
    const file = readFileSync(join(folder, "contract-drift.waivers.yaml"), "utf8");
    expect(file).toMatch(/^waivers: \[\]$/m);
  });
});

describe("8. the same input twice gives the same bytes", () => {
  it.each([
    ["check", () => branch(), ["check"]],
    ["diff", () => folderWith(400), PAIR],
  ] as const)("%s, in every format", (_, folderOf, args) => {
    const folder = folderOf();
    expect(everyFormat(folder, ...args)).toEqual(everyFormat(folder, ...args));
  });
});

describe("10. the comment is updated, never duplicated, and turns green", () => {
  let forge: Forge;
  beforeAll(async () => {
    forge = await startForge({ login: "project-bot", id: 7 });
  });
  afterAll(() => forge.close());

  const ofGitHub = (): Readonly<Record<string, string>> => ({
    GITHUB_ACTIONS: "true",
    GITHUB_REF: "refs/pull/12/merge",
    GITHUB_REPOSITORY: "shop/api",
    GITHUB_API_URL: forge.url,
    GITHUB_TOKEN: TOKEN,
  });
  const ofGitLab = (): Readonly<Record<string, string>> => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: `${forge.url}/api/v4`,
    CI_PROJECT_ID: "shop/api",
    CI_MERGE_REQUEST_IID: "34",
    GITLAB_TOKEN: TOKEN,
  });

  it.each([
    ["GitHub", ofGitHub],
    ["GitLab", ofGitLab],
  ] as const)("on %s", async (_, environmentOf) => {
    forge.comments.length = 0;
    const folder = branch();
    const post = async (): Promise<string> => {
      run(folder, "check", "--format", "markdown=comment.md");
      expect(existsSync(join(folder, "comment.md"))).toBe(true);
      const env = { PATH: process.env["PATH"], ...environmentOf() };
      const options = { cwd: folder, env };
      const call = [MAIN, "comment", "comment.md", "--format", "json"];
      const { stdout } = await promisify(execFile)(process.execPath, call, options);
      return (JSON.parse(stdout) as { done: string }).done;
    };
    expect(await post()).toBe("created");
    expect(await post()).toBe("unchanged");
    expect(forge.comments[0]?.body).toContain("✖ contract-drift: blocking");
    writeFileSync(join(folder, "catalog.graphql"), CATALOG);
    expect(await post()).toBe("updated");
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("✔ contract-drift: nothing blocks");
  });
});
