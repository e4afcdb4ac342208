import { describe, expect, it } from "vitest";
import { looseningsOf } from "../../src/policy/loosening.ts";
import type { ContractPolicy } from "../../src/policy/loosening.ts";
import { DEFAULT_POLICY } from "../../src/policy/policy.ts";
import type { RuleId } from "../../src/rules/index.ts";
import type { Severity } from "../../src/rules/rule.ts";

function settings(parts: Partial<ContractPolicy> = {}): ContractPolicy {
  return { policy: DEFAULT_POLICY, severities: new Map(), ...parts };
}

function severity(level: Severity | "off", rule: RuleId = "field-removed"): ContractPolicy {
  return settings({ severities: new Map([[rule, level]]) });
}

function policy(parts: Partial<ContractPolicy["policy"]>): ContractPolicy {
  return settings({ policy: { ...DEFAULT_POLICY, ...parts } });
}

/** What is looser, in one line each. */
function looser(before: ContractPolicy, after: ContractPolicy): readonly string[] {
  return looseningsOf(before, after).map((one) => `${one.setting}: ${one.before} → ${one.after}`);
}

describe("a looser setting is noticed, a stricter one is not", () => {
  it.each([
    ["fail-on: breaking → never", policy({ failOn: "breaking" }), policy({ failOn: "never" })],
    ["fail-on: dangerous → breaking", policy({ failOn: "dangerous" }), policy({})],
    ["block: always → used-or-unknown", policy({ block: "always" }), policy({})],
    ["block: used-or-unknown → used", policy({}), policy({ block: "used" })],
    [
      "removal-after-window: block-if-used → allow",
      policy({}),
      policy({ removalAfterWindow: "allow" }),
    ],
    ["stability: not set → alpha", settings(), settings({ stability: "alpha" })],
    [
      "stability: stable → draft",
      settings({ stability: "stable" }),
      settings({ stability: "draft" }),
    ],
    ["roots: both → output", settings(), settings({ roots: "output" })],
    ["roots: both → none", settings({ roots: "both" }), settings({ roots: "none" })],
    ["surfaces: not set → source", settings(), settings({ surfaces: ["source"] })],
    [
      "surfaces: wire, json → wire",
      settings({ surfaces: ["wire", "json"] }),
      settings({ surfaces: ["wire"] }),
    ],
    ["surfaces: wire, json → not set", settings({ surfaces: ["wire", "json"] }), settings()],
    ["severity of field-removed: not set → off", settings(), severity("off")],
    [
      "severity of field-removed: breaking → dangerous",
      severity("breaking"),
      severity("dangerous"),
    ],
    ["severity of field-removed: breaking → not set", severity("breaking"), settings()],
    ["severity of field-removed: not set → dangerous", settings(), severity("dangerous")],
  ])("%s", (expected, before, after) => {
    expect(looser(before, after)).toEqual([expected]);
    expect(looser(before, before)).toEqual([]);
  });

  it.each([
    ["fail-on", policy({}), policy({ failOn: "dangerous" })],
    ["block", policy({}), policy({ block: "always" })],
    ["severity", settings(), severity("breaking")],
    ["severity of a harmless rule", settings(), severity("breaking", "type-added")],
    ["severity that the rule cannot exceed", settings(), severity("compatible", "type-added")],
    ["surfaces", settings({ surfaces: ["wire"] }), settings({ surfaces: ["json", "wire"] })],
    ["surfaces that are the default", settings(), settings({ surfaces: ["wire"] })],
    ["stability", settings({ stability: "beta" }), settings({ stability: "stable" })],
    ["stability that is no longer said", settings({ stability: "beta" }), settings()],
    ["roots", settings({ roots: "none" }), settings({ roots: "input" })],
  ])("stricter %s", (_, before, after) => {
    expect(looser(before, after)).toEqual([]);
  });
});

it("what is looser in one way and stricter in another counts as looser", () => {
  expect(looser(settings({ surfaces: ["wire"] }), settings({ surfaces: ["json"] }))).toHaveLength(
    1,
  );
  expect(looser(settings({ roots: "input" }), settings({ roots: "output" }))).toHaveLength(1);
});
