import { describe, expect, it } from "vitest";
import { ofRule, orders, payloadOf, witnessesBetween } from "./pairs.ts";

type Case = readonly [
  name: string,
  rule: string,
  /** The schema that allows more: before's of what is sent, after's of what is received. */
  wide: string,
  narrow: string,
  body: unknown,
];

const NARROWED: readonly Case[] = [
  [
    "a value that is no longer listed",
    "enum-value-removed",
    "{type: object, properties: {status: {enum: [open, paid, lost]}}}",
    "{type: object, properties: {status: {enum: [open, paid]}}}",
    { status: "lost" },
  ],
  ["a list of values", "value-list-added", "{type: string}", "{enum: [open, paid]}", "a"],
  [
    "null",
    "null-forbidden",
    "{type: object, properties: {note: {type: [string, 'null']}}}",
    "{type: object, properties: {note: {type: string}}}",
    { note: null },
  ],
  [
    "a kind of value",
    "type-narrowed",
    "{type: object, properties: {total: {type: [string, integer]}}}",
    "{type: object, properties: {total: {type: string}}}",
    { total: 0 },
  ],
  ["fractions", "type-narrowed", "{type: number}", "{type: integer}", 0.5],
  [
    "fractions within bounds",
    "type-narrowed",
    "{type: number, minimum: 1, maximum: 99}",
    "{type: integer, minimum: 1, maximum: 99}",
    1.5,
  ],
  ["an upper bound", "constraint-tightened", "{type: integer}", "{type: integer, maximum: 7}", 8],
  [
    "an exclusive bound",
    "constraint-tightened",
    "{type: integer, minimum: 3}",
    "{type: integer, exclusiveMinimum: 3}",
    3,
  ],
  [
    "a multiple",
    "constraint-tightened",
    "{type: integer, minimum: 1}",
    "{type: integer, minimum: 1, multipleOf: 5}",
    1,
  ],
  [
    "a length",
    "constraint-tightened",
    "{type: string, maxLength: 10}",
    "{type: string, maxLength: 3}",
    "aaaa",
  ],
  [
    "a least length",
    "constraint-tightened",
    "{type: string, minLength: 1}",
    "{type: string, minLength: 3}",
    "a",
  ],
  [
    "a pattern",
    "constraint-tightened",
    "{type: string}",
    "{type: string, pattern: '^SKU-[0-9]+$'}",
    "a",
  ],
  ["a format", "constraint-tightened", "{type: string}", "{type: string, format: date}", "a"],
  [
    "the size of an integer",
    "constraint-tightened",
    "{type: integer}",
    "{type: integer, format: int32}",
    2_147_483_648,
  ],
  [
    "the length of a list",
    "constraint-tightened",
    "{type: array, items: {type: integer}, maxItems: 5}",
    "{type: array, items: {type: integer}, maxItems: 1}",
    [0, 0],
  ],
  [
    "a least length of a list",
    "constraint-tightened",
    "{type: array, items: {type: integer}}",
    "{type: array, items: {type: integer}, minItems: 1}",
    [],
  ],
  [
    "doubles in a list",
    "constraint-tightened",
    "{type: array, items: {type: integer}}",
    "{type: array, items: {type: integer}, uniqueItems: true}",
    [0, 0],
  ],
  [
    "a required member",
    "field-became-required",
    "{type: object, properties: {sku: {type: string}}}",
    "{type: object, required: [sku], properties: {sku: {type: string}}}",
    {},
  ],
  [
    "a required name without a declaration",
    "field-became-required",
    "{type: object}",
    "{type: object, required: [sku]}",
    {},
  ],
  [
    "typed members",
    "additional-typed",
    "{type: object}",
    "{type: object, additionalProperties: {type: string}}",
    { undeclared: null },
  ],
  [
    "the least number of members",
    "constraint-tightened",
    "{type: object}",
    "{type: object, minProperties: 1}",
    {},
  ],
  [
    "a member that needs another",
    "constraint-tightened",
    "{type: object, properties: {card: {type: string}, cvc: {type: string}}}",
    "{type: object, properties: {card: {type: string}, cvc: {type: string}}, dependentRequired: {card: [cvc]}}",
    { card: "a" },
  ],
  [
    "a value inside a list of a map",
    "enum-value-removed",
    "{type: object, additionalProperties: {type: array, items: {enum: [s, m, l]}}}",
    "{type: object, additionalProperties: {type: array, items: {enum: [s, m]}}}",
    { key: ["l"] },
  ],
  [
    "an alternative with a tag",
    "alternative-removed",
    "{oneOf: [{type: object, required: [by], properties: {by: {const: card}}}, {type: object, required: [by], properties: {by: {const: cash}}}]}",
    "{oneOf: [{type: object, required: [by], properties: {by: {const: card}}}]}",
    { by: "cash" },
  ],
];

/** Values a tolerant reader survives, and members it ignores, show nothing to who receives them. */
const SURVIVED = new Set([
  "a value that is no longer listed",
  "a list of values",
  "a value inside a list of a map",
  "an alternative with a tag",
]);

describe("what is no longer accepted", () => {
  it.each(NARROWED)("is shown by a request: %s", async (...[, rule, wide, narrow, body]: Case) => {
    const found = await witnessesBetween(orders(wide, "{}"), orders(narrow, "{}"));
    expect(payloadOf(ofRule(found, rule))).toMatchObject({
      method: "POST",
      path: "/orders",
      body,
    });
  });

  it("is confirmed by ajv, told with the place and the reason", async () => {
    const found = await witnessesBetween(
      orders("{type: object, properties: {sku: {type: string}}}", "{}"),
      orders("{type: object, properties: {sku: {type: integer}}}", "{}"),
    );
    expect(ofRule(found, "type-changed")).toEqual({
      status: "confirmed",
      kind: "request",
      operation: "POST /orders",
      payload: {
        method: "POST",
        path: "/orders",
        body: { sku: "a" },
        headers: { "content-type": "application/json" },
      },
      confirmedBy: "ajv",
      detail: "after does not take it as it was: the body: /sku must be integer",
    });
  });

  it("is shown in a member that is closed out", async () => {
    const open = "{type: object, properties: {note: {type: string}}}";
    const closed = "{type: object, properties: {}, additionalProperties: false}";
    const found = await witnessesBetween(orders(open, "{}"), orders(closed, "{}"));
    expect(payloadOf(ofRule(found, "field-removed"))).toMatchObject({ body: { note: "a" } });
  });
});

describe("what was never promised before", () => {
  it.each(NARROWED.filter(([name]) => !SURVIVED.has(name)))(
    "is shown by a response: %s",
    async (...[, , wide, narrow, body]: Case) => {
      const found = await witnessesBetween(orders("{}", narrow), orders("{}", wide));
      const breaking = found.filter(({ change }) => change.severity === "breaking");
      expect(breaking.map(({ witness }) => payloadOf(witness))).toContainEqual(
        expect.objectContaining({ status: 200, body }),
      );
    },
  );

  it("is shown by a response without a member that was required", async () => {
    const found = await witnessesBetween(
      orders("{}", "{type: object, required: [id], properties: {id: {type: integer}}}"),
      orders("{}", "{type: object, properties: {}}"),
    );
    expect(ofRule(found, "field-removed")).toMatchObject({
      kind: "response",
      payload: { status: 200, body: {} },
      detail: "before cannot read it: the body: the value must have required property 'id'",
    });
  });
});

describe("a change among others", () => {
  const before = `{type: object, properties: {kind: {enum: [a, b, c]}, sku: {type: string}}}`;
  const after = `{type: object, required: [sku, size], properties: {kind: {enum: [a]}, sku: {type: string}, size: {type: integer}}}`;

  it("is shown by a message that fails for it first", async () => {
    const found = await witnessesBetween(orders(before, "{}"), orders(after, "{}"));
    const bodies = found.map(({ change, witness }) => [
      `${change.rule} ${change.details.name ?? ""}`,
      witness.status === "confirmed" ? Object(witness.payload).body : witness,
    ]);
    expect(Object.fromEntries(bodies)).toEqual({
      "enum-value-removed b": { kind: "b", sku: "a", size: 0 },
      "enum-value-removed c": { kind: "c", sku: "a", size: 0 },
      "field-became-required sku": {},
      "field-added size": { sku: "a" },
    });
  });

  it("has none where every message fails for another change first", async () => {
    const found = await witnessesBetween(
      orders(
        "{type: object, required: [old], properties: {old: {type: string}, size: {type: integer}}}",
        "{}",
      ),
      orders(
        "{type: object, additionalProperties: false, properties: {size: {type: integer, maximum: 3}}}",
        "{}",
      ),
    );
    expect(ofRule(found, "constraint-tightened")).toEqual({
      status: "not-found",
      why: expect.stringMatching(
        /^other changes reject every message first: .*additional properties \(old\)/,
      ),
    });
  });
});

describe("a change inside alternatives", () => {
  const payment = (limit: string): string =>
    `{oneOf: [{type: object, required: [by, number], properties: {by: {const: card}, number: {type: string${limit}}}}, {type: object, required: [by], properties: {by: {const: cash}}}]}`;

  it("is shown in the alternative it is in", async () => {
    const found = await witnessesBetween(
      orders(payment(""), "{}"),
      orders(payment(", maxLength: 4"), "{}"),
    );
    expect(ofRule(found, "constraint-tightened")).toMatchObject({
      payload: { body: { by: "card", number: "aaaaa" } },
      detail: expect.stringContaining("/number must NOT have more than 4 characters"),
    });
  });

  it("has none where another alternative takes the same message", async () => {
    const loose = (maximum: number): string =>
      `{anyOf: [{type: object, properties: {size: {type: integer, maximum: ${String(maximum)}}}}, {type: object, properties: {colour: {type: string}}}]}`;
    const found = await witnessesBetween(orders(loose(9), "{}"), orders(loose(3), "{}"));
    for (const { witness } of found) expect(witness.status).toBe("not-found");
  });
});

describe("A value that may now be null, and may be missing as well", () => {
  it("is shown by null, for a message without it shows something else", async () => {
    const before = "{type: object, required: [note], properties: {note: {type: string}}}";
    const after = "{type: object, properties: {note: {type: [string, 'null']}}}";
    const found = await witnessesBetween(orders("{}", before), orders("{}", after));
    expect(payloadOf(ofRule(found, "null-allowed"))).toMatchObject({ body: { note: null } });
    expect(payloadOf(ofRule(found, "field-became-optional"))).toMatchObject({ body: {} });
  });
});
