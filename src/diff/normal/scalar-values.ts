import type { Json } from "../../model/json.ts";
import type { NumberFacet, StringFacet, ValueType } from "../../model/shape.ts";

/** The narrowest value type of a JSON value. */
export function typeOfValue(value: Json): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "string":
      return "string";
    case "bigint":
      return "integer";
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
    default:
      return "object";
  }
}

/** Whether a value is of one of the types; `number` holds every integer. */
export function hasType(types: readonly ValueType[], value: Json): boolean {
  const type = typeOfValue(value);
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

type Bounds = { readonly number?: NumberFacet; readonly string?: StringFacet };

/** Whether a scalar keeps the bounds. Values of other types always do; unclear patterns count as kept. */
export function keepsBounds(value: Json, facets: Bounds): boolean {
  return brokenBound(value, facets) === undefined;
}

/** The keyword of a bound that a scalar breaks for certain. */
export function brokenBound(value: Json, facets: Bounds): string | undefined {
  if (typeof value === "number" || typeof value === "bigint")
    return brokenByNumber(value, facets.number);
  if (typeof value === "string") return brokenByString(value, facets.string);
  return undefined;
}

/** Whether a pattern could not be tried on a value. */
export function isUnclear(value: Json, facets: Bounds): boolean {
  if (typeof value !== "string") return false;
  return (facets.string?.patterns ?? []).some((pattern) => matches(pattern, value) === undefined);
}

function brokenByNumber(
  value: number | bigint,
  facet: NumberFacet | undefined,
): keyof NumberFacet | undefined {
  if (facet === undefined) return undefined;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = facet;
  if (minimum !== undefined && value < minimum) return "minimum";
  if (maximum !== undefined && value > maximum) return "maximum";
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return "exclusiveMinimum";
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return "exclusiveMaximum";
  return multipleOf === undefined || isMultiple(value, multipleOf) ? undefined : "multipleOf";
}

/** Whether `value` is an integral multiple of `factor`, for integers exactly, else within rounding. */
export function isMultiple(value: number | bigint, factor: number | bigint): boolean {
  if (typeof value === "bigint" || typeof factor === "bigint") {
    if (!Number.isInteger(Number(value)) || !Number.isInteger(Number(factor))) return false;
    return BigInt(factor) !== 0n && BigInt(value) % BigInt(factor) === 0n;
  }
  if (factor === 0) return false;
  const quotient = value / factor;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
}

function brokenByString(value: string, facet: StringFacet | undefined): string | undefined {
  if (facet === undefined) return undefined;
  const length = Array.from(value).length;
  if (facet.minLength !== undefined && length < facet.minLength) return "minLength";
  if (facet.maxLength !== undefined && length > facet.maxLength) return "maxLength";
  const isBroken = facet.patterns?.some((pattern) => matches(pattern, value) === false) === true;
  return isBroken ? "pattern" : undefined;
}

/** Longer values and patterns with nested repetition are not run: they could take for ever. */
const MAX_TESTED_LENGTH = 200;
const NESTED_REPETITION = /\([^)]*[+*{][^)]*\)[+*{]/;

function matches(pattern: string, value: string): boolean | undefined {
  if (value.length > MAX_TESTED_LENGTH || NESTED_REPETITION.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return undefined;
  }
}
