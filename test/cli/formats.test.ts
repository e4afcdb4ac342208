import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ciView } from "../../src/cli/ci.ts";
import { REPORTERS } from "../../src/report/index.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const folder = temporaryFolder({
  "before.graphql": "type Query {\n  product: String\n  order: String\n}\n",
  "after.graphql": "type Query {\n  product: String\n}\n",
  "broken.graphql": "type Query {",
});

function diff(...args: readonly string[]): Run {
  const sides = ["before.graphql", "after.graphql"];
  return contractDrift(["diff", ...sides, "--today", "2026-11-22", ...args], { cwd: folder });
}

describe("several formats from one run", () => {
  it("are written each to its file, and one to standard output", () => {
    const run = diff(
      "--format",
      "json=all.json",
      "--format",
      "junit=all.xml",
      "--format",
      "github",
    );
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(/^::error file=after\.graphql,line=1,/);
    expect(readFileSync(join(folder, "all.json"), "utf8")).toBe(diff("--format", "json").stdout);
    expect(readFileSync(join(folder, "all.xml"), "utf8")).toBe(diff("--format", "junit").stdout);
  });

  it("leave standard output empty where each has a file", () => {
    const run = diff("--format", "json=only.json", "--format", "markdown=only.md");
    expect(run).toEqual({ code: 1, stdout: "", stderr: "" });
  });

  it("are written where the run is told never to fail", () => {
    const run = diff("--fail-on", "never", "--format", "sarif=never.sarif");
    expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(existsSync(join(folder, "never.sarif"))).toBe(true);
  });

  it.each([
    [["--format", "json", "--format", "sarif"], "Only one format can go to standard output"],
    [["--format", "json=x", "--format", "sarif=x"], "cannot be written to the same file, x"],
    [["--format", "json="], "no file after the equals sign"],
    [["--format", "yaml=x"], "Allowed choices are text, json, markdown"],
  ])("%j is a usage error, and nothing is written", (args, words) => {
    const run = diff(...args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(words);
    expect(existsSync(join(folder, "x"))).toBe(false);
  });

  it("are listed with a line each", () => {
    const run = diff("--format", "list");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(
      run.stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(" ", 1)[0]),
    ).toEqual(Object.keys(REPORTERS));
  });
});

describe.each(Object.keys(REPORTERS))("%s", (format) => {
  it("gives the same bytes twice, without colour", () => {
    const once = diff("--format", format);
    expect(once).toMatchObject({ code: 1, stderr: "" });
    expect(once.stdout).not.toContain("\u001B");
    expect(diff("--format", format)).toEqual(once);
  });

  it("leaves standard output empty where an input cannot be read", () => {
    const run = contractDrift(["diff", "before.graphql", "broken.graphql", "--format", format], {
      cwd: folder,
    });
    expect(run).toMatchObject({ code: 3, stdout: "" });
  });
});

describe("what the CI says of a run", () => {
  const commit = "3f2a1bc9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f";

  it("gives links and a name on GitHub", () => {
    const environment = {
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "shop/api",
      GITHUB_SHA: commit,
      GITHUB_WORKFLOW: "CI",
      GITHUB_JOB: "contracts",
    };
    expect(ciView(environment)).toEqual({
      hosting: { kind: "github", url: "https://github.com/shop/api", commit },
      name: "CI/contracts",
    });
  });

  it("gives links and a name on GitLab", () => {
    const url = "https://gitlab.example/shop/api";
    expect(
      ciView({ CI_PROJECT_URL: `${url}/`, CI_COMMIT_SHA: commit, CI_JOB_NAME: "contracts" }),
    ).toEqual({ hosting: { kind: "gitlab", url, commit }, name: "contracts" });
  });

  it.each([
    [{}],
    [{ CI_PROJECT_URL: "javascript:alert(1)" }],
    [{ CI_PROJECT_URL: "https://x)](y" }],
    [{ GITHUB_SERVER_URL: "https://github.com" }],
  ])("is nothing where it says nothing sound: %j", (environment) => {
    expect(ciView(environment)).toEqual({});
  });

  it("names no commit that is none", () => {
    const url = "https://gitlab.example/shop/api";
    expect(ciView({ CI_PROJECT_URL: url, CI_COMMIT_SHA: "main" })).toEqual({
      hosting: { kind: "gitlab", url },
    });
  });
});
