import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { bindingsOf, eraseVariables } from "../../../src/formats/protobuf/build/http-rule.ts";
import { fieldOf, readProto, readShop, shapeOf } from "./read-proto.ts";

async function attributesOf(options: string): Promise<Readonly<Record<string, Json>> | undefined> {
  const result = await readShop(`message M { string a = 1 ${options}; }`);
  return fieldOf(result, "shop.v1.M", "a").attributes;
}

describe("options as attributes", () => {
  it.each<[string, Json | undefined]>([
    ["", undefined],
    ["[lazy = false, jstype = JS_NORMAL, ctype = STRING, deprecated = false]", undefined],
    ["[lazy = true]", { lazy: true }],
    ["[(x) = 1]", { "(x)": 1 }],
    ["[(x) = 1, (x) = 2]", { "(x)": [1, 2] }],
    ["[(x).a.b = 1, (x).a.c = 2, (x).(y) = 3]", { "(x)": { a: { b: 1, c: 2 }, "[y]": 3 } }],
    ["[(x) = { a: 1 }, (x).b = 2]", { "(x)": { a: 1, b: 2 } }],
    ["[(google.api.field_behavior) = REQUIRED]", { "(google.api.field_behavior)": ["REQUIRED"] }],
    [
      "[(google.api.field_behavior) = REQUIRED, (google.api.field_behavior) = IMMUTABLE]",
      { "(google.api.field_behavior)": ["REQUIRED", "IMMUTABLE"] },
    ],
    [
      "[(google.api.field_behavior) = [REQUIRED]]".replace("[REQUIRED]", "REQUIRED"),
      { "(google.api.field_behavior)": ["REQUIRED"] },
    ],
  ])("%s", async (options, expected) => {
    expect(await attributesOf(options)).toEqual(expected);
  });

  it("keep an option called __proto__", async () => {
    const attributes = await attributesOf("[(x).__proto__ = 1, __proto__ = 2]");
    expect(Object.entries(attributes ?? {})).toMatchObject([
      ["(x)", {}],
      ["__proto__", 2],
    ]);
    expect(Object.keys(attributes?.["(x)"] ?? {})).toEqual(["__proto__"]);
  });

  it("carry the full name of their extension", async () => {
    const result = await readProto({
      "shop/options.proto":
        'syntax = "proto2"; package shop; import "google/protobuf/descriptor.proto"; extend google.protobuf.FieldOptions { repeated string label = 50001; optional bool secret = 50002; }',
      "shop/a.proto":
        'syntax = "proto3"; package shop.v1; import "shop/options.proto"; message M { string a = 1 [(label) = "x", (shop.secret) = true]; }',
    });
    expect(result.diagnostics).toEqual([]);
    expect(fieldOf(result, "shop.v1.M", "a").attributes).toEqual({
      "(shop.label)": ["x"],
      "(shop.secret)": true,
    });
    expect(result.contract.declarations.get("shop.secret")).toMatchObject({
      kind: "extension",
      reachable: false,
      shape: { types: ["boolean"] },
      attributes: { extendee: "google.protobuf.FieldOptions", number: 50_002 },
    });
  });

  it("stand on services, RPCs, enum values and files", async () => {
    const { contract } = await readShop(`
      option (f) = 1; import public "google/protobuf/empty.proto";
      enum E { A = 0 [(v) = 1]; }
      service S { option (google.api.default_host) = "shop.example.com";
        rpc R(google.protobuf.Empty) returns (google.protobuf.Empty) {
          option (google.api.method_signature) = "name";
          option (google.api.method_signature) = ""; } }`);
    expect(contract.declarations.get("shop.proto")?.attributes).toEqual({
      syntax: "proto3",
      package: "shop.v1",
      publicImports: ["google/protobuf/empty.proto"],
      "(f)": 1,
    });
    expect(contract.declarations.get("shop.v1.S")?.attributes).toEqual({
      "(google.api.default_host)": "shop.example.com",
      file: "shop.proto",
    });
    expect(contract.operations[0]).toMatchObject({
      attributes: { "(google.api.method_signature)": ["name", ""] },
      messages: [
        {
          body: {
            contents: [{ shape: { nominal: "google.protobuf.Empty", object: { fields: [] } } }],
          },
        },
        {},
      ],
    });
  });
});

describe("HTTP routes", () => {
  it.each([
    ["/v1/orders", "/v1/orders"],
    ["/v1/{name}", "/v1/{}"],
    ["/v1/{order.name=shops/*/orders/*}:ship", "/v1/shops/{}/orders/{}:ship"],
    ["/v1/{path=**}", "/v1/{**}"],
    ["/v1/*/x/{a=b/**}", "/v1/{}/x/b/{**}"],
  ])("%s is %s", (path, erased) => {
    expect(eraseVariables(path)).toBe(erased);
  });

  it.each<[Json, readonly object[]]>([
    [{ get: "/a" }, [{ match: "GET /a" }]],
    [{ custom: { kind: "HEAD", path: "/a" } }, [{ match: "HEAD /a" }]],
    [
      { put: "/a", body: "*", response_body: "b" },
      [{ match: "PUT /a", body: "*", responseBody: "b" }],
    ],
    [
      { get: "/a", additional_bindings: [{ post: "/b" }, { patch: "/c" }] },
      [{ match: "GET /a" }, { match: "POST /b" }, { match: "PATCH /c" }],
    ],
    [{ selector: "x" }, []],
    ["nonsense", []],
  ])("of %j", (rule, expected) => {
    expect(bindingsOf(rule, { file: "a.proto", line: 1, column: 1 })).toMatchObject(expected);
  });
});

describe("validation rules", () => {
  it.each([
    [
      "string",
      "[(buf.validate.field).string = { min_len: 1, max_len: 9 }]",
      { string: { minLength: 1, maxLength: 9 } },
    ],
    ["string", "[(buf.validate.field).string.len = 3]", { string: { minLength: 3, maxLength: 3 } }],
    ["string", '[(validate.rules).string.pattern = "^a$"]', { string: { patterns: ["^a$"] } }],
    ["string", "[(buf.validate.field).string.email = true]", { format: "email" }],
    [
      "string",
      '[(buf.validate.field).string = { in: ["a", "b"] }]',
      { values: { open: false, items: [{ value: "a" }, { value: "b" }] } },
    ],
    [
      "string",
      '[(buf.validate.field).string.const = "a"]',
      { values: { items: [{ value: "a" }] } },
    ],
    ["bytes", "[(buf.validate.field).bytes.max_len = 16]", { string: { maxLength: 16 } }],
    [
      "int32",
      "[(buf.validate.field).int32 = { gt: 0, lte: 100 }]",
      { number: { exclusiveMinimum: 0, maximum: 100 } },
    ],
    [
      "uint64",
      "[(validate.rules).uint64 = { gte: 1, lt: 18446744073709551615 }]",
      { number: { minimum: 1, exclusiveMaximum: 18_446_744_073_709_551_615n } },
    ],
    [
      "repeated string",
      "[(buf.validate.field).repeated = { min_items: 1, max_items: 3, unique: true, items: { string: { min_len: 2 } } }]",
      {
        array: { minItems: 1, maxItems: 3, uniqueItems: true, items: { string: { minLength: 2 } } },
      },
    ],
  ])("narrow a %s: %s", async (type, options, expected) => {
    const result = await readShop(`message M { ${type} a = 1 ${options}; }`);
    const field = fieldOf(result, "shop.v1.M", "a");
    expect(field.shape).toMatchObject(expected);
    expect(field.attributes).toBeUndefined();
  });

  it.each([
    ["int32", "[(buf.validate.field).string.min_len = 1]"],
    ["int32", "[(buf.validate.field).int32 = { gt: 9, lt: 1 }]"],
    ["string", "[(buf.validate.field) = { ignore: IGNORE_IF_ZERO_VALUE, string: { min_len: 1 } }]"],
    ["string", "[(validate.rules).string = { ignore_empty: true, min_len: 1 }]"],
  ])("that do not hold for every %s leave the shape alone: %s", async (type, options) => {
    const result = await readShop(`message M { ${type} a = 1 ${options}; }`);
    const shape = shapeOf(fieldOf(result, "shop.v1.M", "a").shape);
    expect(Object.keys(shape).toSorted()).toEqual([
      "coordinate",
      "encoding",
      "kind",
      "origin",
      "types",
    ]);
  });

  it.each([
    [
      "string",
      '(buf.validate.field).string = { min_len: 1, not_in: ["a"] }',
      { string: { not_in: ["a"] } },
    ],
    ["string", '(buf.validate.field).cel = { id: "x" }', { cel: { id: "x" } }],
    ["M", "(validate.rules).message = { required: true, skip: true }", { message: { skip: true } }],
    [
      "repeated M",
      '(buf.validate.field).repeated = { min_items: 1, items: { cel: { id: "x" } } }',
      { repeated: { items: { cel: { id: "x" } } } },
    ],
    ["int32", "(buf.validate.field).int32 = { gt: 9, lt: 1 }", { int32: { gt: 9, lt: 1 } }],
  ])("that no facet of a %s tells stay facts of the field: %s", async (type, option, rest) => {
    const result = await readShop(`message M { ${type} a = 1 [${option}]; }`);
    expect(Object.values(fieldOf(result, "shop.v1.M", "a").attributes ?? {})).toEqual([rest]);
  });

  const validated = (type: string, rules: string) =>
    `${type} a = 1 [(buf.validate.field).${rules}];`;
  it.each<readonly [field: string, required: boolean]>([
    [validated("string", "string.min_len = 1"), true],
    [validated("string", "string.max_len = 1"), false],
    [validated("string", "string.email = true"), true],
    [validated("string", 'string.prefix = "a"'), true],
    [validated("string", 'string = { in: ["a", "b"] }'), true],
    [validated("string", 'string = { in: ["a", ""] }'), false],
    [validated("string", 'string = { not_in: [""] }'), true],
    [validated("bytes", "bytes.len = 2"), true],
    [validated("int32", "int32.gt = 0"), true],
    [validated("int32", "int32 = { gte: 0, lt: 9 }"), false],
    [validated("int32", "int32 = { gt: 9, lt: -9 }"), true],
    [validated("int32", "int32 = { gt: 9, lt: 1 }"), false],
    [validated("int64", "int64.lte = -9223372036854775807"), true],
    [validated("int32", "int32.const = 7"), true],
    [validated("int32", "int32 = { not_in: [0, 1] }"), true],
    [validated("bool", "bool.const = true"), true],
    [validated("Kind", "enum = { not_in: [0] }"), true],
    [validated("Kind", "enum.defined_only = true"), false],
    [validated("repeated string", "repeated.min_items = 1"), true],
    [validated("map<string, M>", "map.min_pairs = 1"), true],
    [validated("optional string", "string.min_len = 1"), false],
    [
      "string a = 1 [(buf.validate.field) = { ignore: IGNORE_IF_ZERO_VALUE, string: { min_len: 1 } }];",
      false,
    ],
    ["string a = 1 [(validate.rules).string = { ignore_empty: true, min_len: 1 }];", false],
    ["oneof one { string a = 1 [(validate.rules).string.min_len = 1]; }", false],
  ])("that refuse what nobody set demand the field: %s", async (field, required) => {
    const result = await readShop(`message M { ${field} } enum Kind { NONE = 0; ONE = 1; }`);
    expect(fieldOf(result, "shop.v1.M", "a").required).toBe(required);
  });

  it("that are switched off are none", async () => {
    const rules = "(buf.validate.field) = { ignore: IGNORE_ALWAYS, string: { min_len: 1 } }";
    const result = await readShop(`message M { string a = 1 [${rules}]; }`);
    expect(fieldOf(result, "shop.v1.M", "a").attributes).toBeUndefined();
  });

  it("ask of a member of a oneof only where it is chosen", async () => {
    const result = await readShop(
      "message M { oneof one { M a = 1 [(validate.rules).message.required = true]; M b = 2; } }",
    );
    expect(fieldOf(result, "shop.v1.M", "a")).toMatchObject({ required: false });
  });

  it.each(["[(buf.validate.field).required = true]", "[(validate.rules).message.required = true]"])(
    "require a field: %s",
    async (options) => {
      const result = await readShop(`message M { M a = 1 ${options}; }`);
      expect(fieldOf(result, "shop.v1.M", "a").required).toBe(true);
    },
  );
});
