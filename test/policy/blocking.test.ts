import { describe, expect, it } from "vitest";
import type { ChangeLifecycle } from "../../src/diff/change.ts";
import type { ConsumerImpact, ImpactVerdict } from "../../src/impact/verdict.ts";
import { blockingOf } from "../../src/policy/blocking.ts";
import { DEFAULT_POLICY } from "../../src/policy/policy.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { Severity } from "../../src/rules/rule.ts";

function consumers(...verdicts: readonly ImpactVerdict[]): readonly ConsumerImpact[] {
  return verdicts.map((verdict, index) => ({ consumer: `c${index + 1}`, verdict, because: [] }));
}

function judged(
  severity: Severity,
  impact: readonly ConsumerImpact[] = [],
  policy: Partial<Policy> = {},
  lifecycle?: ChangeLifecycle,
) {
  return blockingOf(
    { severity, ...(lifecycle === undefined ? {} : { lifecycle }) },
    { policy: { ...DEFAULT_POLICY, ...policy }, impact },
  );
}

describe("what blocks by severity", () => {
  it.each([
    ["breaking", "breaking", true],
    ["dangerous", "breaking", false],
    ["dangerous", "dangerous", true],
    ["compatible", "dangerous", false],
    ["breaking", "never", false],
  ] as const)("a %s change with fail-on %s: %s", (severity, failOn, value) => {
    expect(judged(severity, [], { failOn }).value).toBe(value);
  });
});

describe("what blocks by use", () => {
  it.each([
    ["used-or-unknown", [], true, "its use is unknown"],
    ["used-or-unknown", ["no-use-seen"], false, "no use seen by its one known consumer"],
    ["used-or-unknown", ["no-use-seen", "not-covered"], true, "whether c2 uses it"],
    ["used-or-unknown", ["breaks", "breaks", "breaks"], true, "breaks c1, c2 and 1 more"],
    ["used", [], false, "no consumer is known to use it"],
    ["used", ["not-covered"], false, "no consumer is known to use it"],
    ["used", ["may-break"], true, "may break c1"],
    ["always", ["no-use-seen"], true, "always block"],
  ] as const)("block %s, consumers %j: %s", (block, verdicts, value, because) => {
    const verdict = judged("breaking", consumers(...verdicts), { block });
    expect(verdict.value).toBe(value);
    expect(verdict.because).toContain(because);
  });
});

describe("a removal after its window", () => {
  const onTime: ChangeLifecycle = { state: "removed-on-time", sunset: "2026-11-01" };

  it("does not block, whatever the block rule says", () => {
    expect(judged("breaking", [], { block: "always" }, onTime)).toEqual({
      value: false,
      because: "its window closed on 2026-11-01",
    });
  });

  it("blocks while a known consumer still uses it", () => {
    expect(judged("breaking", consumers("breaks"), {}, onTime)).toEqual({
      value: true,
      because: "its window closed on 2026-11-01, but c1 still uses it",
    });
  });

  it("passes with known users where the policy allows it", () => {
    const policy = { removalAfterWindow: "allow" } as const;
    expect(judged("breaking", consumers("breaks"), policy, onTime).value).toBe(false);
  });

  it("is no excuse when it comes early", () => {
    expect(judged("breaking", [], {}, { state: "removed-early" }).value).toBe(true);
  });
});

it("a waived change does not block and says by whom it is waived", () => {
  const verdict = blockingOf(
    { severity: "breaking" },
    { policy: DEFAULT_POLICY, impact: consumers("breaks"), waived: "waived by ana" },
  );
  expect(verdict).toEqual({ value: false, because: "waived by ana" });
});

describe("a waiver", () => {
  const waived = "waived by ana: agreed";
  const [web, till, mobile] = [
    { consumer: "web", verdict: "breaks", because: [] },
    { consumer: "till", verdict: "may-break", because: [] },
    { consumer: "mobile", verdict: "not-covered", because: [] },
  ] as const;

  it.each([
    ["for everybody", [web, till, mobile], undefined, "used-or-unknown", false, waived],
    ["for all that are hit", [web, till], ["web", "till"], "used-or-unknown", false, waived],
    ["for one of two", [web, till], ["web"], "used-or-unknown", true, "it may break till"],
    ["for the hit, not the unknown", [web, mobile], ["web"], "used-or-unknown", true, "mobile"],
    ["for the hit, where only use counts", [web, mobile], ["web"], "used", false, waived],
    ["for a consumer nobody knows", [], ["web"], "used-or-unknown", true, "no consumer of it"],
    ["for all that are hit", [web], ["web"], "always", false, waived],
    ["for one of two", [web, till], ["web"], "always", true, "always block"],
  ] as const)("%s: %j, %j, block %s", (...row) => {
    const [, impact, waivedConsumers, block, value, because] = row;
    const verdict = blockingOf(
      { severity: "breaking" },
      {
        policy: { ...DEFAULT_POLICY, block },
        impact,
        waived,
        ...(waivedConsumers === undefined ? {} : { waivedConsumers }),
      },
    );
    expect(verdict.value).toBe(value);
    expect(verdict.because).toContain(because);
  });

  it("that excuses nothing any more is named where the change blocks", () => {
    const lapsed = "the waiver of ana expired on 2026-10-31";
    const context = { policy: DEFAULT_POLICY, impact: [web], lapsed };
    expect(blockingOf({ severity: "breaking" }, context)).toEqual({
      value: true,
      because: "it breaks web; the waiver of ana expired on 2026-10-31",
    });
    expect(blockingOf({ severity: "dangerous" }, context).because).not.toContain("waiver");
  });
});

describe("a security regression", () => {
  const verdictOf = (policy: Partial<Policy>, waived?: string) =>
    blockingOf(
      { severity: "compatible", rule: "security-loosened" },
      {
        policy: { ...DEFAULT_POLICY, ...policy },
        impact: [],
        ...(waived === undefined ? {} : { waived }),
      },
    );

  it.each([
    [{ securityRegressions: "block" }, true, "protects less than before"],
    [{ securityRegressions: "block", failOn: "never" }, false, "compatible changes never block"],
    [{ securityRegressions: "block", block: "used" }, true, "security-regressions is block"],
    [{}, false, "security-regressions is warn"],
    [{ securityRegressions: "ignore" }, false, "compatible changes never block"],
  ] as const)("with %j: blocking %s", (policy, value, because) => {
    const verdict = verdictOf(policy);
    expect(verdict.value).toBe(value);
    expect(verdict.because).toContain(because);
  });

  it("passes where it is waived", () => {
    expect(verdictOf({ securityRegressions: "block" }, "waived by ana")).toEqual({
      value: false,
      because: "waived by ana",
    });
  });

  it("is no change of another rule", () => {
    const policy = { ...DEFAULT_POLICY, securityRegressions: "block" } as const;
    const change = { severity: "compatible", rule: "security-alternative-added" } as const;
    expect(blockingOf(change, { policy, impact: [] }).value).toBe(false);
  });
});
