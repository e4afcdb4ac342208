import type { Change } from "../../src/diff/change.ts";
import { diffContracts, type DiffOptions } from "../../src/diff/index.ts";
import { FORMATS } from "../../src/formats/index.ts";
import type { Contract, Format } from "../../src/model/contract.ts";
import type { Direction, Surface } from "../../src/model/semantics.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import type { Severity } from "../../src/rules/rule.ts";

/** One text, or several by path. */
export type Texts = string | Readonly<Record<string, string>>;

const PATHS: Readonly<Record<Format, string>> = {
  openapi: "shop.json",
  graphql: "shop.graphql",
  protobuf: "shop.proto",
};

/** Reads a contract as the application does, with the real reader of its format. */
async function contractOf(format: Format, texts: Texts): Promise<Contract> {
  const files = typeof texts === "string" ? { [PATHS[format]]: texts } : texts;
  const reader = await FORMATS[format]();
  const { contract } = await reader.read({ tree: memoryTree(files), entries: Object.keys(files) });
  return contract;
}

/** The day on which tests judge windows. */
export const TODAY = "2026-06-15";

/** What the differ finds between two texts of a format. */
export async function changesOf(
  format: Format,
  before: Texts,
  after: Texts,
  options: Partial<DiffOptions> = {},
): Promise<readonly Change[]> {
  return diffContracts(await contractOf(format, before), await contractOf(format, after), {
    today: TODAY,
    ...options,
  });
}

/** A change in one line: `breaking field-removed #schemas.Order.status`. */
export function lineOf(change: Pick<Change, "severity" | "rule" | "element">): string {
  return `${change.severity} ${change.rule} ${change.element}`;
}

/** What the differ finds, one line for each change. */
export async function linesOf(
  format: Format,
  before: Texts,
  after: Texts,
  options: Partial<DiffOptions> = {},
): Promise<readonly string[]> {
  return (await changesOf(format, before, after, options)).map(lineOf);
}

/** The one change between two texts; more or fewer are a failure of their own. */
export async function onlyChange(format: Format, before: Texts, after: Texts): Promise<Change> {
  const changes = await changesOf(format, before, after);
  const [only] = changes;
  if (only === undefined || changes.length !== 1) {
    throw new Error(`Expected one change, got ${JSON.stringify(changes.map(lineOf))}.`);
  }
  return only;
}

/** The severity of a change on a surface, in a direction where one is named. */
export function severityOn(
  change: Change,
  surface: Surface,
  direction?: Direction,
): Severity | undefined {
  return change.effects.find(
    (effect) =>
      effect.surface === surface && (direction === undefined || effect.direction === direction),
  )?.severity;
}
