import { describe, expect, it } from "vitest";
import { feltOn, JSON_FORM, proto2, proto3, WIRE } from "./texts.ts";

const ENTRY = "message Stock { string sku = 1; int32 count = 2; }";
const order = (field: string) =>
  proto3(`message Order { ${field} stock = 1; } ${ENTRY} message Line { string sku = 1; }`);
const MAP = "map<string, int32>";

const WORST = (lines: readonly string[]) => lines[0]?.split(" ")[0] ?? "nothing";

describe("A field of a message that is stored", () => {
  it.each([
    ["a map is a list of entries", MAP, "repeated Stock", "dangerous"],
    ["a list of entries is a map", "repeated Stock", MAP, "dangerous"],
    ["a map is no list of texts", MAP, "repeated string", "breaking"],
    ["a list of numbers is no map", "repeated int32", MAP, "breaking"],
    ["a map is no list of bytes", MAP, "repeated bytes", "breaking"],
    ["entries have values of another type", "map<string, string>", "repeated Stock", "breaking"],
    ["of a map one entry is left", MAP, "Stock", "breaking"],
    ["a list of other messages", "repeated Stock", "Line", "breaking"],
    ["a message is no map of it", "Line", "map<string, Line>", "breaking"],
  ])("is compared by its items: %s", async (_, before, after, severity) => {
    expect(WORST(await feltOn(WIRE, order(before), order(after)))).toBe(severity);
  });

  it("says once that a map of messages became one message", async () => {
    const lines = await feltOn(WIRE, order("map<string, Line>"), order("Line"));
    expect(lines).toEqual(["breaking type-changed shop.v1.Order.stock#1"]);
  });

  it("still shows what changed in a message that is now listed", async () => {
    const file = (label: string, field: string) =>
      proto3(
        `service Orders { rpc Place(Order) returns (Done); } message Order { ${label} Line line = 1; } message Line { ${field} } message Done { }`,
      );
    const lines = await feltOn(
      WIRE,
      file("", "string sku = 1;"),
      file("repeated", "bool sku = 1;"),
    );
    expect(lines).toEqual([
      "dangerous type-changed shop.v1.Order.line#1",
      "breaking encoding-incompatible shop.v1.Line.sku#1",
    ]);
  });
});

describe("A number that became a value of a closed enum", () => {
  const order2 = (type: string) =>
    proto2(`message Order { optional ${type} status = 1; } enum Status { OPEN = 0; PAID = 1; }`);

  it("is refused in JSON where it has no name, and set aside in bytes", async () => {
    const [before, after] = [order2("int32"), order2("Status")];
    expect(await feltOn(JSON_FORM, before, after)).toContain(
      "breaking encoding-incompatible shop.v1.Order.status#1",
    );
    expect(await feltOn(WIRE, before, after)).toEqual([
      "dangerous encoding-incompatible shop.v1.Order.status#1",
    ]);
  });
});
