import { words } from "../words.ts";
import type { Severity } from "../../../src/rules/rule.ts";
import { RECEIVED, SENT, type ProtoEdit } from "./proto-edit.ts";

const SCALARS = words(
  "int32 int64 uint32 uint64 sint32 sint64 bool fixed32 fixed64 sfixed32 sfixed64 float double string bytes",
);

/** Every value of the first is the same value of the second, in bytes (protobuf.dev, encoding). */
const SAME_BYTES: readonly string[] = words(
  "int32>int64 uint32>int64 uint32>uint64 sint32>sint64 string>bytes bool>int32 bool>int64 bool>uint32 bool>uint64",
);

/** Integers of 32 bits are JSON numbers, of 64 bits JSON strings that readers of either take. */
const SIGNED_32 = ["int32", "sint32", "sfixed32"];
const UNSIGNED_32 = ["uint32", "fixed32"];
const SIGNED_64 = ["int64", "sint64", "sfixed64"];
const UNSIGNED_64 = ["uint64", "fixed64"];

/** Every value of the first is the same value of the second, in JSON (protobuf.dev, ProtoJSON). */
const SAME_JSON: readonly string[] = [
  ...pairs(SIGNED_32, [...SIGNED_32, ...SIGNED_64, "double"]),
  ...pairs(UNSIGNED_32, [...UNSIGNED_32, ...SIGNED_64, ...UNSIGNED_64, "double"]),
  ...pairs(SIGNED_64, SIGNED_64),
  ...pairs(UNSIGNED_64, UNSIGNED_64),
  "float>double",
];

function pairs(from: readonly string[], to: readonly string[]): readonly string[] {
  return from.flatMap((a) => to.filter((b) => b !== a).map((b) => `${a}>${b}`));
}

/** Safe there and back; safe there only, so the other way round loses values; not safe. */
function severity(same: readonly string[], written: string, read: string): Severity {
  if (!same.includes(`${written}>${read}`)) return "breaking";
  return same.includes(`${read}>${written}`) ? "compatible" : "dangerous";
}

/** In generated code one type stands for several encodings of the same width and sign. */
const SAME_CODE: readonly string[] = [SIGNED_32, UNSIGNED_32, SIGNED_64, UNSIGNED_64].flatMap(
  (group) => pairs(group, group),
);

/** Each scalar type changed to each other one, sent and received. */
export const SCALAR_TYPE_EDITS: readonly ProtoEdit[] = SCALARS.flatMap((from) =>
  SCALARS.filter((to) => to !== from).flatMap((to) =>
    (["sent", "received"] as const).map((way): ProtoEdit => {
      const file = way === "sent" ? SENT : RECEIVED;
      const [written, read] = way === "sent" ? [from, to] : [to, from];
      return {
        of: "FieldDescriptorProto.type",
        edit: `${from} to ${to}, ${way}`,
        before: file(`${from} value = 1;`),
        after: file(`${to} value = 1;`),
        claim: {
          rule: "encoding-incompatible",
          wire: severity(SAME_BYTES, written, read),
          json: severity(SAME_JSON, written, read),
          source: SAME_CODE.includes(`${from}>${to}`) ? "compatible" : "breaking",
        },
      };
    }),
  ),
);
