import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Field } from "../../model/shape.ts";
import { childOf, isReference, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

type Marks = Pick<Field, "readOnly" | "writeOnly">;

const NO_MARKS: Marks = {};

/** Marks of the schemas of a contract that were looked through. */
const KNOWN = new WeakMap<Reading, Map<JsonObject, Marks>>();

/**
 * `readOnly` and `writeOnly` as a schema has them, itself or through what it refers to and is all of
 * (annotations come from all schemas that a value is judged by: JSON Schema 2020-12, Core 7.7.1).
 * A mark in one of several alternatives is none of the whole (decision 0015).
 */
export function marksOf(reading: Reading, node: Node): Marks {
  const { value } = node;
  if (!isJsonObject(value)) return NO_MARKS;
  const all = KNOWN.get(reading) ?? new Map<JsonObject, Marks>();
  KNOWN.set(reading, all);
  const known = all.get(value);
  if (known !== undefined) return known;
  // Stands while its parts are looked at, which may lead back here.
  all.set(value, NO_MARKS);
  const inner = partsOf(reading, node).map((part) => marksOf(reading, part));
  const isReadOnly = isMarked(reading, node, "readOnly") || inner.some((one) => one.readOnly);
  const isWriteOnly = isMarked(reading, node, "writeOnly") || inner.some((one) => one.writeOnly);
  const marks: Marks = {
    ...(isReadOnly ? { readOnly: true } : {}),
    ...(isWriteOnly ? { writeOnly: true } : {}),
  };
  all.set(value, marks);
  return marks;
}

function isMarked(reading: Reading, node: Node, mark: keyof Marks): boolean {
  return !hidesSiblings(reading, node) && valueIn(node.value, mark) === true;
}

function hidesSiblings(reading: Reading, node: Node): boolean {
  return isReference(node.value) && reading.dialectOf(node.file).refHidesSiblings;
}

/** Whether a schema may have marks that are not its own. */
export function mayInherit(value: Json): boolean {
  return isJsonObject(value) && COMPOSING.some((keyword) => value[keyword] !== undefined);
}

const COMPOSING = ["allOf", "anyOf", "oneOf"] as const;

/** The schemas that every value is judged by which the schema is about. */
function partsOf(reading: Reading, node: Node): readonly Node[] {
  const { value } = node;
  const referred = isReference(value) ? [reading.resolver.step(node, value.$ref)] : [];
  if (hidesSiblings(reading, node)) return referred;
  const inner = COMPOSING.flatMap((keyword) => {
    const list = valueIn(value, keyword);
    if (!Array.isArray(list) || (keyword !== "allOf" && list.length > 1)) return [];
    const at = childOf(node, keyword);
    return list.flatMap((_: Json, index) => (at && childOf(at, index)) ?? []);
  });
  return [...referred, ...inner];
}
