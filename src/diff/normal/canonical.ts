import { canonicalJson } from "../../model/json.ts";
import type { EnumValue, NumberFacet, ValueSet, ValueType } from "../../model/shape.ts";
import { defined, fullTypes } from "./intersect.ts";
import type { Normal } from "./normal.ts";
import { hasType, keepsBounds, typeOfValue } from "./scalar-values.ts";

function distinctValues(items: readonly EnumValue[]): readonly EnumValue[] {
  const byText = new Map(items.map((item) => [canonicalJson(item.value), item]));
  return byText.size === items.length ? items : [...byText.values()];
}

/** Rewrites facets of a merged shape so that equal sets look equal. */
export function canonical(normal: Normal): Normal {
  return withoutImpossible(canonicalFacets(normal));
}

/** Types of which no value can keep the facets are not accepted. */
function withoutImpossible(normal: Normal): Normal {
  const types = normal.types.filter((type) => !isImpossible(normal, type));
  return types.length === normal.types.length ? normal : { ...normal, types };
}

function isImpossible(normal: Normal, type: ValueType): boolean {
  switch (type) {
    case "integer":
    case "number":
      return normal.number !== undefined && isEmptyRange(normal.number);
    case "string":
      return exceeds(normal.string?.minLength, normal.string?.maxLength);
    case "array":
      return exceeds(normal.array?.minItems, normal.array?.maxItems);
    case "object":
      return exceeds(normal.object?.minProperties, normal.object?.maxProperties);
    default:
      return false;
  }
}

function exceeds(least: number | undefined, most: number | undefined): boolean {
  return least !== undefined && most !== undefined && least > most;
}

function isEmptyRange(facet: NumberFacet): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = facet;
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) return true;
  const low = exclusiveMinimum ?? minimum;
  const high = exclusiveMaximum ?? maximum;
  const open = exclusiveMinimum !== undefined || exclusiveMaximum !== undefined;
  return open && low !== undefined && high !== undefined && low >= high;
}

function canonicalFacets(normal: Normal): Normal {
  const bounded =
    normal.number === undefined
      ? normal
      : withNumber(normal, canonicalNumber(normal.types, normal.number));
  return bounded.values === undefined ||
    bounded.values.items.some((item) => item.number !== undefined)
    ? bounded
    : listedValues(bounded, bounded.values);
}

function withNumber(normal: Normal, number: NumberFacet | undefined): Normal {
  const { number: _, ...rest } = normal;
  return number === undefined ? rest : { ...rest, number };
}

/** Integers have neighbours: `> 2` is `>= 3`, `<= 9.5` is `<= 9`; a weaker exclusive bound goes. */
function canonicalNumber(types: readonly ValueType[], facet: NumberFacet): NumberFacet | undefined {
  const integral = types.includes("integer");
  const bounds = integral
    ? { minimum: lowestInteger(facet), maximum: highestInteger(facet) }
    : { ...lowerBound(facet), ...upperBound(facet) };
  const multipleOf = integral && facet.multipleOf === 1 ? undefined : facet.multipleOf;
  const result = defined<NumberFacet>({ ...bounds, multipleOf });
  return Object.keys(result).length === 0 ? undefined : result;
}

function lowerBound({ minimum, exclusiveMinimum }: NumberFacet) {
  const exclusive =
    exclusiveMinimum !== undefined && (minimum === undefined || exclusiveMinimum >= minimum);
  return exclusive ? { exclusiveMinimum } : { minimum };
}

function upperBound({ maximum, exclusiveMaximum }: NumberFacet) {
  const exclusive =
    exclusiveMaximum !== undefined && (maximum === undefined || exclusiveMaximum <= maximum);
  return exclusive ? { exclusiveMaximum } : { maximum };
}

function lowestInteger(facet: NumberFacet): number | bigint | undefined {
  const { minimum, exclusiveMinimum } = facet;
  const inclusive = typeof minimum === "number" ? Math.ceil(minimum) : minimum;
  if (exclusiveMinimum === undefined) return inclusive;
  const next =
    typeof exclusiveMinimum === "bigint" ? exclusiveMinimum + 1n : Math.floor(exclusiveMinimum) + 1;
  return inclusive === undefined || next > inclusive ? next : inclusive;
}

function highestInteger(facet: NumberFacet): number | bigint | undefined {
  const { maximum, exclusiveMaximum } = facet;
  const inclusive = typeof maximum === "number" ? Math.floor(maximum) : maximum;
  if (exclusiveMaximum === undefined) return inclusive;
  const next =
    typeof exclusiveMaximum === "bigint" ? exclusiveMaximum - 1n : Math.ceil(exclusiveMaximum) - 1;
  return inclusive === undefined || next < inclusive ? next : inclusive;
}

/**
 * A finite list says everything about scalars: values outside the types and bounds go, then the
 * types are those of the values and the bounds say nothing more. `null` moves to the types.
 */
function listedValues(normal: Normal, values: ValueSet): Normal {
  const possible = distinctValues(values.items).filter(
    (item) => hasType(normal.types, item.value) && keepsBounds(item.value, normal),
  );
  const items = possible.filter((item) => item.value !== null);
  const types = fullTypes(possible.map((item) => typeOfValue(item.value)));
  if (values.open) return { ...normal, values: { open: true, items } };
  const { number: _number, string: _string, values: _values, ...rest } = normal;
  const booleans = items.filter((item) => typeof item.value === "boolean");
  if (items.length === 0) return { ...rest, types, ...contradicted(normal, values) };
  if (booleans.length === items.length && booleans.length === 2) return { ...rest, types };
  return { ...rest, types, values: { open: false, items } };
}

/** A list and a type that share no value: somebody means the one or the other. */
function contradicted(normal: Normal, { items }: ValueSet): Pick<Normal, "impossible"> {
  const listed = items.map(({ value }) => value);
  const isForeign = listed.every((value) => !hasType(normal.types, value));
  return isForeign && normal.types.length > 0 ? { impossible: listed } : {};
}
