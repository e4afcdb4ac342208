import { describe, expect, it } from "vitest";
import { compareSchemas, findWitness } from "../properties/openapi/referee.ts";
import type { Described } from "../properties/openapi/contracts.ts";
import {
  condition,
  object,
  ref,
  TEXT,
  WHOLE,
  type Schema,
  type SchemaObject,
} from "./openapi-texts.ts";

type Side = Schema | Described;

type Tangle = readonly [what: string, direction: "input" | "output", before: Side, after: Side];

const NULL: Schema = { type: "null" };

const NUMBER: Schema = { type: "number" };

/** Alternatives, and no members but those of the one that fits. */
const CLOSED_ITSELF: Schema = {
  oneOf: [{ const: 1 }, object({ a: TEXT }, ["a"]), object({ b: WHOLE }, ["b"])],
  unevaluatedProperties: false,
};

/** Members that are looked at where the condition holds, and by `rest`. */
const lookedAt = (rest: SchemaObject): Schema => ({
  ...condition({ properties: { a: { const: "a" } } }, { minProperties: 1 }),
  anyOf: [object({ b: TEXT }, [], rest)],
  unevaluatedProperties: false,
});

const SECRET: Schema = { writeOnly: true };

const WANTS_B: Schema = { type: "object", dependentSchemas: { a: { required: ["b"] } } };

/** Two alternatives by their tags, of which one has a base. */
function invoiceOrCard(base: Schema): Described {
  return {
    schema: { oneOf: [ref("Card"), ref("Invoice")] },
    components: {
      Base: base,
      Card: { allOf: [ref("Base"), object({ a: { enum: ["a", "ab"] } }, ["a"])] },
      Invoice: object({ a: { enum: ["b", "ab"] } }, ["a"]),
    },
    version: "3.1.0",
  };
}

/** An alternative that takes objects and looks at none of their members, and one that looks at one. */
function lookingAt(member: Schema): Schema {
  const anyOf = [{ type: ["array", "object"] }, object({ a: member })];
  return { anyOf, unevaluatedProperties: NULL };
}

/** A value is lost that nobody would call breaking for certain. */
const UNDECIDED: readonly Tangle[] = [
  [
    "a mark goes that a condition felt: what it requires was not asked for",
    "output",
    { ...object({ b: SECRET }), ...condition({ required: ["b"] }, false) },
    { type: "object", ...condition({ required: ["b"] }, false) },
  ],
  [
    "a mark comes that a dependent schema feels",
    "output",
    WANTS_B,
    { ...WANTS_B, properties: { a: TEXT, b: SECRET } },
  ],
  [
    "a member marked for the other direction does not tell alternatives apart",
    "input",
    object({ a: NUMBER }, ["a"]),
    {
      oneOf: [
        object({ a: NUMBER }, ["a"]),
        object({ a: { type: "string", readOnly: true } }, ["a"]),
      ],
    },
  ],
  [
    "a condition looks at further members, which are typed where nothing looks at them",
    "output",
    { ...condition({ required: ["b"] }, object({ a: TEXT })), unevaluatedProperties: WHOLE },
    {
      ...condition({ required: ["b"] }, object({ a: TEXT }, [], { additionalProperties: TEXT })),
      unevaluatedProperties: WHOLE,
    },
  ],
  [
    "an alternative takes what another took, but does not look at the same members",
    "output",
    lookingAt(TEXT),
    lookingAt(object({ b: TEXT })),
  ],
  [
    "a member is declared beside a condition that nothing looked at before",
    "output",
    { ...condition({ required: ["b"] }, object({})), unevaluatedProperties: WHOLE },
    {
      ...object({ a: TEXT }),
      ...condition({ required: ["b"] }, object({})),
      unevaluatedProperties: WHOLE,
    },
  ],
  [
    "a negation refuses members that nobody declares",
    "input",
    { not: { oneOf: [{ type: "object" }, object({ a: TEXT }, ["a"])] } },
    { not: object({ b: TEXT }) },
  ],
  [
    "a member that is marked is limited by another conjunct, so that its alternative excludes less",
    "output",
    { oneOf: [object({ a: TEXT }, ["a"]), object({ a: { ...WHOLE, writeOnly: true } })] },
    {
      oneOf: [
        object({ a: TEXT }, ["a"]),
        {
          allOf: [object({ a: { ...WHOLE, writeOnly: true } }), { properties: { a: object({}) } }],
        },
      ],
    },
  ],
  [
    "a tag that a base marks does not tell alternatives apart",
    "output",
    invoiceOrCard(object({ a: { const: "b", writeOnly: true } })),
    invoiceOrCard(object({ a: { const: "b", writeOnly: true } }, ["b"])),
  ],
];

const READ_ONLY: Schema = { ...TEXT, readOnly: true };

const WITH_ITEM: Schema = object({ a: ref("Item") }, ["a"]);

/** A value is lost for certain. */
const LOST: readonly Tangle[] = [
  [
    "who evaluated all members no longer does, and a condition may not",
    "input",
    lookedAt({ additionalProperties: WHOLE }),
    lookedAt({}),
  ],
  [
    "a member was marked by what it is all of",
    "input",
    object({ a: { allOf: [TEXT, { readOnly: true }] } }, ["a"]),
    object({ a: TEXT }, ["a"]),
  ],
  [
    "a member was marked by what its type is built on",
    "input",
    {
      schema: WITH_ITEM,
      components: { Item: { allOf: [ref("Base")] }, Base: READ_ONLY },
      version: "3.0.3",
    },
    {
      schema: WITH_ITEM,
      components: { Item: { allOf: [ref("Base")] }, Base: TEXT },
      version: "3.0.3",
    },
  ],
  [
    "a type takes null itself now, which its use took beside it: exactly one may",
    "input",
    {
      schema: object({ a: { oneOf: [ref("Amount"), NULL] } }),
      components: { Amount: WHOLE },
      version: "3.1.0",
    },
    {
      schema: object({ a: { oneOf: [ref("Amount"), NULL] } }),
      components: { Amount: { type: ["integer", "null"] } },
      version: "3.1.0",
    },
  ],
  [
    "a second conjunct wants another format",
    "input",
    { enum: ["2026-01-01"], format: "date" },
    { allOf: [{ enum: ["2026-01-01"], format: "date" }, { format: "uuid" }] },
  ],
  ["a format of integers comes where no type is named", "input", {}, { format: "int64" }],
  ["a format of texts comes beside others", "input", { not: false }, { not: { format: "date" } }],
  [
    "a pattern does not let members into a conjunct that is closed but for another",
    "input",
    object({}, [], { patternProperties: { "^c": TEXT } }),
    {
      allOf: [
        object({}, [], { patternProperties: { "^c": TEXT } }),
        { additionalProperties: false, patternProperties: { "^a": TEXT } },
      ],
    },
  ],
];

const TEXT_OR_WHOLE: Schema = { type: ["integer", "string"] };

const ONE_OR_TEXT: Schema = { anyOf: [{ enum: [1] }, TEXT], unevaluatedProperties: false };

const BASE: Schema = { required: ["a"] };

/** Beside a base, which is closed to what its conjuncts do not say. */
function onClosedBase(base: Schema): Described {
  return {
    schema: { allOf: [ref("Base"), { properties: { a: TEXT }, additionalProperties: WHOLE }] },
    components: { Base: base },
    version: "3.1.0",
  };
}

function withCard(schema: Schema): Described {
  return { schema, components: { Card: object({ a: TEXT }, ["a"]) }, version: "3.1.0" };
}

const CARD_OR_LIST = { oneOf: [ref("Card"), { type: "array" }] };

const IDLY: Schema = { ...CARD_OR_LIST, dependentSchemas: { a: true } };

/** The same values, written otherwise. */
const SAME: readonly Tangle[] = [
  [
    "what two conjuncts say of one pattern, in another order",
    "input",
    {
      type: "object",
      allOf: [{ patternProperties: { b$: TEXT } }, { patternProperties: { b$: TEXT_OR_WHOLE } }],
    },
    {
      type: "object",
      allOf: [{ patternProperties: { b$: TEXT_OR_WHOLE } }, { patternProperties: { b$: TEXT } }],
    },
  ],
  [
    "a closed rest around a pattern, written twice",
    "output",
    { additionalProperties: WHOLE, allOf: [{ patternProperties: { "^a": TEXT } }] },
    {
      allOf: [
        { additionalProperties: WHOLE, allOf: [{ patternProperties: { "^a": TEXT } }] },
        { additionalProperties: WHOLE, allOf: [{ patternProperties: { "^a": TEXT } }] },
      ],
    },
  ],
  [
    "a pattern that lets anything through beside one that is closed but for another",
    "output",
    object({}, [], { additionalProperties: false, patternProperties: { "^a": TEXT } }),
    {
      patternProperties: { "^c": true },
      allOf: [object({}, [], { additionalProperties: false, patternProperties: { "^a": TEXT } })],
    },
  ],
  [
    "a base that is closed to more than its own conjuncts say",
    "output",
    onClosedBase({ type: "object", ...BASE, unevaluatedProperties: false }),
    onClosedBase({ type: "object", allOf: [BASE], unevaluatedProperties: false }),
  ],
  [
    "null in a type of its own, and beside a type of another name",
    "input",
    {
      schema: object({ a: ref("MaybeCard") }),
      components: { Card: object({ a: TEXT }), MaybeCard: { oneOf: [ref("Card"), NULL] } },
      version: "3.1.0",
    },
    {
      schema: object({ a: { oneOf: [ref("Payment"), NULL] } }),
      components: { Payment: object({ a: TEXT }) },
      version: "3.1.0",
    },
  ],
  [
    "null in a type of its own, and beside the type that this one is built on",
    "input",
    {
      schema: object({ a: ref("MaybeCard") }),
      components: { Card: object({ a: TEXT }), MaybeCard: { anyOf: [ref("Card"), NULL] } },
      version: "3.1.0",
    },
    {
      schema: object({ a: { anyOf: [ref("Card"), NULL] } }),
      components: { Card: object({ a: TEXT }) },
      version: "3.1.0",
    },
  ],
  [
    "alternatives of which one refers to a type, in a conjunct or by itself",
    "input",
    {
      schema: { oneOf: [{ allOf: [ref("Card")] }, NUMBER, { type: ["boolean", "string"] }] },
      components: { Card: object({ a: TEXT }) },
      version: "3.1.0",
    },
    {
      schema: { oneOf: [ref("Card"), NUMBER, { type: ["boolean", "string"] }] },
      components: { Card: object({ a: TEXT }) },
      version: "3.1.0",
    },
  ],
  [
    "a type that refers to itself, with words beside the reference that it says itself",
    "input",
    {
      schema: object({ a: ref("Tree") }),
      components: { Tree: object({ a: ref("Tree") }, ["b"]) },
      version: "3.1.0",
    },
    {
      schema: object({ a: ref("Tree") }),
      components: { Tree: object({ a: { ...ref("Tree"), required: ["b"] } }, ["b"]) },
      version: "3.1.0",
    },
  ],
  [
    "alternatives beside a dependent schema that says nothing, once more with less of them",
    "output",
    withCard(CARD_OR_LIST),
    withCard({
      anyOf: [IDLY, { allOf: [IDLY, object({ b: WHOLE })] }],
    }),
  ],
  [
    "alternatives that can never be met, one of them under a name",
    "input",
    {
      schema: condition({ required: ["a"] }, { ...object({}), anyOf: [TEXT, ref("Nothing")] }),
      components: { Nothing: NULL },
      version: "3.1.0",
    },
    condition({ required: ["a"] }, { ...object({}), anyOf: [TEXT, NULL] }),
  ],
  [
    "a pattern that lets anything through beside one whose rest is typed",
    "output",
    object({}, [], { additionalProperties: WHOLE, patternProperties: { "^a": TEXT } }),
    {
      patternProperties: { "^c": true },
      allOf: [object({}, [], { additionalProperties: WHOLE, patternProperties: { "^a": TEXT } })],
    },
  ],
  [
    "what members of numbers and texts are, asked twice",
    "input",
    ONE_OR_TEXT,
    {
      allOf: [ONE_OR_TEXT, { ...ONE_OR_TEXT, minLength: 0 }],
    },
  ],
  [
    "further alternatives that are those which stand there, in another order",
    "input",
    { anyOf: [{ enum: [1] }, TEXT] },
    { anyOf: [{ enum: [1] }, TEXT], allOf: [{ anyOf: [TEXT, { const: 1 }] }] },
  ],
  [
    "`unevaluatedProperties` around a conjunct that leaves nothing unevaluated",
    "input",
    CLOSED_ITSELF,
    { allOf: [CLOSED_ITSELF], unevaluatedProperties: false },
  ],
];

describe("Where keywords are entangled", () => {
  it.each(UNDECIDED)("nobody decides: %s", async (_, direction, before, after) => {
    expect(await findWitness(before, after, direction)).toBeDefined();
    expect((await compareSchemas(before, after, direction)).verdict).toBe("dangerous");
  });

  it.each(LOST)("senders or readers fail: %s", async (_, direction, before, after) => {
    expect(await findWitness(before, after, direction)).toBeDefined();
    expect((await compareSchemas(before, after, direction)).verdict).toBe("breaking");
  });

  it.each(SAME)("nothing is lost: %s", async (_, direction, before, after) => {
    expect(await findWitness(before, after, direction)).toBeUndefined();
    expect((await compareSchemas(before, after, direction)).verdict).not.toBe("breaking");
  });
});
