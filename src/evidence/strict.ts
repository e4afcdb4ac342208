import { DriftError, didYouMean } from "../errors.ts";
import { isJsonObject } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { ParsedDocument } from "./evidence.ts";

/** A value inside a parsed document that can say where it stands. */
export interface Node {
  readonly file: string;
  readonly document: ParsedDocument;
  /** JSON pointer (RFC 6901) from the document's root. */
  readonly pointer: string;
  readonly value: Json;
}

/** The root of a document. */
export function rootNode(file: string, document: ParsedDocument): Node {
  return { file, document, pointer: "", value: document.value };
}

/** A member of an object, or undefined where it is absent or `null`. */
export function member(node: Node, key: string): Node | undefined {
  if (!isJsonObject(node.value) || !Object.hasOwn(node.value, key)) return undefined;
  const value = node.value[key];
  if (value === undefined || value === null) return undefined;
  return { ...node, pointer: `${node.pointer}/${escapePointer(key)}`, value };
}

/** The line on which a node stands, counted from 1. */
export function lineOf(node: Node): number | undefined {
  return node.document.locate(node.pointer)?.line;
}

/** Stops the reading with the node's place. */
export function refuse(node: Node, message: string, hint?: string): never {
  const location = node.document.locate(node.pointer);
  throw new DriftError({
    code: "bad-evidence",
    message,
    place: { file: node.file, ...location },
    ...(hint === undefined ? {} : { hint }),
  });
}

/** An object with known keys only; an unknown one is refused with the nearest known one. */
export function strictObject(node: Node, what: string, known: readonly string[]): JsonObject {
  if (!isJsonObject(node.value)) refuse(node, `${what} must be a mapping.`);
  for (const key of Object.keys(node.value)) {
    if (known.includes(key)) continue;
    const meant = didYouMean(key, known);
    refuse(
      { ...node, pointer: `${node.pointer}/${escapePointer(key)}` },
      `${what} has the unknown key "${key}".`,
      meant === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean "${meant}"?`,
    );
  }
  return node.value;
}

/** A text that is not empty. Numbers are taken as they print (YAML reads `1.0` as a number). */
export function textAt(node: Node, what: string): string {
  if (typeof node.value === "number") return String(node.value);
  if (typeof node.value !== "string" || node.value.trim() === "") {
    refuse(node, `${what} must be a text that is not empty.`);
  }
  return node.value.trim();
}

/** The text under a key, or undefined where the key is absent. */
export function optionalText(node: Node, key: string, what: string): string | undefined {
  const found = member(node, key);
  return found === undefined ? undefined : textAt(found, what);
}

/** The items under a key; absent is none. */
export function listAt(node: Node, key: string, what: string): readonly Node[] {
  const found = member(node, key);
  if (found === undefined) return [];
  if (!Array.isArray(found.value)) refuse(found, `${what} must be a list.`);
  return found.value.map((value: Json, index) => ({
    ...found,
    pointer: `${found.pointer}/${index}`,
    value,
  }));
}

/** The texts under a key; absent is none. */
export function textsAt(node: Node, key: string, what: string): readonly string[] {
  return listAt(node, key, what).map((item) => textAt(item, `Each of ${what}`));
}

/** One of a few names. */
export function oneOf<Name extends string>(node: Node, what: string, names: readonly Name[]): Name {
  const text = textAt(node, what);
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  const meant = didYouMean(text, names);
  return refuse(
    node,
    `${what} cannot be "${text}".`,
    meant === undefined ? `Known: ${names.join(", ")}.` : `Did you mean "${meant}"?`,
  );
}

function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
