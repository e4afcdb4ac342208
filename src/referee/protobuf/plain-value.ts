import type { JsonValue } from "@bufbuild/protobuf";
import { isJsonObject, type Json } from "../../model/json.ts";

/** A decoded value for people: bytes in hexadecimal, 64-bit integers as text. */
export function jsonOf(value: unknown): Json | undefined {
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
    return value;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map((item) => jsonOf(item) ?? null);
  if (!isObject(value)) return undefined;
  const long = longText(value);
  if (long !== undefined) return long;
  const entries = Object.entries(value).map(([name, item]: [string, unknown]) => {
    return [name, jsonOf(item) ?? null] as const;
  });
  return Object.fromEntries(entries);
}

/** The decimal text of a 64-bit integer, which protobufjs keeps in two halves. */
export function longText(value: object): string | undefined {
  if (!("low" in value && "high" in value && "unsigned" in value)) return undefined;
  const { low, high, unsigned } = value;
  if (typeof low !== "number" || typeof high !== "number") return undefined;
  const bits = (BigInt(high) << 32n) | BigInt(low >>> 0);
  return (unsigned === true ? BigInt.asUintN(64, bits) : bits).toString();
}

/** Everything but scalars and null. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** ProtoJSON writes 64-bit integers as text, so that is how a bigint is given. */
export function plainJson(value: Json): JsonValue {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (!isJsonObject(value)) return value.map(plainJson);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainJson(item)]));
}
