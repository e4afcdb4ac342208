import { describe, expect, it } from "vitest";
import { messageFields } from "../../../src/evidence/pact/message-fields.ts";
import { pactReader } from "../../../src/evidence/pact/reader.ts";
import { packedNumbers, wireRecords } from "../../../src/evidence/pact/wire.ts";
import { FORMATS } from "../../../src/formats/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import protobuf from "protobufjs";

const STOCK = `syntax = "proto3";
package shop.v1;
service Stock { rpc Reserve(ReserveRequest) returns (stream Reservation); }
message ReserveRequest { string sku = 1; int32 count = 2; repeated Kind kinds = 3; }
message Reservation { string id = 1; Item item = 2; map<string, Item> others = 3; Kind kind = 4; bool held = 5; }
message Item { string sku = 1; Kind kind = 2; Item inner = 3; double weight = 4; fixed32 shelf = 5; }
enum Kind { ANY = 0; GIFT = 1; LOST = 2; }
`;

const { root } = protobuf.parse(STOCK, { keepCase: true });

function bytesOf(message: string, value: Readonly<Record<string, unknown>>): Uint8Array {
  const type = root.lookupType(`shop.v1.${message}`);
  return type.encode(type.fromObject(value)).finish();
}

const reader = await FORMATS.protobuf();
const { contract } = await reader.read({
  tree: memoryTree({ "stock.proto": STOCK }),
  entries: ["stock.proto"],
});

function pactOf(request: Uint8Array, response: Uint8Array, service = ".shop.v1.Stock/Reserve") {
  const contents = (bytes: Uint8Array) => ({
    content: Buffer.from(bytes).toString("base64"),
    contentType: "application/protobuf",
    encoded: "base64",
  });
  return JSON.stringify({
    consumer: { name: "warehouse" },
    provider: { name: "stock" },
    interactions: [
      {
        type: "Synchronous/Messages",
        description: "reserve",
        pluginConfiguration: { protobuf: { descriptorKey: "a", service } },
        request: {
          contents: contents(request),
          matchingRules: { body: { "$.count": { matchers: [{ match: "number" }] } } },
        },
        response: [
          {
            contents: contents(response),
            matchingRules: {
              body: {
                "$.others.*.kind": { matchers: [{ match: "type" }] },
                "$.held": { matchers: [{ match: "boolean" }] },
              },
            },
          },
        ],
      },
    ],
    metadata: { plugins: [{ configuration: { a: { protoDescriptors: "CgA=" } } }] },
  });
}

function evidenceOf(text: string) {
  return pactReader.read({
    path: "pacts/stock.json",
    text,
    contract: { name: "stock", contract },
  });
}

describe("a call in a pact", () => {
  it("shows the fields that are set, and those that only a rule speaks of", async () => {
    const request = bytesOf("ReserveRequest", { sku: "a", kinds: [1, 2] });
    const response = bytesOf("Reservation", {
      item: { sku: "a", kind: 1, inner: { weight: 0.5, shelf: 3 } },
      others: { b: { sku: "b" } },
    });
    const { usages, dangling, problems } = await evidenceOf(pactOf(request, response));
    expect(usages.map(({ mode, coordinate }) => `${mode} ${coordinate}`)).toEqual([
      "sent shop.v1.Stock/Reserve",
      "sent shop.v1.ReserveRequest.sku#1",
      "sent shop.v1.ReserveRequest.kinds#3",
      "sent shop.v1.Kind.GIFT",
      "sent shop.v1.Kind.LOST",
      "sent shop.v1.ReserveRequest.count#2",
      "needed shop.v1.Reservation.item#2",
      "needed shop.v1.Item.sku#1",
      "needed shop.v1.Item.kind#2",
      "needed shop.v1.Kind.GIFT",
      "needed shop.v1.Item.inner#3",
      "needed shop.v1.Item.weight#4",
      "needed shop.v1.Item.shelf#5",
      "needed shop.v1.Reservation.others#3",
      "needed shop.v1.Reservation.held#5",
      "declared ",
    ]);
    expect(dangling).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("keeps numbers that the contract does not have as dangling", async () => {
    const request = new Uint8Array([0x48, 1]);
    const { dangling } = await evidenceOf(pactOf(request, new Uint8Array()));
    expect(dangling).toMatchObject([
      { coordinate: "shop.v1.ReserveRequest#9", evidence: { item: "reserve" } },
    ]);
  });

  it("is known as a call only where its messages are no messages", async () => {
    const { usages } = await evidenceOf(pactOf(new Uint8Array([0xff]), new Uint8Array()));
    expect(usages.map(({ coordinate, evidence }) => [coordinate, evidence.kind])).toEqual([
      ["shop.v1.Stock/Reserve", "pact-grpc"],
      ["", "pact"],
    ]);
  });

  it("of a method that the contract does not have dangles", async () => {
    const text = pactOf(new Uint8Array(), new Uint8Array(), "Stock/Release");
    expect((await evidenceOf(text)).dangling).toMatchObject([{ coordinate: "Stock/Release" }]);
  });

  it("comes with the consumer's own copy of the contract", () => {
    const text = pactOf(new Uint8Array(), new Uint8Array());
    const request = { path: "pacts/stock.json", text };
    expect(pactReader.embedded?.(request).map((set) => [...set])).toEqual([[10, 0]]);
  });
});

describe("messages in bytes", () => {
  it.each([
    ["a tag without a value", [0x08]],
    ["a length beyond the end", [0x0a, 5, 1]],
    ["a number of zero", [0x00]],
    ["a group", [0x0b]],
    ["a varint without end", Array.from({ length: 12 }, () => 0xff)],
  ])("are refused with %s", (_, bytes) => {
    expect(wireRecords(new Uint8Array(bytes))).toBeUndefined();
  });

  it("are bounded in depth", () => {
    let bytes = new Uint8Array();
    for (let depth = 0; depth < 200; depth++) {
      bytes = new Uint8Array([0x1a, ...lengthOf(bytes.length), ...bytes]);
    }
    const shape = contract.types.get("shop.v1.Item")?.shape;
    expect(messageFields(contract, shape, { bytes, rules: [] })).toBeUndefined();
  });

  it("may hold lists in one record", () => {
    expect(packedNumbers(new Uint8Array([1, 0xac, 0x02, 0xff]))).toEqual([1, 300]);
  });
});

function lengthOf(length: number): readonly number[] {
  return length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
}
