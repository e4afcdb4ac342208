import { canonicalJson } from "../../model/json.ts";
import type { ValueType } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import { shapeText } from "../normal/same-text.ts";
import { formatFor } from "./formats.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { relateBounds, type Relation } from "./scalars.ts";
import { textOf } from "./text.ts";

const APPLIES: Readonly<Record<"number" | "string" | "array" | "object", readonly ValueType[]>> = {
  number: ["number", "integer"],
  string: ["string"],
  array: ["array"],
  object: ["object"],
};

/**
 * Keywords that say nothing of the values a place accepts (`maxLength` of an integer). JSON Schema
 * ignores them, validation 6; that they changed is worth a look all the same.
 */
export function compareInert(comparison: Comparison): void {
  const { before, after } = comparison;
  for (const facet of ["number", "string", "array", "object"] as const) {
    if (before[facet] === undefined && after[facet] === undefined) continue;
    if (accepts(before, APPLIES[facet]) || accepts(after, APPLIES[facet])) continue;
    reportKeywords(comparison, before[facet] ?? {}, after[facet] ?? {});
  }
  for (const kind of ["number", "string"] as const) {
    if (before.format === after.format) continue;
    if (accepts(before, APPLIES[kind]) || accepts(after, APPLIES[kind])) continue;
    const from = formatFor(kind, before.format);
    const to = formatFor(kind, after.format);
    if (from !== to) report(comparison, "format", from, to);
  }
}

/** Lists of values that the type beside them refuses, all of them (`type: string`, `enum: [1, 2]`). */
export function compareImpossible(comparison: Comparison): void {
  const { impossible: before } = comparison.before;
  const { impossible: after } = comparison.after;
  if (before === undefined || after === undefined) return;
  const [from, to] = [before.map(canonicalJson), after.map(canonicalJson)];
  const lost = from.some((value) => !to.includes(value));
  const gained = to.some((value) => !from.includes(value));
  if (!lost && !gained) return;
  const variant: Relation = lost && gained ? "changed" : lost ? "tightened" : "loosened";
  reportInert(comparison, { keyword: "enum", variant }, from.join(", "), to.join(", "));
}

function accepts(normal: Normal, types: readonly ValueType[]): boolean {
  return normal.types.some((type) => types.includes(type));
}

function reportKeywords(comparison: Comparison, before: object, after: object): void {
  const from = new Map<string, unknown>(Object.entries(before));
  const to = new Map<string, unknown>(Object.entries(after));
  for (const keyword of new Set([...from.keys(), ...to.keys()])) {
    const a = written(keyword, from.get(keyword));
    const b = written(keyword, to.get(keyword));
    if (a !== b) report(comparison, keyword, a, b);
  }
}

const LOWER: ReadonlySet<string> = new Set([
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
]);
const UPPER: ReadonlySet<string> = new Set([
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
]);

/** What the change would mean where the keyword applied, as far as the keyword alone says it. */
function variantOf(
  keyword: string,
  before: string | undefined,
  after: string | undefined,
): Relation {
  const bounds = [before, after].map((text) => (text === undefined ? undefined : Number(text)));
  if (LOWER.has(keyword)) return relateBounds("lower", bounds[0], bounds[1]);
  if (UPPER.has(keyword)) return relateBounds("upper", bounds[0], bounds[1]);
  if (before === undefined) return "tightened";
  return after === undefined ? "loosened" : "changed";
}

/** A facet's value as text, without the places it was read from; what says nothing has none. */
function written(keyword: string, value: unknown): string | undefined {
  if (value === undefined || (value === true && keyword === "additional")) return undefined;
  const text = shapeText(value);
  return text === "[]" || text === "{}" ? undefined : text;
}

function report(
  comparison: Comparison,
  keyword: string,
  before: string | undefined,
  after: string | undefined,
): void {
  reportInert(comparison, { keyword, variant: variantOf(keyword, before, after) }, before, after);
}

function reportInert(
  comparison: Comparison,
  { keyword, variant }: { readonly keyword: string; readonly variant: Relation },
  before: string | undefined,
  after: string | undefined,
): void {
  comparison.report({
    rule: "inert-keyword-changed",
    facts: { variant },
    details: { keyword, before: textOf(before), after: textOf(after) },
    ...sidesOf(comparison.pair, before, after),
  });
}
