import { describe, expect, it } from "vitest";
import { compareSchemas, findWitness } from "./referee.ts";
import type { Described } from "./contracts.ts";
import { REFERENCE, type Schema } from "./schemas.ts";

type Direction = "input" | "output";

type Side = Described | Schema;

type Found = readonly [what: string, direction: Direction, before: Side, after: Side];

const TEXT: Schema = { type: "string" };
const WHOLE: Schema = { type: "integer" };

const CARD: Schema = { $ref: `${REFERENCE}Card` };

function withCard(oneOf: readonly Schema[]): Described {
  return { schema: { oneOf }, components: { Card: { enum: ["a", 1] } }, version: "3.1.0" };
}

/** A member that may be one of two things, each with its tag. */
function withUnion(member: Schema): Described {
  const tagged = (value: string) => ({ properties: { a: { const: value } }, required: ["a"] });
  const object = { type: "object" };
  const oneOf = [
    { ...object, ...tagged("a") },
    { ...object, ...tagged("b") },
  ];
  return {
    schema: { properties: { b: member } },
    components: { Card: { oneOf } },
    version: "3.1.0",
  };
}

const ASKING: Schema = {
  oneOf: [{ type: "object", properties: { a: TEXT }, required: ["a"] }, TEXT],
  unevaluatedProperties: false,
};

/** Alternatives of which the second takes what the first does. */
function discriminated(first: Schema): Described {
  const mapping = { a: `${REFERENCE}Card`, b: `${REFERENCE}Invoice` };
  return {
    schema: {
      oneOf: [{ $ref: mapping.a }, { $ref: mapping.b }],
      discriminator: { propertyName: "a", mapping },
    },
    components: {
      Card: first,
      Invoice: { type: "object", properties: { a: TEXT }, required: ["a"] },
    },
    version: "3.1.0",
  };
}

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
  [
    "an alternative loses the values by which another alternative, told apart by a discriminator, was excluded",
    "output",
    discriminated({ type: "object", properties: { a: { const: "a" } } }),
    discriminated(false),
  ],
  [
    "an alternative is itself without what another one accepts",
    "output",
    withCard([TEXT, CARD]),
    withCard([TEXT, { allOf: [CARD, { oneOf: [TEXT, CARD] }] }]),
  ],
  [
    "listed values of one alternative get a format, so that another has some of them alone",
    "output",
    { oneOf: [{ anyOf: [{ const: "b" }, { enum: ["a"] }] }, TEXT] },
    { oneOf: [{ anyOf: [{ const: "b" }, { enum: ["a"], format: "date" }] }, TEXT] },
  ],
  [
    "a use of a type of several alternatives may be null",
    "output",
    withUnion({ $ref: `${REFERENCE}Card` }),
    withUnion({ anyOf: [{ $ref: `${REFERENCE}Card` }, { type: "null" }] }),
  ],
  [
    "a member that only receivers ignored is looked at by a negation",
    "output",
    { not: { properties: { b: { type: "null", writeOnly: true } }, required: ["a"] } },
    { not: { properties: { b: { type: "null" } }, required: ["a"] } },
  ],
  [
    "a dependent schema says something of a member that stood outside",
    "input",
    { properties: { a: TEXT }, dependentSchemas: { a: { properties: { b: TEXT } } } },
    { properties: { a: TEXT }, dependentSchemas: { a: { properties: { a: WHOLE, b: TEXT } } } },
  ],
  [
    "what a list should contain says something of a member that items declare",
    "input",
    { type: "array", items: { properties: { a: TEXT } }, contains: { type: "object" } },
    {
      type: "array",
      items: { properties: { a: TEXT } },
      contains: { type: "object", properties: { a: WHOLE } },
    },
  ],
  [
    "a second conjunct asks what it evaluated itself",
    "input",
    ASKING,
    { allOf: [ASKING, { anyOf: [TEXT, true], unevaluatedProperties: false }] },
  ],
  [
    "a member that receivers need not get is demanded without its mark",
    "input",
    { properties: { a: { readOnly: true }, b: TEXT }, required: ["a"] },
    { properties: { b: TEXT }, required: ["a"] },
  ],
  [
    "a closed object that is refused may have one more member",
    "input",
    { not: { properties: {}, additionalProperties: false } },
    { not: { properties: { b: TEXT }, additionalProperties: false } },
  ],
  [
    "a pattern goes that also said what a declared member is",
    "output",
    { properties: { a: {} }, patternProperties: { "^a": TEXT }, additionalProperties: false },
    { properties: { a: {} }, additionalProperties: false },
  ],
  [
    "a pattern comes that also says what a declared member is",
    "input",
    { properties: { a: {} }, additionalProperties: false },
    { properties: { a: {} }, patternProperties: { "^a": TEXT }, additionalProperties: false },
  ],
  [
    "an alternative that a dependent schema narrows leaves more to its neighbour",
    "output",
    {
      oneOf: [
        {
          type: "object",
          properties: { b: { type: "number" } },
          required: ["a"],
          additionalProperties: TEXT,
        },
        { type: "object", dependentSchemas: { a: { properties: { a: TEXT } } } },
      ],
    },
    {
      oneOf: [
        {
          type: "object",
          properties: { b: { type: "number" } },
          required: ["a"],
          additionalProperties: TEXT,
        },
        {
          type: "object",
          dependentSchemas: { a: { properties: { a: TEXT, b: { enum: ["b"] } } } },
        },
      ],
    },
  ],
];

/** Two components of which one is, in a member of its own, both at once. */
function entangled(one: string, other: string): Described {
  const member = (name: string) => ({ properties: { a: { $ref: `${REFERENCE}${name}` } } });
  return {
    schema: { $ref: `${REFERENCE}${one}` },
    components: {
      [one]: { allOf: [member(other), member(one)] },
      [other]: { properties: { a: { properties: { b: { $ref: `${REFERENCE}${other}` } } } } },
    },
    version: "3.1.0",
  };
}

/** The alternatives under other names, and again with less of them. */
function besideItself(contract: Described): Described {
  const { schema, components }: Described = JSON.parse(
    JSON.stringify(contract).replaceAll("Card", "Payment").replaceAll("Invoice", "Bill"),
  );
  const version = "3.1.0";
  return {
    schema: { anyOf: [schema, { allOf: [schema, { maxProperties: 1 }] }] },
    components,
    version,
  };
}

const IDLE_CONDITION = { properties: { a: TEXT }, unevaluatedProperties: { const: 0 } };

const OBJECT: Schema = { type: "object", properties: { a: TEXT } };

const STRANGERS: Schema = { type: "object", additionalProperties: { enum: ["a"] } };

const CLOSED = { type: "object", additionalProperties: false };

const MARKED: Schema = { ...CLOSED, properties: { a: { const: "a", readOnly: true } } };

const OF_TWO_TYPES: Schema = { not: { oneOf: [{ type: ["integer", "string"] }, WHOLE] } };

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
  [
    "a list of types under a negation, in the words of 3.0",
    "input",
    OF_TWO_TYPES,
    { schema: OF_TWO_TYPES, components: {}, version: "3.0.3" },
  ],
  [
    "a type that is another and itself at one member, so that conjunctions hold conjunctions",
    "input",
    entangled("Node", "Tree"),
    entangled("Order", "Item"),
  ],
  [
    "overlapping alternatives, their types renamed, beside what they take already",
    "input",
    discriminated({ type: "object", properties: { a: TEXT } }),
    besideItself(discriminated({ type: "object", properties: { a: TEXT } })),
  ],
  [
    "alternatives received that are what they were, and once more with less of it",
    "output",
    { oneOf: [TEXT, { enum: ["a", 1] }] },
    {
      anyOf: [
        { allOf: [{ oneOf: [TEXT, { enum: ["a", 1] }] }] },
        { allOf: [{ oneOf: [TEXT, { enum: ["a", 1] }] }, WHOLE] },
      ],
    },
  ],
  [
    "a pattern that lets anything through, beside a conjunct that types strangers",
    "output",
    { allOf: [STRANGERS] },
    { allOf: [STRANGERS], patternProperties: { "^c": true } },
  ],
  [
    "an object, and once more with less of it",
    "output",
    STRANGERS,
    { anyOf: [STRANGERS, { allOf: [STRANGERS, { properties: { b: WHOLE }, minProperties: 1 }] }] },
  ],
  [
    "alternatives in another order, of which two differ in what is marked",
    "input",
    { oneOf: [MARKED, { ...CLOSED, properties: { a: WHOLE, b: WHOLE } }] },
    { oneOf: [{ ...CLOSED, properties: { a: WHOLE, b: WHOLE } }, MARKED] },
  ],
  [
    "unevaluated members of alternatives that stand twice, beside what takes everything",
    "output",
    { anyOf: [OBJECT, WHOLE], unevaluatedProperties: false },
    {
      anyOf: Array.from({ length: 2 }, () => ({
        allOf: [
          { anyOf: [OBJECT, WHOLE], unevaluatedProperties: false },
          { anyOf: [true, OBJECT] },
        ],
      })),
    },
  ],
  [
    "a condition that nothing follows from, beside what asks for unevaluated members",
    "input",
    { ...IDLE_CONDITION, if: { anyOf: [TEXT, WHOLE] } },
    { allOf: [{ ...IDLE_CONDITION, if: { type: ["integer", "string"] } }] },
  ],
  [
    "overlapping alternatives under a negation, of which one is written twice",
    "input",
    { not: { oneOf: [TEXT, { enum: ["a"] }] } },
    { not: { oneOf: [{ anyOf: [TEXT, { allOf: [TEXT, { maxLength: 1 }] }] }, { const: "a" }] } },
  ],
  [
    "strangers that may be anything, said beside alternatives",
    "input",
    { oneOf: [{ oneOf: [{ type: "null" }, { type: "null" }, TEXT] }, { const: "a" }] },
    {
      oneOf: [{ oneOf: [{ type: "null" }, { type: "null" }, TEXT] }, { const: "a" }],
      additionalProperties: {},
    },
  ],
  [
    "a negation of numbers beside one of them that is no number",
    "input",
    { not: { properties: { b: { not: WHOLE } }, additionalProperties: WHOLE } },
    {
      not: {
        properties: { b: { anyOf: [{ not: WHOLE }, { const: true }] } },
        additionalProperties: WHOLE,
      },
    },
  ],
  [
    "what no scalar has stays unevaluated, however it is wrapped",
    "input",
    {
      allOf: [{ anyOf: [{ type: ["boolean", "string"] }, WHOLE], unevaluatedProperties: false }],
      unevaluatedProperties: false,
    },
    {
      allOf: [
        {
          allOf: [
            { anyOf: [{ type: ["boolean", "string"] }, WHOLE], unevaluatedProperties: false },
          ],
          unevaluatedProperties: false,
        },
        { anyOf: [true, { type: "array", minItems: 2 }] },
      ],
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
