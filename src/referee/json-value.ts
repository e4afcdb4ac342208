import { isJsonObject, type Json } from "../model/json.ts";
import { messageOf } from "./answer.ts";

/** A text as a JSON value, or why it is none. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: string };

/** Reads a JSON text. */
export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}

/** A value that a library says is unknown but that holds nothing beyond JSON. */
export function asJson(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(asJson);
  return isJsonObject(value) ? value : null;
}

/** The own member of a node, if the node is an object and has it. */
export function member(node: Json | undefined, name: string): Json | undefined {
  return isJsonObject(node) && Object.hasOwn(node, name) ? node[name] : undefined;
}
