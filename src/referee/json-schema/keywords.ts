import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { member } from "../json-value.ts";
import type { Dialect } from "./dialect.ts";

/** A schema of JSON Schema 2020-12 with our two keywords, as ajv is given it. */
export type Translated = boolean | { [keyword: string]: unknown };

const isCount = (value: Json): boolean => typeof value === "number" && value >= 0;
const isNumber = (value: Json): boolean => typeof value === "number" && Number.isFinite(value);
const isText = (value: Json): boolean => typeof value === "string";
const isNames = (value: Json): boolean =>
  Array.isArray(value) && value.every((item: Json) => typeof item === "string");

/**
 * Keywords that mean the same in every dialect, with the test of a well-formed value. A malformed
 * value is no constraint: real contracts hold many, and the message has to be judged all the same.
 */
const PLAIN: Readonly<Record<string, (value: Json) => boolean>> = {
  multipleOf: (value) => typeof value === "number" && value > 0,
  maximum: isNumber,
  minimum: isNumber,
  maxLength: isCount,
  minLength: isCount,
  pattern: isText,
  format: isText,
  maxItems: isCount,
  minItems: isCount,
  uniqueItems: (value) => typeof value === "boolean",
  maxProperties: isCount,
  minProperties: isCount,
  maxContains: isCount,
  minContains: isCount,
  dependentRequired: (value) => isJsonObject(value) && Object.values(value).every(isNames),
};

/** The keywords of a schema that hold no schemas, in the form of 2020-12. */
export function plainKeywords(node: JsonObject, dialect: Dialect): { [keyword: string]: unknown } {
  const result: { [keyword: string]: unknown } = {};
  for (const [keyword, isWellFormed] of Object.entries(PLAIN)) {
    const value = member(node, keyword);
    if (value !== undefined && isWellFormed(value)) result[keyword] = value;
  }
  return { ...result, ...typeKeyword(node, dialect), ...bounds(node) };
}

const TYPES = new Set(["null", "boolean", "integer", "number", "string", "array", "object"]);

function typeKeyword(node: JsonObject, dialect: Dialect): { type?: readonly string[] } {
  const type = member(node, "type");
  const listed = Array.isArray(type) ? type : [type];
  const known = listed.filter((name) => typeof name === "string" && TYPES.has(name));
  // `type: any`, `type: file`: words of older or other formats, which say nothing about JSON.
  if (known.length === 0) return {};
  const { nullable } = dialect;
  const addsNull = nullable !== undefined && member(node, nullable) === true;
  return { type: [...new Set([...known.map(String), ...(addsNull ? ["null"] : [])])] };
}

/** Exclusive bounds as numbers, and as the words that sharpen a bound up to draft 5 and OpenAPI 3.0. */
function bounds(node: JsonObject): { [keyword: string]: unknown } {
  const result: { [keyword: string]: unknown } = {};
  for (const [exclusive, inclusive] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    const value = member(node, exclusive);
    const bound = member(node, inclusive);
    if (typeof value === "number") result[exclusive] = value;
    if (value === true && typeof bound === "number") {
      result[exclusive] = bound;
    }
  }
  return result;
}

/**
 * `enum` and `const`. `open`: a tolerant reader survives members it does not know, so values of
 * the kinds that are listed pass too; `true`, `false`, `null` and structures do not grow that way.
 */
export function valueKeywords(node: JsonObject, open: boolean): { [keyword: string]: unknown }[] {
  const lists: (readonly Json[])[] = [];
  const values = member(node, "enum");
  if (Array.isArray(values)) lists.push(values);
  const constant = member(node, "const");
  if (constant !== undefined) lists.push([constant]);
  return lists.map((list) => (open ? openList(list) : closedList(list)));
}

function closedList(list: readonly Json[]): { [keyword: string]: unknown } {
  return list.length === 0 ? { not: {} } : { enum: list };
}

function openList(list: readonly Json[]): { [keyword: string]: unknown } {
  const kinds = new Set(list.map(growingKind).filter((kind) => kind !== undefined));
  if (kinds.size === 0) return closedList(list);
  return { anyOf: [{ enum: list }, { type: [...kinds] }] };
}

function growingKind(value: Json): string | undefined {
  if (typeof value === "string") return "string";
  if (typeof value !== "number") return undefined;
  return Number.isInteger(value) ? "integer" : "number";
}
