import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { dayOf, daysBetween, later, nextQuarter } from "../../../src/diff/lifecycle/calendar.ts";

const ZONES = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "Asia/Kolkata"];

describe("the calendar", () => {
  it.each([
    ["2026-11-22", "2026-11-22", 0],
    ["2026-11-22", "2026-11-23", 1],
    ["2026-11-23", "2026-11-22", -1],
    ["2024-02-28", "2024-03-01", 2],
    ["2026-03-28", "2026-03-30", 2],
    ["2025-12-31", "2026-12-31", 365],
  ])("counts from %s to %s %i days", (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ["2026-11-22", { count: 90, unit: "days" }, "2027-02-20"],
    ["2026-11-22", { count: 3, unit: "months" }, "2027-02-22"],
    ["2026-11-30", { count: 3, unit: "months" }, "2027-02-28"],
    ["2024-02-29", { count: 12, unit: "months" }, "2025-02-28"],
    ["2026-01-31", { count: 1, unit: "months" }, "2026-02-28"],
  ] as const)("adds to %s the period %j", (date, period, expected) => {
    expect(later(date, period)).toBe(expected);
  });

  it.each([
    ["2026-01-01", "2026-01-01"],
    ["2026-01-02", "2026-04-01"],
    ["2026-11-22", "2027-01-01"],
    ["2026-12-31", "2027-01-01"],
  ])("starts the quarter after %s on %s", (date, start) => {
    expect(nextQuarter(date)).toBe(start);
  });

  it("ends a day at 24:00 UTC", () => {
    expect(dayOf(Date.parse("2026-11-22T23:59:59.999Z"))).toBe("2026-11-22");
    expect(dayOf(Date.parse("2026-11-23T00:00:00.000Z"))).toBe("2026-11-23");
  });

  it.each(ZONES)("reads no clock but UTC where the process runs in %s", (zone) => {
    const file = new URL("../../../src/diff/lifecycle/calendar.ts", import.meta.url).href;
    const script = `const c = await import(${JSON.stringify(file)});
      console.log([
        c.daysBetween("2026-03-28", "2026-03-30"),
        c.later("2026-10-24", { count: 2, unit: "days" }),
        c.later("2026-01-31", { count: 1, unit: "months" }),
        c.nextQuarter("2026-12-31"),
        c.dayOf(Date.parse("2026-11-22T23:30:00Z")),
      ].join(" "));`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, TZ: zone },
      encoding: "utf8",
    });
    expect(output.trim()).toBe("2 2026-10-26 2026-02-28 2027-01-01 2026-11-22");
  });
});
