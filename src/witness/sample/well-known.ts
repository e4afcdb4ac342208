import type { Json } from "../../model/json.ts";

/**
 * Minimal values of the messages that every Protobuf implementation brings along, in their own
 * JSON forms (https://protobuf.dev/programming-guides/json). Contracts seldom hold their text.
 */
const JSON_FORMS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["google.protobuf.Any", {}],
  ["google.protobuf.Duration", "0s"],
  ["google.protobuf.Empty", {}],
  ["google.protobuf.FieldMask", ""],
  ["google.protobuf.ListValue", []],
  ["google.protobuf.Struct", {}],
  ["google.protobuf.Timestamp", "2026-01-01T00:00:00Z"],
  ["google.protobuf.Value", "a"],
  ["google.protobuf.BoolValue", true],
  ["google.protobuf.BytesValue", ""],
  ["google.protobuf.DoubleValue", 0],
  ["google.protobuf.FloatValue", 0],
  ["google.protobuf.Int32Value", 0],
  ["google.protobuf.Int64Value", 0],
  ["google.protobuf.StringValue", "a"],
  ["google.protobuf.UInt32Value", 0],
  ["google.protobuf.UInt64Value", 0],
]);

/** A value of a message that is only known by name; by field names it is one without members. */
export function sampleByName(name: string, names: "name" | "json"): Json | undefined {
  const known = JSON_FORMS.get(name);
  return known === undefined || names === "json" ? known : {};
}
