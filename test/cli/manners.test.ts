import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contractDrift, MAIN } from "./run.ts";

describe("the command line", () => {
  it("says its version, which is the package's", () => {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
    );
    expect(contractDrift(["--version"])).toEqual({
      code: 0,
      stdout: `${(manifest as { version: string }).version}\n`,
      stderr: "",
    });
  });

  it("without arguments shows a short help and is a usage error", () => {
    const run = contractDrift([]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
    expect(run.stderr.split("\n").length).toBeLessThan(10);
    expect(run.stderr).toContain("contract-drift check");
  });

  it.each([[["--help"]], [["diff", "--help"]], [["help", "check"]], [["explain", "-h"]]])(
    "%j begins with examples",
    (args) => {
      const run = contractDrift(args);
      expect(run.code).toBe(0);
      expect(run.stdout).toMatch(/^Examples:\n {2}\$ contract-drift /);
    },
  );

  it.each([
    [["dif"], "Did you mean diff?"],
    [["rules", "--fromat", "json"], "Did you mean --format?"],
    [["explain", "feild-removed"], "Did you mean field-removed?"],
    [["rules", "--format", "yaml"], "text, json"],
    [["diff", "a"], "missing required argument 'after'"],
    [["diff", "a", "b", "--today", "2026-02-30"], "YYYY-MM-DD"],
    [["diff", "a", "b", "--surface", "wires"], "wire, json, source, promise"],
    [["diff", "-", "-"], "one of the two sides"],
  ])("%j is a usage error that helps", (args, words) => {
    const run = contractDrift(args);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/^error: .*[.!?]\n {2}hint: /s);
    expect(run.stderr).toContain(words);
  });
});

it("a reader that closes the pipe early is no error", () => {
  const command = `"${process.execPath}" "${MAIN}" rules -v | head -n 1`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.split("\n")).toHaveLength(2);
});

describe("the catalogue", () => {
  it("lists every rule, as text and as JSON", () => {
    const json: unknown = JSON.parse(contractDrift(["rules", "--format", "json"]).stdout);
    const { rules } = json as { rules: { id: string }[] };
    expect(rules.length).toBeGreaterThan(50);
    const text = contractDrift(["rules"]).stdout;
    for (const { id } of rules) expect(text).toContain(` ${id} `);
  });

  it("explains a rule: what, why, what to do, and its severities", () => {
    const { code, stdout } = contractDrift(["explain", "field-removed"]);
    expect(code).toBe(0);
    expect(stdout).toContain("field-removed");
    expect(stdout).toContain("breaking where");
    expect(stdout).toContain("Deprecate it");
  });
});
