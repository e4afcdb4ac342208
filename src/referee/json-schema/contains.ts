import type { JsonObject } from "../../model/json.ts";
import { member } from "../json-value.ts";
import type { Translated } from "./keywords.ts";

/**
 * What `contains` matches is evaluated (Core 11.2), and nothing else: ajv 8 takes all items for
 * evaluated, or none, so beside `unevaluatedItems` it is said twice, without and with that meaning.
 */
export function withParts(
  result: { [keyword: string]: unknown },
  parts: readonly { [keyword: string]: unknown }[],
): Translated {
  const { contains, minContains, maxContains, unevaluatedItems, ...rest } = result;
  if (contains === undefined || unevaluatedItems === undefined)
    return parts.length === 0 ? result : { ...result, allOf: parts };
  const counted = {
    contains,
    ...(minContains === undefined ? {} : { minContains }),
    ...(maxContains === undefined ? {} : { maxContains }),
  };
  return {
    ...rest,
    unevaluatedItems: { anyOf: [unevaluatedItems, contains] },
    allOf: [...parts, { not: { not: counted } }],
  };
}

/** Beside `prefixItems`, ajv 8 takes an empty list for one that contains what it should. */
export function filledForContains(node: JsonObject): { minItems?: number } {
  const matches = member(node, "minContains") ?? 1;
  const items = member(node, "minItems") ?? 0;
  if (typeof matches !== "number" || typeof items !== "number" || matches <= items) return {};
  return { minItems: matches };
}
