import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, startOf } from "../../../src/diff/lifecycle/calendar.ts";
import type { ElementHistory, Statement } from "../../../src/diff/lifecycle/history.ts";
import { lifecycleOf } from "../../../src/diff/lifecycle/state.ts";

const DAY = 86_400_000;

const day = fc
  .integer({ min: 0, max: 900 })
  .map((days) => dayOf(startOf("2025-01-01") + days * DAY));

const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.constant<Statement>("absent"),
  fc.constant<Statement>({ deprecated: false }),
  fc.constant<Statement>({ deprecated: true }),
  fc.record({ deprecated: fc.constant(true), sunset: day }),
);

const history: fc.Arbitrary<ElementHistory> = fc
  .record({
    says: fc.array(statement, { minLength: 1, maxLength: 8 }),
    startsOpen: fc.boolean(),
  })
  .map(({ says, startsOpen }) => ({
    provenance: "git",
    startsOpen,
    marks: says.map((one, index) => {
      const on = dayOf(startOf("2025-01-01") + index * 60 * DAY);
      return { from: { on }, to: { on }, says: one };
    }),
  }));

/** Fails with the smallest history for which a claim does not hold. */
function claim(property: (any: ElementHistory, one: string, other: string) => boolean) {
  return () => fc.assert(fc.property(history, day, day, property));
}

describe("any history", () => {
  it("ends removed where the last version does not have the element, and only there", () => {
    expect(
      claim((any, today) => {
        const { state } = lifecycleOf(any, today, { graceDays: 30 });
        const wasThere = any.startsOpen || any.marks.some(({ says }) => says !== "absent");
        const isGone = any.marks.at(-1)?.says === "absent";
        return state.startsWith("removed-") === (isGone && wasThere);
      }),
    ).not.toThrow();
  });

  it("ends in what its events lead to", () => {
    expect(
      claim((any, today) => {
        const { events, sunset, state } = lifecycleOf(any, today);
        let date: string | undefined;
        for (const { kind, sunset: announced } of events) {
          if (announced !== undefined) date = announced;
          if (kind === "date-deleted" || kind === "reinstated") date = undefined;
        }
        const last = events.at(-1)?.kind;
        return (
          date === sunset &&
          (last === "removed") === state.startsWith("removed-") &&
          (last !== "reinstated" || state === "reinstated")
        );
      }),
    ).not.toThrow();
  });

  it("holds the date that was promised last, and tells none twice in a row", () => {
    expect(
      claim((any, today) => {
        const { promises, sunset } = lifecycleOf(any, today);
        const dates = promises.map((promise) => promise.sunset);
        const isHeld = sunset === undefined || dates.at(-1) === sunset;
        return isHeld && dates.every((date, index) => date !== dates[index - 1]);
      }),
    ).not.toThrow();
  });

  it("only closes as days go by", () => {
    const order = ["window-open", "window-closed", "overdue"];
    const rankOn = (any: ElementHistory, today: string): number =>
      order.indexOf(lifecycleOf(any, today).state);
    expect(
      claim((any, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        return rankOn(any, early) <= rankOn(any, late);
      }),
    ).not.toThrow();
  });
});
