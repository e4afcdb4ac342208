import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

function scriptFor(shell: string): string {
  const { code, stdout, stderr } = contractDrift(["completion", shell]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

describe("completion in bash", () => {
  const script = scriptFor("bash");

  /** What bash offers for the last of some words. */
  function offered(...words: readonly string[]): readonly string[] {
    const program = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _contract_drift; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const args = ["--norc", "-c", program, "bash", "contract-drift", ...words];
    return execFileSync("bash", args, { encoding: "utf8" }).split("\n").filter(Boolean);
  }

  it.each([
    [["che"], ["check"]],
    [
      ["check", "--fail-on", ""],
      ["breaking", "dangerous", "never"],
    ],
    [["check", "--format", "s"], ["sarif"]],
    [["check", "-q", "--poli"], ["--policy"]],
    [["registry", "pub"], ["publish"]],
    [["registry", "publish", "--serv"], ["--service"]],
    [["explain", "operation-rem"], ["operation-removed"]],
    [["help", "exit"], ["exit-codes"]],
    [["waive", "pr"], ["prune"]],
    [["waive", "prune", "--unm"], ["--unmatched"]],
    [["diff", "before.yaml"], []],
  ] as const)("%j: %j", (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it("says nothing of options that are hidden", () => {
    expect(offered("check", "--d")).toEqual([]);
  });

  it("completes for a shell that has read it", () => {
    const shown = spawnSync("bash", ["--norc", "-c", `${script}\ncomplete -p contract-drift`], {
      encoding: "utf8",
    });
    expect(shown.stdout).toContain("-F _contract_drift contract-drift");
  });
});

function hasShell(name: string): boolean {
  return spawnSync(name, ["--version"]).status === 0;
}

describe("completion in other shells", () => {
  it.skipIf(!hasShell("zsh"))("is understood by zsh (needs zsh)", () => {
    const folder = temporaryFolder({ _drift: scriptFor("zsh") });
    const { status, stderr } = spawnSync("zsh", ["-n", `${folder}/_drift`], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it.skipIf(!hasShell("fish"))("is offered by fish (needs fish)", () => {
    const folder = temporaryFolder({ "completion.fish": scriptFor("fish") });
    const offered = (line: string): string =>
      execFileSync(
        "fish",
        ["--no-config", "-c", `source ${folder}/completion.fish; complete -C '${line}'`],
        { encoding: "utf8", env: { PATH: process.env["PATH"], HOME: folder } },
      );
    expect(offered("contract-drift che")).toContain("check");
    expect(offered("contract-drift check --fail-on d")).toContain("dangerous");
    expect(offered("contract-drift registry pub")).toContain("publish");
  });

  it("has every command and option in all of them", () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const script = scriptFor(shell);
      for (const word of ["can-deploy", "undeploy", "update-only"]) expect(script).toContain(word);
    }
  });

  it("is refused for a shell that is not known", () => {
    const { code, stderr } = contractDrift(["completion", "tcsh"]);
    expect(code).toBe(2);
    expect(stderr).toContain("bash, zsh, fish");
  });
});

describe("help", () => {
  it("explains topics, commands, and commands of commands", () => {
    expect(contractDrift(["help", "exit-codes"]).stdout).toContain("4  no base to compare with");
    expect(contractDrift(["help", "waivers"]).stdout).toContain("waive prune");
    expect(contractDrift(["help", "check"]).stdout).toContain("Usage: contract-drift check");
    expect(contractDrift(["help", "registry", "publish"]).stdout).toContain("registry publish");
  });

  it("lists the topics, each of which can be read and fits a screen", () => {
    const { code, stdout } = contractDrift(["help"]);
    expect(code).toBe(0);
    const topics = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(([, name]) => name ?? "");
    expect(topics).toEqual(expect.arrayContaining(["config", "coordinates", "evidence"]));
    for (const topic of topics) {
      const text = contractDrift(["help", topic]).stdout;
      expect(text.split("\n").length).toBeLessThanOrEqual(30);
      expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(120);
    }
  });

  it("suggests what was meant", () => {
    const { code, stderr } = contractDrift(["help", "exit-code"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Did you mean exit-codes?")]);
  });
});
