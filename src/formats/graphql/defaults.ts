import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { InputDefinition, TypeExpression } from "./definitions.ts";

/** The fields of an input type, by its name. */
export type InputsOf = (type: string) => readonly InputDefinition[];

/**
 * A default as its type understands it (input coercion, specification section 3.12 and 3.5): one
 * value stands for a list of one, an integer for an ID. So SDL and introspection, which prints the
 * coerced value, give the same. Defaults of fields inside an input object are not filled in: they
 * are changes of their own.
 */
export function coerceDefault(value: Json, type: TypeExpression, inputsOf: InputsOf): Json {
  if (type.kind === "non-null") return coerceDefault(value, type.of, inputsOf);
  if (value === null) return null;
  if (type.kind === "list") {
    const items: readonly Json[] = Array.isArray(value) ? value : [value];
    return items.map((item) => coerceDefault(item, type.of, inputsOf));
  }
  if (typeof value === "number" || typeof value === "bigint") return coerceNumber(value, type.name);
  return isJsonObject(value) ? coerceObject(value, type.name, inputsOf) : value;
}

function coerceNumber(value: number | bigint, scalar: string): Json {
  if (scalar === "ID") return String(value);
  return scalar === "Float" ? Number(value) : value;
}

function coerceObject(
  value: Readonly<Record<string, Json>>,
  name: string,
  inputsOf: InputsOf,
): Json {
  const inputs = inputsOf(name);
  const coerced: Record<string, Json> = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    const input = inputs.find((candidate) => candidate.name === key);
    coerced[key] = input === undefined ? member : coerceDefault(member, input.type, inputsOf);
  }
  return coerced;
}
