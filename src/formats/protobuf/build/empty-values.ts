import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { ShapeRef } from "../../../model/shape.ts";

/**
 * Whether rules refuse what a field without presence holds where nobody sets it: the empty text, zero,
 * an empty list or map. Such a field must be sent, whether or not a rule says `required`
 * (https://protovalidate.com/schemas/standard-rules, "implicit presence").
 */
export function refusesEmpty(rules: JsonObject): boolean {
  if (own(rules, "ignore") !== undefined) return false;
  return Object.entries(rules).some(
    ([kind, inner]) =>
      isJsonObject(inner) && own(inner, "ignore_empty") !== true && refuses(kind, inner),
  );
}

/** Whether a shape says by its own bounds that it refuses the empty text or list. */
export function boundsRefuseEmpty(shape: ShapeRef): boolean {
  if (shape.kind === "ref") return false;
  return (shape.string?.minLength ?? 0) > 0 || (shape.array?.minItems ?? 0) > 0;
}

function refuses(kind: string, rules: JsonObject): boolean {
  switch (kind) {
    case "repeated":
      return isMore(rules, "min_items");
    case "map":
      return isMore(rules, "min_pairs");
    case "string":
    case "bytes":
      return refusesEmptyText(rules);
    case "bool":
      return own(rules, "const") === true;
    case "enum":
      return refusesChoice(rules, isZero);
    default:
      return NUMBERS.has(kind) && (refusesChoice(rules, isZero) || refusesZero(rules));
  }
}

const NUMBERS: ReadonlySet<string> = new Set(
  "float double int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64".split(
    " ",
  ),
);

const LENGTHS = ["len", "min_len", "len_bytes", "min_bytes"];
const PARTS = ["prefix", "suffix", "contains"];
/** Forms that no empty text has. */
const FORMS = ["email", "hostname", "ip", "ipv4", "ipv6", "uri", "address", "uuid", "tuuid"];

function refusesEmptyText(rules: JsonObject): boolean {
  return (
    LENGTHS.some((name) => isMore(rules, name)) ||
    PARTS.some((name) => isText(own(rules, name))) ||
    FORMS.some((name) => own(rules, name) === true) ||
    refusesChoice(rules, (value) => value === "")
  );
}

function refusesChoice(rules: JsonObject, isEmpty: (value: Json) => boolean): boolean {
  const only = own(rules, "const");
  const among = own(rules, "in");
  const outside = own(rules, "not_in");
  return (
    (only !== undefined && !isEmpty(only)) ||
    (among !== undefined && !listOf(among).some(isEmpty)) ||
    (outside !== undefined && listOf(outside).some(isEmpty))
  );
}

/** A lower bound above the upper one means the values outside of both. */
function refusesZero(rules: JsonObject): boolean {
  const [gt, gte, lt, lte] = ["gt", "gte", "lt", "lte"].map((name) => numberOf(own(rules, name)));
  const isAbove = (gt === undefined || gt < 0) && (gte === undefined || gte <= 0);
  const isBelow = (lt === undefined || lt > 0) && (lte === undefined || lte >= 0);
  const lower = gt ?? gte;
  const upper = lt ?? lte;
  if (lower !== undefined && upper !== undefined && lower > upper) return !isAbove && !isBelow;
  return !isAbove || !isBelow;
}

function isMore(rules: JsonObject, name: string): boolean {
  return (numberOf(own(rules, name)) ?? 0) > 0;
}

function isText(value: Json | undefined): boolean {
  return typeof value === "string" && value !== "";
}

function isZero(value: Json): boolean {
  return numberOf(value) === 0;
}

/** A list of one value may be written without brackets. */
function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

/** Descriptors in JSON write numbers of 64 bits as text. */
function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
