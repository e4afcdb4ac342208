import { describe, expect, it } from "vitest";
import { parseProto } from "../../../src/formats/protobuf/syntax/parse-file.ts";
import { declarationsOf, oracleDeclarationsOf } from "./protobufjs-oracle.ts";
import { fixture } from "./read-proto.ts";

/** What protobufjs cannot parse, or reads wrongly, is left out here and tested by hand. */
const TEXTS: readonly (readonly [string, string])[] = [
  ["shop before", fixture("shop/before/shop/v1/orders.proto")],
  ["shop after", fixture("shop/after/shop/v1/orders.proto")],
  ["catalog", fixture("shop/before/shop/v1/catalog.proto")],
  ["editions", fixture("editions/customers.proto")],
  [
    "proto2 without groups",
    `syntax = "proto2"; package shop;
     message Shelf { required int32 aisle = 0x1; optional Kind kind = 02 [deprecated = true];
       extensions 100 to 199, 1000 to max; reserved 20 to 30, 40; reserved "weight", 'depth';
       enum Kind { BIN = 1; PALLET = -2; reserved -10 to -5, 50 to max; } }
     extend Shelf { repeated string inspected_by = 100 [json_name = "by"]; }
     message Robot { extend .shop.Shelf { optional Robot robot = 101; } }`,
  ],
  [
    "comments and white space anywhere",
    `/* a */ syntax /* b */ = // c\n "proto3" ; package shop.v1 ;;
     message /**/ Order { ; string /* type */ name = /* n */ 1 ; map < string , int32 > stock = 2; ; }
     service Orders { ; rpc Watch ( stream .shop.v1.Order ) returns ( stream Order ) { ; } ; }`,
  ],
  [
    "keywords as names",
    `syntax = "proto3";
     message message { string message = 1; string enum = 2; string rpc = 3; string stream = 4;
       string syntax = 5; string import = 6; string to = 7; string max = 8; string map = 9;
       string package = 10; string returns = 11; string true = 12; string option = 13; }
     enum enum { option_a = 0; reserved_b = 1; message_c = 2; }`,
  ],
];

describe("the parser against protobufjs", () => {
  it.each(TEXTS)("finds the same declarations: %s", (name, text) => {
    const ours = declarationsOf(parseProto(`${name}.proto`, text));
    expect(ours.length).toBeGreaterThan(3);
    expect(ours).toEqual(oracleDeclarationsOf(text));
  });
});
