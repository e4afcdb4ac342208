import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";

/** An object inside an introspection result. */
export interface JsonNode {
  readonly file: string;
  /** JSON pointer (RFC 6901). The keys on the way never need escaping. */
  readonly pointer: string;
  readonly value: JsonObject;
}

/** Where the object stands. */
export function originOf(node: JsonNode): Origin {
  return { file: node.file, pointer: node.pointer };
}

/** An own member, whatever it is; undefined where it is absent. */
export function at(node: JsonNode, key: string): Json | undefined {
  return Object.hasOwn(node.value, key) ? node.value[key] : undefined;
}

/** A member that is a text. */
export function textOf(node: JsonNode, key: string): string | undefined {
  const value = at(node, key);
  return typeof value === "string" ? value : undefined;
}

/** A member that is an object. */
export function child(node: JsonNode, key: string): JsonNode | undefined {
  const value = at(node, key);
  if (!isJsonObject(value)) return undefined;
  return { file: node.file, pointer: `${node.pointer}/${key}`, value };
}

/** The objects in a member that is a list; none where it is anything else (`null` is common). */
export function children(node: JsonNode, key: string): readonly JsonNode[] {
  const value = at(node, key);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Json, index) =>
    isJsonObject(item)
      ? [{ file: node.file, pointer: `${node.pointer}/${key}/${index}`, value: item }]
      : [],
  );
}
