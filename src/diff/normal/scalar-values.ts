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

/** Whether a scalar keeps the bounds. Values of other types always do; unclear patterns count as kept. */
export function keepsBounds(
  value: Json,
  facets: { readonly number?: NumberFacet; readonly string?: StringFacet },
): boolean {
  if (typeof value === "number" || typeof value === "bigint")
    return keepsNumber(value, facets.number);
  if (typeof value === "string") return keepsString(value, facets.string);
  return true;
}

function keepsNumber(value: number | bigint, facet: NumberFacet | undefined): boolean {
  if (facet === undefined) return true;
  if (facet.minimum !== undefined && value < facet.minimum) return false;
  if (facet.maximum !== undefined && value > facet.maximum) return false;
  if (facet.exclusiveMinimum !== undefined && value <= facet.exclusiveMinimum) return false;
  if (facet.exclusiveMaximum !== undefined && value >= facet.exclusiveMaximum) return false;
  return facet.multipleOf === undefined || isMultiple(value, facet.multipleOf);
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

function keepsString(value: string, facet: StringFacet | undefined): boolean {
  if (facet === undefined) return true;
  const length = Array.from(value).length;
  if (facet.minLength !== undefined && length < facet.minLength) return false;
  if (facet.maxLength !== undefined && length > facet.maxLength) return false;
  return (facet.patterns ?? []).every((pattern) => matches(pattern, value));
}

/** Longer values and patterns with nested repetition are not run: they could take for ever. */
const MAX_TESTED_LENGTH = 200;
const NESTED_REPETITION = /\([^)]*[+*{][^)]*\)[+*{]/;

function matches(pattern: string, value: string): boolean {
  if (value.length > MAX_TESTED_LENGTH || NESTED_REPETITION.test(pattern)) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}
