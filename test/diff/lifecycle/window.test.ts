import { describe, expect, it } from "vitest";
import { windowOf } from "../../../src/diff/lifecycle/window.ts";

const SUNSET = { deprecated: true, sunset: "2026-11-22", since: "2026-01-01" };

describe("the window of an element that still stands", () => {
  it.each([
    [{ deprecated: true }, "2026-11-22", "deprecated", undefined],
    [{ deprecated: false }, "2026-11-22", "active", undefined],
    [SUNSET, "2026-11-21", "window-open", 1],
    [SUNSET, "2026-11-22", "window-open", 0],
    [SUNSET, "2026-11-23", "window-closed", -1],
    [SUNSET, "2027-02-20", "window-closed", -90],
    [SUNSET, "2027-02-21", "overdue", -91],
  ])("of %j on %s is %s", (deprecation, today, state, daysLeft) => {
    const window = windowOf(deprecation, today);
    expect(window.state).toBe(state);
    expect(window.daysLeft).toBe(daysLeft);
  });

  it("carries what was announced", () => {
    expect(windowOf({ ...SUNSET, replacement: "images" }, "2026-11-01")).toEqual({
      state: "window-open",
      since: "2026-01-01",
      sunset: "2026-11-22",
      daysLeft: 21,
      replacement: "images",
    });
  });
});
