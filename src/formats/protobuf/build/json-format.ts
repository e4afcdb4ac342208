import type { Features } from "./features.ts";
import type { OptionFacts } from "./option-facts.ts";

/** Notes a message or enum whose names need not be fit for JSON (`json_format`, proto2's default). */
export function jsonFormat(facts: OptionFacts, features: Features): OptionFacts {
  const format = features.get("json_format");
  if (format === undefined || format === "ALLOW") return facts;
  return new Map([...facts, ["json_format", format]]);
}
