import { load } from "js-yaml";
import { messageOf } from "./answer.ts";
import { parseJson, type Parsed } from "./json-value.ts";

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
