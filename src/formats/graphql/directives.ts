import { canonicalJson } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Deprecation } from "../../model/lifecycle.ts";
import { readDate, readLifecycle } from "../lifecycle-text.ts";
import type { WrittenLifecycle } from "../lifecycle-text.ts";
import { SPECIFIED_DIRECTIVES } from "./definitions.ts";
import type { AppliedDirective } from "./definitions.ts";

/** What applied directives say of the element that they stand on. */
export interface AppliedFacts {
  readonly deprecation?: Deprecation;
  readonly attributes?: Readonly<Record<string, Json>>;
}

const NO_FACTS: AppliedFacts = {};

/**
 * Splits applied directives into the element's lifecycle and plain attributes: `@name` holds the
 * list of its applications (their arguments, in canonical order), `specifiedBy` the URL. A
 * `@sunset` or `@deprecation` that gives a date is lifecycle only, so that a moved date is one
 * change. `pattern` finds further dates in reasons.
 */
export function factsOf(applied: readonly AppliedDirective[], pattern?: RegExp): AppliedFacts {
  if (applied.length === 0) return NO_FACTS;
  const lifecycle = applied.filter(isLifecycle);
  const attributes = attributesOf(applied.filter((directive) => !lifecycle.includes(directive)));
  const deprecation = lifecycle.length === 0 ? undefined : deprecationOf(lifecycle, pattern);
  return {
    ...(deprecation === undefined ? {} : { deprecation }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function attributesOf(
  applied: readonly AppliedDirective[],
): Readonly<Record<string, Json>> | undefined {
  if (applied.length === 0) return undefined;
  const attributes: Record<string, Json> = {};
  for (const [name, directives] of Map.groupBy(applied, (directive) => directive.name)) {
    const url = directives[0]?.arguments["url"];
    if (name === "specifiedBy" && url !== undefined) attributes["specifiedBy"] = url;
    // On inputs the specification's own `@oneOf` is a facet; anywhere else it is a schema's own directive.
    if (!SPECIFIED_DIRECTIVES.has(name) || name === "oneOf")
      attributes[`@${name}`] = inCanonicalOrder(directives);
  }
  return Object.keys(attributes).length === 0 ? undefined : attributes;
}

function inCanonicalOrder(directives: readonly AppliedDirective[]): Json {
  return directives
    .map((directive) => ({
      key: canonicalJson(directive.arguments),
      value: directive.arguments,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map((item) => item.value);
}

/** Arguments by which schemas in the wild give a date; `date` and `on` only where that is the topic. */
const SUNSET_ARGUMENTS = ["sunset", "removalDate", "removeOn", "removedOn"];
const DATE_ARGUMENTS = [...SUNSET_ARGUMENTS, "date", "on"];
const SINCE_ARGUMENTS = ["since", "deprecatedSince", "deprecatedOn"];
const REPLACEMENT_ARGUMENTS = ["replacement", "replacedBy", "useInstead"];

/** The reason that the specification gives to `@deprecated` without one (section 3.13.3). */
const DEFAULT_REASON = "No longer supported";

function isLifecycle(directive: AppliedDirective): boolean {
  if (directive.name === "deprecated") return true;
  if (directive.name !== "sunset" && directive.name !== "deprecation") return false;
  return textAmong(directive, DATE_ARGUMENTS) !== undefined;
}

function deprecationOf(
  applied: readonly AppliedDirective[],
  pattern: RegExp | undefined,
): Deprecation {
  const deprecated = applied.find((directive) => directive.name === "deprecated");
  const marked = deprecated ?? applied.find((directive) => directive.name === "deprecation");
  const reason =
    (marked && textAmong(marked, ["reason"])) ??
    (deprecated === undefined ? undefined : DEFAULT_REASON);
  const written = reason === undefined ? {} : readLifecycle(reason, pattern);
  return {
    deprecated: marked !== undefined,
    ...(reason === undefined ? {} : { reason }),
    ...applied.map(datesIn).reduce(replaceEnd, written),
  };
}

/** The arguments' dates are meant for machines and win over the prose. */
function replaceEnd(prose: WrittenLifecycle, given: WrittenLifecycle): WrittenLifecycle {
  if (given.sunset === undefined && given.unreadable === undefined) return { ...prose, ...given };
  const { sunset: _sunset, unreadable: _unreadable, ...rest } = prose;
  return { ...rest, ...given };
}

function datesIn(directive: AppliedDirective): WrittenLifecycle {
  const names = directive.name === "deprecated" ? SUNSET_ARGUMENTS : DATE_ARGUMENTS;
  const end = textAmong(directive, names);
  const sunset = end === undefined ? undefined : readDate(end);
  const since = readDate(textAmong(directive, SINCE_ARGUMENTS) ?? "");
  const replacement = textAmong(directive, REPLACEMENT_ARGUMENTS);
  return {
    ...(sunset === undefined ? {} : { sunset }),
    ...(end === undefined || sunset !== undefined ? {} : { unreadable: end }),
    ...(since === undefined ? {} : { since }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** The first of some arguments that is given as a text. */
function textAmong(directive: AppliedDirective, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = directive.arguments[name];
    if (typeof value === "string") return value;
  }
  return undefined;
}
