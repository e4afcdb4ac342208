import protobuf from "protobufjs";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { ACCEPTED, rejected, undecided, type Answer } from "../answer.ts";
import { asJson, member } from "../json-value.ts";
import type { Decoded } from "./compare.ts";
import { isObject, jsonOf } from "./plain-value.ts";
import { checksOf } from "./rule-checks.ts";

/**
 * Whether a message keeps the rules that its fields are annotated with, as a validator of
 * protovalidate or protoc-gen-validate enforces them (https://protovalidate.com/reference/rules,
 * https://github.com/bufbuild/protoc-gen-validate). Undecided where no rule is broken for certain
 * and there is one that is not judged here.
 */
export function keepsRules({ type, message }: Decoded): Answer {
  const judging: Judging = { broken: [], unjudged: [] };
  judgeMessage(judging, { type, message }, "");
  if (judging.broken.length > 0) return rejected(...judging.broken);
  const [first] = judging.unjudged;
  return first === undefined ? ACCEPTED : undecided(`the rule ${first} is not judged`);
}

interface Judging {
  readonly broken: string[];
  readonly unjudged: string[];
}

/** Where the two families keep their rules. */
const FIELD_RULES = ["(buf.validate.field)", "(validate.rules)"];
const ONEOF_RULES = ["(buf.validate.oneof)", "(validate.required)"];
const MESSAGE_RULES = ["(buf.validate.message)", "(validate.disabled)", "(validate.ignored)"];

function judgeMessage(judging: Judging, { type, message }: Decoded, path: string): void {
  const own = optionsOf(type, MESSAGE_RULES);
  if (own === true || member(own, "disabled") === true) return;
  if (member(own, "cel") !== undefined) judging.unjudged.push(`${path}cel`);
  for (const oneof of type.oneofsArray) judgeOneof(judging, oneof, message, path);
  for (const field of type.fieldsArray) judgeField(judging, field, message, path);
}

function judgeOneof(judging: Judging, oneof: protobuf.OneOf, message: object, path: string): void {
  const rules = optionsOf(oneof, ONEOF_RULES);
  if (rules !== true && member(rules, "required") !== true) return;
  const isSet = oneof.fieldsArray.some(({ name }) => Object.hasOwn(message, name));
  if (!isSet) judging.broken.push(`${path}${oneof.name}: required`);
}

function judgeField(judging: Judging, field: protobuf.Field, message: object, path: string): void {
  const at = `${path}${field.name}`;
  const value = valueOf(field, message);
  const rules = optionsOf(field, FIELD_RULES);
  // A member of a oneof that is not chosen is nobody's matter.
  const isOut = field.partOf !== null && value === undefined;
  if (isJsonObject(rules) && !isOut) judgeRules(judging, { field, value, at }, rules);
  const type = field.resolvedType;
  if (!(type instanceof protobuf.Type) || !isObject(value)) return;
  const messages: readonly unknown[] = field.repeated && Array.isArray(value) ? value : [value];
  if (field.map) return;
  for (const [index, inner] of messages.entries()) {
    const step = field.repeated ? `${at}[${String(index)}].` : `${at}.`;
    if (isObject(inner)) judgeMessage(judging, { type, message: inner }, step);
  }
}

/** What is set, or the zero value of what cannot be told to be unset. */
function valueOf(field: protobuf.Field, message: object): unknown {
  const value: unknown = Object.hasOwn(message, field.name)
    ? Reflect.get(message, field.name)
    : undefined;
  if (value !== undefined && value !== null) return value;
  if (field.repeated) return [];
  if (field.map) return {};
  const isImplicit = !field.hasPresence && field.partOf === null;
  return isImplicit && !(field.resolvedType instanceof protobuf.Type)
    ? field.typeDefault
    : undefined;
}

interface Judged {
  readonly field: protobuf.Field;
  readonly value: unknown;
  readonly at: string;
}

/** Rules that speak of a field as a whole; the others are named after its type. */
function judgeRules(judging: Judging, judged: Judged, rules: JsonObject): void {
  const { value, at } = judged;
  const ignore = member(rules, "ignore");
  if (ignore === "IGNORE_ALWAYS" || (ignore !== undefined && isEmpty(value))) return;
  if (isRequired(rules) && isEmpty(value)) {
    judging.broken.push(`${at}: required`);
    return;
  }
  if (value === undefined) return;
  for (const [kind, inner] of Object.entries(rules)) {
    if (kind !== "required" && kind !== "ignore") judgeKind(judging, judged, kind, inner);
  }
}

function judgeKind(judging: Judging, judged: Judged, kind: string, rules: Json): void {
  if (!isJsonObject(rules)) judging.unjudged.push(`${judged.at}: ${kind}`);
  else if (kind === "repeated" || kind === "map") judgeMany(judging, judged, rules);
  else if (!isMessageKind(kind)) judgeScalar(judging, judged, { kind, rules });
  else if (Object.keys(rules).some((name) => name !== "required" && name !== "skip")) {
    judging.unjudged.push(`${judged.at}: ${kind}`);
  }
}

function isMessageKind(kind: string): boolean {
  return ["message", "any", "duration", "timestamp", "field_mask"].includes(kind);
}

function isRequired(rules: JsonObject): boolean {
  const kinds = ["message", "any", "duration", "timestamp"];
  return (
    member(rules, "required") === true ||
    kinds.some((kind) => member(member(rules, kind), "required") === true)
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "" || value === 0 || value === false) return true;
  const json = jsonOf(value);
  if (Array.isArray(json)) return json.length === 0;
  return json === "0" || json === "";
}

/** Rules of lists and maps as a whole. */
const MANY: Readonly<Record<string, (items: readonly Json[], rule: Json) => boolean>> = {
  ignore_empty: () => true,
  min_items: (items, rule) => items.length >= Number(rule),
  max_items: (items, rule) => items.length <= Number(rule),
  min_pairs: (items, rule) => items.length >= Number(rule),
  max_pairs: (items, rule) => items.length <= Number(rule),
  unique: (items, rule) =>
    rule !== true || new Set(items.map((item) => JSON.stringify(item))).size === items.length,
};

function judgeMany(judging: Judging, { field, value, at }: Judged, rules: JsonObject): void {
  const json = jsonOf(value);
  const members = isJsonObject(json) ? Object.values(json) : [];
  const items: readonly Json[] = Array.isArray(json) ? json : members;
  if (member(rules, "ignore_empty") === true && items.length === 0) return;
  for (const [name, rule] of Object.entries(rules)) {
    if (Object.hasOwn(MANY, name)) {
      if (MANY[name]?.(items, rule) === false) {
        judging.broken.push(`${at}: ${name} ${ruleText(rule)}`);
      }
    } else if (name === "items" && isJsonObject(rule) && Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        judgeRules(judging, { field, value: item, at: `${at}[${String(index)}]` }, rule);
      }
    } else judging.unjudged.push(`${at}: ${name}`);
  }
}

function judgeScalar(
  judging: Judging,
  { field, value, at }: Judged,
  { kind, rules }: { readonly kind: string; readonly rules: JsonObject },
): void {
  if (member(rules, "ignore_empty") === true && isEmpty(value)) return;
  const json = jsonOf(value) ?? null;
  const checks = checksOf(kind);
  for (const [name, rule] of Object.entries(rules)) {
    if (name === "ignore_empty" || name === "example") continue;
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const answer = name === "defined_only" ? isDefined(field, value) : check?.(json, rule);
    if (answer === undefined) judging.unjudged.push(`${at}: ${kind}.${name}`);
    else if (!answer) judging.broken.push(`${at}: ${kind}.${name} ${ruleText(rule)}`);
  }
}

/** Descriptors in JSON write numbers of 64 bits as text. */
function ruleText(rule: Json): string {
  return JSON.stringify(rule).replace(/^"(-?\d+)"$/, "$1");
}

function isDefined({ resolvedType }: protobuf.Field, value: unknown): boolean | undefined {
  if (!(resolvedType instanceof protobuf.Enum)) return undefined;
  return Object.values(resolvedType.values).some((number) => number === value);
}

/** The first of some options that is set; protobufjs lists them as objects with one name each. */
function optionsOf(object: protobuf.ReflectionObject, names: readonly string[]): Json | undefined {
  const parsed: unknown = object.parsedOptions;
  if (!Array.isArray(parsed)) return undefined;
  for (const option of parsed) {
    const json = asJson(option);
    for (const name of names) {
      const found = member(json, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
