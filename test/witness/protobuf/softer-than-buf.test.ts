import { expect, it } from "vitest";
import type { Change } from "../../../src/diff/change.ts";
import { diffContracts } from "../../../src/diff/index.ts";
import { normaliserFor } from "../../../src/diff/normal/normalise.ts";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { prepareProtobuf } from "../../../src/witness/protobuf/index.ts";
import type { WitnessSide } from "../../../src/witness/finder.ts";

const received = (body: string, more = "") => shop("google.protobuf.Empty", "Order", body, more);
const sent = (body: string, more = "") => shop("Order", "google.protobuf.Empty", body, more);
const both = (body: string, more = "") => shop("Order", "Order", body, more);

function shop(...[request, response, body, more]: readonly string[]): string {
  return `syntax = "proto3"; package shop.v1; import "google/protobuf/empty.proto";
    service Orders { rpc Get(${request}) returns (${response}); } message Order { ${body} } ${more}`;
}

async function sideOf(text: string): Promise<WitnessSide> {
  const tree = memoryTree({ "shop.proto": text });
  const { contract, texts } = await protobufReader.read({ tree, entries: ["shop.proto"] });
  return { contract, normal: normaliserFor(contract), texts, entries: ["shop.proto"] };
}

/** The change as if it broke every message that it touches. */
function asBreaking(change: Change): Change {
  return {
    ...change,
    effects: change.effects.map((effect) => ({ ...effect, severity: "breaking" })),
  };
}

const isBreaking = ({ effects }: Change): boolean =>
  effects.some(({ surface, severity }) => surface !== "source" && severity === "breaking");

// What `buf breaking` reports in WIRE_JSON on real contracts and we do not call breaking.
it.each([
  [
    "FIELD_SAME_JSON_NAME, received under the field's own name",
    received("string sku_code = 1;"),
    received('string sku_code = 1 [json_name = "sku_code"];'),
  ],
  [
    "FIELD_SAME_JSON_NAME, sent under the field's own name",
    sent('string sku_code = 1 [json_name = "sku_code"];'),
    sent("string sku_code = 1;"),
  ],
  [
    "FIELD_WIRE_JSON_COMPATIBLE_TYPE, a type of another name and the same shape",
    both("Line line = 1;", "message Line { string sku = 1; }"),
    both("Row line = 1;", "message Row { string sku = 1; }"),
  ],
  [
    "FIELD_NO_DELETE_UNLESS_NAME_RESERVED, received",
    received("string a = 1; string b = 2;"),
    received("string a = 1;"),
  ],
  [
    "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED, received",
    received("Status a = 1;", "enum Status { OPEN = 0; PAID = 1; }"),
    received("Status a = 1;", "enum Status { OPEN = 0; }"),
  ],
  [
    "FIELD_SAME_ONEOF, alone in it",
    both("optional string a = 1;"),
    both("oneof b { string a = 1; }"),
  ],
])("finds no message against a softer answer than buf's: %s", async (_, before, after) => {
  const sides = { before: await sideOf(before), after: await sideOf(after) };
  const changes = diffContracts(sides.before.contract, sides.after.contract, {
    today: "2026-11-22",
  });
  expect(changes.filter(isBreaking)).toEqual([]);
  const finder = await prepareProtobuf(sides);
  const found = changes.map((change) => finder.find(asBreaking(change), { proposals: 300 }));
  expect(found.filter(({ status }) => status === "confirmed")).toEqual([]);
});
