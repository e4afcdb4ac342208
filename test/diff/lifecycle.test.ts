import { describe, expect, it } from "vitest";
import { changesOf, linesOf, onlyChange, severityOn, TODAY } from "./compare-texts.ts";
import { documentOf, object, operationOf, received, ref, TEXT } from "./openapi-texts.ts";

const DONE = { responses: { 204: { description: "Done" } } };
const LATER = "2026-12-01";
const EARLIER = "2026-01-01";

/** One operation as announced, beside another that stays. */
function announced(facts?: Readonly<Record<string, unknown>>): string {
  return documentOf({
    paths: {
      "/stock": { get: DONE },
      ...(facts === undefined ? {} : { "/orders": { get: { ...DONE, ...facts } } }),
    },
  });
}

const deprecated = (sunset?: string) => ({
  deprecated: true,
  ...(sunset === undefined ? {} : { "x-sunset": sunset }),
});

type Row = readonly [
  what: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  lines: readonly string[],
];

const ANNOUNCEMENTS: readonly Row[] = [
  ["deprecated", {}, deprecated(), ["compatible deprecation-added"]],
  ["deprecated with a date", {}, deprecated(LATER), ["compatible deprecation-added"]],
  [
    "deprecated with a date that has passed",
    {},
    deprecated(EARLIER),
    ["breaking sunset-in-the-past"],
  ],
  ["deprecated with a text for a date", {}, deprecated("soon"), ["breaking sunset-unreadable"]],
  ["given a date", deprecated(), deprecated(LATER), ["compatible sunset-added"]],
  [
    "given a date that has passed",
    deprecated(),
    deprecated(EARLIER),
    ["breaking sunset-in-the-past"],
  ],
  ["given more time", deprecated(LATER), deprecated("2027-01-01"), ["compatible sunset-extended"]],
  ["given less time", deprecated(LATER), deprecated("2026-11-30"), ["breaking sunset-shortened"]],
  ["left without its date", deprecated(LATER), deprecated(), ["breaking sunset-removed"]],
  [
    "given a text for a date",
    deprecated(LATER),
    deprecated("soon"),
    ["breaking sunset-unreadable"],
  ],
  ["reinstated", deprecated(LATER), {}, ["compatible deprecation-removed"]],
  [
    "promised to be less stable",
    { "x-stability-level": "stable" },
    { "x-stability-level": "beta" },
    ["breaking stability-lowered"],
  ],
  [
    "promised to be more stable",
    { "x-stability-level": "alpha" },
    { "x-stability-level": "beta" },
    ["compatible stability-raised"],
  ],
];

describe("An element that is", () => {
  it.each(ANNOUNCEMENTS)("%s", async (_, before, after, verdicts) => {
    expect(await linesOf("openapi", announced(before), announced(after))).toEqual(
      verdicts.map((verdict) => `${verdict} GET /orders`),
    );
  });

  it.each([
    [
      {},
      "sunset of operation GET /orders, newly deprecated, was set to 2026-01-01, which has passed",
    ],
    [deprecated(), "sunset of operation GET /orders was set to 2026-01-01, which has passed"],
  ])("given a date that has passed is said to be new where it is", async (before, message) => {
    const change = await onlyChange("openapi", announced(before), announced(deprecated(EARLIER)));
    expect(change.message).toBe(message);
  });

  it("announced otherwise keeps its messages: only the promise is broken", async () => {
    const change = await onlyChange(
      "openapi",
      announced(deprecated(LATER)),
      announced(deprecated("2026-11-30")),
    );
    expect(change.effects.map(({ surface }) => surface)).toEqual(["promise"]);
  });
});

describe("A removal", () => {
  it.each([
    ["before the day", LATER, { state: "removed-early", sunset: LATER, daysLeft: 169 }, "breaking"],
    ["on the day, which has not ended", TODAY, { state: "removed-early", daysLeft: 0 }, "breaking"],
    ["after the day", EARLIER, { state: "removed-on-time", daysLeft: -165 }, undefined],
    ["without a day", undefined, { state: "removed-undated" }, undefined],
  ])("%s is judged by what was announced", async (_, sunset, lifecycle, promise) => {
    const change = await onlyChange("openapi", announced(deprecated(sunset)), announced());
    expect(change.severity).toBe("breaking");
    expect(change.lifecycle).toMatchObject(lifecycle);
    expect(severityOn(change, "promise")).toBe(promise);
  });

  it("that nobody announced says so", async () => {
    const change = await onlyChange("openapi", announced({}), announced());
    expect(change.lifecycle).toEqual({ state: "removed-unannounced" });
  });

  it("does not judge what was only lost by an edit", async () => {
    const change = await onlyChange("openapi", received(TEXT), received({ type: "integer" }));
    expect(change.lifecycle).toBeUndefined();
  });
});

describe("Windows of", () => {
  const flag = { deprecated: true, "x-sunset": LATER };

  it.each([
    [
      "properties",
      received(object({ sku: { type: "string", ...flag } })),
      received(object({})),
      "field-removed",
    ],
    [
      "parameters",
      operationOf({ parameters: [{ name: "page", in: "query", schema: TEXT, ...flag }] }),
      operationOf({}),
      "parameter-removed",
    ],
    [
      "headers",
      operationOf({
        responses: { 200: { description: "x", headers: { "X-Rate": { schema: TEXT, ...flag } } } },
      }),
      operationOf({ responses: { 200: { description: "x" } } }),
      "parameter-removed",
    ],
  ])("%s are kept as those of operations are", async (_, before, after, rule) => {
    const change = await onlyChange("openapi", before, after);
    expect(change).toMatchObject({ rule, lifecycle: { state: "removed-early" } });
    expect(severityOn(change, "promise")).toBe("breaking");
  });

  it("GraphQL fields are read from their reasons", async () => {
    const schema = (rest: string) => `type Query { a: Int ${rest} }`;
    const change = await onlyChange(
      "graphql",
      schema(`b: Int @deprecated(reason: "Use a. Removal on ${LATER} UTC.")`),
      schema(""),
    );
    expect(change.lifecycle).toMatchObject({ state: "removed-early", sunset: LATER });
  });

  it("Protobuf fields are read from their comments", async () => {
    const message = (field: string) =>
      `syntax = "proto3"; package shop.v1;\nmessage Order {\n string sku = 2;\n ${field}\n}`;
    const change = await onlyChange(
      "protobuf",
      message(`// Deprecated: use sku. Sunset: ${LATER}\n string ean = 1 [deprecated = true];`),
      message(""),
    );
    expect(change.lifecycle).toMatchObject({ state: "removed-early", sunset: LATER });
  });
});

describe("A deprecation in GraphQL", () => {
  it("may be told in other words", async () => {
    const reason = (text: string) => `type Query { a: Int b: Int @deprecated(reason: "${text}") }`;
    expect(await linesOf("graphql", reason("Use a."), reason("Please use a."))).toEqual([
      "compatible deprecation-reworded Query.b",
    ]);
  });

  it.each([
    ["an argument", "b(x: Int): Int", "b(x: Int @deprecated): Int", "Query.b(x:)"],
    ["a field", "b: Int", "b: Int @deprecated", "Query.b"],
  ])("is found on %s", async (_, before, after, element) => {
    const schema = (field: string) => `type Query { a: Int ${field} }`;
    expect(await linesOf("graphql", schema(before), schema(after))).toEqual([
      `compatible deprecation-added ${element}`,
    ]);
  });
});

describe("A deprecated schema", () => {
  it("is said at the schema", async () => {
    const item = (facts: object) => ({ Item: { ...object({ sku: TEXT }), ...facts } });
    const changes = await changesOf(
      "openapi",
      received({ type: "array", items: ref("Item") }, item({})),
      received({ type: "array", items: ref("Item") }, item({ deprecated: true })),
    );
    expect(changes[0]).toMatchObject({ rule: "deprecation-added", element: "#schemas.Item" });
  });
});
