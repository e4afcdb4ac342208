import { describe, expect, it } from "vitest";
import { diffContracts } from "../../../src/diff/index.ts";
import { prepareOpenapi } from "../../../src/witness/openapi/index.ts";
import { findWitnesses } from "../../../src/witness/index.ts";
import { orders, sideOf, witnessesBetween } from "./pairs.ts";

/** Flow style inside block style may not be indented less. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

const ORDER = oneLine(`{type: object, required: [id, lines], properties: {
  id: {type: integer}, note: {type: [string, 'null']}, status: {enum: [open, paid]},
  lines: {type: array, items: {type: object, properties: {sku: {type: string, maxLength: 9}}}},
  pay: {oneOf: [{type: object, required: [by], properties: {by: {const: card}, number: {type: string}}}, {type: object, required: [by], properties: {by: {const: cash}}}]}}}`);
const NARROW =
  oneLine(`{type: object, required: [id, lines, note], additionalProperties: false, properties: {
  id: {type: string}, note: {type: string, pattern: '^n'}, status: {enum: [open]},
  lines: {type: array, maxItems: 3, items: {type: object, required: [sku], properties: {sku: {type: string, maxLength: 3}}}},
  pay: {oneOf: [{type: object, required: [by], properties: {by: {const: card}, number: {type: string, minLength: 2}}}]}}}`);

describe("equal sides", () => {
  it.each([
    [ORDER, NARROW],
    [NARROW, ORDER],
  ])("give no witness, whatever change they are said to differ by", async (one, other) => {
    const before = await sideOf(orders(one, one));
    const after = await sideOf(orders(other, other));
    const changes = diffContracts(before.contract, after.contract, { today: "2026-11-22" });
    expect(changes.length).toBeGreaterThan(8);
    for (const side of [before, after]) {
      const finder = await prepareOpenapi({ before: side, after: side });
      for (const change of changes) {
        const witness = finder.find(change, { proposals: 60 });
        expect([change.rule, witness.status]).not.toContain("confirmed");
      }
    }
  });
});

describe("the same comparison", () => {
  it("gives the same witnesses every time", async () => {
    const pair = [orders(ORDER, NARROW), orders(NARROW, ORDER)] as const;
    const first = await witnessesBetween(...pair);
    const again = await witnessesBetween(...pair);
    expect(first.length).toBeGreaterThan(10);
    expect(again.map(({ witness }) => witness)).toEqual(first.map(({ witness }) => witness));
  });
});

const DEEP = `${"{type: array, items: ".repeat(60)}{type: string}${"}".repeat(60)}`;
const ENDLESS =
  "components: {schemas: {Node: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Node'}, size: {type: integer}}}}}";
const ENDLESS_NARROW = ENDLESS.replace("{type: integer}", "{type: string}");
const NODE = "{$ref: '#/components/schemas/Node'}";

describe("hostile contracts", () => {
  it.each<readonly [name: string, before: string, after: string]>([
    [
      "a pattern that backtracks without end",
      orders("{type: string, minLength: 40}", "{}"),
      orders("{type: string, minLength: 40, pattern: '^(a+)+$'}", "{}"),
    ],
    [
      "two of them",
      orders("{type: string, pattern: '^(a|a)*b$', minLength: 60}", "{}"),
      orders("{type: string, pattern: '^(a|aa)+$', minLength: 60}", "{}"),
    ],
    [
      "bounds beyond every message",
      orders(
        "{type: array, items: {type: string, minLength: 900000000}, minItems: 900000000}",
        "{}",
      ),
      orders(
        "{type: array, items: {type: string, minLength: 999000000}, minItems: 990000000}",
        "{}",
      ),
    ],
    ["a value that needs itself", orders(NODE, "{}", ENDLESS), orders(NODE, "{}", ENDLESS_NARROW)],
    ["nesting", orders(DEEP, "{}"), orders(DEEP.replace("string", "integer"), "{}")],
    [
      "a member called __proto__",
      orders("{type: object, properties: {__proto__: {type: string}}}", "{}"),
      orders("{type: object, properties: {__proto__: {type: integer}}}", "{}"),
    ],
    [
      "a pattern that is none",
      orders("{type: string}", "{}"),
      orders("{type: string, pattern: '(['}", "{}"),
    ],
  ])("end soon: %s", async (_, before, after) => {
    const started = performance.now();
    const found = await witnessesBetween(before, after);
    for (const { witness } of found) expect(witness).toHaveProperty("status");
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it("show a member called __proto__ as any other", async () => {
    const found = await witnessesBetween(
      orders("{type: object, properties: {__proto__: {type: string}}}", "{}"),
      orders("{type: object, properties: {__proto__: {type: integer}}}", "{}"),
    );
    const payloads = found.map(({ witness }) =>
      witness.status === "confirmed" ? JSON.stringify(witness.payload) : witness,
    );
    expect(payloads).toEqual([expect.stringContaining('"body":{"__proto__":"a"}')]);
  });
});

describe("a search", () => {
  it("proposes no more messages than it may", async () => {
    const before = await sideOf(orders("{type: string}", "{}"));
    const after = await sideOf(orders("{type: integer}", "{}"));
    const changes = diffContracts(before.contract, after.contract, { today: "2026-11-22" });
    const sides = { before, after };
    const found = await findWitnesses(changes, () => sides, { mode: "all", proposals: 0 });
    expect([...found.values()]).toEqual([expect.objectContaining({ status: "not-found" })]);
  });
});
