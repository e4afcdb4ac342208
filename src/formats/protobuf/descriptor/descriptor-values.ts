import { DriftError } from "../../../errors.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import { MAX_DEPTH, type OptionNode, type Range, type Spot } from "../syntax/syntax-tree.ts";

/** A member that should be a string; empty where it is missing or something else. */
export function textOf(object: JsonObject, key: string): string {
  const value = memberOf(object, key);
  return typeof value === "string" ? value : "";
}

/** A member that should be an integer; ProtoJSON may write it as a string. Missing: 0. */
export function integerOf(object: JsonObject, key: string): number {
  const value = Number(memberOf(object, key) ?? 0);
  return Number.isSafeInteger(value) ? value : 0;
}

/** The objects of a member that should be a list of objects. */
export function objectsOf(object: JsonObject, key: string): readonly JsonObject[] {
  return listOf(object, key).filter((item) => isJsonObject(item));
}

/** The strings of a member that should be a list of strings. */
export function textsOf(object: JsonObject, key: string): readonly string[] {
  return listOf(object, key).filter((item) => typeof item === "string");
}

/** The items of a member that should be a list. */
export function listOf(object: JsonObject, key: string): readonly Json[] {
  const value = memberOf(object, key);
  return Array.isArray(value) ? value : [];
}

/** A member of its own; `undefined` where it is missing. */
export function memberOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Ranges; descriptors of messages exclude the end, those of enums include it. */
export function rangesOf(object: JsonObject, key: string, beyond: 0 | 1): readonly Range[] {
  return objectsOf(object, key).map((range) => [
    integerOf(range, "start"),
    integerOf(range, "end") - beyond,
  ]);
}

/** The options of a descriptor, named as in a .proto text: `[a.b]` becomes `(a.b)`. */
export function optionsOf(object: JsonObject, spot: Spot, file: string): OptionNode[] {
  const options = memberOf(object, "options");
  if (!isJsonObject(options)) return [];
  return Object.entries(options)
    .filter(([key]) => key !== "uninterpretedOption")
    .map(([key, value]) => ({
      path: [/^\[.*\]$/.test(key) ? `(${key.slice(1, -1)})` : snakeCase(key)],
      value: inTextNames(value, file, 1),
      line: spot.line,
      column: spot.column,
    }));
}

/** ProtoJSON names become those of text format, so that both forms of a contract compare equal. */
function inTextNames(value: Json, file: string, depth: number): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) {
    throw new DriftError({
      code: "too-deep",
      message: `An option is nested deeper than ${MAX_DEPTH} levels.`,
      place: { file },
    });
  }
  if (!isJsonObject(value)) return value.map((item: Json) => inTextNames(item, file, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      snakeCase(key),
      inTextNames(item, file, depth + 1),
    ]),
  );
}

function snakeCase(key: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) return key;
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
