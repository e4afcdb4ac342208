import type { BinaryEncoding } from "../model/encoding.ts";
import type { MessageSurface } from "../model/semantics.ts";

/**
 * Which values survive when one side writes a scalar in one Protobuf type and the other reads it
 * as another: for every written type the types that read every value unchanged. From the encoding
 * (https://protobuf.dev/programming-guides/encoding) and the ProtoJSON mapping
 * (https://protobuf.dev/programming-guides/json), confirmed by the protobuf referee in
 * `test/referee`. Whatever is not listed loses or rejects some value.
 */
const READS_UNCHANGED: Readonly<
  Record<MessageSurface, Partial<Record<BinaryEncoding, readonly BinaryEncoding[]>>>
> = {
  wire: {
    int32: ["int64", "enum"],
    uint32: ["int64", "uint64"],
    bool: ["int32", "int64", "uint32", "uint64", "enum"],
    enum: ["int32", "int64"],
    sint32: ["sint64"],
    string: ["bytes"],
    message: ["bytes"],
  },
  json: {
    int32: ["sint32", "sfixed32", "int64", "sint64", "sfixed64", "double", "enum"],
    sint32: ["int32", "sfixed32", "int64", "sint64", "sfixed64", "double", "enum"],
    sfixed32: ["int32", "sint32", "int64", "sint64", "sfixed64", "double", "enum"],
    uint32: ["fixed32", "int64", "sint64", "sfixed64", "uint64", "fixed64", "double"],
    fixed32: ["uint32", "int64", "sint64", "sfixed64", "uint64", "fixed64", "double"],
    int64: ["sint64", "sfixed64"],
    sint64: ["int64", "sfixed64"],
    sfixed64: ["int64", "sint64"],
    uint64: ["fixed64"],
    fixed64: ["uint64"],
    float: ["double"],
    message: ["group"],
    group: ["message"],
  },
  // Generated code has one type for each of these groups in every language.
  source: {
    int32: ["sint32", "sfixed32"],
    sint32: ["int32", "sfixed32"],
    sfixed32: ["int32", "sint32"],
    uint32: ["fixed32"],
    fixed32: ["uint32"],
    int64: ["sint64", "sfixed64"],
    sint64: ["int64", "sfixed64"],
    sfixed64: ["int64", "sint64"],
    uint64: ["fixed64"],
    fixed64: ["uint64"],
    message: ["group"],
    group: ["message"],
  },
};

/** Whether every value written as `written` is read as the same value by a reader of `read`. */
export function readsUnchanged(
  surface: MessageSurface,
  written: BinaryEncoding,
  read: BinaryEncoding,
): boolean {
  return written === read || (READS_UNCHANGED[surface][written]?.includes(read) ?? false);
}
