import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import { parentOf, qualified, type Symbols } from "../link/symbols.ts";
import { joinValues } from "../syntax/parse-text-format.ts";
import type { OptionNode } from "../syntax/syntax-tree.ts";

/** Options by the name they are compared under; custom ones as `(full.name)`. */
export type OptionFacts = ReadonlyMap<string, Json>;

const NO_FACTS: OptionFacts = new Map();

/** Options whose meaning stands elsewhere in the model, or that mean nothing to a contract. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "allow_alias",
  "ctype",
  "default",
  "deprecated",
  "deprecated_legacy_json_field_conflicts",
  "features",
  "java_string_check_utf8",
  "json_name",
  "map_entry",
  "packed",
]);

/** Values that say the same as no option (descriptor.proto). */
const DEFAULTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["cc_enable_arenas", true],
  ["cc_generic_services", false],
  ["debug_redact", false],
  ["idempotency_level", "IDEMPOTENCY_UNKNOWN"],
  ["java_generate_equals_and_hash", false],
  ["java_generic_services", false],
  ["java_multiple_files", false],
  ["jstype", "JS_NORMAL"],
  ["lazy", false],
  ["message_set_wire_format", false],
  ["no_standard_descriptor_accessor", false],
  ["optimize_for", "SPEED"],
  ["php_generic_services", false],
  ["py_generic_services", false],
  ["unverified_lazy", false],
  ["weak", false],
]);

/** Repeated options of files that are often not at hand. */
const REPEATED: ReadonlySet<string> = new Set([
  "google.api.field_behavior",
  "google.api.method_signature",
  "google.api.resource_definition",
]);

/** A value that is being put together from `(a).b = 1` and `(a).c = 2`: values as given, by name. */
type Branch = Map<string, Branch | Json[]>;

/** The options of a declaration as data. `scope` is what names of extensions are looked up from. */
export function optionFacts(
  options: readonly OptionNode[],
  symbols: Symbols,
  scope: string,
): OptionFacts {
  if (options.length === 0) return NO_FACTS;
  const nameOf = (first: string): string =>
    first.startsWith("(") ? `(${extensionName(first.slice(1, -1), symbols, scope)})` : first;
  const valueOf = (name: string, value: Json): Json =>
    isRepeated(name, symbols) && !Array.isArray(value) ? [value] : value;
  const simple = new Map<string, Json>();
  for (const { path, value } of options) {
    const [first = ""] = path;
    if (ELSEWHERE.has(first)) continue;
    if (path.length > 1) return joinedFacts(options, nameOf, valueOf);
    if (DEFAULTS.get(first) === value) continue;
    const name = nameOf(first);
    if (simple.has(name)) return joinedFacts(options, nameOf, valueOf);
    simple.set(name, valueOf(name, value));
  }
  return simple.size === 0 ? NO_FACTS : simple;
}

/** Options of which some are set part by part, or more than once. */
function joinedFacts(
  options: readonly OptionNode[],
  nameOf: (first: string) => string,
  valueOf: (name: string, value: Json) => Json,
): OptionFacts {
  const tree: Branch = new Map();
  for (const { path, value } of options) {
    const [first = "", ...rest] = path;
    if (ELSEWHERE.has(first)) continue;
    if (rest.length === 0 && DEFAULTS.get(first) === value) continue;
    const name = nameOf(first);
    if (rest.length === 0) put(tree, [name], valueOf(name, value));
    else put(tree, [name, ...(first.startsWith("(") ? rest.map(memberName) : rest)], value);
  }
  const facts = new Map<string, Json>();
  for (const [name, value] of tree) facts.set(name, plain(value));
  return facts;
}

/** True where the declaration is marked `deprecated = true`. */
export function isDeprecated(options: readonly OptionNode[]): boolean {
  return options.some(({ path, value }) => path[0] === "deprecated" && value === true);
}

/** The value of an option that has a plain name. */
export function optionValue(options: readonly OptionNode[], name: string): Json | undefined {
  return options.find(({ path }) => path.length === 1 && path[0] === name)?.value;
}

/** The facts as the model keeps attributes; undefined where there is none. */
export function attributesOf(facts: OptionFacts): Readonly<Record<string, Json>> | undefined {
  return facts.size === 0 ? undefined : Object.fromEntries(facts);
}

/** The full name of an extension, from the innermost scope outwards; as written where unknown. */
function extensionName(written: string, symbols: Symbols, scope: string): string {
  if (!symbols.extensionTails.has(written)) return written;
  for (let around = scope; ; around = parentOf(around)) {
    const candidate = qualified(around, written);
    if (symbols.extensions.has(candidate)) return candidate;
    if (around === "") return written;
  }
}

/** Only extensions are; their names stand in parentheses. */
function isRepeated(name: string, symbols: Symbols): boolean {
  if (!name.startsWith("(")) return false;
  const inner = name.slice(1, -1);
  return REPEATED.has(inner) || symbols.extensions.get(inner)?.label === "repeated";
}

/** Extensions inside a value are named as in text format. */
function memberName(part: string): string {
  return part.startsWith("(") ? `[${part.slice(1, -1)}]` : part;
}

function put(tree: Branch, path: readonly string[], value: Json): void {
  let branch = tree;
  for (const part of path.slice(0, -1)) branch = branchAt(branch, part);
  const last = path.at(-1) ?? "";
  const given = branch.get(last);
  if (given === undefined) branch.set(last, [value]);
  else if (!(given instanceof Map)) given.push(value);
  else if (isJsonObject(value)) putAll(given, value);
}

function putAll(branch: Branch, value: JsonObject): void {
  for (const [key, item] of Object.entries(value)) put(branch, [key], item);
}

/** The branch under a name; an object that was given there before becomes a branch. */
function branchAt(tree: Branch, part: string): Branch {
  const known = tree.get(part);
  if (known instanceof Map) return known;
  const branch: Branch = new Map();
  for (const value of known ?? []) if (isJsonObject(value)) putAll(branch, value);
  tree.set(part, branch);
  return branch;
}

function plain(value: Branch | readonly Json[]): Json {
  if (!(value instanceof Map)) return joinValues(value);
  return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)] as const));
}
