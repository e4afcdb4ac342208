import { describe, expect, it } from "vitest";
import { onlyChange } from "../compare-texts.ts";

const WITHOUT = "enum Status { OPEN }";
const WITH = "enum Status { OPEN PAID }";

/** Where the enum stands decides what its growing and shrinking means. */
const PLACES = {
  received: "type Query { order: Status }",
  sent: "type Query { order(status: Status): Int }",
  "sent and received": "type Query { order(status: Status): Status }",
  nowhere: "type Query { order: Int }",
} as const;

describe("An enum value", () => {
  it.each([
    ["received", "dangerous", "output"],
    ["sent", "compatible", "input"],
    ["sent and received", "dangerous", "both"],
    ["nowhere", "dangerous", "both"],
  ] as const)("that is added, where the enum is %s", async (place, severity, direction) => {
    const change = await onlyChange(
      "graphql",
      `${PLACES[place]} ${WITHOUT}`,
      `${PLACES[place]} ${WITH}`,
    );
    expect(change).toMatchObject({ rule: "enum-value-added", severity, direction });
  });

  it.each([
    ["received", "dangerous"],
    ["sent", "breaking"],
    ["sent and received", "breaking"],
    ["nowhere", "dangerous"],
  ] as const)("that is removed, where the enum is %s", async (place, severity) => {
    const change = await onlyChange(
      "graphql",
      `${PLACES[place]} ${WITH}`,
      `${PLACES[place]} ${WITHOUT}`,
    );
    expect(change).toMatchObject({ rule: "enum-value-removed", severity, element: "Status.PAID" });
  });
});
