import { describe, expect, it } from "vitest";
import { codesOf, fieldOf, fieldsOf, fixture, readProto, readShop, shapeOf } from "./read-proto.ts";

describe("fields", () => {
  it("carry their coordinate, place, number, name and JSON name", async () => {
    const result = await readShop("message Order {\n  string order_status = 2;\n}");
    expect(fieldOf(result, "shop.v1.Order", "order_status")).toEqual({
      kind: "field",
      coordinate: "shop.v1.Order.order_status#2",
      origin: { file: "shop.proto", line: 4, column: 3 },
      name: "order_status",
      number: 2,
      jsonName: "orderStatus",
      required: false,
      presence: "implicit",
      shape: {
        kind: "shape",
        coordinate: "shop.v1.Order.order_status#2",
        origin: { file: "shop.proto", line: 4, column: 3 },
        types: ["string"],
        encoding: "string",
      },
    });
  });

  it.each([
    ["name", "name"],
    ["unit_price", "unitPrice"],
    ["_leading", "Leading"],
    ["trailing_", "trailing"],
    ["a__b_1c", "aB1c"],
    ["UPPER_CASE", "UPPERCASE"],
    ['x = 1 [json_name = "y"]; string z', "y"],
  ])("are called in JSON as protoc has it: %s", async (name, jsonName) => {
    const result = await readShop(`message Order { string ${name} = 9; }`);
    expect(fieldsOf(result, "shop.v1.Order")[0]?.jsonName).toBe(jsonName);
  });

  it.each([
    ["int32", "integer"],
    ["int64", "integer"],
    ["uint32", "integer"],
    ["uint64", "integer"],
    ["sint32", "integer"],
    ["sint64", "integer"],
    ["fixed32", "integer"],
    ["fixed64", "integer"],
    ["sfixed32", "integer"],
    ["sfixed64", "integer"],
    ["float", "number"],
    ["double", "number"],
    ["bool", "boolean"],
    ["string", "string"],
    ["bytes", "string"],
  ])("of type %s are a JSON %s", async (type, json) => {
    const result = await readShop(`message Order { ${type} value = 1; }`);
    const shape = shapeOf(fieldOf(result, "shop.v1.Order", "value").shape);
    expect(shape).toMatchObject({ types: [json], encoding: type });
    expect(shape.format).toBe(type === "bytes" ? "byte" : undefined);
  });

  it("refer to messages and enums", async () => {
    const result = await readShop(
      "message Order { Order parent = 1; Status status = 2; } enum Status { X = 0; }",
    );
    const origin = { file: "shop.proto", line: 3, column: 17 };
    const ref = { kind: "ref", nullable: false };
    expect(fieldOf(result, "shop.v1.Order", "parent").shape).toEqual({
      ...ref,
      to: "shop.v1.Order",
      origin,
    });
    expect(fieldOf(result, "shop.v1.Order", "status").shape).toMatchObject({
      ...ref,
      to: "shop.v1.Status",
    });
  });

  it("hold lists and maps inline", async () => {
    const result = await readShop(
      "message Order { repeated string tags = 1; map<int32, Order> by_day = 2; repeated Order parts = 3; }",
    );
    expect(fieldOf(result, "shop.v1.Order", "tags")).toMatchObject({
      coordinate: "shop.v1.Order.tags#1",
      shape: { types: ["array"], array: { items: { types: ["string"] } } },
    });
    expect(shapeOf(fieldOf(result, "shop.v1.Order", "tags").shape).array).not.toHaveProperty(
      "packed",
    );
    expect(fieldOf(result, "shop.v1.Order", "tags")).not.toHaveProperty("presence");
    expect(fieldOf(result, "shop.v1.Order", "by_day").shape).toMatchObject({
      types: ["object"],
      object: {
        fields: [],
        map: { key: { types: ["integer"], encoding: "int32" } },
        additional: { kind: "ref", to: "shop.v1.Order" },
      },
    });
    expect(fieldOf(result, "shop.v1.Order", "parts").shape).toMatchObject({
      array: { items: { kind: "ref" } },
    });
  });

  it("called __proto__ are fields like any other", async () => {
    const result = await readShop(
      "message __proto__ { string __proto__ = 1; __proto__ constructor = 2; } enum E { __proto__ = 0; }",
    );
    expect(fieldsOf(result, "shop.v1.__proto__").map(({ name }) => name)).toEqual([
      "__proto__",
      "constructor",
    ]);
    expect(result.diagnostics).toEqual([]);
  });

  it.each([
    ["Timestamp", "timestamp", "message"],
    ["StringValue", "wrappers", "message"],
    ["NullValue", "struct", "enum"],
  ])("of google.protobuf.%s are opaque, with or without its file", async (type, file, encoding) => {
    const path = `google/protobuf/${file}.proto`;
    const shop = `syntax = "proto3"; import "${path}"; message Order { google.protobuf.${type} value = 1; }`;
    const keyword = encoding === "enum" ? "enum" : "message";
    const body = keyword === "enum" ? "{ ZERO = 0; }" : "{ string value = 1; }";
    const own = `syntax = "proto3"; package google.protobuf; ${keyword} ${type} ${body}`;
    for (const files of [{ "shop.proto": shop }, { "shop.proto": shop, [path]: own }]) {
      const shape = shapeOf(fieldOf(await readProto(files), "Order", "value").shape);
      expect(shape).toMatchObject({ nominal: `google.protobuf.${type}`, encoding });
      expect(shape).not.toHaveProperty("types");
    }
  });
});

/** Presence and `required` of the field `f`. */
async function presenceOf(text: string): Promise<string> {
  const result = await readProto({ "a.proto": text });
  const { presence, required } = fieldOf(result, "M", "f");
  return `${presence ?? "none"}${required ? " required" : ""}`;
}

describe("presence", () => {
  const P2 = 'syntax = "proto2"; message N {} enum E { A = 0; }';
  const P3 = 'syntax = "proto3"; message N {} enum E { A = 0; }';
  const E23 = 'edition = "2023"; message N {} enum E { A = 0; }';
  it.each([
    [`${P2} message M { optional int32 f = 1; }`, "explicit"],
    [`${P2} message M { required int32 f = 1; }`, "explicit required"],
    [`${P2} message M { repeated int32 f = 1; }`, "none"],
    [`${P3} message M { int32 f = 1; }`, "implicit"],
    [`${P3} message M { E f = 1; }`, "implicit"],
    [`${P3} message M { optional int32 f = 1; }`, "explicit"],
    [`${P3} message M { N f = 1; }`, "explicit"],
    [`${P3} message M { oneof o { int32 f = 1; } }`, "explicit"],
    [`${P3} message M { map<int32, N> f = 1; }`, "none"],
    [`${E23} message M { int32 f = 1; }`, "explicit"],
    [`${E23} message M { int32 f = 1 [features.field_presence = IMPLICIT]; }`, "implicit"],
    [
      `${E23} message M { int32 f = 1 [features.field_presence = LEGACY_REQUIRED]; }`,
      "explicit required",
    ],
    [`${E23} option features.field_presence = IMPLICIT; message M { int32 f = 1; }`, "implicit"],
    [`${E23} option features = { field_presence: IMPLICIT }; message M { N f = 1; }`, "explicit"],
    [`${E23} message M { option features.field_presence = IMPLICIT; int32 f = 1; }`, "implicit"],
    [
      `${E23} option features.field_presence = IMPLICIT; message M { option features.field_presence = EXPLICIT; int32 f = 1; }`,
      "explicit",
    ],
  ])("%s: %s", async (text, expected) => {
    expect(await presenceOf(text)).toBe(expected);
  });
});

/** Whether the list `f` is packed. */
async function packedOf(text: string): Promise<boolean | undefined> {
  const result = await readProto({ "a.proto": text });
  return shapeOf(fieldOf(result, "M", "f").shape).array?.packed;
}

describe("packed lists", () => {
  it.each([
    ['syntax = "proto2"; message M { repeated int32 f = 1; }', false],
    ['syntax = "proto2"; message M { repeated int32 f = 1 [packed = true]; }', true],
    ['syntax = "proto3"; message M { repeated int32 f = 1; }', true],
    ['syntax = "proto3"; message M { repeated bool f = 1 [packed = false]; }', false],
    ['syntax = "proto3"; enum E { A = 0; } message M { repeated E f = 1; }', true],
    ['syntax = "proto3"; message M { repeated bytes f = 1; }', undefined],
    ['edition = "2023"; message M { repeated int32 f = 1; }', true],
    [
      'edition = "2023"; message M { repeated int32 f = 1 [features.repeated_field_encoding = EXPANDED]; }',
      false,
    ],
  ])("%s: %s", async (text, expected) => {
    expect(await packedOf(text)).toBe(expected);
  });
});

describe("the legacy fixture", () => {
  const read = () => readProto({ "warehouse.proto": fixture("legacy/warehouse.proto") });
  const SHELF = "shop.warehouse.Shelf";

  it("has no flaw", async () => {
    expect((await read()).diagnostics).toEqual([]);
  });

  it("keeps defaults as JSON", async () => {
    const result = await read();
    const defaults = fieldsOf(result, SHELF).flatMap(({ name, default: value }) =>
      value === undefined ? [] : [[name, value]],
    );
    expect(defaults).toEqual([
      ["label", "unnamed"],
      ["cooled", true],
      ["load_limit", -1.5],
      ["kind", "PALLET"],
    ]);
  });

  it("marks groups by their encoding", async () => {
    const result = await read();
    expect(fieldOf(result, SHELF, "stocklevel")).toMatchObject({
      coordinate: `${SHELF}.stocklevel#10`,
      shape: { kind: "ref", to: `${SHELF}.StockLevel` },
      attributes: { encoding: "group" },
    });
    expect(fieldOf(result, SHELF, "gridposition").attributes).toEqual({ encoding: "group" });
    expect(fieldsOf(result, `${SHELF}.StockLevel`)).toMatchObject([
      { name: "count", required: true },
    ]);
  });

  it("keeps options under the names they are compared by", async () => {
    const result = await read();
    expect(fieldOf(result, SHELF, "audit_id")).toMatchObject({
      jsonName: "audit",
      attributes: { jstype: "JS_STRING" },
    });
    expect(fieldOf(result, SHELF, "checksum").attributes).toEqual({ cpp_string_type: "CORD" });
    expect(fieldOf(result, SHELF, "label").attributes).toEqual({ utf8_validation: "NONE" });
    expect(fieldOf(result, SHELF, "slots")).not.toHaveProperty("attributes");
  });

  it("adds extensions to the message they extend", async () => {
    const result = await read();
    expect(fieldsOf(result, SHELF).slice(-2)).toMatchObject([
      {
        kind: "extension",
        coordinate: "shop.warehouse.inspected_by",
        name: "[shop.warehouse.inspected_by]",
        jsonName: "[shop.warehouse.inspected_by]",
        number: 100,
        presence: "explicit",
      },
      { coordinate: "shop.warehouse.Robot.assigned", number: 101, shape: { types: ["array"] } },
    ]);
  });

  it("keeps reserved numbers and names, extension ranges and groups of fields", async () => {
    const result = await read();
    const object = shapeOf(result.contract.types.get(SHELF)?.shape).object;
    expect(object).toMatchObject({
      reserved: {
        numbers: [
          [20, 30],
          [40, 40],
        ],
        names: ["weight"],
      },
      extensionRanges: [
        [100, 199],
        [1000, 536_870_911],
      ],
      groups: [
        {
          kind: "oneof",
          coordinate: `${SHELF}.position`,
          name: "position",
          members: ["rfid", "gridposition"],
        },
      ],
    });
    expect(result.contract.types.get("shop.warehouse.Envelope")).toMatchObject({
      attributes: { message_set_wire_format: true, json_format: "LEGACY_BEST_EFFORT" },
      shape: { object: { extensionRanges: [[4, 2_147_483_646]] } },
    });
  });

  it("has closed enums with reserved ranges of their own", async () => {
    const result = await read();
    expect(result.contract.types.get(`${SHELF}.Kind`)).toMatchObject({
      definition: "enum",
      reserved: {
        numbers: [
          [-10, -1],
          [50, 2_147_483_647],
        ],
        names: ["CRATE"],
      },
      shape: { types: ["integer"], encoding: "enum", values: { open: false } },
    });
  });
});

describe("the editions fixture", () => {
  it("resolves every feature", async () => {
    const result = await readProto({ "customers.proto": fixture("editions/customers.proto") });
    const CUSTOMER = "shop.customers.v1beta1.Customer";
    expect(result.diagnostics).toEqual([]);
    expect(result.contract.dialect).toBe("Protobuf edition 2023");
    const fields = fieldsOf(result, CUSTOMER).map(({ name, presence, required, attributes }) => [
      name,
      presence,
      required,
      attributes,
    ]);
    const view = { cpp_string_type: "VIEW" };
    expect(fields).toEqual([
      ["name", "implicit", false, view],
      ["email", "explicit", false, view],
      ["number", "explicit", true, view],
      ["ratings", undefined, false, undefined],
      ["visits", undefined, false, undefined],
      ["address", "explicit", false, { encoding: "group" }],
      ["remark", "implicit", false, { utf8_validation: "NONE", ...view }],
      ["tier", "implicit", false, undefined],
      ["origin", "implicit", false, undefined],
    ]);
    expect(result.contract.types.get(CUSTOMER)).toMatchObject({
      stability: "beta",
      shape: { object: { reserved: { numbers: [], names: ["fax", "pager"] } } },
    });
    expect(result.contract.types.get("shop.customers.v1beta1.Tier")).toMatchObject({
      shape: { values: { open: false } },
    });
    expect(result.contract.types.get("shop.customers.v1beta1.Origin")).toMatchObject({
      shape: { values: { open: true } },
    });
  });
});

describe("what no compiler takes is reported, and the first declaration kept", () => {
  it.each([
    [
      "message M { string a = 1; string b = 1; }",
      "duplicate-definition",
      "two fields with the number 1, a and b",
      1,
    ],
    ["message M { string a = 1; string a = 2; }", "duplicate-definition", "two fields named a", 1],
    ["message M { string a = 0; }", "invalid-document", "the number 0", 1],
    [
      "message M { string a = 19500; }",
      "invalid-document",
      "belong to the protobuf implementation",
      1,
    ],
    ["message M { string a = 536870912; }", "invalid-document", "the number 536870912", 1],
    [
      "message M { string a = 5; reserved 1 to 9; }",
      "invalid-document",
      "the reserved number 5",
      1,
    ],
    ['message M { string a = 5; reserved "a"; }', "invalid-document", "the reserved name a", 1],
    [
      "message M { string a_b = 1; string aB = 2; }",
      "invalid-document",
      "the same JSON name aB",
      2,
    ],
    [
      "message M { string a = 1; oneof none {} }",
      "invalid-document",
      "The oneof shop.v1.M.none has no fields",
      1,
    ],
  ])("%s", async (text, code, message, fields) => {
    const result = await readShop(text);
    expect(result.diagnostics).toMatchObject([{ code, location: { file: "shop.proto", line: 3 } }]);
    expect(result.diagnostics[0]?.message).toContain(message);
    expect(fieldsOf(result, "shop.v1.M")).toHaveLength(fields);
  });

  it.each([
    ["enum E {}", "has no values"],
    ["enum E { A = 1; }", "must be zero"],
    ["enum E { A = 0; B = 0; }", "without allow_alias"],
    ["enum E { A = 0; A = 1; }", "two values named A"],
    ["service S { rpc A(M) returns (M); rpc A(M) returns (M); } message M {}", "two RPCs named A"],
    [
      "message M { extensions 5; string a = 5; } extend M { string b = 5; }",
      "and the extension shop.v1.b",
    ],
  ])("%s", async (text, message) => {
    const result = await readShop(text);
    expect(codesOf(result)).toHaveLength(1);
    expect(result.diagnostics[0]?.message).toContain(message);
  });
});
