import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import { childPointer } from "../document/pointer.ts";
import type { SourceFile } from "./source-files.ts";

/** A part of a document: its value, and where it stands. */
export interface Node {
  readonly file: SourceFile;
  readonly pointer: string;
  readonly value: Json;
}

/** A member or item, or undefined where there is none. No reference is followed. */
export function childOf(node: Node, key: string | number): Node | undefined {
  const value = valueIn(node.value, key);
  return value === undefined
    ? undefined
    : { file: node.file, pointer: childPointer(node.pointer, key), value };
}

/** What stands at a key or index of a value; inherited names are none. */
export function valueIn(value: Json, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A member that is a text. */
export function stringIn(value: Json, key: string): string | undefined {
  const found = valueIn(value, key);
  return typeof found === "string" ? found : undefined;
}

/** A member that is a list of texts; what is no text in it is left out. */
export function stringsIn(value: Json, key: string): readonly string[] | undefined {
  const found = valueIn(value, key);
  if (!Array.isArray(found)) return undefined;
  return found.filter((item) => typeof item === "string");
}

export function originOf(node: Node): Origin {
  return { file: node.file.path, pointer: node.pointer };
}

/** True for an object that stands for another: `$ref` is a text in it. */
export function isReference(value: Json): value is JsonObject & { readonly $ref: string } {
  return isJsonObject(value) && typeof value["$ref"] === "string";
}
