import { describe, expect, it } from "vitest";
import { essence, file, witnessesBetween } from "./shop.ts";

type Row = readonly [name: string, before: string, after: string, expected: readonly string[]];

async function found(before: string, after: string, syntax?: string): Promise<readonly string[]> {
  return (await witnessesBetween(file(before, syntax), file(after, syntax))).map(essence);
}

describe("values", () => {
  it.each<Row>([
    [
      "a whole number gets smaller",
      "message Order { int64 count = 1; }",
      "message Order { int32 count = 1; }",
      [
        'encoding-incompatible: before writes 088080808008, count: written "2147483648", read -2147483648',
      ],
    ],
    [
      "bytes become a text",
      "message Order { bytes token = 1; }",
      "message Order { string token = 1; }",
      [
        "encoding-incompatible: before writes 0a01ff, refused: The encoded data was not valid for encoding utf-8",
      ],
    ],
    [
      "a number is written in another way",
      "message Order { int32 count = 1; }",
      "message Order { sint32 count = 1; }",
      ["encoding-incompatible: before writes 0801, count: written 1, read -1"],
    ],
    [
      "a text becomes a number",
      "message Order { string count = 1; }",
      "message Order { int32 count = 1; }",
      ['encoding-incompatible: before writes 0a0161, count: written "a", not read'],
    ],
    [
      "a text becomes a message",
      "message Order { string line = 1; } message Line { string sku = 1; }",
      "message Order { Line line = 1; } message Line { string sku = 1; }",
      ["encoding-incompatible: before writes 0a0161, refused: index out of range: 3 + 8 > 3"],
    ],
    [
      "a message becomes another",
      "message Order { Line line = 1; } message Line { string sku = 1; } message Item { int32 sku = 1; }",
      "message Order { Item line = 1; } message Line { string sku = 1; } message Item { int32 sku = 1; }",
      ['type-changed: before writes 0a030a0161, line.sku: written "a", not read'],
    ],
    [
      "a list becomes one value",
      "message Order { repeated string tags = 1; }",
      "message Order { string tags = 1; }",
      ['type-changed: before writes 0a01610a0131, tags: written ["a","1"], read "1"'],
    ],
    [
      "one number becomes a list",
      "message Order { int32 count = 1; }",
      "message Order { repeated int32 count = 1; }",
      ["type-changed: after writes 0a0101, count: written [1], not read"],
    ],
    [
      "the keys of a map get smaller",
      "message Order { map<int64, int32> lines = 1; }",
      "message Order { map<int32, int32> lines = 1; }",
      [
        'encoding-incompatible: before writes 0a080880808080081001, lines[0]: written {"2147483648":1}, read {"-2147483648":1}',
      ],
    ],
    [
      "the values of a map become texts",
      "message Order { map<string, int32> lines = 1; }",
      "message Order { map<string, string> lines = 1; }",
      ['encoding-incompatible: before writes 0a050a01611001, lines[0]: written 1, read ""'],
    ],
    [
      "a time becomes a text",
      'import "google/protobuf/timestamp.proto"; message Order { google.protobuf.Timestamp at = 1; }',
      "message Order { string at = 1; }",
      ["type-changed: after writes 0a0161, refused: index out of range: 3 + 8 > 3"],
    ],
    [
      "a message inside itself",
      "message Order { Order parent = 1; int64 count = 2; }",
      "message Order { Order parent = 1; int32 count = 2; }",
      [
        'encoding-incompatible: before writes 108080808008, count: written "2147483648", read -2147483648',
      ],
    ],
  ])("%s", async (_, before, after, expected) => {
    expect(await found(before, after)).toEqual(expected);
  });
});

describe("fields", () => {
  it.each<Row>([
    [
      "get another number",
      "message Order { string id = 1; }",
      "message Order { string id = 2; }",
      ['field-number-changed: before writes 0a0161, id: written "a", not read'],
    ],
    [
      "swap their numbers",
      "message Order { string id = 1; string note = 2; }",
      "message Order { string note = 1; string id = 2; }",
      [
        'field-number-changed: before writes 0a0161, id: written "a", not read',
        'field-number-changed: before writes 120161, note: written "a", not read',
      ],
    ],
    [
      "get another name",
      "message Order { string id = 1; }",
      "message Order { string key = 1; }",
      [
        'field-renamed: before writes {"id":"a"}, refused: cannot decode message shop.v1.Order from JSON: key "id" is unknown',
      ],
    ],
    [
      "get another name in JSON",
      "message Order { string order_id = 1; }",
      'message Order { string order_id = 1 [json_name = "id"]; }',
      [
        'json-name-changed: before writes {"orderId":"a"}, refused: cannot decode message shop.v1.Order from JSON: key "orderId" is unknown',
      ],
    ],
    [
      "are removed",
      "message Order { string id = 1; string note = 2; }",
      "message Order { string id = 1; }",
      [
        'field-removed: before writes {"note":"a"}, refused: cannot decode message shop.v1.Order from JSON: key "note" is unknown',
      ],
    ],
    [
      "exclude each other",
      "message Order { string card = 1; string iban = 2; }",
      "message Order { oneof paid { string card = 1; string iban = 2; } }",
      ['oneof-joined: before writes 0a0161120161, card: written "a", not read'],
    ],
    [
      "exclude each other no longer",
      "message Order { oneof paid { string card = 1; string iban = 2; } }",
      "message Order { string card = 1; string iban = 2; }",
      ['oneof-split: after writes 0a0161120161, card: written "a", not read'],
    ],
    [
      "of a message that has another name now",
      "message Order { Line line = 1; } message Line { int64 count = 1; }",
      "message Order { Item line = 1; } message Item { int32 count = 1; }",
      [
        'encoding-incompatible: before writes 088080808008, count: written "2147483648", read -2147483648',
      ],
    ],
    [
      "of a message that has another name now, in another such",
      "service Shop { rpc Get(Order) returns (Order); } message Order { Line line = 1; } message Line { Price price = 1; } message Price { int64 units = 1; }",
      "service Shop { rpc Get(Order) returns (Order); } message Order { Item line = 1; } message Item { Money price = 1; } message Money { int32 units = 1; }",
      [
        'encoding-incompatible: before writes 088080808008, units: written "2147483648", read -2147483648',
      ],
    ],
  ])("%s", async (_, before, after, expected) => {
    expect(await found(before, after)).toEqual(expected);
  });

  it.each<Row>([
    [
      "are demanded from the start",
      "message Order { optional string id = 1; }",
      "message Order { optional string id = 1; required string shop = 2; }",
      ["field-added: before writes , refused: missing required 'shop'"],
    ],
    [
      "are demanded, one beside the other",
      "message Order { optional string id = 1; optional string shop = 2; }",
      "message Order { required string id = 1; required string shop = 2; }",
      [
        "field-became-required: before writes 120161, refused: missing required 'id'",
        "field-became-required: before writes 0a0161, refused: missing required 'shop'",
      ],
    ],
    [
      "are no longer promised",
      "message Order { required string id = 1; }",
      "message Order { optional string id = 1; }",
      ["field-became-optional: after writes , refused: missing required 'id'"],
    ],
    [
      "become groups",
      "message Order { optional Line line = 1; } message Line { optional string sku = 1; }",
      "message Order { optional group Line = 1 { optional string sku = 1; } }",
      ["attribute-changed: before writes 0a00, line: written {}, not read"],
    ],
    [
      "extend a message",
      "message Order { extensions 100 to 200; } extend Order { optional int64 gift = 100; }",
      "message Order { extensions 100 to 200; } extend Order { optional int32 gift = 100; }",
      [
        'encoding-incompatible: before writes a0068080808008, .shop.v1.gift: written "2147483648", read -2147483648',
      ],
    ],
  ])("of proto2 %s", async (_, before, after, expected) => {
    expect(await found(before, after, "proto2")).toEqual(expected);
  });
});

describe("enum values", () => {
  const order = "message Order { Status status = 1; }";

  it.each<Row>([
    [
      "are removed",
      `${order} enum Status { OPEN = 0; PAID = 1; }`,
      `${order} enum Status { OPEN = 0; }`,
      [
        'enum-value-removed: before writes {"status":"PAID"}, refused: cannot decode enum shop.v1.Status from JSON: "PAID"',
      ],
    ],
    [
      "get another name",
      `${order} enum Status { OPEN = 0; PAID = 1; }`,
      `${order} enum Status { OPEN = 0; SETTLED = 1; }`,
      [
        'enum-value-renamed: before writes {"status":"PAID"}, refused: cannot decode enum shop.v1.Status from JSON: "PAID"',
      ],
    ],
    [
      "swap their numbers",
      `${order} enum Status { OPEN = 0; PAID = 1; SENT = 2; }`,
      `${order} enum Status { OPEN = 0; PAID = 2; SENT = 1; }`,
      [
        "enum-value-number-changed: before writes 0801, status: written PAID (1), read SENT (1)",
        "enum-value-number-changed: before writes 0802, status: written SENT (2), read PAID (2)",
      ],
    ],
    [
      "of the message that the change was met in come first",
      "enum Kind { NEW = 0; USED = 1; } message Stock { Kind kind = 1; } message Query { Kind wanted = 1; } service Shop { rpc Find(Query) returns (Stock); }",
      "enum Kind { NEW = 0; } message Stock { Kind kind = 1; } message Query { Kind wanted = 1; } service Shop { rpc Find(Query) returns (Stock); }",
      [
        'enum-value-removed: before writes {"wanted":"USED"}, refused: cannot decode enum shop.v1.Kind from JSON: "USED"',
      ],
    ],
  ])("%s", async (_, before, after, expected) => {
    expect(await found(before, after)).toEqual(expected);
  });
});

describe("validation rules", () => {
  it("that are stricter refuse what was allowed, the rest of the message being in order", async () => {
    const rest =
      "string shop = 9 [(validate.rules).string.min_len = 3]; oneof paid { option (validate.required) = true; string card = 10; }";
    const before = `message Order { string sku = 1 [(validate.rules).string = {max_len: 9}]; repeated string tags = 2; ${rest} }`;
    const after = `message Order { string sku = 1 [(validate.rules).string = {max_len: 4}]; repeated string tags = 2 [(buf.validate.field).repeated.min_items = 1]; ${rest} }`;
    expect(await found(before, after)).toEqual([
      "constraint-tightened: before writes 4a03616161520161, refused by a rule of after: tags: min_items 1",
      "constraint-tightened: before writes 0a0561616161614a03616161520161, refused by a rule of after: sku: string.max_len 4",
    ]);
  });

  it("that are looser let through what readers were promised never to get", async () => {
    const before =
      "message Order { int32 count = 1 [(buf.validate.field).int32 = {gte: 1, lt: 100}]; }";
    const after = "message Order { int32 count = 1 [(buf.validate.field).int32 = {gte: 1}]; }";
    expect(await found(before, after)).toEqual([
      "constraint-loosened: after writes 0864, refused by a rule of before: count: int32.lt 100",
    ]);
  });
});
