import { canonicalJson, type Json } from "../../model/json.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { ALL_TYPES, type Normal } from "../normal/normal.ts";

/** Longer values are cut in messages; the whole value stands in the finding's sides. */
const MAX_TEXT = 80;

/** A value as it stands in a message; `none` where there is none. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : canonicalJson(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

/** A type in a message: its own name where it has one, else its encoding or value types. */
export function typeText(normal: Normal): string {
  const name = normal.encoding === "enum" ? undefined : normal.encoding;
  if (name !== undefined) return name;
  if (normal.nominal !== undefined) return normal.nominal;
  if (normal.types.length === ALL_TYPES.length) return "any";
  return normal.types.length === 0 ? "nothing" : normal.types.join(" | ");
}

/** A reference in a message: `Order`, `[Order!]!`, `string`. */
export function refText(ref: ShapeRef, normal: (ref: ShapeRef) => Normal): string {
  if (ref.kind === "ref") return ref.nullable ? ref.to : `${ref.to}!`;
  const items = ref.array?.items;
  if (items !== undefined && ref.types?.includes("array") === true) {
    return `[${refText(items, normal)}]${ref.types.includes("null") ? "" : "!"}`;
  }
  return typeText(normal(ref));
}
