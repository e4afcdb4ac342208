import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseWaivers } from "../../src/app/waivers/parse.ts";
import { parseDocument } from "../../src/formats/document/parse-document.ts";
import { REPORTERS } from "../../src/report/index.ts";
import { contractDrift } from "../cli/run.ts";

const root = new URL("../../", import.meta.url);

function textOf(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

const pages = [...globSync("docs/ci/*.md", { cwd: root.pathname }), "docs/waivers.md"].sort();
const files = ["ci/contract-drift.gitlab-ci.yml", ".pre-commit-hooks.yaml", "action.yml"];

/** The blocks of a page in one language, without the indentation of a fragment. */
function blocksOf(path: string, language: string): readonly string[] {
  const blocks = textOf(path).matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"),
  );
  return Array.from(blocks, ([, text = ""]) => text);
}

/** Every call of the program: the command and its flags. */
function callsIn(text: string): readonly (readonly string[])[] {
  const joined = text.replaceAll(/\\\n/g, " ").replaceAll(/\n\s+--/g, " --");
  const calls = joined.matchAll(
    /contract-drift(?:@[\w.$-]+)? ((?:check|waive|baseline|comment)\b[^\n|;`]*)/g,
  );
  return Array.from(calls, ([, call = ""]) => call.trim().split(/\s+/));
}

describe.each([...pages, ...files])("%s", (path) => {
  it("calls the program only as it can be called", () => {
    const unknown = callsIn(textOf(path)).flatMap(([command = "", ...args]) => {
      const sub = command === "waive" && args[0] === "prune" ? [command, "prune"] : [command];
      const { stdout: help } = contractDrift([...sub, "--help"]);
      const flags = args.filter((arg) => arg.startsWith("--")).map((arg) => arg.split("=", 1)[0]);
      return flags.filter((flag) => !help.includes(`${flag} `)).map((flag) => `${command} ${flag}`);
    });
    expect(unknown).toEqual([]);
  });

  it("names only formats that there are", () => {
    const formats = Array.from(textOf(path).matchAll(/--format ([a-z]+)/g), ([, name]) => name);
    expect(
      formats.filter((name) => ![...Object.keys(REPORTERS), "list"].includes(name ?? "")),
    ).toEqual([]);
  });
});

describe.each(pages)("%s", (path) => {
  it("holds YAML that can be read", () => {
    for (const block of blocksOf(path, "yaml"))
      expect(() => parseDocument(path, block)).not.toThrow();
  });

  it("links to pages that there are", () => {
    const links = Array.from(
      textOf(path).matchAll(/\]\((?!https?:)([^)#]+)/g),
      ([, to = ""]) => to,
    );
    const missing = links.filter((to) => {
      try {
        return textOf(new URL(to, new URL(path, root)).pathname.slice(root.pathname.length)) === "";
      } catch {
        return true;
      }
    });
    expect(missing).toEqual([]);
  });
});

it.each(files)("%s can be read", (path) => {
  expect(() => parseDocument(path, textOf(path))).not.toThrow();
});

it("the waiver of the manual is one that the tool understands", () => {
  const [example = ""] = blocksOf("docs/waivers.md", "yaml");
  expect(parseWaivers("docs/waivers.md", example)).toHaveLength(1);
});

it("the pages were really looked at", () => {
  expect(pages.length).toBeGreaterThanOrEqual(6);
  expect(pages.flatMap((path) => callsIn(textOf(path))).length).toBeGreaterThan(8);
});
