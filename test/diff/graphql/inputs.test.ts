import { describe, expect, it } from "vitest";
import { linesOf } from "../compare-texts.ts";

type Row = readonly [what: string, before: string, after: string, lines: readonly string[]];

/** A field with these arguments. */
function argument(text: string): string {
  return `type Query { order${text === "" ? "" : `(${text})`}: Int } input Filter { a: Int b: Int }`;
}

/** A schema that takes an input object with these fields. */
function input(fields: string): string {
  return `type Query { order(filter: Filter): Int } input Filter { ${fields} }`;
}

const ARGUMENT = "Query.order(id:)";

const ARGUMENTS: readonly Row[] = [
  [
    "an optional one is added",
    argument(""),
    argument("id: Int"),
    [`compatible field-added ${ARGUMENT}`],
  ],
  [
    "a required one is added",
    argument(""),
    argument("id: Int!"),
    [`breaking field-added ${ARGUMENT}`],
  ],
  [
    "one that has a default is added",
    argument(""),
    argument("id: Int! = 1"),
    [`compatible field-added ${ARGUMENT}`],
  ],
  [
    "one is removed, which documents name",
    argument("id: Int"),
    argument(""),
    [`breaking field-removed ${ARGUMENT}`],
  ],
  [
    "one becomes required",
    argument("id: Int"),
    argument("id: Int!"),
    [`breaking null-forbidden ${ARGUMENT}`],
  ],
  [
    "one becomes optional",
    argument("id: Int!"),
    argument("id: Int"),
    [`compatible null-allowed ${ARGUMENT}`],
  ],
  [
    "items become required",
    argument("id: [Int]"),
    argument("id: [Int!]"),
    [`breaking null-forbidden ${ARGUMENT}`],
  ],
  [
    "one becomes a wider scalar: literals fit, variables of the former type do not",
    argument("id: Int"),
    argument("id: Float"),
    [`breaking type-changed ${ARGUMENT}`],
  ],
  [
    "a list of a custom scalar becomes the scalar: literals fit, variables of the list do not",
    `${argument("id: [Day]")} scalar Day`,
    `${argument("id: Day")} scalar Day`,
    [`breaking type-changed ${ARGUMENT}`],
  ],
  [
    "a custom scalar becomes required",
    `${argument("id: Day")} scalar Day`,
    `${argument("id: Day!")} scalar Day`,
    [`breaking null-forbidden ${ARGUMENT}`],
  ],
  [
    "one becomes an ID",
    argument("id: Int"),
    argument("id: ID"),
    [`breaking type-changed ${ARGUMENT}`],
  ],
  [
    "a default is added",
    argument("id: Int"),
    argument("id: Int = 1"),
    [`dangerous default-changed ${ARGUMENT}`],
  ],
  [
    "one that had to be sent gains a default, which no document met before",
    argument("id: Int!"),
    argument("id: Int! = 1"),
    [`compatible field-became-optional ${ARGUMENT}`],
  ],
  [
    "a default changes",
    argument("id: Int = 1"),
    argument("id: Int = 2"),
    [`dangerous default-changed ${ARGUMENT}`],
  ],
  [
    "a default goes",
    argument("id: Int = 1"),
    argument("id: Int"),
    [`dangerous default-changed ${ARGUMENT}`],
  ],
  [
    "a default lists its fields in another order",
    argument("filter: Filter = { a: 1, b: 2 }"),
    argument("filter: Filter = { b: 2, a: 1 }"),
    [],
  ],
];

const FIELDS: readonly Row[] = [
  [
    "an optional one is added",
    input("a: Int"),
    input("a: Int b: Int"),
    ["compatible field-added Filter.b"],
  ],
  [
    "a required one is added",
    input("a: Int"),
    input("a: Int b: Int!"),
    ["breaking field-added Filter.b"],
  ],
  [
    "one that has a default is added",
    input("a: Int"),
    input("a: Int b: Int! = 1"),
    ["compatible field-added Filter.b"],
  ],
  ["one is removed", input("a: Int b: Int"), input("a: Int"), ["breaking field-removed Filter.b"]],
  [
    "a default changes",
    input("a: Int = 1"),
    input("a: Int = 2"),
    ["dangerous default-changed Filter.a"],
  ],
  [
    "one is of another type",
    input("a: Int"),
    input("a: String"),
    ["breaking type-changed Filter.a"],
  ],
  [
    "one inside itself is of another type",
    input("a: Int inner: Filter"),
    input("a: String inner: Filter"),
    ["breaking type-changed Filter.a"],
  ],
];

const ONE_OF: readonly Row[] = [
  [
    "is demanded",
    input("a: Int b: Int"),
    input("a: Int b: Int").replace("input Filter", "input Filter @oneOf"),
    ["breaking exactly-one-added Filter"],
  ],
  [
    "is no longer demanded",
    input("a: Int b: Int").replace("input Filter", "input Filter @oneOf"),
    input("a: Int b: Int"),
    ["compatible exactly-one-removed Filter"],
  ],
];

describe.each([
  ["Arguments", ARGUMENTS],
  ["Fields of input objects", FIELDS],
  ["Exactly one field", ONE_OF],
])("%s", (_, rows) => {
  it.each(rows)("%s", async (_what, before, after, lines) => {
    expect(await linesOf("graphql", before, after)).toEqual(lines);
  });
});

describe("A value that must be given from now on", () => {
  it.each([
    ["an argument", argument("id: Int! = 1"), argument("id: Int!"), ARGUMENT],
    ["a field", input("a: Int! = 1"), input("a: Int!"), "Filter.a"],
  ])("breaks who left it out: %s that loses its default", async (_, before, after, element) => {
    const lines = await linesOf("graphql", before, after);
    expect(lines).toEqual([`breaking field-became-required ${element}`]);
  });

  it("breaks who left out a field that was nullable", async () => {
    const lines = await linesOf("graphql", input("a: Int"), input("a: Int!"));
    expect(lines).toEqual(["breaking null-forbidden Filter.a"]);
  });
});
