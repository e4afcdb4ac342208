import type { Json } from "../../model/json.ts";
import type { Traffic } from "./sides.ts";

interface Forms {
  /** By field names. */
  readonly wire: Json;
  readonly json: Json;
}

/**
 * A telling value of each message that every Protobuf implementation brings along, where the least
 * one would write nothing (https://protobuf.dev/programming-guides/json).
 */
const VALUES: ReadonlyMap<string, Forms> = new Map<string, Forms>([
  ["google.protobuf.Any", { wire: { type_url: "a" }, json: {} }],
  ["google.protobuf.Duration", { wire: { seconds: "1" }, json: "1s" }],
  ["google.protobuf.Empty", { wire: {}, json: {} }],
  ["google.protobuf.FieldMask", { wire: { paths: ["a"] }, json: "a" }],
  ["google.protobuf.ListValue", { wire: { values: [{ string_value: "a" }] }, json: ["a"] }],
  ["google.protobuf.Struct", { wire: { fields: { a: { string_value: "a" } } }, json: { a: "a" } }],
  ["google.protobuf.Timestamp", { wire: { seconds: "1" }, json: "1970-01-01T00:00:01Z" }],
  ["google.protobuf.Value", { wire: { string_value: "a" }, json: "a" }],
  ["google.protobuf.BoolValue", { wire: { value: true }, json: true }],
  ["google.protobuf.BytesValue", { wire: { value: "YQ==" }, json: "YQ==" }],
  ["google.protobuf.DoubleValue", { wire: { value: 0.5 }, json: 0.5 }],
  ["google.protobuf.FloatValue", { wire: { value: 0.5 }, json: 0.5 }],
  ["google.protobuf.Int32Value", { wire: { value: 1 }, json: 1 }],
  ["google.protobuf.Int64Value", { wire: { value: "1" }, json: "1" }],
  ["google.protobuf.StringValue", { wire: { value: "a" }, json: "a" }],
  ["google.protobuf.UInt32Value", { wire: { value: 1 }, json: 1 }],
  ["google.protobuf.UInt64Value", { wire: { value: "1" }, json: "1" }],
]);

/** A value of a message that no contract has to declare; undefined for all others. */
export function wellKnownValue({ surface }: Traffic, type: string): Json | undefined {
  return VALUES.get(type)?.[surface];
}
