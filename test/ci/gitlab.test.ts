import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "../../src/formats/document/parse-document.ts";
import { isJsonObject } from "../../src/model/json.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { startForge, TOKEN } from "../app/comment/forge.ts";
import type { Forge } from "../app/comment/forge.ts";
import { MAIN } from "../cli/run.ts";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";

const TEMPLATE = new URL("../../ci/contract-drift.gitlab-ci.yml", import.meta.url);

const CATALOG = "type Query {\n  product: String\n  order: String\n}\n";
const SHORTER = "type Query {\n  product: String\n}\n";
const FILES = {
  "catalog.graphql": CATALOG,
  "contract-drift.yaml": "contracts:\n  - { name: catalog, path: catalog.graphql }\n",
};

function job(): JsonObject {
  const { value } = parseDocument("template", readFileSync(TEMPLATE, "utf8"));
  const found = isJsonObject(value) ? value["contract-drift"] : undefined;
  if (found === undefined || !isJsonObject(found)) throw new Error("The template has no job.");
  return found;
}

function textsAt(name: string): readonly string[] {
  const lines = job()[name];
  return Array.isArray(lines) ? lines.map(String) : [];
}

/** The job's own variables, as a runner sets them before the script. */
function variables(): Readonly<Record<string, string>> {
  const found = job()["variables"];
  if (found === undefined || !isJsonObject(found)) return {};
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** A clone as a runner makes it: detached at the branch's commit, with the target only at its origin. */
function checkout(changes: Readonly<Record<string, string>>): string {
  const { folder } = temporaryRepository(FILES);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, changes);
  const clone = join(temporaryFolder(), "api");
  git(folder, "clone", "-q", "--no-local", "--single-branch", "-b", "work", ".", clone);
  git(clone, "checkout", "-q", "--detach");
  return clone;
}

/** Programs of the image: npm that installs nothing, and ours from its source. */
function programs(): string {
  const folder = temporaryFolder();
  writeFiles(folder, {
    npm: '#!/bin/sh\necho "npm $*"\n',
    "contract-drift": `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`,
  });
  for (const name of ["npm", "contract-drift"]) chmodSync(join(folder, name), 0o755);
  return folder;
}

describe("the script of the GitLab template", () => {
  let forge: Forge;
  const path = programs();
  beforeAll(async () => {
    forge = await startForge({ login: "project-bot", id: 7 });
  });
  afterAll(() => forge.close());

  /** Runs its lines as a runner does: one after the other, until one fails. */
  async function run(
    cwd: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly code: number | null; readonly stdout: string }> {
    const child = spawn("bash", ["-eo", "pipefail", "-c", textsAt("script").join("\n")], {
      cwd,
      env: {
        PATH: `${path}${delimiter}${process.env["PATH"]}`,
        HOME: process.env["HOME"],
        GITLAB_CI: "true",
        CI_PIPELINE_SOURCE: "merge_request_event",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
        CI_MERGE_REQUEST_IID: "34",
        CI_PROJECT_ID: "shop/api",
        CI_API_V4_URL: `${forge.url}/api/v4`,
        ...variables(),
        ...more,
      },
    });
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { code, stdout };
  }

  it("checks once, writes what the job keeps, posts a note, and ends as the check does", async () => {
    const folder = checkout({ "catalog.graphql": SHORTER });
    const { code, stdout } = await run(folder, { GITLAB_TOKEN: TOKEN });
    expect(code).toBe(1);
    expect(stdout).toContain("npm install --global --no-fund --no-audit contract-drift@");
    expect(stdout).toContain("✖ Blocking (1 of 1 change");
    expect(keptFiles().filter((file) => !existsSync(join(folder, file)))).toEqual([]);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("✖ contract-drift: blocking");
  });

  it("lets the note turn green when the branch does", async () => {
    const { code } = await run(checkout({ "README.md": "x" }), { GITLAB_TOKEN: TOKEN });
    expect(code).toBe(0);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("✔ contract-drift: nothing blocks");
  });

  it("keeps its verdict without a token, and where the note cannot be posted", async () => {
    const folder = checkout({ "catalog.graphql": SHORTER });
    const before = forge.requests.length;
    expect((await run(folder)).code).toBe(1);
    expect(forge.requests).toHaveLength(before);
    expect((await run(folder, { GITLAB_TOKEN: "wrong" })).code).toBe(1);
  });

  it("passes on its options, and says with its exit code that it could not check", async () => {
    const folder = checkout({ "catalog.graphql": SHORTER });
    expect((await run(folder, { CONTRACT_DRIFT_OPTIONS: "--fail-on never" })).code).toBe(0);
    expect((await run(checkout({ "catalog.graphql": "type Query {" }))).code).toBe(3);
  });
});

/** The files that the job's artifacts name. */
function keptFiles(): readonly string[] {
  const kept = job()["artifacts"];
  const reports = isJsonObject(kept) ? kept["reports"] : undefined;
  const paths = isJsonObject(kept) ? kept["paths"] : undefined;
  return [
    ...(Array.isArray(paths) ? paths.map(String) : []),
    ...(isJsonObject(reports) ? Object.values(reports).map(String) : []),
  ];
}
