import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { protobufReferee, type ProtobufReferee } from "../../../src/referee/index.ts";

const FILES = ["orders.proto", "parcel.proto", "legacy.proto"];

function fixture(name: string): string {
  return readFileSync(`fixtures/protobuf/descriptor-set/${name}`, "utf8");
}

const ofTexts = await protobufReferee(new Map(FILES.map((name) => [name, fixture(name)])));
/** As `buf build` writes the same files. */
const ofSet = await protobufReferee(new Map([["image.json", fixture("forms.json")]]));

const MESSAGES: readonly (readonly [type: string, value: JsonObject])[] = [
  ["Order", {}],
  ["Order", { id: "a", card: "4111", sizes: [1, 2], loose: [1, 2], count: 0 }],
  ["Order", { id: "abc", cash: 0, stock: { red: "1", blue: "9007199254740993" }, status: 1 }],
  ["Order", { id: "abc", card: "x", total: "901", display_name: "a" }],
  ["Order", { id: "abc", cash: 3, line: { sku: "s", amount: -1 }, status: 7 }],
  ["Parcel", { width: 0, weight: 0, height: 0 }],
  ["Parcel", { width: 1, label: { text: "a" }, stops: [1, 2], kind: 1 }],
  ["Receipt", { number: 1, row: { text: "a" } }],
];

/** Everything that a referee says of a message. */
function saidOf(referee: ProtobufReferee, type: string, value: JsonObject): unknown {
  const encoded = referee.encode(type, value);
  if (encoded.ok !== true) return encoded;
  const { bytes } = encoded;
  const json = referee.toJson(type, bytes);
  return {
    hex: Buffer.from(bytes).toString("hex"),
    decoded: referee.decode(type, bytes),
    json,
    back: json.ok === true ? referee.fromJson(type, json.json, false) : undefined,
    rules: referee.keepsRules(type, { surface: "wire", bytes }),
  };
}

describe("files of a descriptor set", () => {
  it.each(MESSAGES)("say of %s %j what their texts say", (name, value) => {
    const type = `shop.v1.${name}`;
    const said = saidOf(ofSet, type, value);
    expect(said).toEqual(saidOf(ofTexts, type, value));
    expect(said).toMatchObject({ json: { ok: true } });
  });

  it("keep required fields, unknown values of closed enums and extensions", () => {
    for (const referee of [ofSet, ofTexts]) {
      expect(referee.decode("shop.v1.Receipt", Buffer.from(""))).toMatchObject({ ok: false });
      const parcel = Buffer.from("18013007", "hex");
      expect(referee.toJson("shop.v1.Parcel", parcel)).toEqual({ ok: true, json: { width: 1 } });
      const note = Buffer.from("0801a2060161", "hex");
      const json = { number: 1, "[shop.v1.note]": "a" };
      expect(referee.toJson("shop.v1.Receipt", note)).toEqual({ ok: true, json });
    }
  });

  it("have the rules that fields and oneofs are annotated with", () => {
    const bytes = Buffer.from("0a0161508507", "hex");
    expect(ofSet.keepsRules("shop.v1.Order", { surface: "wire", bytes })).toEqual({
      ok: false,
      errors: ["paid: required", "id: string.min_len 2", "total: int64.lte 900"],
    });
  });

  it("have RPCs with their routes", () => {
    const found = ofSet.method("shop.v1.Orders", "GetOrder");
    expect(found).toEqual(ofTexts.method("shop.v1.Orders", "GetOrder"));
    expect(found).toMatchObject({
      method: { routes: [{ verb: "GET" }, { path: "/v1/carts/{id}" }] },
    });
  });
});

describe("what is no descriptor set", () => {
  it.each([
    ["{", /^image\.json is neither a \.proto text nor a descriptor set$/],
    ['{"file":{}}', /^image\.json is neither/],
    ['{"file":[1]}', /^there is no message shop\.v1\.Order$/],
    ['{"file":[{"name":"a.proto","package":"shop.v1","messageType":7}]}', /^a\.proto: /],
    ['{"file":[{"name":"a.proto","package":"shop.v1","syntax":"editions"}]}', /^a\.proto: edition/],
  ])("%s decides nothing", async (text, undecided) => {
    const referee = await protobufReferee(new Map([["image.json", text]]));
    expect(referee.encode("shop.v1.Order", {})).toEqual({
      ok: undefined,
      undecided: expect.stringMatching(undecided),
    });
  });
});
