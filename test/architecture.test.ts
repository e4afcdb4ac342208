import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, violationsOf } from "./architecture/check.ts";
import { LIBRARIES, MAY_IMPORT, MAY_TOUCH_THE_WORLD } from "./architecture/permissions.ts";
import { readSourceFile } from "./architecture/source-file.ts";

const root = new URL("../", import.meta.url);

function filesIn(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root.pathname })
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

const sources = filesIn("src/**/*.ts").map((path) =>
  readSourceFile(path.replace(/^src\//, ""), readFileSync(new URL(path, root), "utf8")),
);

function violations(path: string, text: string): readonly string[] {
  return violationsOf(readSourceFile(path, text));
}

describe("the folders of src/", () => {
  it("import only what the table permits", () => {
    expect(sources.flatMap(violationsOf)).toEqual([]);
  });

  it("were really looked at: every file, and hundreds of imports", () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(500);
    const seen = new Set(sources.map(({ module }) => folderOf(module)));
    expect([...seen].filter((folder) => !Object.hasOwn(MAY_IMPORT, folder))).toEqual([]);
    expect(sources.find(({ module }) => module === "errors")).toBeDefined();
  });

  it("form no cycle in the table", () => {
    const done = new Set<string>();
    const visit = (folder: string, above: readonly string[]): void => {
      expect(above, "a folder below itself").not.toContain(folder);
      if (done.has(folder)) return;
      for (const entry of MAY_IMPORT[folder] ?? []) visit(folderOf(entry), [...above, folder]);
      done.add(folder);
    };
    for (const folder of Object.keys(MAY_IMPORT)) visit(folder, []);
    expect(done.size).toBe(Object.keys(MAY_IMPORT).length);
  });

  it("use every library of the table that package.json names, and no other", () => {
    const { dependencies } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
      dependencies: object;
    };
    expect(Object.keys(LIBRARIES).filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
    expect(MAY_TOUCH_THE_WORLD.filter((folder) => !Object.hasOwn(MAY_IMPORT, folder))).toEqual([]);
  });
});

describe("the check finds a planted violation", () => {
  it.each([
    [
      "an upward import",
      "model/shape.ts",
      'import { worse } from "../rules/rule.ts";',
      "src/model/shape.ts:1: model may not import rules/rule; it may import nothing.",
    ],
    [
      "a type import",
      "diff/walk.ts",
      '\nimport type { Report } from "../report/report.ts";',
      "src/diff/walk.ts:2: diff may not import report/report; it may import model, rules.",
    ],
    [
      "an inline type",
      "diff/walk.ts",
      'type R = import("../formats/reader.ts").ReadResult;',
      "src/diff/walk.ts:1: diff may not import formats/reader; it may import model, rules.",
    ],
    [
      "a re-export",
      "rules/index.ts",
      'export { DriftError } from "../errors.ts";',
      "src/rules/index.ts:1: rules may not import errors; it may import model.",
    ],
    [
      "a star export",
      "rules/index.ts",
      'export * from "../errors.ts";',
      "src/rules/index.ts:1: rules may not import errors; it may import model.",
    ],
    [
      "a late import",
      "report/text.ts",
      'await import("../app/compare.ts");',
      "src/report/text.ts:1: report may not import app/compare; it may import model, rules, diff, impact, policy.",
    ],
    [
      "an import for its effects",
      "policy/policy.ts",
      'import "../app/compare.ts";',
      "src/policy/policy.ts:1: policy may not import app/compare; it may import model, rules, diff, impact, errors.",
    ],
    [
      "more than the port of the registry",
      "impact/impact.ts",
      'import { x } from "../registry/sqlite.ts";',
      "src/impact/impact.ts:1: impact may not import registry/sqlite; it may import model, rules, diff, evidence, referee, registry/store.",
    ],
    [
      "an import from outside",
      "app/check.ts",
      'import { x } from "../../test/x.ts";',
      "src/app/check.ts:1: ../../test/x.ts is outside src/.",
    ],
    [
      "a new folder",
      "helpers/strings.ts",
      "export const x = 1;",
      "src/helpers/strings.ts: the folder helpers is not in the permission table.",
    ],
    [
      "a library elsewhere",
      "diff/walk.ts",
      'import { parse } from "graphql/language";',
      "src/diff/walk.ts:1: the library graphql is named in formats/graphql, evidence, referee only.",
    ],
    [
      "a library in the neighbour's folder",
      "formats/graphql-tools/x.ts",
      'import { parse } from "graphql";',
      "src/formats/graphql-tools/x.ts:1: the library graphql is named in formats/graphql, evidence, referee only.",
    ],
    [
      "an unknown library",
      "report/html.ts",
      'import x from "lodash/get.js";',
      "src/report/html.ts:1: the library lodash is not in the table of libraries.",
    ],
    [
      "a computed import",
      "app/check.ts",
      "await import(name);",
      "src/app/check.ts:1: the library (computed) is not in the table of libraries.",
    ],
    [
      "files",
      "formats/reader.ts",
      'import type { Stats } from "node:fs";',
      "src/formats/reader.ts:1: formats may not use node:fs; only sources, registry, server, cli, app touch the world.",
    ],
    [
      "the environment",
      "report/text.ts",
      "const x = process.env.NO_COLOR;",
      "src/report/text.ts:1: report may not use process.env; take it as an argument.",
    ],
    [
      "the clock",
      "policy/policy.ts",
      "const today = Date.now();",
      "src/policy/policy.ts:1: policy may not use Date.now; take it as an argument.",
    ],
    [
      "the clock in another form",
      "diff/lifecycle.ts",
      "const today = new Date();",
      "src/diff/lifecycle.ts:1: diff may not use new Date(); take it as an argument.",
    ],
    [
      "chance",
      "witness/sample.ts",
      "Math.random();",
      "src/witness/sample.ts:1: witness may not use Math.random; take it as an argument.",
    ],
    [
      "the network",
      "formats/reader.ts",
      'await fetch("https://shop.example");',
      "src/formats/reader.ts:1: formats may not use fetch; take it as an argument.",
    ],
  ])("%s", (_name, path, text, expected) => {
    expect(violations(path, text)).toEqual([expected]);
  });

  it.each([
    ["a permitted import", "diff/walk.ts", 'import { worse } from "../rules/rule.ts";'],
    ["a file of the same folder", "diff/compare/types.ts", 'import { x } from "../change.ts";'],
    [
      "the port of the registry",
      "impact/impact.ts",
      'import type { Store } from "../registry/store.ts";',
    ],
    ["a library in its folder", "evidence/graphql/document.ts", 'import { parse } from "graphql";'],
    ["a pure module of Node", "report/key.ts", 'import { createHash } from "node:crypto";'],
    ["a date from a text", "diff/lifecycle.ts", 'const day = new Date("2026-11-22");'],
    [
      "the world where it may be touched",
      "sources/folder.ts",
      'import { readFileSync } from "node:fs"; process.env;',
    ],
  ])("and lets %s pass", (_name, path, text) => {
    expect(violations(path, text)).toEqual([]);
  });

  it("a file that does not parse is an error, not a silence", () => {
    expect(() => readSourceFile("diff/walk.ts", "import {")).toThrow("does not parse");
  });
});

describe("files", () => {
  const files = ["src", "test", "demo", "bench", "scripts"].flatMap((folder) =>
    filesIn(`${folder}/**/*.ts`),
  );

  it("have at most 400 lines", () => {
    const long = files.filter(
      (path) => readFileSync(new URL(path, root), "utf8").trimEnd().split("\n").length > 400,
    );
    expect(long).toEqual([]);
  });

  // Named after the types of a contract, which they are about; not a drawer for TypeScript types.
  const aboutContractTypes = [
    "src/diff/compare/types.ts",
    "src/diff/contract/types.ts",
    "src/rules/types.ts",
  ];

  it("are named in kebab-case for what they hold", () => {
    const vague = new Set([
      "utils",
      "util",
      "utilities",
      "helpers",
      "helper",
      "types",
      "common",
      "misc",
      "shared",
    ]);
    const badly = files.filter((path) => {
      const name = basename(path).replace(/(?:\.test)?\.ts$/, "");
      return (
        !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ||
        (vague.has(name) && !aboutContractTypes.includes(path))
      );
    });
    expect(badly).toEqual([]);
  });
});
