import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";

type Check = (argument: Json, value: Json, schema: JsonObject) => boolean;

/**
 * Whether a value keeps to a JSON Schema (2020-12). A schema with a keyword that is not known here
 * is kept to by nothing, so that a yes can be relied on.
 */
export function conforms(schema: Json, value: Json): boolean {
  if (!isJsonObject(schema)) return schema === true;
  return Object.entries(schema).every(
    ([keyword, argument]) =>
      NOTES.has(keyword) || KEYWORDS.get(keyword)?.(argument, value, schema) === true,
  );
}

const NOTES: ReadonlySet<string> = new Set(["$schema", "$id", "title", "description"]);

const KEYWORDS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["type", (name, value) => typeof name === "string" && TYPES.get(name)?.(value) === true],
  ["enum", (choices, value) => Array.isArray(choices) && choices.includes(value)],
  ["anyOf", (some, value) => Array.isArray(some) && some.some((one) => conforms(one, value))],
  ["minLength", (least, value) => typeof value !== "string" || value.length >= Number(least)],
  [
    "pattern",
    (pattern, value) =>
      typeof value !== "string" ||
      (typeof pattern === "string" && new RegExp(pattern, "u").test(value)),
  ],
  ["minimum", (least, value) => typeof value !== "number" || value >= Number(least)],
  ["maximum", (most, value) => typeof value !== "number" || value <= Number(most)],
  ["minItems", (least, value) => !Array.isArray(value) || value.length >= Number(least)],
  ["items", (item, value) => !Array.isArray(value) || value.every((one) => conforms(item, one))],
  [
    "required",
    (names, value) =>
      !isJsonObject(value) ||
      (Array.isArray(names) && names.every((name) => Object.hasOwn(value, String(name)))),
  ],
  [
    "properties",
    (properties, value) =>
      !isJsonObject(value) ||
      Object.entries(value).every(([name, one]) => {
        const schema = propertyOf(properties, name);
        return schema === undefined || conforms(schema, one);
      }),
  ],
  [
    "propertyNames",
    (names, value) =>
      !isJsonObject(value) || Object.keys(value).every((name) => conforms(names, name)),
  ],
  [
    "additionalProperties",
    (rest, value, { properties }) =>
      !isJsonObject(value) ||
      Object.entries(value).every(
        ([name, one]) =>
          propertyOf(properties, name) !== undefined || (isJsonObject(rest) && conforms(rest, one)),
      ),
  ],
]);

const TYPES: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ["string", (value) => typeof value === "string"],
  ["boolean", (value) => typeof value === "boolean"],
  ["number", (value) => typeof value === "number" && Number.isFinite(value)],
  ["integer", (value) => Number.isSafeInteger(value)],
  ["array", (value) => Array.isArray(value)],
  ["object", isJsonObject],
]);

function propertyOf(properties: Json | undefined, name: string): Json | undefined {
  return properties !== undefined && isJsonObject(properties) && Object.hasOwn(properties, name)
    ? properties[name]
    : undefined;
}
