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
  if (
    result["unevaluatedItems"] !== undefined &&
    [result, ...parts].some((part) => mayEvaluateSome(part))
  )
    return withoutAnswer(result, parts);
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

/**
 * ajv 8 compares the length of a list with what alternatives evaluated of it, which may be nothing
 * or everything, and no number: then its answer means nothing.
 */
function withoutAnswer(
  result: { [keyword: string]: unknown },
  parts: readonly { [keyword: string]: unknown }[],
): Translated {
  const undecided = "ajv cannot judge unevaluatedItems beside alternatives";
  const { unevaluatedItems: _, ...rest } = result;
  const unanswered = { if: { not: { type: "array", minItems: 1 } }, else: { undecided } };
  return { ...rest, allOf: [...parts, unanswered] };
}

const EVALUATING = ["items", "prefixItems", "contains", "unevaluatedItems"];
const CHOSEN = ["anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];
const REFERRING = ["$ref", "schemaAt"];

/** Whether a translated schema evaluates items of some lists only, or in a schema of its own. */
function mayEvaluateSome(part: unknown, isChosen = false): boolean {
  if (typeof part !== "object" || part === null) return false;
  if (Array.isArray(part)) return part.some((inner) => mayEvaluateSome(inner, isChosen));
  return Object.entries(part).some(([keyword, value]: [string, unknown]) => {
    if (REFERRING.includes(keyword)) return true;
    if (isChosen && EVALUATING.includes(keyword)) return true;
    if (keyword === "allOf") return mayEvaluateSome(value, isChosen);
    if (keyword === "dependentSchemas" && typeof value === "object" && value !== null)
      return Object.values(value).some((inner) => mayEvaluateSome(inner, true));
    return CHOSEN.includes(keyword) && mayEvaluateSome(value, true);
  });
}

/** Beside `prefixItems`, ajv 8 takes an empty list for one that contains what it should. */
export function filledForContains(node: JsonObject): { minItems?: number } {
  const matches = member(node, "minContains") ?? 1;
  const items = member(node, "minItems") ?? 0;
  if (typeof matches !== "number" || typeof items !== "number" || matches <= items) return {};
  return { minItems: matches };
}
