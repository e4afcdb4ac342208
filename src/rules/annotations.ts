import { canonicalJson, equalJson, isJsonObject, type Json } from "../model/json.ts";

/**
 * What a change of an annotation means. `sent`: messages that were fine may be refused or ignored;
 * `received`: messages may come that did not before; `behaviour`: both, or a call fares otherwise;
 * `result`: what a call leads to in the end is of another type; `code`: generated methods differ.
 */
export type AnnotationMeaning = "sent" | "received" | "behaviour" | "result" | "code" | "label";

type Judge = (from: Json | undefined, to: Json | undefined) => AnnotationMeaning;

/**
 * Annotations that servers, generators and validators honour, by what they promise (AIP-180, 203,
 * 4222 and 4232, https://google.aip.dev; https://protovalidate.com/reference/rules).
 */
const JUDGES: Readonly<Record<string, Judge>> = {
  "(google.api.field_behavior)": judgeBehaviors,
  // Any of the listed scopes is enough, so more of them harm nobody.
  "(google.api.oauth_scopes)": (from, to) =>
    lacks(scopesIn(to), scopesIn(from)) ? "behaviour" : "label",
  "(google.api.default_host)": () => "behaviour",
  // Each signature is a method of generated clients; they are told apart by their order.
  "(google.api.method_signature)": (from, to) =>
    startsWith(listOf(to), listOf(from)) ? "label" : "code",
  "(google.longrunning.operation_info)": () => "result",
  "(google.api.resource)": judgeResources,
  "(google.api.resource_definition)": judgeResources,
  "(google.api.resource_reference)": (from, to) =>
    from === undefined || to === undefined ? "label" : "sent",
  // Rules of validation that no other facet of a shape tells.
  "(buf.validate.field)": judgeRules,
  "(buf.validate.message)": judgeRules,
  "(buf.validate.oneof)": judgeRules,
  "(validate.rules)": judgeRules,
  "(validate.required)": judgeRules,
};

/** What a change of a known annotation means; undefined for every other attribute. */
export function meaningOfAnnotation(
  name: string,
  from: Json | undefined,
  to: Json | undefined,
): AnnotationMeaning | undefined {
  return Object.hasOwn(JUDGES, name) ? JUDGES[name]?.(from, to) : undefined;
}

const NOT_TAKEN: readonly Json[] = ["OUTPUT_ONLY", "IMMUTABLE"];

/** What is only received, or cannot be changed, is no longer taken; what is only sent never comes. */
function judgeBehaviors(from: Json | undefined, to: Json | undefined): AnnotationMeaning {
  const added = listOf(to).filter((entry) => !listOf(from).includes(entry));
  const notTaken = added.some((entry) => NOT_TAKEN.includes(entry));
  const notGiven = added.includes("INPUT_ONLY");
  if (notTaken && notGiven) return "behaviour";
  return notTaken ? "sent" : notGiven ? "received" : "label";
}

/** Names of a pattern that is gone may be refused; another pattern beside it harms nobody. */
function judgeResources(from: Json | undefined, to: Json | undefined): AnnotationMeaning {
  return lacks(patternsIn(to), patternsIn(from)) ? "behaviour" : "label";
}

function judgeRules(from: Json | undefined, to: Json | undefined): AnnotationMeaning {
  if (from === undefined || from === false) return "sent";
  return to === undefined || to === false ? "received" : "behaviour";
}

function scopesIn(value: Json | undefined): readonly Json[] {
  return listOf(value).flatMap((text) =>
    typeof text === "string" ? text.split(",").map((scope) => scope.trim()) : [],
  );
}

/** Each pattern with the type of resource that it names. */
function patternsIn(value: Json | undefined): readonly Json[] {
  return listOf(value).flatMap((resource) => {
    if (!isJsonObject(resource)) return [];
    const { type = "", pattern } = resource;
    return [type, ...listOf(pattern).map((one) => canonicalJson([type, one]))];
  });
}

function lacks(list: readonly Json[], others: readonly Json[]): boolean {
  return others.some((other) => !list.includes(other));
}

function startsWith(list: readonly Json[], others: readonly Json[]): boolean {
  return others.every((other, index) => equalJson(other, list[index]));
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
