import { describe, expect, it } from "vitest";
import type { Change, Effect } from "../../src/diff/change.ts";
import { deploymentOf } from "../../src/report/deploy-order.ts";
import { RULES } from "../../src/rules/index.ts";
import type { RuleId } from "../../src/rules/index.ts";
import { severityIn } from "../../src/rules/levels.ts";
import type { Facts } from "../../src/rules/rule.ts";
import { change, SEMANTICS } from "./changes.ts";

/** A change of one rule in one direction, with the severity that the catalogue gives it. */
function edit(
  rule: RuleId,
  direction: Effect["direction"],
  facts: Facts,
  parts: Partial<Change> = {},
) {
  const levels = RULES[rule].severity.wire;
  if (levels === undefined) throw new Error(`${rule} is not felt on the wire`);
  const severity = severityIn(levels[direction], facts);
  const { before: _, ...rest } = change();
  return {
    ...rest,
    rule,
    facts,
    effects: [{ surface: "wire", direction, severity, certainty: "by-rule" }] as const,
    ...parts,
  };
}

const before = { before: { value: 1 } };
const after = { after: { value: 2 } };

describe("who deploys first", () => {
  it.each([
    [
      "an optional output field comes",
      edit("field-added", "output", { presence: "optional", selection: "explicit" }, after),
      "provider-first",
      false,
    ],
    [
      "a required output field goes",
      edit("field-removed", "output", { presence: "required", selection: "whole" }, before),
      "consumer-first",
      true,
    ],
    [
      "an optional input field comes",
      edit("field-added", "input", { presence: "optional", unknown: "rejected" }, after),
      "provider-first",
      false,
    ],
    [
      "a required input field comes where unknown ones are ignored",
      edit("field-added", "input", { presence: "required", unknown: "ignored" }, after),
      "consumer-first",
      true,
    ],
    [
      "a required input field comes where unknown ones are rejected",
      edit("field-added", "input", { presence: "required", unknown: "rejected" }, after),
      "parallel",
      false,
    ],
    [
      "an output field becomes nullable",
      edit("null-allowed", "output", {}, { ...before, ...after }),
      "consumer-first",
      true,
    ],
  ] as const)("%s", (_, edited, deployOrder, reversible) => {
    expect(deploymentOf(edited, { surfaces: ["wire"], semantics: SEMANTICS })).toEqual({
      deployOrder,
      reversible,
    });
  });

  it("does not matter where only a date or client code is touched", () => {
    const dated = change({
      effects: [
        { surface: "promise", direction: "output", severity: "breaking", certainty: "proven" },
      ],
    });
    expect(deploymentOf(dated, { surfaces: ["wire", "promise"], semantics: SEMANTICS })).toEqual({
      deployOrder: "either",
      reversible: true,
    });
  });

  it("counts only promised surfaces", () => {
    expect(deploymentOf(change(), { surfaces: ["json"], semantics: SEMANTICS }).deployOrder).toBe(
      "either",
    );
  });
});
