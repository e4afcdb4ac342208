import { unquoteName } from "../../model/coordinate.ts";
import { canonicalJson, type Json } from "../../model/json.ts";
import type { TypeNotation } from "../../model/semantics.ts";
import type { ShapeRef, TypeId } from "../../model/shape.ts";
import { isEveryType, type Normal } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";

/** Longer values are cut in messages; the whole value stands in the finding's sides. */
const MAX_TEXT = 80;

/** A value as it stands in a message, cut and quoted where need be; `none` where there is none. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return "none";
  const written = wholeText(value);
  const text = SEEN_AS_IT_IS.test(written) ? written : canonicalJson(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

/** A value as parameters carry it: texts as they are, all else as JSON. */
export function wholeText(value: Json): string {
  return typeof value === "string" ? value : canonicalJson(value);
}

/** What nobody would see without quotes: nothing, blanks at an end, breaks of lines. */
const SEEN_AS_IT_IS = /^\S(?:.*\S)?$/;

const PLAIN: TypeNotation = { list: "array of {}", nullable: "{} | null", nonNull: "{}" };

/** Lists in lists are written so far; what holds itself without a name would have no end. */
const MAX_NESTING = 4;

/** A type in a message: its own name where it has one, else its encoding or value types. */
export function typeText(normal: Normal, side: Normaliser, nesting = 0): string {
  const name = normal.encoding === "enum" ? undefined : normal.encoding;
  if (name !== undefined) return name;
  if (normal.nominal !== undefined) return normal.nominal;
  if (isEveryType(normal.types)) return "any";
  if (normal.types.length === 0) return nothingText(normal);
  const { array, object } = normal;
  return nullLast(normal.types)
    .map((type) => {
      if (type === "array" && array?.items !== undefined)
        return listText(array.items, side, nesting);
      return type === "object" && object?.map !== undefined ? "map" : type;
    })
    .join(" | ");
}

function nothingText({ impossible }: Normal): string {
  if (impossible === undefined) return "nothing";
  const listed = textOf(impossible.map((value) => canonicalJson(value)).join(", "));
  return `nothing (no listed value is of the type beside it: ${listed})`;
}

/** A reference in a message: `Order`, `[Order!]!`, `repeated string`. */
export function refText(ref: ShapeRef, side: Normaliser, nesting = 0): string {
  const notation = notationOf(side);
  if (ref.kind === "ref") {
    return write(ref.nullable ? notation.nullable : notation.nonNull, typeName(ref.to));
  }
  const items = ref.array?.items;
  if (items !== undefined && ref.types?.includes("array") === true) {
    const template = ref.types.includes("null") ? notation.nullable : notation.nonNull;
    return write(template, listText(items, side, nesting));
  }
  return typeText(side.normal(ref), side, nesting);
}

/** The name that people know a declared type by: `Order` for `#schemas.Order`. */
export function typeName(id: TypeId): string {
  return unquoteName(id.replace(/^#schemas\./, ""));
}

function nullLast(types: Normal["types"]): Normal["types"] {
  return types.includes("null") ? [...types.filter((type) => type !== "null"), "null"] : types;
}

function listText(items: ShapeRef, side: Normaliser, nesting: number): string {
  const inner = nesting < MAX_NESTING ? refText(items, side, nesting + 1) : "…";
  return write(notationOf(side).list, inner);
}

function notationOf({ contract }: Normaliser): TypeNotation {
  return contract.semantics.notation ?? PLAIN;
}

function write(template: string, type: string): string {
  return template.replace("{}", () => type);
}
