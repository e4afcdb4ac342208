import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { SchemaDefinitions, TypeExpression } from "./definitions.ts";

/**
 * A default as its type understands it (input coercion, specification section 3.12 and 3.5): one
 * value stands for a list of one, an integer for an ID. So SDL and introspection, which prints the
 * coerced value, give the same. Defaults of fields inside an input object are not filled in: they
 * are changes of their own.
 */
export function coerceDefault(
  value: Json,
  type: TypeExpression,
  types: SchemaDefinitions["types"],
): Json {
  if (type.kind === "non-null") return coerceDefault(value, type.of, types);
  if (value === null) return null;
  if (type.kind === "list") {
    const items: readonly Json[] = Array.isArray(value) ? value : [value];
    return items.map((item) => coerceDefault(item, type.of, types));
  }
  if (typeof value === "number" || typeof value === "bigint") return coerceNumber(value, type.name);
  return isJsonObject(value) ? coerceObject(value, type.name, types) : value;
}

function coerceNumber(value: number | bigint, scalar: string): Json {
  if (scalar === "ID") return String(value);
  return scalar === "Float" ? Number(value) : value;
}

function coerceObject(
  value: Readonly<Record<string, Json>>,
  name: string,
  types: SchemaDefinitions["types"],
): Json {
  const inputs = types.get(name)?.inputs ?? [];
  const coerced: Record<string, Json> = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    const input = inputs.find((candidate) => candidate.name === key);
    coerced[key] = input === undefined ? member : coerceDefault(member, input.type, types);
  }
  return coerced;
}
