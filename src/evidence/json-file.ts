import { DriftError } from "../errors.ts";
import type { Json } from "../model/json.ts";

/** The value of a JSON file of evidence. Throws `DriftError` (`syntax`). */
export function jsonFile(path: string, text: string, what: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    throw new DriftError({
      code: "syntax",
      message: `${what} is not valid JSON.`,
      place: { file: path },
      hint: "The file may be cut off.",
      cause: error,
    });
  }
}

/** A member of a JSON object, or undefined where there is none. */
export function at(
  value: Json | undefined,
  ...path: readonly (string | number)[]
): Json | undefined {
  let current: Json | undefined = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null) return undefined;
    if (!Object.hasOwn(current, step)) return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}

/** A text, or undefined where the value is none or empty. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The items of an array; none where the value is no array. */
export function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
