/**
 * Protobuf scalar encodings (https://protobuf.dev/programming-guides/encoding). `message`,
 * `group` and `enum` stand for fields of those kinds, so that every field has one.
 */
export type BinaryEncoding =
  | "int32"
  | "int64"
  | "uint32"
  | "uint64"
  | "sint32"
  | "sint64"
  | "bool"
  | "fixed32"
  | "fixed64"
  | "sfixed32"
  | "sfixed64"
  | "float"
  | "double"
  | "string"
  | "bytes"
  | "enum"
  | "message"
  | "group";
