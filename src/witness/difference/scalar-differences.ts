import { hasType, keepsBounds, typeOfValue } from "../../diff/normal/scalar-values.ts";
import { asShape } from "../../diff/normal/normalise.ts";
import type { Normal } from "../../diff/normal/normal.ts";
import type { Json } from "../../model/json.ts";
import type { NumberFacet, StringFacet, ValueType } from "../../model/shape.ts";
import { canonicalJson } from "../../model/json.ts";
import { sample } from "../sample.ts";
import { samplesOfPattern } from "../sample/pattern.ts";
import type { Difference, Level } from "./difference.ts";

/** Values of kinds, of lists, numbers and texts that the sender has and the reader has not. */
export function* scalarDifferences(level: Level): Generator<Difference> {
  yield* typeDifferences(level);
  yield* listDifferences(level);
  yield* numberDifferences(level);
  yield* textDifferences(level);
}

function asWish(level: Level, value: Json, keyword: string): Difference {
  return { wishes: [{ at: level.at, want: { value } }], keyword };
}

/** The simplest values of each kind; lists and objects also with something in them, to be written. */
const SIMPLE: Readonly<Record<ValueType, readonly Json[]>> = {
  null: [null],
  boolean: [true],
  integer: [1],
  number: [0.5],
  string: ["a", "a,b", "a b", "a|b"],
  array: [[], ["a"], [0], ["a", "b"], [0, 1]],
  object: [{}, { a: "a" }],
};

function* typeDifferences(level: Level): Generator<Difference> {
  const { s, r, direction, sender } = level;
  const types = s.types.flatMap((type): readonly ValueType[] =>
    type === "number" ? ["integer", "number"] : [type],
  );
  for (const type of types) {
    const isTaken = r.types.includes(type) || (type === "integer" && r.types.includes("number"));
    if (isTaken) continue;
    const shape = asShape({ ...s, types: [type] });
    const made = s.groups.length > 0 ? undefined : sample(sender.side, shape, { direction });
    const isLost = made !== undefined && hasType([type], made) && !hasType(r.types, made);
    const simple = s.values === undefined ? simplest(type, s) : [];
    const several = type === "array" && isLost ? listOfTwo(level) : [];
    const values = new Map<string, Json>();
    for (const value of [...(isLost ? [made] : []), ...simple, ...several]) {
      values.set(canonicalJson(value), value);
    }
    for (const value of values.values()) {
      yield asWish(level, value, type === "null" ? "null" : "type");
    }
  }
}

/** Where all is text, a list of one may be taken for its item. */
function listOfTwo({ s, direction, sender }: Level): readonly Json[] {
  const array = { ...s.array, minItems: Math.max(2, s.array?.minItems ?? 0) };
  const made = sample(sender.side, asShape({ ...s, types: ["array"], array }), { direction });
  return Array.isArray(made) ? [made] : [];
}

function simplest(type: ValueType, s: Normal): readonly Json[] {
  if (type !== "number" || s.number === undefined) return SIMPLE[type];
  const fractions = numbersNear(s.number, undefined).filter(
    (value) => typeof value === "number" && Number.isFinite(value) && !Number.isInteger(value),
  );
  return [...fractions.filter((value) => fits(value, s)), ...SIMPLE.number];
}

/** Values that the sender lists and the reader does not take, and values outside the reader's list. */
function* listDifferences(level: Level): Generator<Difference> {
  const { s, r } = level;
  const taken = new Set((r.values?.items ?? []).map(({ value }) => canonicalJson(value)));
  const isTaken = (value: Json): boolean =>
    (r.values === undefined || taken.has(canonicalJson(value))) && fits(value, r);
  for (const { value } of s.values?.items ?? []) {
    if (!isTaken(value) && hasType(s.types, value)) yield asWish(level, value, "enum");
  }
  if (r.values === undefined || s.values !== undefined) return;
  const made = sample(level.sender.side, level.sender.shape, { direction: level.direction });
  const outsiders: readonly Json[] = [...OUTSIDERS.filter((value) => fits(value, s)), made ?? null];
  for (const value of outsiders) {
    if (!taken.has(canonicalJson(value))) yield asWish(level, value, "enum");
  }
}

/** Values that few lists hold. */
const OUTSIDERS: readonly Json[] = ["a", "other", "", 0, 1, -1, 999, true, false];

function fits(value: Json, normal: Normal): boolean {
  return hasType(normal.types, value) && keepsBounds(value, normal);
}

const NUMBER_KEYWORDS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
] as const;

/** Numbers around the bounds of both sides that only the sender's bounds let through. */
function* numberDifferences(level: Level): Generator<Difference> {
  const { s, r } = level;
  if (s.values !== undefined || !s.types.some((type) => type === "integer" || type === "number")) {
    return;
  }
  const isBounded = (facet: NumberFacet | undefined): boolean =>
    NUMBER_KEYWORDS.some((keyword) => facet?.[keyword] !== undefined);
  if (isBounded(r.number)) {
    const lost = numbersNear(s.number, r.number).filter(
      (value) => fits(value, s) && !keepsBounds(value, r),
    );
    for (const value of lost) yield asWish(level, value, brokenBound(value, r.number));
  }
  if (r.format === "int32" && s.format !== "int32") {
    for (const value of [2_147_483_648, -2_147_483_649].filter((number) => fits(number, s))) {
      yield asWish(level, value, "format");
    }
  }
}

function numbersNear(
  one: NumberFacet | undefined,
  other: NumberFacet | undefined,
): readonly (number | bigint)[] {
  const bounds = [one, other].flatMap((facet) =>
    NUMBER_KEYWORDS.map((keyword) => facet?.[keyword]).filter((bound) => bound !== undefined),
  );
  const near = bounds.flatMap((bound): readonly (number | bigint)[] =>
    typeof bound === "bigint"
      ? [bound, bound - 1n, bound + 1n]
      : [bound, bound - 1, bound + 1, bound - 0.5, bound + 0.5, bound / 2, bound * 2],
  );
  const apart = bounds.map(Number);
  const between = [(Math.min(...apart) + Math.max(...apart)) / 2];
  return [...new Set([...near, ...between, ...between.map(Math.floor), 0, 1, -1, 0.5])].sort(
    (a, b) => Math.abs(Number(a)) - Math.abs(Number(b)),
  );
}

function brokenBound(value: number | bigint, facet: NumberFacet | undefined): string {
  const broken = NUMBER_KEYWORDS.find((keyword) => {
    const bound = facet?.[keyword];
    return bound !== undefined && !keepsBounds(value, { number: { [keyword]: bound } });
  });
  return broken ?? "multipleOf";
}

/** Texts that tell validators' formats apart. */
const EDGE_TEXTS: readonly string[] = [
  "a",
  "",
  "1",
  "a b",
  "A",
  "-",
  "!",
  "aA1-_.",
  "0",
  "urn:shop:1",
  "ftp://shop.example",
  "https://shop.example/1",
  "/a",
  "a@b",
  "buyer@shop.example",
  "2026-01-01",
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00Z",
  "00:00:00",
  "00:00:00Z",
  "P1D",
  "192.0.2.1",
  "2001:db8::1",
  "00000000-0000-4000-8000-000000000000",
  "shop.example",
  "(",
  "YQ==",
  "1/a",
];

function* textDifferences(level: Level): Generator<Difference> {
  const { s, r } = level;
  if (s.values !== undefined || !s.types.includes("string")) return;
  yield* lengthDifferences(level);
  const gained = (r.string?.patterns ?? []).filter(
    (pattern) => s.string?.patterns?.includes(pattern) !== true,
  );
  if (gained.length > 0) {
    const texts = [...textsOf(level), ...EDGE_TEXTS, ...gained.flatMap(mutated)];
    for (const text of new Set(texts)) {
      const patterns = { string: { patterns: gained } };
      if (fits(text, s) && !keepsBounds(text, patterns)) yield asWish(level, text, "pattern");
    }
  }
  if (r.format !== undefined && r.format !== s.format) {
    for (const text of new Set([...textsOf(level), ...EDGE_TEXTS])) {
      if (fits(text, s) && keepsBounds(text, r)) yield asWish(level, text, "format");
    }
  }
}

function* lengthDifferences(level: Level): Generator<Difference> {
  const { s, r } = level;
  const longest = r.string?.maxLength;
  if (longest !== undefined && longest < (s.string?.maxLength ?? Infinity)) {
    const text = textWithin(level, { minLength: longest + 1 });
    if (text !== undefined) yield asWish(level, text, "maxLength");
  }
  const shortest = r.string?.minLength ?? 0;
  if (shortest > (s.string?.minLength ?? 0)) {
    const text = textWithin(level, { maxLength: shortest - 1 });
    if (text !== undefined) yield asWish(level, text, "minLength");
  }
}

/** A text of the sender's within further bounds. */
function textWithin(level: Level, bounds: StringFacet): string | undefined {
  const { s, sender, direction } = level;
  const { format, ...unformatted } = s;
  for (const base of format === undefined ? [s] : [s, unformatted]) {
    const shape = asShape({
      ...base,
      types: ["string"],
      groups: [],
      string: { ...s.string, ...bounds },
    });
    const text = sample(sender.side, shape, { direction });
    if (typeof text === "string") return text;
  }
  return undefined;
}

/** Some texts of the sender's. */
function textsOf(level: Level): readonly string[] {
  const { s, sender, direction } = level;
  const shape = asShape({ ...s, types: ["string"], groups: [] });
  const made = sample(sender.side, shape, { direction });
  const patterned = (s.string?.patterns ?? []).flatMap((pattern) => samplesOfPattern(pattern, 24));
  const texts = [...(typeof made === "string" ? [made] : []), ...patterned];
  return [...texts, ...texts.flatMap(variations)];
}

/** Texts next to what a pattern matches. */
function mutated(pattern: string): readonly string[] {
  return samplesOfPattern(pattern, 8).flatMap(variations);
}

function variations(text: string): readonly string[] {
  const turned = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  return [
    `${text}!`,
    `!${text}`,
    text.slice(1),
    text.slice(0, -1),
    turned,
    `${text}${text}`,
    `${text}0`,
    `${text}a`,
    ` ${text}`,
  ];
}

/** Whether a value is a scalar, which a list of constants can hold in any text form. */
export function isScalar(value: Json): boolean {
  const type = typeOfValue(value);
  return type !== "array" && type !== "object";
}
