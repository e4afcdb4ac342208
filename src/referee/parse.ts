import { load } from "js-yaml";
import { isJsonObject, type Json } from "../model/json.ts";

/** A text as a JSON value, or why it is none. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: string };

/** Nesting beyond this is refused, like everywhere in the tool. */
const MAX_DEPTH = 500;

/**
 * Reads a JSON or YAML text by the referee's own means: the referees share no parser with the
 * readers they check. Names such as `__proto__` become own properties.
 */
export function parseText(text: string): Parsed {
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (json?.ok === true) return json;
  try {
    return { ok: true, value: load(text, { maxDepth: MAX_DEPTH }) };
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}

/** Reads a JSON text. */
export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}

/** The first line of an error's message; libraries append excerpts of the text. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0] ?? "";
}

/** A value that a library says is unknown but that holds nothing beyond JSON. */
export function asJson(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(asJson);
  return isJsonObject(value) ? value : null;
}
