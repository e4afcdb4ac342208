import { describe, expect, it } from "vitest";
import { feltOn, method, SOURCE, WIRE } from "./texts.ts";

const sent = (fields: string) => method(fields, "");
const received = (fields: string) => method("", fields);

const APART = "int32 card = 1; int32 bank = 2;";
const TOGETHER = "oneof payment { int32 card = 1; int32 bank = 2; }";

describe("Fields that exclude each other", () => {
  it("from now on lose a value of who sends both", async () => {
    expect(await feltOn(WIRE, sent(APART), sent(TOGETHER))).toEqual([
      "breaking oneof-joined shop.v1.Request.payment",
    ]);
    expect(await feltOn(WIRE, received(APART), received(TOGETHER))).toEqual([]);
  });

  it("no longer lose a value for who reads as before", async () => {
    expect(await feltOn(WIRE, sent(TOGETHER), sent(APART))).toEqual([]);
    expect(await feltOn(WIRE, received(TOGETHER), received(APART))).toEqual([
      "breaking oneof-split shop.v1.Response.payment",
    ]);
  });

  it("are one more, and a reader that does not know it sees none set", async () => {
    const grown = "oneof payment { int32 card = 1; int32 bank = 2; int32 cash = 3; }";
    expect(await feltOn(WIRE, received(TOGETHER), received(grown))).toEqual([
      "dangerous oneof-member-added shop.v1.Response.payment",
    ]);
    expect(await feltOn(WIRE, sent(TOGETHER), sent(grown))).toEqual([]);
  });

  it("include one that stood outside", async () => {
    const before = `string cash = 3; ${TOGETHER}`;
    const after = "oneof payment { int32 card = 1; int32 bank = 2; string cash = 3; }";
    expect(await feltOn(WIRE, sent(before), sent(after))).toEqual([
      "breaking oneof-joined shop.v1.Request.payment",
    ]);
  });
});

describe("A field alone in a oneof", () => {
  it.each([
    ["moves in", "int32 card = 1;", "oneof payment { int32 card = 1; }"],
    ["moves out", "oneof payment { int32 card = 1; }", "int32 card = 1;"],
    [
      "moves to one of another name",
      "oneof payment { int32 card = 1; }",
      "oneof way { int32 card = 1; }",
    ],
  ])("%s without a message that differs; generated code does", async (_, before, after) => {
    expect(await feltOn(WIRE, sent(before), sent(after))).toEqual([]);
    expect(await feltOn(WIRE, received(before), received(after))).toEqual([]);
    expect(await feltOn(SOURCE, sent(before), sent(after))).toContain(
      `breaking oneof-renamed shop.v1.Request.payment`,
    );
  });
});
