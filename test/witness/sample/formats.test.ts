import { describe, expect, it } from "vitest";
import { normaliserFor } from "../../../src/diff/normal/normalise.ts";
import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import type { Json } from "../../../src/model/json.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { graphqlReferee, protobufReferee } from "../../../src/referee/index.ts";
import { sample, type Wish } from "../../../src/witness/sample.ts";

const ORIGIN = { file: "", offset: 0 };

const present = (...names: readonly string[]): readonly Wish[] =>
  names.map((name) => ({ at: [{ kind: "field", name }], want: "present" }));

describe("samples of GraphQL inputs", () => {
  const SHOP = `
    type Query { orders(filter: Filter): Int }
    input Filter { status: Status! since: Date! note: String pay: Pay id: ID! sizes: [Int!]! }
    input Pay @oneOf { card: String, cash: Int }
    enum Status { OPEN PAID }
    scalar Date`;

  it.each<readonly [name: string, wishes: readonly Wish[], value: Json]>([
    ["Filter", [], { status: "OPEN", since: "a", id: "a", sizes: [] }],
    [
      "Filter",
      present("note", "pay"),
      { status: "OPEN", since: "a", note: "a", pay: { card: "a" }, id: "a", sizes: [] },
    ],
    ["Pay", present("cash"), { cash: 0 }],
    ["Status", [], "OPEN"],
  ])("%s with %o", async (name, wishes, value) => {
    const tree = memoryTree({ "shop.graphql": SHOP });
    const { contract } = await graphqlReader.read({ tree, entries: ["shop.graphql"] });
    const shape = { kind: "ref", to: name, nullable: false, origin: ORIGIN } as const;
    const found = sample(normaliserFor(contract), shape, { direction: "input", wishes });
    expect(found).toEqual(value);
    const referee = await graphqlReferee(new Map([["shop.graphql", SHOP]]));
    expect(referee.coerce(`${name}!`, value).ok).toBe(true);
  });
});

describe("samples of Protobuf messages", () => {
  const SHOP = `
    syntax = "proto2";
    package shop.v1;
    import "google/protobuf/timestamp.proto";
    message Order {
      required string order_id = 1;
      optional Status status = 2;
      optional google.protobuf.Timestamp placed_at = 3;
      map<int32, Line> by_size = 4;
      optional bytes token = 5;
      optional Gone gone = 6;
      repeated Line lines = 7;
      oneof pay { string card = 8; int64 cash = 9; }
      message Line { required bool free = 1; }
    }
    enum Status { OPEN = 1; PAID = 2; }`;

  async function sampled(names: "name" | "json", wishes: readonly Wish[]) {
    const tree = memoryTree({ "order.proto": SHOP });
    const { contract } = await protobufReader.read({ tree, entries: ["order.proto"] });
    const shape = { kind: "ref", to: "shop.v1.Order", nullable: false, origin: ORIGIN } as const;
    return sample(normaliserFor(contract), shape, { direction: "input", names, wishes });
  }

  it("go by their JSON names where that is asked for", async () => {
    const wishes = present("status", "placed_at", "token", "lines", "cash");
    const value = await sampled("json", [
      ...wishes,
      { at: [{ kind: "field", name: "by_size" }, { kind: "entry" }], want: "present" },
    ]);
    expect(value).toEqual({
      orderId: "a",
      status: "OPEN",
      placedAt: "2026-01-01T00:00:00Z",
      bySize: { 0: { free: true } },
      token: "AA==",
      lines: [],
      cash: 0,
    });
    const referee = await protobufReferee(new Map([["order.proto", SHOP]]));
    expect(referee.fromJson("shop.v1.Order", value ?? null, false).ok).toBe(true);
  });

  it("go by their field names otherwise", async () => {
    const value = await sampled("name", present("placed_at", "status"));
    expect(value).toEqual({ order_id: "a", status: "OPEN", placed_at: {} });
    const referee = await protobufReferee(new Map([["order.proto", SHOP]]));
    expect(
      referee.encode("shop.v1.Order", { order_id: "a", status: "OPEN", placed_at: {} }).ok,
    ).toBe(true);
  });

  it("are not found where a type is not declared", async () => {
    expect(await sampled("json", present("gone"))).toBe(undefined);
  });
});
