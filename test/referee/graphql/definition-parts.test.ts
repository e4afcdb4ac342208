import { parse, type DefinitionNode } from "graphql";
import { describe, expect, it } from "vitest";
import { definitionsInParts, type Definition } from "../../../src/referee/graphql/definitions.ts";
import { noParts } from "../../../src/referee/graphql/parsed-parts.ts";

const ORDER = "type Order {\n  id: ID!\n}\n";
const DESCRIBED = `"""\nAs in\n}\nand so on\n"""\n${ORDER}`;

function nodesOf(definitions: readonly Definition[] | undefined) {
  return definitions?.map((one) => (one.declares === "type" ? one.node() : one.node));
}

function fieldsIn(node: DefinitionNode | undefined) {
  return node !== undefined && "fields" in node ? (node.fields ?? []) : [];
}

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
    ["a line in a description that looks like the end of a type", DESCRIBED],
    ["strings with quotes and braces", `type A { a(b: String = "\\"}{\\\\"): Int }\n${ORDER}`],
    ["blocks with quotes", `"""\nAs \\""" in }\n"""\n${ORDER}type A { a: Int }`],
    ["comments with braces and quotes", `# }"\ntype A { # "{\n a: Int }\n${ORDER}# the end\n`],
    [
      "types that are extended and implement others",
      `extend type A implements & B & C @d(x: 1) @e { a: Int }`,
    ],
    [
      "members that are called like keywords",
      `union type = type | input\ninterface enum { extend: Int }`,
    ],
  ])("has the definitions of the whole: %s", (_, text) => {
    const whole = parse(text, { noLocation: true }).definitions;
    expect(nodesOf(definitionsInParts(text, noParts()))).toEqual(whole);
  });

  it.each([
    ["a type is not closed", `${ORDER}type Line {\n  sku: String\n`],
    ["a type is closed twice", `${ORDER}}\n`],
    ["a description is not closed", `${ORDER}"""\nThe line\n`],
  ])("is left to be parsed as a whole where %s", (_, text) => {
    expect(definitionsInParts(text, noParts())).toBeUndefined();
  });

  it("parses what is asked for, and nothing else", () => {
    const parts = noParts();
    const definitions = definitionsInParts(`${ORDER}type Line {\n  sku: String\n}\n`, parts);
    expect(parts.nodes.size).toBe(0);
    nodesOf(definitions?.slice(1));
    expect([...parts.nodes.keys()]).toEqual(["\ntype Line {\n  sku: String\n}"]);
  });

  it.each([
    "type A implements B @d(x: {}) { a: Int b(c: [Int!]! = [1] @e, a: B): [B!]! @d @e(b: 1) c: Int }",
    '"An A." interface A { "a: Int }" a: Int, """b""" b: B # c: Int\n c(b: S = "}"): Int! }',
    "extend type A { b: Int a: Int b(a: Int): Int type: Int }",
    "type A @d",
    "type A { a: Int # }\n # c: Int\n }",
    "input A { a: Int = 1, b: [Int] = [1] @d, c: B = { a: 1 } }",
    "enum A { a b @d(a: 1) c }",
  ])("parses of a type the fields that are asked for: %s", (text) => {
    const [type] = definitionsInParts(text, noParts()) ?? [];
    const [whole] = parse(text, { noLocation: true }).definitions;
    for (const names of [[], ["a"], ["b"], ["b", "c"], ["a", "b", "c", "type"]]) {
      const isNamed = (field: { readonly name: { readonly value: string } }) =>
        names.includes(field.name.value);
      const some = type?.declares === "type" ? type.about(new Set(names)) : undefined;
      expect(some).toBeDefined();
      expect(fieldsIn(some).filter(isNamed)).toEqual(fieldsIn(whole).filter(isNamed));
      expect({ ...some, fields: [] }).toEqual({ ...whole, fields: [] });
    }
  });

  it("shares with another what both have alike, and nothing else", () => {
    const parts = noParts();
    const before = nodesOf(definitionsInParts(`${ORDER}type Line { sku: String }`, parts)) ?? [];
    const after = nodesOf(definitionsInParts(`${ORDER}type Line { sku: ID }`, parts)) ?? [];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });
});
