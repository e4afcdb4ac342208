import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Change } from "../../src/diff/change.ts";
import { diffContracts } from "../../src/diff/index.ts";
import { FORMATS } from "../../src/formats/index.ts";
import type { Contract, Format } from "../../src/model/contract.ts";
import type { Direction, Surface } from "../../src/model/semantics.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import type { Severity } from "../../src/rules/rule.ts";

/** The smallest edit of a format that a rule speaks of: `fixtures/rules/<rule>/`. */
export interface RuleFixture {
  readonly rule: string;
  readonly format: Format;
  /** Texts by path; most have one. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly expected: ExpectedChange;
}

/** What `expected.json` says of one format. */
export interface ExpectedChange {
  readonly severity: Severity;
  readonly direction: Direction | "both";
  readonly element: string;
  /** The promised surfaces, where the rule is only felt on others than the format's own. */
  readonly surfaces?: readonly Surface[];
}

/** The day on which the fixtures' windows are judged. */
const FIXTURE_DAY = "2026-06-15";

const FOLDER = fileURLToPath(new URL("../../fixtures/rules/", import.meta.url));

const EXTENSIONS: Readonly<Record<Format, string>> = {
  openapi: "yaml",
  graphql: "graphql",
  protobuf: "proto",
};

/** Every fixture of every rule, by name of the rule, then by format. */
export function ruleFixtures(): readonly RuleFixture[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((rule) => fixturesIn(rule));
}

function fixturesIn(rule: string): readonly RuleFixture[] {
  const expected = parseExpected(readFileSync(join(FOLDER, rule, "expected.json"), "utf8"));
  return Object.entries(expected).map(([format, change]) => {
    if (!isFormat(format)) throw new Error(`${rule}/expected.json names the format ${format}.`);
    return {
      rule,
      format,
      before: sideOf(rule, "before", format),
      after: sideOf(rule, "after", format),
      expected: change,
    };
  });
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(EXTENSIONS, text);
}

function parseExpected(text: string): Readonly<Record<string, ExpectedChange>> {
  // Our own files, whose every value the tests compare.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(text) as Readonly<Record<string, ExpectedChange>>;
}

/** One file (`before.yaml`), or a folder of files (`before/`). */
function sideOf(rule: string, side: string, format: Format): ReadonlyMap<string, string> {
  const folder = join(FOLDER, rule, side);
  const file = `${folder}.${EXTENSIONS[format]}`;
  if (existsSync(file)) {
    return new Map([[`shop.${EXTENSIONS[format]}`, readFileSync(file, "utf8")]]);
  }
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder.`);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/** What the differ finds between the two sides of a fixture. */
export async function changesOfFixture(fixture: RuleFixture): Promise<readonly Change[]> {
  const before = await read(fixture.format, fixture.before);
  const after = await read(fixture.format, fixture.after);
  const { surfaces } = fixture.expected;
  return diffContracts(before, after, {
    today: FIXTURE_DAY,
    ...(surfaces === undefined ? {} : { surfaces }),
  });
}

async function read(format: Format, texts: ReadonlyMap<string, string>): Promise<Contract> {
  const reader = await FORMATS[format]();
  const { contract } = await reader.read({ tree: memoryTree(texts), entries: [...texts.keys()] });
  return contract;
}
