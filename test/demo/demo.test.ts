import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Ids of commits and changes depend on every byte of the fixtures. */
function withoutHashes(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{7,16}\b/g, "…");
}

describe("the demo", () => {
  let run = { status: null as number | null, stdout: "", stderr: "" };
  beforeAll(() => {
    if (!existsSync(`${ROOT}dist/cli/main.js`)) throw new Error("Build first: npm run build");
    run = spawnSync(process.execPath, ["demo/run.ts"], { cwd: ROOT, encoding: "utf8" });
  });

  it("plays every scene with the outcome it expects of itself", () => {
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
    expect(run.stdout.match(/^\$ contract-drift /gm)).toHaveLength(3);
  });

  it("says what the README shows of it, word for word but for hashes", () => {
    const readme = readFileSync(`${ROOT}README.md`, "utf8");
    const excerpt = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    expect(excerpt.split("\n").length).toBeGreaterThan(5);
    expect(withoutHashes(run.stdout)).toContain(withoutHashes(excerpt));
  });
});
