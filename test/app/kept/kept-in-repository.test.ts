import { execFile } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { checkRepository } from "../../../src/app/repository.ts";
import type { RepositoryCheck } from "../../../src/app/repository.ts";
import { DEFAULT_POLICY } from "../../../src/policy/policy.ts";
import { commit, git, temporaryRepository } from "../../sources/temporary-git.ts";

const FILES = {
  "contract-drift.yaml": "contracts: [api/orders.yaml, api/shop.graphql, api/stock.proto]\n",
  "api/orders.yaml": `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders: { $ref: "paths.yaml#/orders" }
`,
  "api/paths.yaml": `orders:
  get:
    responses:
      "200": { description: The orders., content: { application/json: { schema: { type: object, required: [total], properties: { total: { type: number } } } } } }
`,
  "api/shop.graphql": "type Query { order: ID product: ID }\n",
  "api/stock.proto": 'syntax = "proto3";\nmessage Stock { int32 count = 1; string place = 2; }\n',
};

const CHANGES = {
  "api/paths.yaml": FILES["api/paths.yaml"].replace("type: number", "type: string"),
  "api/shop.graphql": "type Query { order: ID }\n",
  "api/stock.proto": FILES["api/stock.proto"].replace("int32 count", "string count"),
};

/** A branch that breaks a contract of each format. */
function brokenShop(): string {
  const { folder } = temporaryRepository(FILES);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, CHANGES);
  return folder;
}

/** A program without a name is one that runs from its sources. */
async function check(
  folder: string,
  more: Partial<RepositoryCheck> = {},
  build = "1",
): Promise<string> {
  const report = await checkRepository({
    folder,
    against: ["main"],
    today: "2026-11-22",
    override: {},
    version: "1.0.0",
    witness: "shown",
    environment: {},
    ...(build === "" ? {} : { build }),
    ...more,
  });
  return JSON.stringify(report);
}

function cacheOf(folder: string): string {
  return join(folder, ".contract-drift", "cache");
}

function keptIn(folder: string): readonly string[] {
  return readdirSync(cacheOf(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".gitignore")
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Makes what is kept tell on itself. */
function mark(folder: string): void {
  for (const file of keptIn(folder))
    writeFileSync(file, readFileSync(file, "utf8").replaceAll('"breaking"', '"forged"'));
}

describe("what was compared before", () => {
  it("is taken again in every format, and git does not see it", async () => {
    const folder = brokenShop();
    const first = await check(folder);
    expect(first.match(/"verdict":"breaking"/g)).toHaveLength(4);
    expect(await check(folder)).toBe(first);
    expect(git(folder, "status", "--porcelain")).toBe("");
    mark(folder);
    expect((await check(folder)).match(/"verdict":"forged"/g)).toHaveLength(3);
  });

  it("is what comes of comparing anew, for revisions and the work tree", async () => {
    const folder = brokenShop();
    for (const more of [{}, { head: "work" }]) {
      const anew = await check(folder, { ...more, cache: false });
      expect(await check(folder, more)).toBe(anew);
      expect(await check(folder, more)).toBe(anew);
    }
  });

  it("is not asked for a file that has changed, or under another policy, day or program", async () => {
    const folder = brokenShop();
    await check(folder);
    mark(folder);
    const forged = async (more: Partial<RepositoryCheck>) =>
      (await check(folder, more)).match(/"verdict":"forged"/g)?.length ?? 0;
    expect(await forged({ override: { failOn: "dangerous" } })).toBe(0);
    expect(await forged({ override: DEFAULT_POLICY, today: "2026-11-23" })).toBe(0);
    expect(await forged({ build: "2" })).toBe(0);
    expect(await forged({ cache: false })).toBe(0);
    writeFileSync(
      join(folder, "api/paths.yaml"),
      FILES["api/paths.yaml"].replace("number", "boolean"),
    );
    expect(await forged({})).toBe(2);
  });

  it("is not kept by sources, or where nothing is to be kept", async () => {
    const folder = brokenShop();
    await check(folder, {}, "");
    await check(folder, { cache: false });
    expect(existsSync(cacheOf(folder))).toBe(false);
  });

  it("is not taken from what a branch has brought", async () => {
    const folder = brokenShop();
    const honest = await check(folder);
    mark(folder);
    git(folder, "add", "--force", ".contract-drift");
    git(folder, "commit", "-q", "-m", "Bring answers");
    const report = await check(folder);
    expect(report).not.toContain("forged");
    expect(report.match(/"verdict":"breaking"/g)).toEqual(honest.match(/"verdict":"breaking"/g));
  });

  it("is not taken through a link that a branch has brought", async () => {
    const folder = brokenShop();
    await check(folder);
    mark(folder);
    renameSync(join(folder, ".contract-drift"), join(folder, "answers"));
    symlinkSync("answers", join(folder, ".contract-drift"));
    git(folder, "add", "--force", "answers", ".contract-drift");
    git(folder, "commit", "-q", "-m", "Bring answers");
    expect(await check(folder)).not.toContain("forged");
  });

  it("is written by two processes at once, whole", async () => {
    const folder = brokenShop();
    const anew = await check(folder, { cache: false });
    const module = new URL("../../../src/app/repository.ts", import.meta.url).href;
    const script = `
      const { checkRepository } = await import(${JSON.stringify(module)});
      const report = await checkRepository({ folder: process.cwd(), against: ["main"], today: "2026-11-22",
        override: {}, version: "1.0.0", build: "1", witness: "shown", environment: {} });
      process.stdout.write(JSON.stringify(report));`;
    const run = promisify(execFile);
    const runs = await Promise.all(
      Array.from({ length: 3 }, () =>
        run(process.execPath, ["--input-type=module", "-e", script], { cwd: folder }),
      ),
    );
    expect(new Set(runs.map(({ stdout }) => stdout))).toEqual(new Set([anew]));
    expect(keptIn(folder).filter((file) => file.endsWith(".tmp"))).toEqual([]);
    expect(await check(folder)).toBe(anew);
  });
});
