import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/app/config/parse.ts";
import { WINDOW_PRESETS } from "../../../src/policy/window-presets.ts";
import { requirementsOf } from "../../../src/policy/windows.ts";
import type { WindowPolicy } from "../../../src/policy/windows.ts";

function windowsOf(text: string): readonly (WindowPolicy | undefined)[] {
  return parseConfig("contract-drift.yaml", text).contracts.map(({ policy }) => policy.window);
}

describe("the window key", () => {
  it.each([
    ["90", { count: 90, unit: "days" }],
    ["90 days", { count: 90, unit: "days" }],
    ["1 day", { count: 1, unit: "days" }],
    ["2 weeks", { count: 14, unit: "days" }],
    ["3 months", { count: 3, unit: "months" }],
    ["1 year", { count: 12, unit: "months" }],
  ])("reads the period %s", (written, minimum) => {
    const [window] = windowsOf(`contracts: [api.yaml]\nwindow: { minimum: ${written} }\n`);
    expect(window?.all).toEqual({ minimum });
  });

  it("of a contract speaks over the file's, level by level", () => {
    const [first, second] = windowsOf(`window:
  minimum: 90 days
  sunset: required
  levels: { beta: { minimum: 30 days }, alpha: { breaking: allowed } }
contracts:
  - orders.yaml
  - path: catalog.graphql
    window: { minimum: 1 year, grace: 1 month, levels: { beta: { reason: required } } }
`);
    expect(first?.all).toEqual({ minimum: { count: 90, unit: "days" }, sunset: "required" });
    expect(second?.all).toEqual({
      minimum: { count: 12, unit: "months" },
      sunset: "required",
      graceDays: 30,
    });
    expect(second?.levels).toEqual({
      beta: { minimum: { count: 30, unit: "days" }, reason: "required" },
      alpha: { breaking: "allowed" },
    });
  });

  it.each(Object.keys(WINDOW_PRESETS))("knows the preset %s", (preset) => {
    const [window] = windowsOf(`contracts: [api.yaml]\nwindow: { preset: ${preset} }\n`);
    expect(window).toEqual(Object.entries(WINDOW_PRESETS).find(([name]) => name === preset)?.[1]);
  });

  it("says what is not known, with its place", () => {
    expect(() => windowsOf("contracts: [a.yaml]\nwindow: { preset: kubernetes }\n")).toThrow(
      'window.preset is "kubernetes", but must be',
    );
    expect(() => windowsOf("contracts: [a.yaml]\nwindow: { minimum: soon }\n")).toThrow(
      "window.minimum",
    );
    expect(() => windowsOf("contracts: [a.yaml]\nwindow: { minimun: 3 }\n")).toThrow("minimun");
  });

  it("holds the strictest of the promised surfaces", () => {
    const [window] = windowsOf(`contracts: [api.yaml]
window: { minimum: 90 days, surfaces: { source: { minimum: 10 days }, json: { minimum: 1 year } } }
`);
    if (window === undefined) throw new Error("no window");
    const minimum = (...surfaces: readonly ("wire" | "json" | "source")[]) =>
      requirementsOf(window, "stable", surfaces).minimum;
    expect(minimum("source")).toEqual({ count: 10, unit: "days" });
    expect(minimum("source", "wire")).toEqual({ count: 90, unit: "days" });
    expect(minimum("wire", "json")).toEqual({ count: 12, unit: "months" });
  });
});
