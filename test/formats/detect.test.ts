import { describe, expect, it } from "vitest";
import { DriftError } from "../../src/errors.ts";
import { detectFormat, detectFormatOf } from "../../src/formats/detect.ts";

describe("the format of a file", () => {
  it.each([
    ["orders.yaml", "openapi: 3.1.0\ninfo: {}\n", "openapi"],
    ["orders.yaml", "# ours\n---\n\"swagger\": '2.0'\n", "openapi"],
    ["orders.yaml", "info:\n  title: Orders\nopenapi: 3.0.3\n", "openapi"],
    ["orders.yaml", "\uFEFFopenapi: 3.0.3\n", "openapi"],
    ["orders.yaml", "{openapi: 3.0.3, info: {}}", "openapi"],
    ["orders.json", '{"info": {"title": "a } {"}, "openapi": "3.1.0"}', "openapi"],
    ["orders", '{"swagger": "2.0"}', "openapi"],
    ["schema.json", '{"data": {"__schema": {"types": []}}}', "graphql"],
    ["schema.json", '{"__schema": {"types": []}}', "graphql"],
    ["schema.txt", '"""\nmessage X {\n"""\ntype Query { a: Int }', "graphql"],
    ["part.graphql", "extend type Query { b: Int }", "graphql"],
    ["empty-type.graphql", "directive @internal on FIELD_DEFINITION", "graphql"],
    ["stock.json", '{"file": [{"name": "stock.proto", "package": "shop"}]}', "protobuf"],
    ["stock.txt", 'syntax = "proto3";\nmessage Item {}', "protobuf"],
    ["stock.txt", "/* type Query { */\nenum State {\n  OPEN = 0;\n}", "protobuf"],
    ["stock.proto", "// only a comment\noption java_package = 'x';", "protobuf"],
    ["status.graphql", "enum Status {\n  PAID\n}", "graphql"],
  ])("%s with %j is %s", (path, text, format) => {
    expect(detectFormat(path, text)).toBe(format);
  });

  it.each([
    ["part.yaml", "type: object\nproperties:\n  openapi: {type: string}\n"],
    ["config.yaml", "settings:\n  openapi: 3.0.0\n"],
    ["data.json", '{"paths": {"openapi": 1}}'],
    ["queries.graphql", "query Orders { orders { id } }"],
    ["queries.graphql", "{ orders { id } }"],
    ["empty.proto", "// nothing\n"],
    ["empty.yaml", ""],
    ["binary.yaml", "\u0000\u0001\u0002"],
  ])("%s with %j is no contract", (path, text) => {
    expect(detectFormat(path, text)).toBeUndefined();
  });

  it.each([
    ["unclosed comments", "/*".repeat(200_000)],
    ["quotes", '{"\\"'.repeat(200_000)],
    ["blank lines", "\n".repeat(400_000)],
    ["brackets", "{".repeat(400_000)],
  ])("is found quickly in a text of %s", (_, text) => {
    const began = performance.now();
    detectFormat("x", text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("the format of several files", () => {
  it("is what the recognisable ones agree on", () => {
    const files = { "root.yaml": "openapi: 3.1.0", "parts/order.yaml": "type: object" };
    expect(detectFormatOf(Object.entries(files))).toBe("openapi");
  });

  it.each([
    [{}, "nothing-to-compare", "There is no file to read."],
    [{ "a.yaml": " \n" }, "not-a-contract", "The file is empty."],
    [{ "a.txt": "hello" }, "not-a-contract", "not recognised"],
    [
      { "a.yaml": "openapi: 3.1.0", "b.proto": "package shop;" },
      "not-a-contract",
      "a.yaml is OpenAPI, b.proto is Protobuf",
    ],
  ])("of %j is refused as %s", (files, code, message) => {
    const attempt = () => detectFormatOf(Object.entries(files));
    expect(attempt).toThrow(DriftError);
    expect(attempt).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});
