import type { NumberFacet, StringFacet } from "../../model/shape.ts";
import { isMultiple } from "../normal/scalar-values.ts";
import { formatFor, relateFormats } from "./formats.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { relatePatterns } from "./patterns.ts";
import { relateShapes } from "./related.ts";
import { textOf } from "./text.ts";

type Bound = number | bigint;

/** How one rule about values relates to another: which values are lost, which are gained. */
export type Relation = "equal" | "tightened" | "loosened" | "changed" | "undecided";

/** Reports the relation of one keyword's two values. */
export function reportRelation(
  comparison: Comparison,
  keyword: string,
  relation: Relation,
  values: {
    readonly before?: Bound | string | undefined;
    readonly after?: Bound | string | undefined;
    readonly variant?: "content";
  },
): void {
  if (relation === "equal") return;
  const { variant } = values;
  comparison.report({
    rule: `constraint-${relation}`,
    ...(variant === undefined ? {} : { facts: { variant } }),
    details: { keyword, before: textOf(values.before), after: textOf(values.after) },
    ...sidesOf(comparison.pair, values.before, values.after),
  });
}

/** A bound that may only fall (`upper`) or only rise (`lower`) without losing values. */
export function relateBounds(
  kind: "upper" | "lower",
  before: Bound | undefined,
  after: Bound | undefined,
): Relation {
  if (before === after) return "equal";
  if (before === undefined) return "tightened";
  if (after === undefined) return "loosened";
  if (Number(before) === Number(after) && before == after) return "equal";
  return after < before === (kind === "upper") ? "tightened" : "loosened";
}

/** Bounds of numbers; an exclusive bound is a little tighter than the same inclusive one. */
export function compareNumbers(comparison: Comparison): void {
  compareFormats(comparison, "number");
  if (isListed(comparison)) return;
  const before = comparison.before.number ?? {};
  const after = comparison.after.number ?? {};
  compareLimit(comparison, "lower", before, after);
  compareLimit(comparison, "upper", before, after);
  const relation = relateMultiples(before.multipleOf, after.multipleOf);
  reportRelation(comparison, "multipleOf", relation, {
    before: before.multipleOf,
    after: after.multipleOf,
  });
}

/** Whether one side lists its values: then each of them is held against the bounds of the other. */
function isListed({ before, after }: Comparison): boolean {
  return closedList(before) !== closedList(after);
}

function closedList({ values }: Comparison["before"]): boolean {
  return values?.open === false;
}

interface Limit {
  readonly value: Bound | undefined;
  readonly exclusive: boolean;
  readonly keyword: string;
}

function limitOf(kind: "upper" | "lower", facet: NumberFacet): Limit {
  const [inclusive, exclusive] =
    kind === "lower"
      ? [facet.minimum, facet.exclusiveMinimum]
      : [facet.maximum, facet.exclusiveMaximum];
  const name = kind === "lower" ? "inimum" : "aximum";
  return exclusive === undefined
    ? { value: inclusive, exclusive: false, keyword: `m${name}` }
    : { value: exclusive, exclusive: true, keyword: `exclusiveM${name}` };
}

function compareLimit(
  comparison: Comparison,
  kind: "upper" | "lower",
  before: NumberFacet,
  after: NumberFacet,
): void {
  const a = limitOf(kind, before);
  const b = limitOf(kind, after);
  const values = { before: a.value, after: b.value };
  const keyword = b.value === undefined ? a.keyword : b.keyword;
  const byValue = relateBounds(kind, a.value, b.value);
  if (byValue !== "equal") reportRelation(comparison, keyword, byValue, values);
  else if (a.exclusive !== b.exclusive) {
    reportRelation(comparison, keyword, b.exclusive ? "tightened" : "loosened", values);
  }
}

function relateMultiples(before: Bound | undefined, after: Bound | undefined): Relation {
  if (before === after) return "equal";
  if (before === undefined) return "tightened";
  if (after === undefined || isMultiple(before, after)) return "loosened";
  return isMultiple(after, before) ? "tightened" : "changed";
}

/** Lengths, patterns, formats and contents of strings. */
export function compareStrings(comparison: Comparison): void {
  const isSaidOtherwise = saysSameOfBytes(comparison.before, comparison.after);
  if (!isSaidOtherwise) compareFormats(comparison, "string");
  if (isListed(comparison)) return;
  const before = comparison.before.string ?? {};
  const after = comparison.after.string ?? {};
  const least = comparison.pair.circumstances.nonEmpty === true ? 1 : 0;
  const longer = (length = 0) => (length > least ? length : undefined);
  const lower = relateBounds("lower", longer(before.minLength), longer(after.minLength));
  reportRelation(comparison, "minLength", lower, {
    before: before.minLength,
    after: after.minLength,
  });
  const upper = relateBounds("upper", before.maxLength, after.maxLength);
  reportRelation(comparison, "maxLength", upper, {
    before: before.maxLength,
    after: after.maxLength,
  });
  comparePatterns(comparison, before.patterns ?? [], after.patterns ?? []);
  if (!isSaidOtherwise) compareContent(comparison, before, after);
}

/** What OpenAPI 3.0 says of bytes by a format, 3.1 says of the content (3.1.1, 4.4.4). */
const BYTES: Readonly<Record<string, StringFacet>> = {
  binary: { contentMediaType: "application/octet-stream" },
  byte: { contentEncoding: "base64" },
};

/** Whether one side says by a format of bytes what the other says of the content. */
function saysSameOfBytes(before: Comparison["before"], after: Comparison["before"]): boolean {
  const read = ({ format = "", string = {} }: Comparison["before"]) => {
    const { contentMediaType, contentEncoding } = {
      ...(Object.hasOwn(BYTES, format) ? BYTES[format] : undefined),
      ...string,
    };
    return `${contentMediaType ?? ""};${contentEncoding ?? ""}`;
  };
  const isByFormat = ({ format = "" }: Comparison["before"]) => Object.hasOwn(BYTES, format);
  const isPlain = ({ format }: Comparison["before"]) => format === undefined;
  const [a, b] = isByFormat(before) ? [before, after] : [after, before];
  return isByFormat(a) && isPlain(b) && read(a) === read(b);
}

function comparePatterns(
  comparison: Comparison,
  before: readonly string[],
  after: readonly string[],
): void {
  const lost = before.filter((pattern) => !after.includes(pattern));
  const gained = after.filter((pattern) => !before.includes(pattern));
  const [a] = lost;
  const [b] = gained;
  if (a === undefined && b === undefined) return;
  const single = lost.length <= 1 && gained.length <= 1;
  const relation = single ? relatePatterns(a, b) : "undecided";
  reportRelation(comparison, "pattern", relation, {
    before: lost.join(" and ") || undefined,
    after: gained.join(" and ") || undefined,
  });
}

/**
 * What a text contains. No validator asserts it (JSON Schema 2020-12 validation, 8.1), yet who sends
 * base64 to a reader of plain text is read as having sent something else, and nobody notices.
 */
function compareContent(comparison: Comparison, before: StringFacet, after: StringFacet): void {
  for (const keyword of ["contentMediaType", "contentEncoding"] as const) {
    const a = before[keyword];
    const b = after[keyword];
    const relation =
      a === b ? "equal" : a === undefined ? "tightened" : b === undefined ? "loosened" : "changed";
    reportRelation(comparison, keyword, relation, { before: a, after: b, variant: "content" });
  }
  const schema = relateShapes(comparison, before.contentSchema, after.contentSchema);
  reportRelation(comparison, "contentSchema", schema, {});
}

/** A format says something of one kind of value: `int32` nothing of strings, `date` nothing of numbers. */
function compareFormats(comparison: Comparison, kind: "number" | "string"): void {
  const before = formatFor(kind, comparison.before.format);
  const after = formatFor(kind, comparison.after.format);
  if (before === after) return;
  const relation = relateFormats(before, after);
  if (relation === "unasserted") {
    const variant = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    comparison.report({
      rule: "format-changed",
      facts: { variant },
      details: { before: textOf(before), after: textOf(after) },
      ...sidesOf(comparison.pair, before, after),
    });
    return;
  }
  // Nobody here tries a format on the values of a list.
  const known = relation === "equal" || !isListed(comparison) ? relation : "undecided";
  reportRelation(comparison, "format", known, { before, after });
}
