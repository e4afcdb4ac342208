import { DriftError } from "../errors.ts";
import type { Place } from "../errors.ts";
import type { Json } from "../model/json.ts";

/** Deeper values are no message of any API. */
const DEEPEST = 500;

/** The value of a JSON file of evidence. Throws `DriftError` (`syntax`, `too-deep`). */
export function jsonFile(place: Place, text: string, what: string): Json {
  if (isTooDeep(text)) {
    throw new DriftError({
      code: "too-deep",
      message: `${what} is nested deeper than ${DEEPEST} levels.`,
      place,
      hint: "No message needs this; check that the file is what it claims to be.",
    });
  }
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    throw new DriftError({
      code: "syntax",
      message: `${what} is not valid JSON.`,
      place,
      hint: "The file may be cut off.",
      cause: error,
    });
  }
}

/** Counts brackets outside of texts, in one pass. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '"') isInText = !isInText;
    else if (isInText) index += char === "\\" ? 1 : 0;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
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
