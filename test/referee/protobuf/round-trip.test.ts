import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { order, wire, type Pair } from "./trip.ts";

describe("scalar types on the wire", () => {
  it.each<readonly [written: string, read: string, value: Json, effect: string]>([
    ["int32", "int64", -5, "same"],
    ["int64", "int32", "5", "same"],
    ["int64", "int32", "2147483648", "changed"],
    ["int32", "uint32", -1, "changed"],
    ["uint32", "int64", 4294967295, "same"],
    ["uint64", "int64", "18446744073709551615", "changed"],
    ["bool", "int32", true, "same"],
    ["int32", "bool", 1, "same"],
    ["int32", "bool", 2, "changed"],
    ["int32", "sint32", 3, "changed"],
    ["sint32", "sint64", -3, "same"],
    ["fixed32", "sfixed32", 4294967295, "changed"],
    ["fixed32", "float", 1, "changed"],
    ["string", "bytes", "tea", "same"],
    ["bytes", "string", "dGVh", "same"],
    ["bytes", "string", "/w==", "error"],
    ["int32", "fixed32", 1, "lost"],
    ["double", "float", 0.5, "lost"],
    ["int32", "Status", 1, "same"],
    ["Status", "int32", 1, "same"],
    ["string", "Line", "tea", "error"],
  ])("%s read as %s: %o is %s", async (written, read, value, effect) => {
    const more = "enum Status { OPEN = 0; PAID = 1; } message Line { string sku = 1; }";
    const pair = {
      written: order(`${written} a = 1;`, more),
      read: order(`${read} a = 1;`, more),
      value: { a: value },
    };
    expect(await wire(pair)).toBe(effect);
  });
});

describe("shape, cardinality and presence on the wire", () => {
  const line = "message Line { string sku = 1; int32 count = 2; }";

  it.each<readonly [name: string, pair: Pair, effect: string]>([
    [
      "a field is added",
      {
        written: order("string a = 1;"),
        read: order("string a = 1; string b = 2;"),
        value: { a: "x" },
      },
      "same",
    ],
    [
      "a field is removed",
      { written: order("string a = 1;"), read: order(""), value: { a: "x" } },
      "dropped",
    ],
    [
      "a field is renumbered",
      { written: order("string a = 1;"), read: order("string a = 2;"), value: { a: "x" } },
      "lost",
    ],
    [
      "a field is renamed",
      { written: order("string a = 1;"), read: order("string b = 1;"), value: { a: "x" } },
      "same",
    ],
    [
      "two numbers are swapped",
      {
        written: order("string a = 1; string b = 2;"),
        read: order("string b = 1; string a = 2;"),
        value: { a: "x", b: "y" },
      },
      "changed",
    ],
    [
      "a text becomes a list",
      { written: order("string a = 1;"), read: order("repeated string a = 1;"), value: { a: "x" } },
      "same",
    ],
    [
      "a list of several texts becomes one",
      {
        written: order("repeated string a = 1;"),
        read: order("string a = 1;"),
        value: { a: ["x", "y"] },
      },
      "changed",
    ],
    [
      "a list of numbers becomes one",
      { written: order("repeated int32 a = 1;"), read: order("int32 a = 1;"), value: { a: [5] } },
      "lost",
    ],
    [
      "a number becomes a list",
      { written: order("int32 a = 1;"), read: order("repeated int32 a = 1;"), value: { a: 5 } },
      "same",
    ],
    [
      "a packed list is read unpacked",
      {
        written: order("repeated int32 a = 1;"),
        read: order("repeated int32 a = 1 [packed = false];"),
        value: { a: [1, 2] },
      },
      "same",
    ],
    [
      "a list is read packed",
      {
        written: order("repeated int32 a = 1 [packed = false];"),
        read: order("repeated int32 a = 1;"),
        value: { a: [1, 2] },
      },
      "same",
    ],
    [
      "presence becomes explicit",
      { written: order("int32 a = 1;"), read: order("optional int32 a = 1;"), value: { a: 5 } },
      "same",
    ],
    [
      "presence becomes implicit",
      { written: order("optional int32 a = 1;"), read: order("int32 a = 1;"), value: { a: 0 } },
      "same",
    ],
    [
      "a map is read as its entries",
      {
        written: order("map<string, int32> a = 1;"),
        read: order("repeated E a = 1;", "message E { string key = 1; int32 value = 2; }"),
        value: { a: { x: 1, y: 2 } },
      },
      "same",
    ],
    [
      "entries are read as a map",
      {
        written: order("repeated E a = 1;", "message E { string key = 1; int32 value = 2; }"),
        read: order("map<string, int32> a = 1;"),
        value: { a: [{ key: "x", value: 1 }] },
      },
      "same",
    ],
    [
      "entries with one key twice are read as a map",
      {
        written: order("repeated E a = 1;", "message E { string key = 1; int32 value = 2; }"),
        read: order("map<string, int32> a = 1;"),
        value: {
          a: [
            { key: "x", value: 1 },
            { key: "x", value: 2 },
          ],
        },
      },
      "repeated-key",
    ],
    [
      "a message that is no entry is read as one",
      {
        written: order("E a = 1;", "message E { E unit = 3; string name = 4; }"),
        read: order("map<string, E> a = 1;", "message E { E unit = 3; string name = 4; }"),
        value: { a: { unit: { name: "x" } } },
      },
      "dropped",
    ],
    [
      "an entry is read as a message that is none",
      {
        written: order("map<string, E> a = 1;", "message E { string name = 1; string unit = 3; }"),
        read: order("E a = 1;", "message E { string name = 1; string unit = 3; }"),
        value: { a: { x: { unit: "y" } } },
      },
      "dropped",
    ],
    [
      "a message of another name and the same shape",
      {
        written: order("Line a = 1;", line),
        read: order("Item a = 1;", line.replace("Line", "Item")),
        value: { a: { sku: "x", count: 2 } },
      },
      "same",
    ],
    [
      "a message that lost a field",
      {
        written: order("Line a = 1;", line),
        read: order("Line a = 1;", "message Line { string sku = 1; }"),
        value: { a: { sku: "x", count: 2 } },
      },
      "dropped",
    ],
    [
      "a field moves into a oneof of its own",
      {
        written: order("optional string a = 1;"),
        read: order("oneof pay { string a = 1; }"),
        value: { a: "x" },
      },
      "same",
    ],
    [
      "a oneof of one field is left, and nothing is sent",
      { written: order("oneof pay { int32 a = 1; }"), read: order("int32 a = 1;"), value: {} },
      "same",
    ],
    [
      "two fields move into one oneof",
      {
        written: order("string a = 1; string b = 2;"),
        read: order("oneof pay { string a = 1; string b = 2; }"),
        value: { a: "x", b: "y" },
      },
      "lost",
    ],
    [
      "a member of a oneof that the reader does not know",
      {
        written: order("oneof pay { string a = 1; string b = 2; }"),
        read: order("oneof pay { string a = 1; }"),
        value: { b: "y" },
      },
      "oneof-unset",
    ],
    [
      "a value that an open enum does not name",
      {
        written: order("S a = 1;", "enum S { A = 0; B = 1; }"),
        read: order("S a = 1;", "enum S { A = 0; }"),
        value: { a: "B" },
      },
      "unknown-enum",
    ],
    [
      "a value that is renamed",
      {
        written: order("S a = 1;", "enum S { A = 0; B = 1; }"),
        read: order("S a = 1;", "enum S { A = 0; C = 1; }"),
        value: { a: "B" },
      },
      "same",
    ],
    [
      "two values that are swapped",
      {
        written: order("S a = 1;", "enum S { A = 0; B = 1; C = 2; }"),
        read: order("S a = 1;", "enum S { A = 0; C = 1; B = 2; }"),
        value: { a: "B" },
      },
      "changed",
    ],
    [
      "an alias",
      {
        written: order("S a = 1;", "enum S { A = 0; B = 1; }"),
        read: order("S a = 1;", "enum S { option allow_alias = true; A = 0; C = 1; B = 1; }"),
        value: { a: "B" },
      },
      "same",
    ],
  ])("%s", async (_, pair, effect) => {
    expect(await wire(pair)).toBe(effect);
  });

  it.each<readonly [name: string, pair: Omit<Pair, "header">, effect: string]>([
    [
      "a required field is added",
      {
        written: order("optional string a = 1;"),
        read: order("optional string a = 1; required string b = 2;"),
        value: { a: "x" },
      },
      "required-missing",
    ],
    [
      "a required field becomes optional",
      {
        written: order("required string a = 1;"),
        read: order("optional string a = 1;"),
        value: { a: "x" },
      },
      "same",
    ],
    [
      "a default changes",
      {
        written: order("optional int32 a = 1 [default = 5];"),
        read: order("optional int32 a = 1 [default = 6];"),
        value: {},
      },
      "default",
    ],
    [
      "a default that is sent changes",
      {
        written: order("optional int32 a = 1 [default = 5];"),
        read: order("optional int32 a = 1 [default = 6];"),
        value: { a: 5 },
      },
      "same",
    ],
    [
      "a value that a closed enum does not name",
      {
        written: order("optional S a = 1;", "enum S { A = 0; B = 1; }"),
        read: order("optional S a = 1;", "enum S { A = 0; }"),
        value: { a: "B" },
      },
      "unknown-enum",
    ],
    [
      "a group becomes a message",
      {
        written: order("optional group Line = 1 { optional string sku = 1; }"),
        read: order("optional Line line = 1;", "message Line { optional string sku = 1; }"),
        value: { line: { sku: "x" } },
      },
      "lost",
    ],
    [
      "an extension becomes a field",
      {
        written:
          "message Order { extensions 100 to 200; } extend Order { optional string note = 100; }",
        read: order("optional string note = 100;"),
        value: { ".shop.v1.note": "x" },
      },
      "same",
    ],
  ])("proto2: %s", async (_, pair, effect) => {
    expect(await wire({ ...pair, header: 'syntax = "proto2";' })).toBe(effect);
  });

  it("reads features of editions", async () => {
    const header = 'edition = "2023";';
    const required = "[features.field_presence = LEGACY_REQUIRED]";
    const read = order(`string a = 1; string b = 2 ${required};`);
    expect(await wire({ written: order("string a = 1;"), read, value: {}, header })).toBe(
      "required-missing",
    );
    const delimited = order(
      "Line a = 1 [features.message_encoding = DELIMITED];",
      "message Line { string sku = 1; }",
    );
    const prefixed = order("Line a = 1;", "message Line { string sku = 1; }");
    const value = { a: { sku: "x" } };
    expect(await wire({ written: delimited, read: prefixed, value, header })).toBe("lost");
    expect(await wire({ written: delimited, read: delimited, value, header })).toBe("same");
  });
});
