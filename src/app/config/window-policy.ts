import type { Period } from "../../diff/lifecycle/calendar.ts";
import { WINDOW_PRESETS } from "../../policy/window-presets.ts";
import { NO_WINDOW_POLICY, windowPolicyOver } from "../../policy/windows.ts";
import type { WindowPolicy, WindowRequirements } from "../../policy/windows.ts";
import type { WindowPartText, WindowText } from "./window-schema.ts";

/** A window policy with what a `window` key says over it; a preset starts afresh. */
export function windowPolicyFrom(
  text: WindowText | undefined,
  above: WindowPolicy | undefined,
): WindowPolicy | undefined {
  if (text === undefined) return above;
  const { preset, coverage, levels = {}, surfaces = {}, ...all } = text;
  return windowPolicyOver(presetNamed(preset) ?? above ?? NO_WINDOW_POLICY, {
    all: requirementsFrom(all),
    levels: partsFrom(levels),
    surfaces: partsFrom(surfaces),
    ...(coverage === undefined ? {} : { coverage }),
  });
}

/** The schema has checked the name. */
function presetNamed(name: string | undefined): WindowPolicy | undefined {
  return Object.entries<WindowPolicy>(WINDOW_PRESETS).find(([preset]) => preset === name)?.[1];
}

function partsFrom(
  parts: Readonly<Record<string, WindowPartText | undefined>>,
): Readonly<Partial<Record<string, WindowRequirements>>> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) =>
      part === undefined ? [] : [[name, requirementsFrom(part)]],
    ),
  );
}

function requirementsFrom(text: WindowPartText): WindowRequirements {
  const { minimum, grace, "born-deprecated": bornDeprecated, ...same } = text;
  return {
    ...same,
    ...(minimum === undefined ? {} : { minimum: periodFrom(minimum) }),
    ...(grace === undefined ? {} : { graceDays: daysIn(periodFrom(grace)) }),
    ...(bornDeprecated === undefined ? {} : { bornDeprecated }),
  };
}

const UNITS: Readonly<Record<string, Period>> = {
  day: { count: 1, unit: "days" },
  week: { count: 7, unit: "days" },
  month: { count: 1, unit: "months" },
  year: { count: 12, unit: "months" },
};

/** `90`, `90 days`, `3 months`, `1 year`; the schema has checked the form. */
function periodFrom(text: string | number): Period {
  if (typeof text === "number") return { count: text, unit: "days" };
  const [count = "", unit = ""] = text.split(" ");
  const one = UNITS[unit.replace(/s$/, "")] ?? { count: 1, unit: "days" };
  return { count: Number(count) * one.count, unit: one.unit };
}

/** Grace is counted in days; a month has 30 of them there. */
function daysIn({ count, unit }: Period): number {
  return unit === "days" ? count : count * 30;
}
