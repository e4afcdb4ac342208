import { object, TEXT, type Schema, type SchemaObject } from "../../diff/openapi-texts.ts";
import { silent, type Claim } from "../claim.ts";

/** What is said of an edit where the value is sent, and where it is received. */
export interface Verdict {
  readonly input: Claim;
  readonly output: Claim;
}

/** One edit of a schema: a keyword that comes, goes or moves. */
export interface SchemaEdit {
  readonly keyword: string;
  readonly edit: string;
  readonly before: Schema;
  readonly after: Schema;
  readonly verdict: Verdict;
  /** Verdicts of their own at some places, by the name of the place without its direction. */
  readonly at?: Readonly<Record<string, Verdict>>;
  /** Only at members, which can be left out: properties and parameters. */
  readonly membersOnly?: boolean;
  /** Only at properties. */
  readonly propertiesOnly?: boolean;
}

export const both = (claim: Claim): Verdict => ({ input: claim, output: claim });
export const narrowing = (rule: string): Verdict => ({
  input: `breaking ${rule}`,
  output: `compatible ${rule}`,
});
export const widening = (rule: string): Verdict => ({
  input: `compatible ${rule}`,
  output: `breaking ${rule}`,
});
const TIGHTENED = narrowing("constraint-tightened");
const LOOSENED = widening("constraint-loosened");

export type Values = readonly [edit: string, wide: Schema, narrow: Schema];

export const SILENT_NULL = both(silent("Null is accepted there anyway."));

/** Where null is an alternative as well, a schema that cannot be merged is told as an alternative. */
const AS_ALTERNATIVE: readonly [Verdict, Verdict] = [
  { input: "breaking alternative-removed", output: "compatible alternative-removed" },
  { input: "compatible alternative-added", output: "breaking alternative-added" },
];

export function asAlternative(edits: readonly SchemaEdit[]): readonly SchemaEdit[] {
  return edits.map((edit, index) => {
    const [lost, won] = AS_ALTERNATIVE;
    return { ...edit, at: { [NULLABLE_USE]: index % 2 === 0 ? lost : won } };
  });
}

/** A limit that comes and goes, rises and falls. */
export function limit(keyword: string, ...steps: readonly Values[]): readonly SchemaEdit[] {
  return steps.flatMap(([edit, wide, narrow]) => [
    { keyword, edit: `${edit}, stricter`, before: wide, after: narrow, verdict: TIGHTENED },
    { keyword, edit: `${edit}, weaker`, before: narrow, after: wide, verdict: LOOSENED },
  ]);
}

/** An edit and the way back. */
export function twoWays(
  keyword: string,
  [edit, before, after]: Values,
  there: Verdict,
  back: Verdict,
): readonly SchemaEdit[] {
  return [
    { keyword, edit, before, after, verdict: there },
    { keyword, edit: `${edit}, undone`, before: after, after: before, verdict: back },
  ];
}

export function bounded(type: SchemaObject, keyword: string, weak: unknown, strict: unknown) {
  return limit(
    keyword,
    ["added or removed", type, { ...type, [keyword]: strict }],
    ["moved", { ...type, [keyword]: weak }, { ...type, [keyword]: strict }],
  );
}

export const NUMBER: SchemaObject = { type: "number" };
export const LIST: SchemaObject = { type: "array" };
export const ID = object({ id: TEXT });
export const SKU = object({ id: TEXT, sku: TEXT });
export const SKU_REQUIRED = object({ id: TEXT, sku: TEXT }, ["sku"]);
export const NULLABLE_USE = "nullable use";
