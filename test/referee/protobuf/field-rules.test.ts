import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { protobufReferee } from "../../../src/referee/index.ts";

/** What a message with the value breaks; `?` where that cannot be said. */
async function broken(body: string, value: JsonObject): Promise<string> {
  const text = `syntax = "proto3"; package shop.v1; message Order { ${body} } message Line { string sku = 1 [(validate.rules).string.min_len = 2]; } enum Status { OPEN = 0; PAID = 1; }`;
  const referee = await protobufReferee(new Map([["shop.proto", text]]));
  const encoded = referee.encode("shop.v1.Order", value);
  if (encoded.ok !== true) throw new Error(JSON.stringify(encoded));
  const answer = referee.keepsRules("shop.v1.Order", { surface: "wire", bytes: encoded.bytes });
  if (answer.ok === undefined) return "?";
  return answer.ok ? "" : answer.errors.join(", ");
}

const pgv = (kind: string, rules: string): string => `[(validate.rules).${kind} = {${rules}}]`;
const pv = (kind: string, rules: string): string => `[(buf.validate.field).${kind} = {${rules}}]`;

describe("validation rules", () => {
  it.each<readonly [body: string, value: JsonObject, expected: string]>([
    [`string a = 1 ${pgv("string", "min_len: 2")};`, { a: "ab" }, ""],
    [`string a = 1 ${pgv("string", "min_len: 2")};`, { a: "😀" }, "a: string.min_len 2"],
    [`string a = 1 ${pgv("string", "min_len: 2")};`, {}, "a: string.min_len 2"],
    [`string a = 1 ${pgv("string", "min_len: 2, ignore_empty: true")};`, {}, ""],
    [`optional string a = 1 ${pgv("string", "min_len: 2")};`, {}, ""],
    [`string a = 1 ${pv("string", 'pattern: "^x+$", max_len: 3')};`, { a: "xxx" }, ""],
    [`string a = 1 ${pv("string", 'pattern: "^x+$"')};`, { a: "y" }, 'a: string.pattern "^x+$"'],
    [`string a = 1 ${pv("string", 'in: ["x", "y"]')};`, { a: "y" }, ""],
    [
      `string a = 1 ${pv("string", 'not_in: ["x", "y"]')};`,
      { a: "y" },
      'a: string.not_in ["x","y"]',
    ],
    [`string a = 1 ${pv("string", "email: true")};`, { a: "y" }, "?"],
    [`bytes a = 1 ${pv("bytes", "len: 2")};`, { a: "YQ==" }, "a: bytes.len 2"],
    [`int32 a = 1 ${pv("int32", "gte: 1, lt: 10")};`, { a: 9 }, ""],
    [`int32 a = 1 ${pv("int32", "gte: 1, lt: 10")};`, { a: 10 }, "a: int32.lt 10"],
    [`int64 a = 1 ${pv("int64", "lte: 5")};`, { a: "6" }, "a: int64.lte 5"],
    [`uint64 a = 1 ${pv("uint64", "lte: 18446744073709551615")};`, { a: "6" }, "?"],
    [`double a = 1 ${pv("double", "gt: 0.5")};`, { a: 0.5 }, "a: double.gt 0.5"],
    [`Status a = 1 ${pgv("enum", "defined_only: true")};`, { a: 7 }, "a: enum.defined_only true"],
    [`Status a = 1 ${pgv("enum", "not_in: [0]")};`, {}, "a: enum.not_in [0]"],
    [`repeated string a = 1 ${pgv("repeated", "min_items: 1")};`, {}, "a: min_items 1"],
    [
      `repeated string a = 1 ${pgv("repeated", "unique: true")};`,
      { a: ["x", "x"] },
      "a: unique true",
    ],
    [
      `repeated string a = 1 ${pgv("repeated", "items: {string: {max_len: 1}}")};`,
      { a: ["x", "xy"] },
      "a[1]: string.max_len 1",
    ],
    [
      `map<string, int32> a = 1 ${pgv("map", "max_pairs: 1")};`,
      { a: { x: 1, y: 2 } },
      "a: max_pairs 1",
    ],
    [`Line a = 1 ${pgv("message", "required: true")};`, {}, "a: required"],
    [`Line a = 1 [(buf.validate.field).required = true];`, {}, "a: required"],
    ["Line a = 1;", { a: { sku: "x" } }, "a.sku: string.min_len 2"],
    ["repeated Line a = 1;", { a: [{ sku: "xy" }, {}] }, "a[1].sku: string.min_len 2"],
    ["oneof paid { option (validate.required) = true; string card = 1; }", {}, "paid: required"],
    [
      `oneof paid { string card = 1 ${pgv("string", "min_len: 2")}; Line line = 2 ${pgv("message", "required: true")}; }`,
      { card: "x" },
      "card: string.min_len 2",
    ],
    [`option (buf.validate.message).disabled = true; int32 a = 1 ${pv("int32", "gt: 0")};`, {}, ""],
    [`int32 a = 1 [(buf.validate.field).cel = {id: "x"}];`, {}, "?"],
  ])("%s with %o: %s", async (body, value, expected) => {
    expect(await broken(body, value)).toBe(expected);
  });
});
