import { equalJson } from "../../model/json.ts";
import type { NumberFacet, Shape, StringFacet } from "../../model/shape.ts";
import { Undecided } from "../../referee/answer.ts";
import { compilePattern, testPattern } from "../../referee/deadline.ts";
import { keepsFormat, keepsNumberFormat } from "./formats.ts";
import { violation } from "./judging.ts";
import type { Judged, Violation } from "./judging.ts";

/** What the value lists, numbers and texts of a shape say of a value. */
export function scalarViolations(shape: Shape, { value, place }: Judged): readonly Violation[] {
  const found: string[][] = [];
  const { values } = shape;
  if (values?.open === false && !values.items.some((one) => equalJson(one.value, value))) {
    found.push(["enum", "is none of the listed values"]);
  }
  if (typeof value === "number" || typeof value === "bigint") {
    found.push(...numberFaults(shape.number ?? {}, value));
    if (shape.format !== undefined && !keepsNumberFormat(shape.format, value)) {
      found.push(["format", `is no ${shape.format}`]);
    }
  }
  if (typeof value === "string") {
    found.push(...textFaults(shape.string ?? {}, value));
    if (shape.format !== undefined && !keepsFormat(shape.format, value)) {
      found.push(["format", `is no ${shape.format}`]);
    }
  }
  return found.map(([rule = "", message = ""]) => violation(place, rule, message));
}

function numberFaults(facet: NumberFacet, value: number | bigint): string[][] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = facet;
  const isBelow =
    (minimum !== undefined && value < minimum) ||
    (exclusiveMinimum !== undefined && value <= exclusiveMinimum);
  const isAbove =
    (maximum !== undefined && value > maximum) ||
    (exclusiveMaximum !== undefined && value >= exclusiveMaximum);
  const isMultiple = multipleOf === undefined || isMultipleOf(Number(value), Number(multipleOf));
  return [
    ...(isBelow ? [["minimum", "is too small"]] : []),
    ...(isAbove ? [["maximum", "is too large"]] : []),
    ...(isMultiple ? [] : [["multipleOf", `is no multiple of ${String(multipleOf)}`]]),
  ];
}

/** With room for what binary fractions lose: 0.3 is a multiple of 0.1. */
function isMultipleOf(value: number, divisor: number): boolean {
  if (divisor === 0) return true;
  const quotient = value / divisor;
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

function textFaults(facet: StringFacet, value: string): string[][] {
  const length = Array.from(value).length;
  const { minLength, maxLength, patterns } = facet;
  return [
    ...(minLength !== undefined && length < minLength ? [["minLength", "is too short"]] : []),
    ...(maxLength !== undefined && length > maxLength ? [["maxLength", "is too long"]] : []),
    ...(patterns ?? [])
      .filter((pattern) => !keepsPattern(pattern, value))
      .map((pattern) => ["pattern", `does not match ${pattern}`]),
  ];
}

/** A pattern that cannot be compiled, or takes too long, is taken to be kept. */
export function keepsPattern(source: string, text: string): boolean {
  const pattern = compilePattern(source);
  if (pattern === undefined) return true;
  try {
    return testPattern(pattern, text);
  } catch (error) {
    if (error instanceof Undecided) return true;
    throw error;
  }
}
