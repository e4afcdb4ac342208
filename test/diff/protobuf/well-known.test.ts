import { expect, it } from "vitest";
import { feltOn, JSON_FORM, proto3, WIRE } from "./texts.ts";

const FILES = ["any", "duration", "empty", "struct", "timestamp", "wrappers"];
const IMPORTS = FILES.map((name) => `import "google/protobuf/${name}.proto";`).join(" ");
const order = (type: string) =>
  proto3(`${IMPORTS} message Order { ${type} when = 1; } message Line { string sku = 1; }`);
const KNOWN = (name: string) => `google.protobuf.${name}`;
const CHANGED = "breaking type-changed shop.v1.Order.when#1";

it.each([
  ["Any", "Timestamp", [CHANGED], [CHANGED]],
  ["Timestamp", "Duration", [], [CHANGED]],
  ["Int32Value", "Int64Value", [CHANGED], [CHANGED]],
  ["Struct", "Value", [CHANGED], [CHANGED]],
  ["Empty", "Any", [], []],
])("a field of %s that becomes %s is compared in both forms", async (from, to, wire, json) => {
  const [before, after] = [order(KNOWN(from)), order(KNOWN(to))];
  expect(await feltOn(WIRE, before, after)).toEqual(wire);
  expect(await feltOn(JSON_FORM, before, after)).toEqual(json);
});

it("tells the place, where a message becomes one that protobuf brings along", async () => {
  const lines = await feltOn(JSON_FORM, order("Line"), order(KNOWN("Any")));
  expect(lines).toEqual([CHANGED]);
});

it("leaves a text in JSON where a wrapper becomes what it wraps", async () => {
  const [before, after] = [order(KNOWN("StringValue")), order("string")];
  expect(await feltOn(WIRE, before, after)).toEqual([CHANGED]);
  expect(await feltOn(JSON_FORM, before, after)).toEqual([]);
});

it("cannot decide between types that are not at hand", async () => {
  const lines = await feltOn(WIRE, order("other.v1.Price"), order("other.v1.Cost"));
  expect(lines).toEqual(["dangerous type-changed shop.v1.Order.when#1"]);
});
