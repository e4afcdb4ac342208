import type { Json, JsonObject } from "../../../src/model/json.ts";
import type { Random } from "../openapi/random.ts";
import type { Field, File } from "./files.ts";

const MAX_DEPTH = 2;

const VALUES: Readonly<Record<string, readonly Json[]>> = {
  int32: [1, -1, 2147483647, -2147483648, 2, 300],
  sint32: [1, -1, 2147483647, -2147483648],
  uint32: [1, 4294967295, 2, 300],
  fixed32: [1, 4294967295],
  int64: ["1", "-1", "2147483648", "4294967296", "-9223372036854775808"],
  sint64: ["1", "-1", "2147483648", "-9223372036854775808"],
  sfixed64: ["1", "-1", "2147483648"],
  uint64: ["1", "2147483648", "18446744073709551615"],
  bool: [true],
  float: [0.5, -1, 16777216],
  double: [0.5, 1e300, 4294967296],
  string: ["a", "1", "é"],
  bytes: ["YQ==", "/w==", "CAE="],
};

/** A message by its field names, as the writer's library takes it. */
export function randomMessage(file: File, name: string, random: Random, depth = 0): JsonObject {
  const fields = file.messages.find((message) => message.name === name)?.fields ?? [];
  const members = fields.filter(({ oneof, label }) => oneof && label === "");
  const chosen = members.length === 0 ? undefined : random.pick(members);
  const set = fields.filter((field) => {
    if (members.includes(field)) return field === chosen;
    return field.label === "required" || !random.once(2);
  });
  const entries = set.flatMap((field): readonly (readonly [string, Json])[] => {
    const value = fieldValue(file, field, random, depth);
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(entries);
}

function fieldValue(file: File, field: Field, random: Random, depth: number): Json | undefined {
  const one = (): Json | undefined => valueOf(file, field.type, random, depth);
  const value = one();
  if (value === undefined) return field.label === "required" ? {} : undefined;
  if (field.label === "map") return { x: value };
  if (field.label !== "repeated") return value;
  return random.once(2) ? [value] : [value, one() ?? value];
}

function valueOf(file: File, type: string, random: Random, depth: number): Json | undefined {
  const list = file.enums.find(({ name }) => name === type);
  if (list !== undefined) return random.pick(list.values).name;
  const values = VALUES[type];
  if (values !== undefined) return random.pick(values);
  return depth === MAX_DEPTH ? undefined : randomMessage(file, type, random, depth + 1);
}
