import { Kind } from "graphql/language";
import type { ConstDirectiveNode, ConstValueNode } from "graphql/language";
import type { Json, JsonObject } from "../../model/json.ts";
import type { AppliedDirective } from "./definitions.ts";

/**
 * A constant literal as JSON; enum values become their names. Integers beyond 2^53 stay exact,
 * floats beyond the range of a double keep their text.
 */
export function jsonOf(node: ConstValueNode): Json {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.INT:
      return integerOf(node.value);
    case Kind.FLOAT:
      return floatOf(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.LIST:
      return node.values.map(jsonOf);
    case Kind.OBJECT:
      return recordOf(node.fields);
  }
}

/** More digits than any real number has; converting them would take quadratic time. */
const LONGEST_INTEGER = 1_000;

/** An integer as it is written; one beyond any use keeps its text. */
export function integerOf(text: string): Json {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  return text.length > LONGEST_INTEGER ? text : BigInt(text);
}

/** A number with a fraction or an exponent as it is written. */
export function floatOf(text: string): Json {
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

type NamedValue = { readonly name: { readonly value: string }; readonly value: ConstValueNode };

/** No prototype: `__proto__` is a name like any other. */
function recordOf(entries: readonly NamedValue[]): JsonObject {
  const record: Record<string, Json> = Object.create(null);
  for (const entry of entries) record[entry.name.value] = jsonOf(entry.value);
  return record;
}

const NONE: readonly AppliedDirective[] = [];

/** The directives applied to a node, in the order of the text. */
export function appliedOf(
  nodes: readonly ConstDirectiveNode[] | undefined,
): readonly AppliedDirective[] {
  if (nodes === undefined || nodes.length === 0) return NONE;
  return nodes.map((node) => ({
    name: node.name.value,
    arguments: recordOf(node.arguments ?? []),
  }));
}
