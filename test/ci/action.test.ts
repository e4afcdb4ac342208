import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject } from "../../src/model/json.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { parseDocument } from "../../src/formats/document/parse-document.ts";
import { startForge, TOKEN } from "../app/comment/forge.ts";
import type { Forge } from "../app/comment/forge.ts";
import { contractDrift, MAIN } from "../cli/run.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { temporaryFolder } from "../sources/temporary.ts";

const root = new URL("../../", import.meta.url);
const SCRIPT = fileURLToPath(new URL("ci/action.sh", root));

function fileOf(path: string): JsonObject {
  const { value } = parseDocument(path, readFileSync(new URL(path, root), "utf8"));
  if (!isJsonObject(value)) throw new Error(`${path} is no mapping.`);
  return value;
}

function below(value: unknown, ...path: readonly string[]): JsonObject {
  const found = path.reduce<unknown>(
    (at, step) => (isJsonObject(at) ? at[step] : undefined),
    value,
  );
  return isJsonObject(found) ? found : {};
}

describe("action.yml", () => {
  const action = fileOf("action.yml");
  const inputs = Object.keys(below(action, "inputs"));

  it("names its inputs after the flags of check", () => {
    const { stdout: help } = contractDrift(["check", "--help"]);
    const own = [
      "working-directory",
      "comment",
      "risk-note",
      "annotations",
      "token",
      "version",
      "node-version",
    ];
    for (const input of inputs.filter((name) => !own.includes(name)))
      expect(help).toContain(`--${input} `);
  });

  it("gives the script every input it reads, and puts no input into a script", () => {
    const text = readFileSync(new URL("action.yml", root), "utf8");
    const script = readFileSync(SCRIPT, "utf8");
    for (const [name] of script.matchAll(/INPUT_[A-Z_]+/g)) expect(text).toContain(`${name}: \${{`);
    expect(text).not.toMatch(/run:.*\$\{\{/);
  });

  it("promises only outputs that the script writes", () => {
    const script = readFileSync(SCRIPT, "utf8");
    for (const name of Object.keys(below(action, "outputs"))) expect(script).toContain(name);
  });

  it("is documented with all inputs and outputs", () => {
    const docs = readFileSync(new URL("docs/ci/github-actions.md", root), "utf8");
    for (const name of [...inputs, ...Object.keys(below(action, "outputs"))])
      expect(docs).toContain(`\`${name}\``);
  });
});

const CATALOG = "type Query {\n  product: String\n  order: String\n}\n";
const SHORTER = "type Query {\n  product: String\n}\n";
const FILES = {
  "catalog.graphql": CATALOG,
  "contract-drift.yaml": "contracts:\n  - { name: catalog, path: catalog.graphql }\n",
};

/** A repository whose branch makes these changes. */
function branch(changes: Readonly<Record<string, string>>): string {
  const { folder } = temporaryRepository(FILES);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, changes);
  return folder;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

describe("the action's script", () => {
  let forge: Forge;
  beforeAll(async () => {
    forge = await startForge(undefined);
  });
  afterAll(() => forge.close());

  /** Runs the script as a runner would, with the program from source. */
  async function run(cwd: string, inputs: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const place = temporaryFolder({ summary: "", outputs: "" });
    mkdirSync(join(place, "temp"));
    const child = spawn("bash", [SCRIPT], {
      cwd,
      env: {
        PATH: process.env["PATH"],
        CONTRACT_DRIFT: `${process.execPath} ${MAIN}`,
        RUNNER_TEMP: join(place, "temp"),
        GITHUB_OUTPUT: join(place, "outputs"),
        GITHUB_STEP_SUMMARY: join(place, "summary"),
        GITHUB_ACTIONS: "true",
        GITHUB_EVENT_NAME: "pull_request",
        GITHUB_REF: "refs/pull/12/merge",
        GITHUB_REPOSITORY: "shop/api",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_API_URL: forge.url,
        GITHUB_TOKEN: TOKEN,
        ...inputs,
      },
    });
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    const lines = readFileSync(join(place, "outputs"), "utf8").trim().split("\n");
    const outputs = Object.fromEntries(
      lines.map((line): [string, string] => {
        const [name = "", ...value] = line.split("=");
        return [name, value.join("=")];
      }),
    );
    return { code, stdout, summary: readFileSync(join(place, "summary"), "utf8"), outputs };
  }

  it("checks once: annotations, summary, outputs, comment, and the check's exit code", async () => {
    const folder = branch({ "catalog.graphql": SHORTER });
    const { code, stdout, summary, outputs } = await run(folder, { INPUT_RISK_NOTE: "true" });
    expect(code).toBe(1);
    expect(stdout).toContain("::error file=catalog.graphql,line=1,");
    expect(summary).toContain("### ✖ contract-drift: blocking");
    expect(summary).toContain("### Risk of merging");
    expect(outputs).toMatchObject({
      "exit-code": "1",
      blocking: "true",
      verdict: "breaking",
      breaking: "1",
      dangerous: "0",
      compatible: "0",
      waived: "0",
    });
    for (const name of ["report-path", "sarif-path", "html-path", "comment-path"])
      expect(existsSync(outputs[name] ?? "")).toBe(true);
    expect(forge.comments.map(({ body }) => body)).toEqual([
      readFileSync(outputs["comment-path"] ?? "", "utf8"),
    ]);
  });

  it("lets the comment turn green, and makes none where there is nothing to say", async () => {
    const quiet = branch({ "README.md": "x" });
    expect((await run(quiet)).code).toBe(0);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("✔ contract-drift: nothing blocks");
    forge.comments.length = 0;
    await run(quiet);
    expect(forge.comments).toEqual([]);
  });

  it("passes inputs as flags, whatever stands in them", async () => {
    const folder = branch({ "catalog.graphql": SHORTER });
    expect((await run(folder, { INPUT_FAIL_ON: "never" })).code).toBe(0);
    const hostile = await run(folder, { INPUT_AGAINST: "$(touch hacked); --head" });
    expect(hostile.code).toBeGreaterThan(1);
    expect(existsSync(join(folder, "hacked"))).toBe(false);
  });

  it("compares with several bases, one on each line", async () => {
    const folder = branch({ "catalog.graphql": SHORTER });
    git(folder, "tag", "v1.4", "main");
    const { outputs, summary } = await run(folder, { INPUT_AGAINST: "main\nlatest v*\n" });
    const report = JSON.parse(readFileSync(outputs["report-path"] ?? "", "utf8")) as JsonObject;
    expect(report["bases"]).toMatchObject([{ ref: "main" }, { ref: "v1.4" }]);
    expect(summary).toContain("- Against v1.4 (");
  });

  it("comments only on pull requests, and only when asked to", async () => {
    const folder = branch({ "catalog.graphql": SHORTER });
    forge.requests.length = 0;
    await run(folder, { GITHUB_EVENT_NAME: "push" });
    await run(folder, { INPUT_COMMENT: "false" });
    expect(forge.requests).toEqual([]);
  });

  it("keeps its verdict where the comment cannot be posted", async () => {
    const folder = branch({ "catalog.graphql": SHORTER });
    const { code, stdout } = await run(folder, { GITHUB_TOKEN: "wrong" });
    expect(code).toBe(1);
    expect(stdout).toContain("::warning title=contract-drift::The comment was not posted");
  });

  it("says so where there is no report, and writes no output that is not known", async () => {
    const folder = branch({ "contract-drift.yaml": "contracts: [" });
    const { code, summary, outputs } = await run(folder);
    expect(code).toBe(2);
    expect(summary).toContain("could not check the contracts (exit code 2)");
    expect(outputs).toEqual({ "exit-code": "2" });
  });
});
