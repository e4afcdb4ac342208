import { describe, expect, it } from "vitest";
import { changesOfFixture, ruleFixtures } from "../../scripts/rules/fixtures.ts";
import { isRuleId, RULE_IDS } from "../../src/rules/index.ts";

const POLICY = "It needs a policy of deprecation windows.";

/** Rules that no pair of texts can fire, and why. */
const WITHOUT_FIXTURE: Readonly<Record<string, string>> = {
  "contract-removed": "It needs a repository in which a contract's file is gone.",
  "window-too-short": POLICY,
  "sunset-missing": POLICY,
  "sunset-off-schedule": POLICY,
  "reason-missing": POLICY,
  "replacement-missing": POLICY,
  "born-deprecated": POLICY,
};

const FIXTURES = ruleFixtures();

describe("A rule", () => {
  it.each(FIXTURES.map((fixture) => [fixture.rule, fixture.format, fixture] as const))(
    "fires where it should: %s in %s",
    async (rule, _, fixture) => {
      const changes = await changesOfFixture(fixture);
      const { severity, direction, element } = fixture.expected;
      expect(changes.map((change) => change.rule)).toContain(rule);
      expect(
        changes
          .filter((change) => change.rule === rule)
          .map((change) => ({
            severity: change.severity,
            direction: change.direction,
            element: change.element,
          })),
      ).toContainEqual({ severity, direction, element });
    },
  );

  it.each(RULE_IDS)("has a fixture, or a reason why it has none: %s", (id) => {
    const shown = FIXTURES.some((fixture) => fixture.rule === id);
    const excused = Object.hasOwn(WITHOUT_FIXTURE, id);
    expect({ id, covered: shown !== excused }).toEqual({ id, covered: true });
  });

  it("has a fixture only while it is a rule", () => {
    const rules = [...FIXTURES.map(({ rule }) => rule), ...Object.keys(WITHOUT_FIXTURE)];
    expect(rules.filter((rule) => !isRuleId(rule))).toEqual([]);
  });
});
