import { expect, it } from "vitest";
import { withSeverities } from "../../src/policy/severities.ts";
import { change } from "../report/changes.ts";

it("a project's severity replaces the catalogue's, rule by rule, and `off` leaves findings out", () => {
  const changes = [
    change({ rule: "field-removed" }),
    change({ rule: "field-added", severity: "compatible" }),
    change({ rule: "type-changed" }),
  ];
  const judged = withSeverities(
    changes,
    new Map([
      ["field-removed", "dangerous"],
      ["field-added", "off"],
    ]),
  );
  expect(judged.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["field-removed", "dangerous"],
    ["type-changed", "breaking"],
  ]);
  expect(judged[0]?.effects).toEqual(changes[0]?.effects);
});
