import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { definitionsInParts } from "../../../src/referee/graphql/definition-parts.ts";

const ORDER = "type Order {\n  id: ID!\n}\n";
const DESCRIBED = `"""\nAs in\n}\nand so on\n"""\n${ORDER}`;

describe("a schema parsed in parts", () => {
  it.each([
    ["types, one after another", `${ORDER}\ntype Line {\n  sku: String\n}\n`],
    ["types on one line", "type Order { id: ID! } type Line { sku: String }"],
    [
      "what goes on behind a type",
      `${ORDER}scalar Date\n  @specifiedBy(url: "https://shop.example")\n`,
    ],
    ["a type between others", `scalar Date\n${ORDER}union Hit = Order\n  | Line\n`],
    ["descriptions in front of the next type", `${ORDER}"The line."\ntype Line {\n  a: Int\n}`],
    ["a brace in an argument over several lines", `type A @d(x: {\n  y: 1\n}) {\n  a: Int\n}\n`],
    ["lines that end as on Windows", `${ORDER}${ORDER}`.replaceAll("\n", "\r\n")],
  ])("has the definitions of the whole: %s", (_, text) => {
    const whole = parse(text, { noLocation: true }).definitions;
    expect(definitionsInParts(text, new Map())).toEqual(whole);
  });

  it.each([
    ["a description holds a line that looks like the end of a type", DESCRIBED],
    ["a type is not closed", `${ORDER}type Line {\n  sku: String\n`],
    ["a type is closed twice", `${ORDER}}\n`],
    ["nothing but a comment follows", `${ORDER}# the end\n`],
  ])("is left to be parsed as a whole where %s", (_, text) => {
    expect(definitionsInParts(text, new Map())).toBeUndefined();
  });

  it("shares with another what both have alike, and nothing else", () => {
    const parts = new Map();
    const before = definitionsInParts(`${ORDER}type Line {\n  sku: String\n}\n`, parts) ?? [];
    const after = definitionsInParts(`${ORDER}type Line {\n  sku: ID\n}\n`, parts) ?? [];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });
});
