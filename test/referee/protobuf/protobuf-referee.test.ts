import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { protobufReferee } from "../../../src/referee/index.ts";

const ORDER = `
  syntax = "proto3";
  package shop.v1;
  import "shop/common/money.proto";
  import "google/protobuf/timestamp.proto";
  import "missing/place.proto";
  message Order {
    string id = 1;
    common.Money total = 2;
    google.protobuf.Timestamp placed = 3;
    place.Address ship_to = 4;
    repeated Line lines = 5;
    map<string, Line> by_sku = 6;
    Status status = 7;
    bytes token = 8;
    uint64 serial = 9;
    message Line { string sku = 1; Kind kind = 2; enum Kind { NEW = 0; USED = 1; } }
  }
  enum Status { OPEN = 0; PAID = 1; }
`;
const MONEY = 'syntax = "proto3"; package shop.common; message Money { int64 units = 1; }';
const FILES = new Map([
  ["api/shop/v1/order.proto", ORDER],
  ["api/shop/common/money.proto", MONEY],
  ["api/broken.proto", 'syntax = "proto3"; package shop.v1; message {'],
]);
const TYPE = "shop.v1.Order";

async function referee() {
  return protobufReferee(FILES);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("bytes", () => {
  it.each<readonly [value: JsonObject, bytes: string]>([
    [{}, ""],
    [{ id: "a" }, "0a0161"],
    [{ total: { units: "9007199254740993" } }, "1209088180808080808010"],
    [{ lines: [{ sku: "a", kind: "USED" }] }, "2a050a01611001"],
    [{ by_sku: { x: { sku: "a" } } }, "32080a017812030a0161"],
    [{ status: "PAID", token: "/w==" }, "38014201ff"],
    [{ serial: "18446744073709551615" }, "48ffffffffffffffffff01"],
  ])("of %o", async (value, bytes) => {
    const encoded = (await referee()).encode(TYPE, value);
    expect(encoded.ok === true && hex(encoded.bytes)).toBe(bytes);
  });

  it("come back as values, with what is unknown", async () => {
    const unknown = "a20603686579";
    const bytes = Buffer.from(
      `0a01611209088180808080808010${unknown}48ffffffffffffffffff01`,
      "hex",
    );
    const decoded = (await referee()).decode(TYPE, bytes);
    expect(decoded).toMatchObject({
      ok: true,
      value: { id: "a", total: { units: "9007199254740993" }, serial: "18446744073709551615" },
    });
    expect(decoded.ok === true && decoded.unknown.map(hex)).toEqual([unknown]);
  });

  it.each(["0a", "0a05", "0a01ff", "0f"])("%s are refused", async (bytes) => {
    const decoded = (await referee()).decode(TYPE, Buffer.from(bytes, "hex"));
    expect(decoded.ok).toBe(false);
  });
});

describe("JSON", () => {
  it("is written and read by the rules of ProtoJSON", async () => {
    const it = await referee();
    const json = {
      id: "a",
      total: { units: "5" },
      placed: "2026-11-22T08:00:00Z",
      bySku: { x: { sku: "a", kind: "USED" } },
      status: "PAID",
      token: "/w==",
    };
    const encoded = it.fromJson(TYPE, json, false);
    if (encoded.ok !== true) throw new Error(JSON.stringify(encoded));
    expect(it.toJson(TYPE, encoded.bytes)).toEqual({ ok: true, json });
    expect(it.decode(TYPE, encoded.bytes)).toMatchObject({ value: { by_sku: { x: { kind: 1 } } } });
  });

  it.each<readonly [json: JsonObject, strict: boolean, tolerant: boolean]>([
    [{ id: "a" }, true, true],
    [{ by_sku: {} }, true, true],
    [{ gone: 1 }, false, true],
    [{ status: "LOST" }, false, true],
    [{ id: 5 }, false, false],
    [{ placed: "today" }, false, false],
  ])("%o: strict %s, tolerant %s", async (json, strict, tolerant) => {
    const it = await referee();
    expect(it.fromJson(TYPE, json, false).ok).toBe(strict);
    expect(it.fromJson(TYPE, json, true).ok).toBe(tolerant);
  });
});

describe("contracts that are not whole", () => {
  it("leave out fields whose type is nowhere declared", async () => {
    const it = await referee();
    expect(it.decode(TYPE, Buffer.from("22020801", "hex"))).toMatchObject({ ok: true, value: {} });
    expect(it.fromJson(TYPE, { shipTo: {} }, false).ok).toBe(false);
  });

  it("may extend what nobody has, optionally as well", async () => {
    const notes =
      'syntax = "proto3"; package shop.v1; extend gone.Options { optional string note = 9; }';
    const order = 'syntax = "proto3"; package shop.v1; message Order { string id = 1; }';
    const files = new Map([
      ["notes.proto", notes],
      ["order.proto", order],
    ]);
    const it = await protobufReferee(files);
    expect(it.encode(TYPE, { id: "a" }).ok).toBe(true);
    expect(it.fromJson(TYPE, { id: "a" }, false).ok).toBe(true);
  });

  it("cannot say anything of a message they do not have", async () => {
    const empty = await protobufReferee(new Map([["a.proto", 'syntax = "proto3";']]));
    expect(empty.encode("shop.v1.Gone", {})).toEqual({
      ok: undefined,
      undecided: "there is no message shop.v1.Gone",
    });
    const broken = await protobufReferee(
      new Map([["broken.proto", FILES.get("api/broken.proto") ?? ""]]),
    );
    expect(broken.encode("shop.v1.Gone", {})).toMatchObject({
      ok: undefined,
      undecided: expect.stringContaining("broken.proto") as string,
    });
  });

  it("resolve names from the innermost scope, not from neighbours", async () => {
    const text = `
      syntax = "proto3"; package shop.v1;
      message Stock { Status state = 1; message Inner { enum Status { A = 0; B = 5; } } }
      enum Status { OPEN = 0; PAID = 1; }`;
    const it = await protobufReferee(new Map([["stock.proto", text]]));
    const encoded = it.encode("shop.v1.Stock", { state: "PAID" });
    expect(encoded.ok === true && hex(encoded.bytes)).toBe("0801");
  });

  it("keep the first of two declarations of one name", async () => {
    const files = new Map([
      ["a.proto", 'syntax = "proto3"; package shop; message A { string id = 1; }'],
      [
        "b.proto",
        'syntax = "proto3"; package shop; message A { int32 id = 1; } message B { A a = 1; }',
      ],
    ]);
    const it = await protobufReferee(files);
    expect(it.encode("shop.B", { a: { id: "x" } }).ok).toBe(true);
  });
});
