import { hasType, keepsBounds } from "../../diff/normal/scalar-values.ts";
import type { Normal } from "../../diff/normal/normal.ts";
import type { Json } from "../../model/json.ts";
import type { NumberFacet } from "../../model/shape.ts";
import { sampleOfPattern } from "./pattern.ts";

/**
 * A listed value of the shape. `variant` counts from 0: another number asks for another value, so
 * that the items of a set can differ.
 */
export function sampleListed(normal: Normal, variant: number): Json | undefined {
  // Protobuf's enums are integers that go by their names.
  const isNamed = normal.encoding === "enum";
  const isFit = (value: Json): boolean =>
    hasType(normal.types, value) && keepsBounds(value, normal);
  const values = (normal.values?.items ?? []).map(({ value }) => value);
  const fitting = isNamed ? values : values.filter(isFit);
  return fitting[variant % fitting.length];
}

/** A number within the bounds, the one nearest to zero first. */
export function sampleNumber(normal: Normal, variant: number): number | bigint | undefined {
  const facet = normal.number ?? {};
  const isFit = (value: number | bigint): boolean =>
    hasType(normal.types, value) && keepsBounds(value, { number: facet });
  const fitting = candidates(facet).filter(isFit);
  const first = fitting[0];
  if (first === undefined || variant === 0) return first;
  const step = facet.multipleOf ?? 1;
  return [1, -1].map((sign) => shifted(first, step, sign * variant)).find(isFit) ?? first;
}

function shifted(from: number | bigint, step: number | bigint, times: number): number | bigint {
  if (typeof from === "bigint" || typeof step === "bigint") {
    return BigInt(from) + BigInt(step) * BigInt(times);
  }
  return from + step * times;
}

/** Numbers at and around what the bounds say; whoever asks tests them. */
function candidates(facet: NumberFacet): readonly (number | bigint)[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = facet;
  const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum];
  const near = bounds.filter((bound) => bound !== undefined).flatMap(around);
  const low = Number(minimum ?? exclusiveMinimum ?? 0);
  const high = Number(maximum ?? exclusiveMaximum ?? low + 1);
  const factor = Number(multipleOf ?? 1);
  const multiples = [Math.ceil(low / factor) * factor, Math.floor(high / factor) * factor];
  const next = [Math.floor(low / factor + 1) * factor, Math.ceil(high / factor - 1) * factor];
  return [0, 1, ...multiples, ...next, ...near, (low + high) / 2];
}

function around(bound: number | bigint): readonly (number | bigint)[] {
  if (typeof bound === "bigint") return [bound, bound + 1n, bound - 1n];
  const whole = [Math.ceil(bound), Math.floor(bound), Math.floor(bound) + 1, Math.ceil(bound) - 1];
  return [bound, ...whole, bound + 0.5, bound - 0.5];
}

/** A text of each format that ajv-formats asserts, in as many variants as are asked for. */
const FORMATS: Readonly<Record<string, (variant: number) => string>> = {
  date: (variant) => `2026-01-${twoDigits((variant % 28) + 1)}`,
  "date-time": (variant) => `2026-01-${twoDigits((variant % 28) + 1)}T00:00:00Z`,
  "iso-date-time": (variant) => `2026-01-${twoDigits((variant % 28) + 1)}T00:00:00Z`,
  time: (variant) => `00:00:${twoDigits(variant % 60)}Z`,
  "iso-time": (variant) => `00:00:${twoDigits(variant % 60)}Z`,
  duration: (variant) => `P${String(variant + 1)}D`,
  uuid: (variant) => `00000000-0000-4000-8000-${String(variant).padStart(12, "0")}`,
  email: (variant) => `buyer${String(variant)}@shop.example`,
  hostname: (variant) => `host${String(variant)}.shop.example`,
  ipv4: (variant) => `192.0.2.${String((variant % 254) + 1)}`,
  ipv6: (variant) => `2001:db8::${String(variant + 1)}`,
  uri: (variant) => `https://shop.example/${String(variant)}`,
  url: (variant) => `https://shop.example/${String(variant)}`,
  "uri-reference": (variant) => `/${String(variant)}`,
  "uri-template": (variant) => `/${String(variant)}`,
  "json-pointer": (variant) => `/${String(variant)}`,
  "relative-json-pointer": (variant) => String(variant),
  regex: (variant) => `a${String(variant)}`,
  byte: (variant) => Buffer.from([variant]).toString("base64"),
};

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** A text within the bounds that matches every pattern, as far as they can be sampled. */
export function sampleText(normal: Normal, variant: number): string | undefined {
  const facet = normal.string ?? {};
  const isFit = (text: string): boolean => keepsBounds(text, { string: facet });
  const candidates = textCandidates(normal, variant);
  return candidates.find((text) => isFit(text) && hasType(normal.types, text));
}

function textCandidates(normal: Normal, variant: number): readonly string[] {
  const { patterns = [], minLength = 0, maxLength } = normal.string ?? {};
  const { format, encoding } = normal;
  const bounds = { minLength, ...(maxLength === undefined ? {} : { maxLength }) };
  const known = encoding === "bytes" ? "byte" : (format ?? "");
  if (Object.hasOwn(FORMATS, known)) {
    const text = FORMATS[known]?.(variant);
    return text === undefined ? [] : [text];
  }
  const sampled = patterns
    .map((pattern) => sampleOfPattern(pattern, bounds))
    .filter((text) => text !== undefined);
  const length = Math.min(Math.max(minLength, 1), maxLength ?? Number.MAX_SAFE_INTEGER);
  if (length > MAX_TEXT) return sampled;
  const plain = variant === 0 ? "" : String(variant);
  return [...sampled, plain.slice(0, length).padStart(length, "a"), "a".repeat(length)];
}

/** Longer texts are nobody's minimal example. */
const MAX_TEXT = 100_000;
