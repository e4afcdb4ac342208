import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { ValuePath } from "../resolve/touch.ts";

/** One matcher of a pact: its kind and what it is given. */
export interface Matcher {
  /** `type`, `regex`, `equality`, `values` … in the words of the specification. */
  readonly match: string;
  readonly regex?: string;
  readonly min?: number;
  readonly max?: number;
}

/** The rules for one part of a message, ready to be asked by path. */
export interface MatchingRules {
  readonly body: readonly BodyRule[];
  /** By lower-case name for headers, by name for query parameters. */
  readonly header: ReadonlyMap<string, readonly Matcher[]>;
  readonly query: ReadonlyMap<string, readonly Matcher[]>;
  readonly status: readonly JsonObject[];
}

export interface BodyRule {
  /** `*` stands for every member or item. */
  readonly path: readonly string[];
  readonly matchers: readonly Matcher[];
}

const NO_RULES: MatchingRules = {
  body: [],
  header: new Map(),
  query: new Map(),
  status: [],
};

/**
 * Reads matching rules of version 2 (a flat map of JSON paths) and of version 3 and 4 (maps by part
 * of the message). What is not understood is left out: a rule less means that the example counts.
 */
export function readRules(value: Json | undefined): MatchingRules {
  if (!isJsonObject(value)) return NO_RULES;
  const isFlat = Object.keys(value).some((key) => key.startsWith("$"));
  return isFlat ? readFlat(value) : readByPart(value);
}

/** `$.body.lines[*].sku`, `$.headers.Location`, `$.query.page[0]`, `$.path` (version 2). */
function readFlat(rules: JsonObject): MatchingRules {
  const body: BodyRule[] = [];
  const header = new Map<string, readonly Matcher[]>();
  const query = new Map<string, readonly Matcher[]>();
  for (const [key, rule] of Object.entries(rules)) {
    const [root, ...path] = parsePath(key) ?? [];
    const matchers = [toMatcher(rule)].filter((one) => one !== undefined);
    const [name = ""] = path;
    if (matchers.length === 0) continue;
    if (root === "body") body.push({ path, matchers });
    if (root === "headers" || root === "header") header.set(name.toLowerCase(), matchers);
    if (root === "query") query.set(name, matchers);
  }
  return { body, header, query, status: [] };
}

/** `{"body": {"$.lines[*].sku": {"matchers": […]}}, "query": {"page": {…}}}` (versions 3 and 4). */
function readByPart(rules: JsonObject): MatchingRules {
  const body = entriesOf(rules["body"]).flatMap(([key, rule]) => {
    const path = parsePath(key);
    const matchers = matchersOf(rule);
    return path === undefined || matchers.length === 0 ? [] : [{ path, matchers }];
  });
  const status = isJsonObject(rules["status"]) ? rules["status"]["matchers"] : undefined;
  return {
    body,
    header: byName(rules["header"] ?? rules["headers"], (name) => name.toLowerCase()),
    query: byName(rules["query"], (name) => name),
    status: Array.isArray(status) ? status.filter((one: Json) => isJsonObject(one)) : [],
  };
}

/** Names stand plain or as a path: `page`, `$.page[0]`, `$['page']`. */
function byName(
  rules: Json | undefined,
  fold: (name: string) => string,
): ReadonlyMap<string, readonly Matcher[]> {
  return new Map(
    entriesOf(rules).map(([key, rule]) => {
      const name = key.startsWith("$") ? (parsePath(key)?.[0] ?? key) : key.replace(/\[\d+\]$/, "");
      return [fold(name), matchersOf(rule)] as const;
    }),
  );
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function matchersOf(rule: Json): readonly Matcher[] {
  const listed = isJsonObject(rule) ? rule["matchers"] : rule;
  const all: readonly Json[] = Array.isArray(listed) ? listed : [rule];
  return all.map((one) => toMatcher(one)).filter((one) => one !== undefined);
}

/** Version 2 leaves `match` out where `regex`, `min` or `max` says it. */
function toMatcher(rule: Json): Matcher | undefined {
  if (!isJsonObject(rule)) return undefined;
  const { match, regex, min, max } = rule;
  const isRegex = typeof regex === "string";
  const kind = typeof match === "string" ? match : isRegex ? "regex" : "type";
  if (match === undefined && !isRegex && min === undefined && max === undefined) return undefined;
  return {
    match: kind,
    ...(isRegex ? { regex } : {}),
    ...(typeof min === "number" ? { min } : {}),
    ...(typeof max === "number" ? { max } : {}),
  };
}

const SEGMENT =
  /^(?:\.?\['((?:[^'\\]|\\.)*)'\]|\.?\["((?:[^"\\]|\\.)*)"\]|\[(\*|\d+)\]|\.?([^.[\]]+))/;

/** The segments of a path, the leading `$` taken off; undefined where it is none (`column:1`). */
function parsePath(text: string): readonly string[] | undefined {
  if (!text.startsWith("$")) return undefined;
  const segments: string[] = [];
  let rest = text.slice(1);
  while (rest !== "" && rest !== ".") {
    const match = SEGMENT.exec(rest);
    if (match === null) return undefined;
    segments.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
    rest = rest.slice(match[0].length);
  }
  return segments;
}

/** Matchers that say something of a value as such; the others speak of its members or its size. */
const OWN_ONLY: ReadonlySet<string> = new Set(["values", "eachKey", "eachValue", "arrayContains"]);

/**
 * The matchers that hold at a path. The most specific rule wins; matchers cascade to what lies
 * below them until another rule is met (Pact specification, version 2: "matching by path").
 */
export function matchersAt(rules: readonly BodyRule[], path: ValuePath): readonly Matcher[] {
  let best:
    | { readonly weight: readonly number[]; readonly matchers: readonly Matcher[] }
    | undefined;
  for (const rule of rules) {
    const weight = weigh(rule, path);
    if (weight === undefined) continue;
    const isBelow = rule.path.length < path.length;
    const matchers = isBelow
      ? rule.matchers.filter((one) => !OWN_ONLY.has(one.match))
      : rule.matchers;
    if (matchers.length === 0) continue;
    if (best === undefined || isHeavier(weight, best.weight)) best = { weight, matchers };
  }
  return best?.matchers ?? [];
}

/** Longer paths weigh more, names more than `*`. Undefined: the rule is not about the path. */
function weigh(rule: BodyRule, path: ValuePath): readonly number[] | undefined {
  if (rule.path.length > path.length) return undefined;
  const weights: number[] = [];
  for (const [index, segment] of rule.path.entries()) {
    if (segment === "*") weights.push(1);
    else if (segment === String(path[index])) weights.push(2);
    else return undefined;
  }
  return weights;
}

function isHeavier(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length > b.length;
  const first = a.findIndex((weight, index) => weight !== b[index]);
  return first !== -1 && (a[first] ?? 0) > (b[first] ?? 0);
}

/** Whether the names of an object's members are data: a matcher speaks of all of them at once. */
export function hasDataKeys(rules: readonly BodyRule[], path: ValuePath): boolean {
  return rules.some((rule) => {
    if (rule.path.length === path.length && weigh(rule, path) !== undefined) {
      return rule.matchers.some((one) => OWN_ONLY.has(one.match) && one.match !== "arrayContains");
    }
    const isAbove = rule.path.length > path.length && rule.path[path.length] === "*";
    return isAbove && weigh({ ...rule, path: rule.path.slice(0, path.length) }, path) !== undefined;
  });
}

/**
 * The values that a matcher allows, as far as they can be listed: the example where it stands for
 * itself, the branches of an anchored alternation. None: only the shape is known.
 */
export function valuesOf(matchers: readonly Matcher[], example: Json): readonly Json[] {
  if (matchers.length === 0) return [example];
  if (matchers.some((one) => one.match === "equality")) return [example];
  for (const { match, regex } of matchers) {
    if (match === "regex" && regex !== undefined) return branchesOf(regex);
  }
  return [];
}

/** `^(A|B)$` and `A|B`: the texts of an alternation without further syntax. */
function branchesOf(regex: string): readonly string[] {
  const inner = /^\^?\(?(?:\?:)?([\w |-]+)\)?\$?$/.exec(regex)?.[1];
  return inner === undefined ? [] : inner.split("|");
}
