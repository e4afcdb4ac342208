import { describe, expect, it } from "vitest";
import { DriftError } from "../../../src/errors.ts";
import { commentText } from "../../../src/formats/protobuf/syntax/comments.ts";
import { parseProto } from "../../../src/formats/protobuf/syntax/parse-file.ts";
import type { Json } from "../../../src/model/json.ts";

function errorOf(text: string): DriftError {
  try {
    parseProto("shop.proto", text);
  } catch (error) {
    if (error instanceof DriftError) return error;
    throw error;
  }
  throw new Error("It was parsed.");
}

describe("syntax errors", () => {
  it.each([
    ["message Order { string name = 1 }", 'Expected ";", found "}".', 1, 33],
    ["message Order {\n  string = 1;\n}", 'Expected a field name, found "=".', 2, 10],
    ["message Order {\n  string name;\n}", 'Expected "=" and a field number, found ";".', 2, 14],
    ["message Order {\n\tstring name = x;\n}", 'Expected a field number, found "x".', 2, 16],
    ["message Order {", "the end of the file", 1, 16],
    ["message { }", "the name of a message", 1, 9],
    ["enum Status { PAID }", 'Expected "="', 1, 20],
    ["service Orders { get }", 'Expected "rpc", "option" or "}", found "get".', 1, 18],
    ["service Orders { rpc Get(A) return (B); }", 'Expected "returns"', 1, 29],
    ["import shop;", "the path of an import in quotes", 1, 8],
    ['option java_package = "a;\n', "a string without an end", 1, 23],
    ["/* never closed", "a comment without an end", 1, 1],
    ["message Order { string name = 1; } §", 'the character "§"', 1, 36],
    ["message Order { string name = 08; }", "a field number", 1, 31],
    ["message Order { string name = 1.5; }", "a field number", 1, 31],
    ["message Order { string name = -1; }", "a field number", 1, 31],
    ["message Order { reserved 1 to most; }", '"max"', 1, 31],
    ["<html></html>", 'found "<"', 1, 1],
    ["package a; package b;", "only one package", 1, 12],
    ['package a; syntax = "proto3";', "syntax must come first", 1, 12],
    ["option (x) = { a: 1x };", "a number", 1, 19],
    ["option (x) = { a 1 };", '":"', 1, 18],
  ])("%s", (text, message, line, column) => {
    const error = errorOf(text);
    expect(error.code).toBe("syntax");
    expect(error.message).toContain(message);
    expect(error.place).toEqual({ file: "shop.proto", line, column });
  });

  it("counts columns behind tabs, CRLF and a byte order mark from one", () => {
    expect(errorOf("\uFEFF?").place).toMatchObject({ line: 1, column: 2 });
    expect(errorOf("\r\n\r\n?").place).toMatchObject({ line: 3, column: 1 });
  });
});

describe("versions", () => {
  it.each([
    ['syntax = "proto4";', 'The syntax "proto4" is not known.'],
    ['edition = "1999";', 'The edition "1999" is not known.'],
    ['syntax = "";', 'The syntax "" is not known.'],
  ])("refuses %s", (text, message) => {
    const error = errorOf(text);
    expect(error).toMatchObject({ code: "unsupported-version", message });
    expect(error.place?.line).toBe(1);
  });

  it.each([
    ["", "proto2", undefined],
    ['syntax = "proto2";', "proto2", undefined],
    ["syntax = 'proto3';", "proto3", undefined],
    ['syntax = "pro" "to3";', "proto3", undefined],
    ['edition = "2023";', "editions", "2023"],
    ['edition = "2024";', "editions", "2024"],
    ['edition = "2026";', "editions", "2026"],
  ])("reads %s", (text, syntax, edition) => {
    const file = parseProto("shop.proto", `${text} message Order {}`);
    expect(file).toMatchObject({ syntax, ...(edition === undefined ? {} : { edition }) });
  });
});

describe("hostile texts", () => {
  it.each([
    ["messages", "message A {".repeat(20_000)],
    ["groups", "message A {".concat("optional group G = 1 {".repeat(20_000))],
    ["option values", `option (x) = ${"{ a ".repeat(20_000)}`],
    ["option values in angles", `option (x) = { a ${"< a ".repeat(20_000)}`],
  ])("ends at %s nested 20,000 deep", (_, text) => {
    expect(errorOf(text).code).toBe("too-deep");
  });

  it("takes a hundred thousand fields in one message", () => {
    const fields = Array.from({ length: 100_000 }, (_, at) => `string f${at} = ${at + 1};`);
    const file = parseProto("shop.proto", `message Wide { ${fields.join("\n")} }`);
    expect(file.messages[0]?.fields).toHaveLength(100_000);
  });

  it("refuses binary content", () => {
    expect(errorOf("\n\u0005shop\0").code).toBe("not-a-contract");
  });
});

function optionOf(text: string): Json | undefined {
  return parseProto("shop.proto", `option (x) = ${text};`).options[0]?.value;
}

describe("option values", () => {
  it.each<[string, Json]>([
    ["true", true],
    ["false", false],
    ["PAID", "PAID"],
    ["12", 12],
    ["-12", -12],
    ["- 2", -2],
    ["0x1F", 31],
    ["017", 15],
    ["1.5e3", 1500],
    [".5", 0.5],
    ["9223372036854775807", 9_223_372_036_854_775_807n],
    ["-9223372036854775808", -9_223_372_036_854_775_808n],
    ["-inf", "-inf"],
    ["\"a\" 'b'", "ab"],
    [String.raw`"\n\x41\101é\U0001F6D2\"\'\?\\"`, "\nAAé\u{1F6D2}\"'?\\"],
    ["{}", {}],
    ["{ a: 1, b: 'x'; c: true }", { a: 1, b: "x", c: true }],
    ["{ a: 1 a: 2 a: 3 }", { a: [1, 2, 3] }],
    ["{ a: [1], b: [], c: [{ d: 1 }, <d: 2>] }", { a: [1], b: [], c: [{ d: 1 }, { d: 2 }] }],
    ["{ a { b: 1 } c < d: 2 > e: { } }", { a: { b: 1 }, c: { d: 2 }, e: {} }],
    [
      "{ [shop.v1.ext]: 1 [type.googleapis.com/shop.v1.Order] { name: 'x' } }",
      {
        "[shop.v1.ext]": 1,
        "[type.googleapis.com/shop.v1.Order]": { name: "x" },
      },
    ],
  ])("reads %s", (text, value) => {
    expect(optionOf(text)).toEqual(value);
  });

  it("keeps a member called __proto__", () => {
    const value = optionOf("{ __proto__: 1 constructor: 2 }");
    expect(Object.keys(value ?? {})).toEqual(["__proto__", "constructor"]);
  });

  it.each([
    ["a", ["a"]],
    ["(a.b)", ["(a.b)"]],
    ["(.a.b).c.d", ["(a.b)", "c", "d"]],
    ["features.(pb.cpp).string_type", ["features", "(pb.cpp)", "string_type"]],
  ])("splits the name %s", (name, path) => {
    expect(parseProto("a.proto", `option ${name} = 1;`).options[0]?.path).toEqual(path);
  });
});

describe("declarations", () => {
  it("points at the first token of each declaration", () => {
    const file = parseProto(
      "shop.proto",
      'syntax = "proto3";\n\n// About.\nmessage Order {\n  /* two\n lines */ optional string name = 1;\n\toneof o { int32 a = 2; }\n}\nenum E {\n  A = 0;\n}',
    );
    const [order] = file.messages;
    expect(order).toMatchObject({ line: 4, column: 1 });
    expect(order?.fields[0]).toMatchObject({ name: "name", line: 6, column: 11 });
    expect(order?.fields[1]).toMatchObject({ name: "a", line: 7, column: 12 });
    expect(order?.oneofs[0]).toMatchObject({ line: 7, column: 2 });
    expect(file.enums[0]?.values[0]).toMatchObject({ line: 10, column: 3 });
  });

  it("names the field of a group in lower case and keeps its message", () => {
    const file = parseProto(
      "shop.proto",
      "message Shelf { optional group StockLevel = 1 [deprecated = true] { optional int32 count = 1; } oneof o { group GridPlace = 2 {} } } extend Shelf { repeated group Extra = 3 {} }",
    );
    const [shelf, extra] = file.messages;
    expect(shelf?.fields.map(({ name, type, group }) => [name, type, group])).toEqual([
      ["stocklevel", "StockLevel", true],
      ["gridplace", "GridPlace", true],
    ]);
    expect(shelf?.messages.map(({ name }) => name)).toEqual(["StockLevel", "GridPlace"]);
    expect(extra?.name).toBe("Extra");
  });

  it("reads the words of edition 2024 before types, and fields of types that are called so", () => {
    const file = parseProto(
      "shop.proto",
      'edition = "2024"; import option "a.proto"; export message A { local enum E { X = 0; } export other = 1; } local message B {}',
    );
    expect(file.messages.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(file.messages[0]?.enums[0]?.name).toBe("E");
    expect(file.messages[0]?.fields[0]).toMatchObject({ type: "export", name: "other" });
    expect(file.imports[0]).toMatchObject({ path: "a.proto", modifier: "option" });
  });

  it("takes `stream` as a type where nothing else follows", () => {
    const file = parseProto("a.proto", "service S { rpc A(stream) returns (stream stream); }");
    expect(file.services[0]?.methods[0]).toMatchObject({
      input: "stream",
      clientStreaming: false,
      output: "stream",
      serverStreaming: true,
    });
  });

  it("lets the `max` of a message set reach further", () => {
    const file = parseProto(
      "a.proto",
      "message A { extensions 4 to max; option message_set_wire_format = true; } message B { extensions 4 to max; }",
    );
    expect(file.messages.map(({ extensionRanges }) => extensionRanges)).toEqual([
      [[4, 2_147_483_646]],
      [[4, 536_870_911]],
    ]);
  });
});

describe("comments", () => {
  const comment = (text: string): string | undefined => {
    const proto = `message M { string before = 1; ${text}\n} // deprecated`;
    const written = parseProto("a.proto", proto).messages[0]?.fields[1]?.comment;
    return written === undefined ? undefined : commentText(written);
  };

  it.each([
    ["\n// One.\n// Two.\nstring a = 2;", "One.\nTwo."],
    ["\n/* One.\n * Two.\n */\nstring a = 2;", "One.\nTwo."],
    ["\n// Detached.\n\n// Own.\nstring a = 2;", "Own."],
    ["// Of the field before.\nstring a = 2;", undefined],
    ["\n// Detached.\n\nstring a = 2;", undefined],
    ["\nstring a = 2; // Behind.", "Behind."],
    ["\n// Above.\nstring a = 2; /* Behind. */", "Above.\nBehind."],
    ["\nstring a = 2;\n// Below.", undefined],
    ["\nstring a = 2; \n // Below.", undefined],
    ["\nstring a = 2;\t\r// Behind.\n// Below.", "Behind."],
    ["\nstring a = 2;", undefined],
  ])("of %j", (text, expected) => {
    expect(comment(text)).toBe(expected);
  });

  it("are not kept in a file that deprecates nothing", () => {
    const [message] = parseProto("a.proto", "// About.\nmessage M {}").messages;
    expect(message).not.toHaveProperty("comment");
  });
});
