import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Direction } from "../../model/semantics.ts";
import { Undecided } from "../answer.ts";
import { stepInto, type Documents, type Place } from "../documents.ts";
import { member } from "../json-value.ts";
import { dialectAt, dialectOf, type Dialect } from "./dialect.ts";
import { exempted, isMarked, selectors, spared, type Spared } from "./in-place.ts";
import { filledForContains, withParts } from "./contains.ts";
import { plainKeywords, valueKeywords, type Translated } from "./keywords.ts";

/** How a schema is to be read; the same schema has one translation for each. */
export interface Reading {
  readonly direction: Direction;
  /** True: objects and lists of values are open, as a tolerant reader takes them. */
  readonly open: boolean;
  /** Properties that need not be present though a `required` names them. */
  readonly exempt: readonly string[];
  /** Those that only some values may lack, and the alternatives that say which. */
  readonly spared: readonly Spared[];
  /** Properties whose values select an alternative: they stay as written. */
  readonly exact: readonly string[];
}

/** What a translation asks of its surroundings. */
export interface Surroundings {
  readonly documents: Documents;
  /** Whether `readOnly` or `writeOnly` stands anywhere in the texts. */
  readonly marks: boolean;
  /** Whether references are compiled on first use, so that it pays to cut schemas into pieces. */
  readonly piecewise: boolean;
  /** The keyword that stands for a reference to a schema read in a certain way. */
  reference(place: Place, reading: Reading): { readonly [keyword: string]: unknown };
  /** The keyword that stands for the properties of a schema, where it is cut into pieces. */
  members(place: Place, members: readonly Member[]): { readonly [keyword: string]: unknown };
}

/** A property of a schema, and how its values are read. */
export interface Member {
  readonly name: string;
  readonly reading: Reading;
}

/** A schema bigger than this, references aside, is not judged: YAML aliases can multiply. */
const MAX_NODES = 100_000;
const MAX_DEPTH = 500;

interface Frame {
  readonly around: Surroundings;
  readonly place: Place;
  readonly dialect: Dialect;
  readonly reading: Reading;
  readonly depth: number;
  readonly budget: { nodes: number };
}

/**
 * The schema at a place in JSON Schema 2020-12. References become what `around.reference` makes of
 * them, so every schema is translated alone. Throws `Undecided` for what cannot be translated.
 */
export function translate(around: Surroundings, place: Place, reading: Reading): Translated {
  const dialect = dialectOf(around.documents, place.file);
  const frame = { around, place, dialect, reading, depth: 0, budget: { nodes: MAX_NODES } };
  return translateNode(around.documents.node(place), frame);
}

function translateNode(node: Json | undefined, frame: Frame): Translated {
  if (typeof node === "boolean") return node;
  if (!isJsonObject(node)) return true;
  if (frame.depth > MAX_DEPTH || --frame.budget.nodes < 0) {
    throw new Undecided("the schema is too large or too deep to judge");
  }
  const inner = withOwnFacts(node, frame);
  const reference = referenceKeyword(node, inner);
  if (reference !== undefined && !inner.dialect.refSiblings) return reference;
  const parts: { [keyword: string]: unknown }[] = [
    ...valueKeywords(node, inner.reading.open),
    ...dynamicReference(node, inner),
    ...alternatives(node, inner),
    ...listOf(node, "allOf", inner, inner.reading),
    ...sparedKeywords(node, inner),
  ];
  const result: { [keyword: string]: unknown } = {
    ...reference,
    ...plainKeywords(node, inner.dialect),
    ...requiredKeyword(node, inner.reading),
    ...objectKeywords(node, inner),
    ...arrayKeywords(node, inner),
    ...conditionKeywords(node, inner),
  };
  return withParts(result, parts);
}

/** The frame with what this node adds: its own `$schema`, and what its properties exempt. */
function withOwnFacts(node: JsonObject, frame: Frame): Frame {
  const schema = member(node, "$schema");
  const dialect = frame.depth > 0 && typeof schema === "string" ? dialectAt(schema) : frame.dialect;
  if (!frame.around.marks) return { ...frame, dialect };
  const mark = markOf(frame.reading.direction);
  const { around, place, reading } = frame;
  const exempt = unionOf(reading.exempt, exempted(around.documents, place, mark));
  const own = spared(around.documents, place, mark);
  const all = own.length === 0 ? reading.spared : [...reading.spared, ...own];
  return { ...frame, dialect, reading: { ...reading, exempt, spared: all } };
}

function markOf(direction: Direction): "readOnly" | "writeOnly" {
  return direction === "input" ? "readOnly" : "writeOnly";
}

function unionOf(some: readonly string[], others: readonly string[]): readonly string[] {
  return others.length === 0 ? some : [...new Set([...some, ...others])];
}

/** A reading for the members of a value: what was said about its properties ends there. */
function inside(reading: Reading, exact = false): Reading {
  return { ...reading, open: reading.open && !exact, exempt: [], spared: [], exact: [] };
}

/** A reading for a schema that some values are not judged by: what spares others says nothing there. */
function apart(reading: Reading): Reading {
  return reading.spared.length === 0 ? reading : { ...reading, spared: [] };
}

function referenceKeyword(
  node: JsonObject,
  frame: Frame,
): { [keyword: string]: unknown } | undefined {
  const reference = member(node, "$ref");
  if (typeof reference !== "string") return undefined;
  const target = frame.around.documents.follow(frame.place, reference);
  if (target === undefined || frame.around.documents.node(target) === undefined) {
    return { undecided: `the reference ${reference} leads nowhere` };
  }
  return { ...frame.around.reference(target, frame.reading) };
}

/** `$dynamicRef` where only one schema can be meant; `$recursiveRef` and the rest stay open. */
function dynamicReference(node: JsonObject, frame: Frame): { [keyword: string]: unknown }[] {
  const reference = member(node, "$dynamicRef") ?? member(node, "$recursiveRef");
  if (typeof reference !== "string") return [];
  const name = reference.slice(reference.indexOf("#") + 1);
  const anchors = frame.around.documents.dynamicAnchors(name);
  const target =
    anchors.length > 0 ? anchors[0] : frame.around.documents.follow(frame.place, reference);
  if (anchors.length > 1 || target === undefined || member(node, "$recursiveRef") !== undefined) {
    return [{ undecided: `the dynamic reference ${reference} is not resolved` }];
  }
  return [{ ...frame.around.reference(target, frame.reading) }];
}

function requiredKeyword(node: JsonObject, reading: Reading): { required?: readonly Json[] } {
  const required = member(node, "required");
  if (!Array.isArray(required)) return {};
  const exempt = new Set<Json>([...reading.exempt, ...reading.spared.map(({ name }) => name)]);
  const names = required.filter((name) => typeof name === "string" && !exempt.has(name));
  return names.length === 0 ? {} : { required: [...new Set(names)] };
}

/** A required name that values of some alternatives need not have: it is there, or they accept. */
function sparedKeywords(node: JsonObject, frame: Frame): { [keyword: string]: unknown }[] {
  const required = member(node, "required");
  const { exempt, spared: all } = frame.reading;
  if (!Array.isArray(required) || all.length === 0) return [];
  const byName = Map.groupBy(all, ({ name }) => name);
  return [...byName].flatMap(([name, ways]) => {
    if (!required.includes(name) || exempt.includes(name)) return [];
    const sparing = ways.map(({ by }) => ({
      allOf: by.map((place) => alternativeAt(place, frame)),
    }));
    return [{ anyOf: [{ required: [name] }, ...sparing] }];
  });
}

function alternativeAt(place: Place, frame: Frame): Translated {
  const { documents } = frame.around;
  const reading = apart(frame.reading);
  const dialect = dialectOf(documents, place.file);
  const depth = frame.depth + 1;
  return translateNode(documents.node(place), { ...frame, place, dialect, reading, depth });
}

function sub(
  node: Json | undefined,
  frame: Frame,
  steps: readonly (string | number)[],
  reading: Reading,
): Translated {
  return translateNode(node, {
    ...frame,
    place: stepInto(frame.place, ...steps),
    reading,
    depth: frame.depth + 1,
  });
}

function listOf(
  node: JsonObject,
  keyword: string,
  frame: Frame,
  reading: Reading,
): { [keyword: string]: unknown }[] {
  const list = member(node, keyword);
  if (!Array.isArray(list)) return [];
  const translated = keyword === "anyOf" || keyword === "oneOf" ? applied : sub;
  return list.map((item: Json, index) => {
    const schema = translated(item, frame, [keyword, index], reading);
    return typeof schema === "boolean" ? { allOf: [schema] } : schema;
  });
}

const EVALUATING = ["anyOf", "oneOf", "allOf", "if", "dependentSchemas", "dependencies", "$ref"];

/**
 * A schema that counts for some values only. ajv 8 remembers what alternatives and conditions within
 * it evaluated though it refuses the value, so it is compiled apart where others look at that.
 */
function applied(
  node: Json | undefined,
  frame: Frame,
  steps: readonly (string | number)[],
  reading: Reading,
): Translated {
  const isApart =
    !frame.around.piecewise && EVALUATING.some((keyword) => member(node, keyword) !== undefined);
  if (!isApart) return sub(node, frame, steps, reading);
  return { ...frame.around.reference(stepInto(frame.place, ...steps), reading) };
}

function alternatives(node: JsonObject, frame: Frame): { [keyword: string]: unknown }[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword) => {
    const owner = { place: frame.place, node };
    const list = member(node, keyword);
    if (!Array.isArray(list)) return [];
    if (list.length === 0) return [];
    const around = list.length === 1 ? frame.reading : apart(frame.reading);
    if (!around.open) return [{ [keyword]: listOf(node, keyword, frame, around) }];
    const exact = unionOf(around.exact, selectors(frame.around.documents, owner, keyword));
    const opened = listOf(node, keyword, frame, { ...around, exact });
    if (keyword === "anyOf") return [{ anyOf: opened }];
    const written = listOf(node, keyword, frame, { ...around, open: false, exact: [] });
    return [{ anyOf: opened }, notTwoOf(written)];
  });
}

/**
 * An open reader may find that several opened alternatives fit, which says nothing; a value that
 * fits several of them as written breaks the promise of `oneOf`.
 */
function notTwoOf(written: { [keyword: string]: unknown }[]): { [keyword: string]: unknown } {
  return { anyOf: [{ oneOf: written }, { not: { anyOf: written } }] };
}

function conditionKeywords(node: JsonObject, frame: Frame): { [keyword: string]: unknown } {
  const opened = apart(frame.reading);
  const asWritten = { ...opened, open: false };
  const result: { [keyword: string]: unknown } = {};
  // ajv 8 takes what a condition evaluated only from consequences, where others look at it.
  const repeats = !frame.around.piecewise && member(node, "if") !== undefined;
  for (const keyword of ["not", "if", "then", "else"]) {
    const value = member(node, keyword) ?? (repeats && keyword === "then" ? true : undefined);
    if (value === undefined) continue;
    // Opening a condition or a negation would select or reject more, not less.
    const reading = keyword === "not" || keyword === "if" ? asWritten : opened;
    const schema = applied(value, frame, [keyword], reading);
    const isRepeated = repeats && keyword === "then";
    result[keyword] = isRepeated ? { allOf: [result["if"], schema] } : schema;
  }
  return result;
}

function objectKeywords(node: JsonObject, frame: Frame): { [keyword: string]: unknown } {
  const result: { [keyword: string]: unknown } = {
    ...propertiesKeyword(node, frame),
    ...dependencyKeywords(node, frame),
  };
  for (const keyword of ["additionalProperties", "unevaluatedProperties", "propertyNames"]) {
    const value = member(node, keyword);
    if (value === undefined) continue;
    // Opened, it still looks at every member, so that nothing is left unevaluated.
    const isOpened = value === false && frame.reading.open && keyword !== "propertyNames";
    result[keyword] = isOpened || sub(value, frame, [keyword], inside(frame.reading));
  }
  return result;
}

function propertiesKeyword(node: JsonObject, frame: Frame): { [keyword: string]: unknown } {
  const properties = member(node, "properties");
  const patterns = member(node, "patternProperties");
  const named = new Map<string, Translated>();
  const patterned = new Map<string, Translated>();
  const members: Member[] = [];
  for (const [name, value] of entriesOf(properties)) {
    const schema = propertySchema(value, frame, name, members);
    // ajv leaves a property of this name out, so it is given as a pattern.
    if (name === "__proto__") patterned.set("^__proto__$", schema);
    else named.set(name, schema);
  }
  for (const [pattern, value] of entriesOf(patterns)) {
    const schema = sub(value, frame, ["patternProperties", pattern], inside(frame.reading));
    patterned.set(pattern, schema);
  }
  // In pieces, the names alone are left, and only what is said of others asks for them.
  const isAsked = !frame.around.piecewise || member(node, "additionalProperties") !== undefined;
  return {
    ...(named.size === 0 || !isAsked ? {} : { properties: Object.fromEntries(named) }),
    ...(patterned.size === 0 ? {} : { patternProperties: Object.fromEntries(patterned) }),
    ...(members.length === 0 ? {} : frame.around.members(frame.place, members)),
  };
}

/** A property's schema; where schemas are cut into pieces, it becomes one of `members` instead. */
function propertySchema(value: Json, frame: Frame, name: string, members: Member[]): Translated {
  const { around, reading } = frame;
  const place = stepInto(frame.place, "properties", name);
  // What the receiver ignores may have any form.
  if (around.marks && isMarked(around.documents, place, markOf(reading.direction))) return true;
  const inner = inside(reading, reading.exact.includes(name));
  if (!around.piecewise || name === "__proto__") {
    return sub(value, frame, ["properties", name], inner);
  }
  members.push({ name, reading: inner });
  return true;
}

function dependencyKeywords(node: JsonObject, frame: Frame): { [keyword: string]: unknown } {
  const required = new Map<string, Json>();
  const schemas = new Map<string, Translated>();
  for (const [name, value] of entriesOf(member(node, "dependentSchemas"))) {
    schemas.set(name, applied(value, frame, ["dependentSchemas", name], apart(frame.reading)));
  }
  if (frame.dialect.dependencies) {
    for (const [name, value] of entriesOf(member(node, "dependencies"))) {
      if (Array.isArray(value)) required.set(name, value);
      else schemas.set(name, applied(value, frame, ["dependencies", name], apart(frame.reading)));
    }
  }
  return {
    ...(required.size === 0 ? {} : { dependentRequired: Object.fromEntries(required) }),
    ...(schemas.size === 0 ? {} : { dependentSchemas: Object.fromEntries(schemas) }),
  };
}

function entriesOf(node: Json | undefined): [string, Json][] {
  return isJsonObject(node) ? Object.entries(node) : [];
}

function arrayKeywords(node: JsonObject, frame: Frame): { [keyword: string]: unknown } {
  const inner = inside(frame.reading);
  const result: { [keyword: string]: unknown } = {};
  const items = member(node, "items");
  // Tuples as they were written up to 2019-09.
  const isTuple = Array.isArray(items);
  const prefix = isTuple ? "items" : "prefixItems";
  const rest = isTuple ? "additionalItems" : "items";
  const prefixes = listOf(node, prefix, frame, inner);
  if (prefixes.length > 0) result["prefixItems"] = prefixes;
  const restSchema = member(node, rest);
  if (restSchema !== undefined && !Array.isArray(restSchema)) {
    result["items"] = sub(restSchema, frame, [rest], inner);
  }
  if (member(node, "contains") !== undefined) Object.assign(result, filledForContains(node));
  for (const keyword of ["unevaluatedItems", "contains"]) {
    const value = member(node, keyword);
    if (value === undefined) continue;
    // Opening `contains` would let more items count.
    const reading = keyword === "contains" ? { ...inner, open: false } : inner;
    result[keyword] = sub(value, frame, [keyword], reading);
  }
  return result;
}
