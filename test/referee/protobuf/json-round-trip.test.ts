import { describe, expect, it } from "vitest";
import { json, order, type Pair } from "./trip.ts";

describe("JSON written by one contract and read by another", () => {
  it.each<readonly [name: string, pair: Pair, strict: string, tolerant: string]>([
    [
      "a field is removed",
      { written: order("string a = 1;"), read: order(""), value: { a: "x" } },
      "error",
      "dropped",
    ],
    [
      "a field is renumbered",
      { written: order("string a = 1;"), read: order("string a = 2;"), value: { a: "x" } },
      "same",
      "same",
    ],
    [
      "a field is renamed",
      { written: order("string a = 1;"), read: order("string b = 1;"), value: { a: "x" } },
      "error",
      "lost",
    ],
    [
      "a field is renamed and keeps its JSON name",
      {
        written: order("string a = 1;"),
        read: order('string b = 1 [json_name = "a"];'),
        value: { a: "x" },
      },
      "same",
      "same",
    ],
    [
      "the JSON name is the camel-cased one",
      {
        written: order("string unit_price = 1;"),
        read: order("string unitPrice = 1;"),
        value: { unitPrice: "x" },
      },
      "same",
      "same",
    ],
    [
      "an enum value is renamed",
      {
        written: order("S a = 1;", "enum S { A = 0; B = 1; }"),
        read: order("S a = 1;", "enum S { A = 0; C = 1; }"),
        value: { a: "B" },
      },
      "error",
      "lost",
    ],
    [
      "int64 becomes int32, a small value",
      { written: order("int64 a = 1;"), read: order("int32 a = 1;"), value: { a: "5" } },
      "same",
      "same",
    ],
    [
      "int64 becomes int32, a large value",
      { written: order("int64 a = 1;"), read: order("int32 a = 1;"), value: { a: 2n ** 40n } },
      "error",
      "error",
    ],
    [
      "bool becomes int32",
      { written: order("bool a = 1;"), read: order("int32 a = 1;"), value: { a: true } },
      "error",
      "error",
    ],
    [
      "string becomes bytes",
      { written: order("string a = 1;"), read: order("bytes a = 1;"), value: { a: "hi" } },
      "changed",
      "changed",
    ],
    [
      "singular becomes repeated",
      { written: order("string a = 1;"), read: order("repeated string a = 1;"), value: { a: "x" } },
      "error",
      "error",
    ],
    [
      "a map is read as its entries",
      {
        written: order("map<string, int32> a = 1;"),
        read: order("repeated E a = 1;", "message E { string key = 1; int32 value = 2; }"),
        value: { a: { x: 1 } },
      },
      "error",
      "error",
    ],
    [
      "a message of the same shape",
      {
        written: order("L a = 1;", "message L { int32 n = 1; }"),
        read: order("M a = 1;", "message M { int32 n = 1; }"),
        value: { a: { n: 1 } },
      },
      "same",
      "same",
    ],
  ])("%s", async (...row) => {
    const [, pair, strict, tolerant] = row;
    expect({ strict: await json(pair, false), tolerant: await json(pair, true) }).toEqual({
      strict,
      tolerant,
    });
  });
});
