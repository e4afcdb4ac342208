/** A JSON value. Integers beyond 2^53 are kept as `bigint` so that 64-bit bounds compare exactly. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** A JSON object. Read with `Object.hasOwn` or `field()`: `__proto__` is a name like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for a JSON object (not an array, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One text per value: object keys sorted, no white space. Equal values give equal texts. */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${entries.join(",")}}`;
}

/** True where two JSON values are equal by value, whatever the order of their keys. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}
