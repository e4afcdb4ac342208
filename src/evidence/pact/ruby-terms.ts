import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { BodyRule, Matcher } from "./matching-rules.ts";

/** Deeper values are left as they are. */
const DEPTH = 500;

/** A value with its Ruby terms taken out. */
export interface PlainValue {
  readonly value: Json;
  /** What the terms said, as rules of the body. */
  readonly rules: readonly BodyRule[];
}

/**
 * Values of old Ruby pacts as examples and rules: a term (`Pact::Term`) stands for what it generates
 * under its regular expression, `Pact::SomethingLike` and `Pact::ArrayLike` for their contents by
 * type.
 */
export function plainValue(value: Json): PlainValue {
  const rules: BodyRule[] = [];
  return { value: plain(value, [], rules), rules };
}

function plain(value: Json, path: readonly string[], rules: BodyRule[]): Json {
  if (path.length > DEPTH) return value;
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => plain(item, [...path, String(index)], rules));
  }
  if (!isJsonObject(value)) return value;
  const term = termOf(value);
  if (term !== undefined) {
    rules.push({ path, matchers: [term.matcher] });
    return plain(term.example, path, rules);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, plain(member, [...path, name], rules)]),
  );
}

interface Term {
  readonly example: Json;
  readonly matcher: Matcher;
}

function termOf(value: JsonObject): Term | undefined {
  const { json_class: name, contents } = value;
  if (name === "Pact::Term") return regexTerm(isJsonObject(value["data"]) ? value["data"] : value);
  if (contents === undefined) return undefined;
  if (name === "Pact::SomethingLike") return { example: contents, matcher: { match: "type" } };
  const { min } = value;
  const matcher = { match: "type", ...(typeof min === "number" ? { min } : {}) };
  return name === "Pact::ArrayLike" ? { example: [contents], matcher } : undefined;
}

/** `{"generate": "a", "matcher": {"json_class": "Regexp", "s": "a|b"}}`. */
function regexTerm({ generate, matcher }: JsonObject): Term | undefined {
  if (generate === undefined) return undefined;
  const source = isJsonObject(matcher) ? matcher["s"] : undefined;
  return {
    example: generate,
    matcher: { match: "regex", ...(typeof source === "string" ? { regex: source } : {}) },
  };
}
