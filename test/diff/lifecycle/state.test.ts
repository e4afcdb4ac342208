import { describe, expect, it } from "vitest";
import type { ElementHistory, Statement } from "../../../src/diff/lifecycle/history.ts";
import { lifecycleOf } from "../../../src/diff/lifecycle/state.ts";
import type { WindowTerms } from "../../../src/diff/lifecycle/state.ts";

const ACTIVE: Statement = { deprecated: false };
const MARKED: Statement = { deprecated: true };
const GONE: Statement = "absent";

function until(sunset: string): Statement {
  return { deprecated: true, sunset };
}

type Step = readonly [on: string, says: Statement];

function history(...steps: readonly Step[]): ElementHistory {
  const marks = steps.map(([on, says], index) => {
    const to = steps[index + 1]?.[0] ?? on;
    return { from: { on, version: `v${index + 1}` }, to: { on: to }, says };
  });
  return { marks, provenance: "git", startsOpen: true };
}

const TODAY = "2026-11-22";

describe("the state of an element", () => {
  const TABLE: readonly (readonly [string, ElementHistory, string])[] = [
    ["never announced", history(["2026-01-01", ACTIVE]), "active"],
    [
      "marked without a date",
      history(["2026-01-01", ACTIVE], ["2026-02-01", MARKED]),
      "deprecated",
    ],
    [
      "given a date, but not marked",
      history(["2026-02-01", { deprecated: false, sunset: "2027-01-01" }]),
      "announced",
    ],
    [
      "marked from a day to come",
      history(["2026-02-01", { deprecated: true, since: "2027-01-01", sunset: "2027-06-01" }]),
      "announced",
    ],
    ["before its sunset", history(["2026-02-01", until("2026-12-01")]), "window-open"],
    ["on its sunset", history(["2026-02-01", until(TODAY)]), "window-open"],
    ["the day after its sunset", history(["2026-02-01", until("2026-11-21")]), "window-closed"],
    ["90 days after its sunset", history(["2026-02-01", until("2026-08-24")]), "window-closed"],
    ["91 days after its sunset", history(["2026-02-01", until("2026-08-23")]), "overdue"],
    [
      "gone unannounced",
      history(["2026-01-01", ACTIVE], ["2026-02-01", GONE]),
      "removed-unannounced",
    ],
    ["gone undated", history(["2026-01-01", MARKED], ["2026-02-01", GONE]), "removed-undated"],
    [
      "gone before its date",
      history(["2026-01-01", until("2026-03-01")], ["2026-02-01", GONE]),
      "removed-early",
    ],
    [
      "gone on its date",
      history(["2026-01-01", until("2026-02-01")], ["2026-02-01", GONE]),
      "removed-early",
    ],
    [
      "gone the day after",
      history(["2026-01-01", until("2026-01-31")], ["2026-02-01", GONE]),
      "removed-on-time",
    ],
    ["withdrawn", history(["2026-01-01", MARKED], ["2026-02-01", ACTIVE]), "reinstated"],
    [
      "gone and back",
      history(["2026-01-01", ACTIVE], ["2026-02-01", GONE], ["2026-03-01", ACTIVE]),
      "returned",
    ],
    [
      "gone and back with its date",
      history(
        ["2026-01-01", until("2026-01-15")],
        ["2026-02-01", GONE],
        ["2026-03-01", until("2026-12-01")],
      ),
      "window-open",
    ],
    [
      "gone, back and gone again",
      history(
        ["2026-01-01", until("2026-01-15")],
        ["2026-02-01", GONE],
        ["2026-03-01", until("2026-12-01")],
        ["2026-04-01", GONE],
      ),
      "removed-early",
    ],
    [
      "withdrawn, then gone",
      history(["2026-01-01", MARKED], ["2026-02-01", ACTIVE], ["2026-03-01", GONE]),
      "removed-unannounced",
    ],
  ];

  it.each(TABLE)("%s", (_, steps, state) => {
    expect(lifecycleOf(steps, TODAY).state).toBe(state);
  });

  it.each<readonly [WindowTerms, string, string]>([
    [{ ends: "end-of-day" }, TODAY, "window-open"],
    [{ ends: "start-of-day" }, TODAY, "window-closed"],
    [{ ends: "start-of-day" }, "2026-11-23", "window-open"],
    [{ graceDays: 0 }, "2026-11-21", "overdue"],
    [{ graceDays: 7 }, "2026-11-15", "window-closed"],
    [{ graceDays: 7 }, "2026-11-14", "overdue"],
  ])("under %j with the sunset %s is %s", (terms, sunset, state) => {
    expect(lifecycleOf(history(["2026-01-01", until(sunset)]), TODAY, terms).state).toBe(state);
  });

  it.each([
    [30, "2026-03-03", "removed-on-time"],
    [30, "2026-03-04", "removed-late"],
  ])(
    "is late more than %i days of grace after a sunset on 2026-02-01: gone %s",
    (graceDays, on, state) => {
      const steps = history(["2026-01-01", until("2026-02-01")], [on, GONE]);
      expect(lifecycleOf(steps, TODAY, { graceDays }).state).toBe(state);
    },
  );
});

describe("what a history shows beside the state", () => {
  const moved = history(
    ["2026-01-01", ACTIVE],
    ["2026-02-01", until("2026-06-01")],
    ["2026-03-01", until("2026-05-01")],
    ["2026-04-01", until("2026-09-01")],
    ["2026-07-01", GONE],
  );

  it("tells every promise with when it was made and last held", () => {
    expect(lifecycleOf(moved, TODAY).promises.map((one) => [one.sunset, one.firstSeen.on])).toEqual(
      [
        ["2026-06-01", "2026-02-01"],
        ["2026-05-01", "2026-03-01"],
        ["2026-09-01", "2026-04-01"],
      ],
    );
  });

  it("holds a removal against the first promise and the last", () => {
    const { state, removal } = lifecycleOf(moved, TODAY);
    expect(state).toBe("removed-early");
    expect(removal).toMatchObject({ daysLate: -62, daysLateFirst: 30 });
  });

  it("tells the steps in order", () => {
    expect(lifecycleOf(moved, TODAY).events.map(({ kind, at }) => `${kind} ${at.on}`)).toEqual([
      "deprecated 2026-02-01",
      "announced 2026-02-01",
      "shortened 2026-03-01",
      "extended 2026-04-01",
      "removed 2026-07-01",
    ]);
  });

  it("notes what is remarkable", () => {
    const born: ElementHistory = {
      ...history(["2026-01-01", until("2026-02-01")]),
      startsOpen: false,
    };
    const minimum = { count: 90, unit: "days" } as const;
    expect(lifecycleOf(moved, TODAY, { minimum }).notes).toEqual(["shortened", "extended"]);
    expect(lifecycleOf(born, TODAY, { minimum }).notes).toEqual(["born-deprecated", "too-short"]);
    const backwards = history(["2026-01-01", ACTIVE], ["2026-03-01", until("2026-02-01")]);
    expect(lifecycleOf(backwards, TODAY).notes).toEqual(["sunset-before-since"]);
  });

  it("prefers what is written over what was seen first, and says where it is a bound", () => {
    const seen = history(["2026-01-01", ACTIVE], ["2026-02-01", MARKED]);
    expect(lifecycleOf(seen, TODAY).since).toEqual({
      on: "2026-02-01",
      by: "git",
      version: "v2",
      orEarlier: false,
    });
    const written = history(["2026-02-01", { deprecated: true, since: "2025-12-24" }]);
    expect(lifecycleOf(written, TODAY).since).toEqual({
      on: "2025-12-24",
      by: "explicit",
      orEarlier: false,
    });
    expect(lifecycleOf(history(["2026-02-01", MARKED]), TODAY).since?.orEarlier).toBe(true);
  });

  it("starts again after a withdrawal, but not after an absence", () => {
    const again = history(["2025-01-01", MARKED], ["2025-02-01", ACTIVE], ["2026-02-01", MARKED]);
    const back = history(["2025-01-01", MARKED], ["2025-02-01", GONE], ["2026-02-01", MARKED]);
    expect(lifecycleOf(again, TODAY).since?.on).toBe("2026-02-01");
    expect(lifecycleOf(back, TODAY).since?.on).toBe("2025-01-01");
  });
});
