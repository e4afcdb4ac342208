import { describe, expect, it } from "vitest";
import { compareSchemas, findWitness } from "./referee.ts";
import type { Schema } from "./schemas.ts";

type Direction = "input" | "output";

type Found = readonly [what: string, direction: Direction, before: Schema, after: Schema];

const TEXT: Schema = { type: "string" };
const WHOLE: Schema = { type: "integer" };

/** Generated pairs, made small, of which the comparison once said nothing though a value is lost. */
const LOST: readonly Found[] = [
  [
    "members that one conjunct forbids and another types are typed to readers who ignore strangers",
    "output",
    { allOf: [{ additionalProperties: { enum: ["a"] } }, { additionalProperties: false }] },
    { type: "object" },
  ],
  [
    "a member that only a dependent schema declared is limited",
    "input",
    { properties: { a: TEXT }, dependentSchemas: { b: { properties: { b: TEXT } } } },
    { properties: { a: TEXT, b: { enum: [1] } } },
  ],
  [
    "what a pattern of one conjunct allows is a stranger to another that is closed",
    "input",
    { additionalProperties: false, patternProperties: { "^c": TEXT } },
    { allOf: [{ additionalProperties: false }, { patternProperties: { "^c": TEXT } }] },
  ],
  [
    "a declared member is also what a pattern of another conjunct says",
    "input",
    {
      allOf: [
        { properties: { c: {} }, additionalProperties: false },
        { patternProperties: { "^c": {} } },
      ],
    },
    {
      allOf: [
        { properties: { c: {} }, additionalProperties: false },
        { patternProperties: { "^c": TEXT } },
      ],
    },
  ],
  [
    "a second conjunct wants something else contained",
    "input",
    { type: "array", contains: TEXT },
    { type: "array", allOf: [{ contains: TEXT }, { contains: WHOLE }] },
  ],
];

/** Generated rewrites, made small, that the comparison once called breaking. */
const KEPT: readonly Found[] = [
  [
    "alternatives of which one takes everything, once alone and once twice",
    "input",
    { allOf: [{ oneOf: [{ enum: [1] }, TEXT] }, { anyOf: [true, TEXT] }] },
    {
      anyOf: [
        { allOf: [{ oneOf: [{ enum: [1] }, TEXT] }, { anyOf: [true, TEXT] }] },
        { allOf: [{ oneOf: [{ enum: [1] }, TEXT] }, { anyOf: [true, TEXT] }] },
      ],
    },
  ],
  [
    "what conjuncts want contained, in another order",
    "input",
    { type: "array", allOf: [{ contains: TEXT }, { contains: WHOLE }] },
    { type: "array", allOf: [{ contains: WHOLE }, { contains: TEXT }] },
  ],
  [
    "a mark in one of several alternatives spares the values of that alternative",
    "input",
    { type: "object" },
    {
      oneOf: [{ type: "object", properties: { b: { readOnly: true } } }, { type: "boolean" }],
      required: ["b"],
    },
  ],
];

describe("Pairs that were found by generating them", () => {
  it.each(LOST)("a value is lost: %s", async (_, direction, before, after) => {
    expect(await findWitness(before, after, direction)).toBeDefined();
    const { verdict } = await compareSchemas(before, after, direction);
    expect(["breaking", "dangerous"]).toContain(verdict);
  });

  it.each(KEPT)("nothing is lost: %s", async (_, direction, before, after) => {
    expect(await findWitness(before, after, direction)).toBeUndefined();
    expect((await compareSchemas(before, after, direction)).verdict).not.toBe("breaking");
  });
});
