import { YAMLException, load } from "js-yaml";
import { messageOf } from "./answer.ts";
import { parseJson, type Parsed } from "./json-value.ts";
import { yamlInPieces } from "./yaml-pieces.ts";

/** Nesting beyond this is refused, like everywhere in the tool. */
const MAX_DEPTH = 500;

/** A YAML text that is longer is read in pieces, when they are looked at. */
const LONG = 100_000;

/**
 * Reads a JSON or YAML text by the referee's own means: the referees share no parser with the
 * readers they check, but the engine's of JSON. Names such as `__proto__` become own properties.
 */
export function parseText(text: string): Parsed {
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (json?.ok === true) return json;
  const pieces = text.length > LONG ? yamlInPieces(text, readYaml) : undefined;
  if (pieces !== undefined) return { ok: true, value: pieces };
  try {
    return { ok: true, value: loadYaml(text) };
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}

function readYaml(text: string): unknown {
  try {
    return loadYaml(text);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function loadYaml(text: string): unknown {
  return load(text, { maxDepth: MAX_DEPTH });
}
