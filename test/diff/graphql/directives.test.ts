import { describe, expect, it } from "vitest";
import { linesOf } from "../compare-texts.ts";

const QUERY = "type Query { order: Int }";

/** What is said where these directive definitions stand beside one query. */
function lines(before: string, after: string): Promise<readonly string[]> {
  return linesOf("graphql", `${QUERY} ${before}`, `${QUERY} ${after}`);
}

type Row = readonly [what: string, before: string, after: string, lines: readonly string[]];

const DEFINITIONS: readonly Row[] = [
  ["is added", "", "directive @live on QUERY", ["compatible declaration-added @live"]],
  [
    "is removed, and documents carry it",
    "directive @live on QUERY",
    "",
    ["breaking directive-removed @live"],
  ],
  [
    "is removed, and no document can carry it",
    "directive @cost on FIELD_DEFINITION",
    "",
    ["dangerous directive-removed @cost"],
  ],
  [
    "loses a place in documents",
    "directive @live on QUERY | FIELD",
    "directive @live on QUERY",
    ["breaking directive-location-removed @live"],
  ],
  [
    "loses a place in schemas",
    "directive @live on QUERY | OBJECT",
    "directive @live on QUERY",
    ["compatible directive-location-removed @live"],
  ],
  [
    "wins a place",
    "directive @live on QUERY",
    "directive @live on QUERY | FIELD",
    ["compatible directive-location-added @live"],
  ],
  [
    "may no longer be repeated",
    "directive @tag repeatable on FIELD",
    "directive @tag on FIELD",
    ["breaking directive-repeatable-removed @tag"],
  ],
  [
    "may be repeated",
    "directive @tag on FIELD",
    "directive @tag repeatable on FIELD",
    ["compatible directive-repeatable-added @tag"],
  ],
];

const ARGUMENTS: readonly Row[] = [
  [
    "is added and required",
    "directive @live on QUERY",
    "directive @live(every: Int!) on QUERY",
    ["breaking field-added @live(every:)"],
  ],
  [
    "is added with a default",
    "directive @live on QUERY",
    "directive @live(every: Int! = 1) on QUERY",
    ["compatible field-added @live(every:)"],
  ],
  [
    "is removed",
    "directive @live(every: Int) on QUERY",
    "directive @live on QUERY",
    ["breaking field-removed @live(every:)"],
  ],
  [
    "is of another type",
    "directive @live(every: Int) on QUERY",
    "directive @live(every: String) on QUERY",
    ["breaking type-changed @live(every:)"],
  ],
  [
    "has another default",
    "directive @live(every: Int = 1) on QUERY",
    "directive @live(every: Int = 2) on QUERY",
    ["dangerous default-changed @live(every:)"],
  ],
];

describe.each([
  ["A directive", DEFINITIONS],
  ["An argument of a directive", ARGUMENTS],
])("%s", (_, rows) => {
  it.each(rows)("%s", async (_what, before, after, expected) => {
    expect(await lines(before, after)).toEqual(expected);
  });
});

describe("A directive of the schema's own", () => {
  const DEFINED = "directive @auth on FIELD_DEFINITION";

  it.each([
    ["is removed", "(role: String)", "", "dangerous field-removed @auth(role:)"],
    [
      "becomes required",
      "(role: String)",
      "(role: String!)",
      "dangerous null-forbidden @auth(role:)",
    ],
    ["is of another type", "(role: String)", "(role: Int)", "dangerous type-changed @auth(role:)"],
    ["is added and required", "", "(role: String!)", "dangerous field-added @auth(role:)"],
  ])("breaks no document where its argument %s", async (_, before, after, line) => {
    const defined = (args: string) => `directive @auth${args} on FIELD_DEFINITION`;
    expect(await lines(defined(before), defined(after))).toEqual([line]);
  });

  it("breaks who builds on a piece of a schema", async () => {
    expect(
      await linesOf(
        "graphql",
        "directive @auth(role: String) on FIELD_DEFINITION",
        "directive @auth on FIELD_DEFINITION",
      ),
    ).toEqual(["breaking field-removed @auth(role:)"]);
  });

  it("may change what a server does where it is applied", async () => {
    expect(
      await linesOf(
        "graphql",
        `${DEFINED} type Query { order: Int }`,
        `${DEFINED} type Query { order: Int @auth }`,
      ),
    ).toEqual(["dangerous attribute-changed Query.order"]);
  });

  it("is the same in another order", async () => {
    const tagged = (order: string) =>
      `directive @tag(name: String) repeatable on FIELD_DEFINITION type Query { order: Int ${order} }`;
    expect(
      await linesOf(
        "graphql",
        tagged('@tag(name: "a") @tag(name: "b")'),
        tagged('@tag(name: "b") @tag(name: "a")'),
      ),
    ).toEqual([]);
  });
});
