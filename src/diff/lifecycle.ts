import type { CalendarDate, Deprecation } from "../model/lifecycle.ts";
import type { ChangeLifecycle } from "./change.ts";

const DAY = 86_400_000;

/** Whole days from one calendar date to another; negative where the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/**
 * The window of a removed element, judged by what the before side announced: a date that was
 * brought forward together with the removal does not count. A date lasts until its end (24:00 UTC).
 */
export function judgeRemoval(
  window: Deprecation | undefined,
  today: CalendarDate,
): ChangeLifecycle {
  if (window === undefined || (!window.deprecated && window.sunset === undefined)) {
    return { state: "removed-unannounced" };
  }
  const { sunset, since, replacement } = window;
  const known = {
    ...(since === undefined ? {} : { since }),
    ...(replacement === undefined ? {} : { replacement }),
  };
  if (sunset === undefined) return { state: "removed-undated", ...known };
  const daysLeft = daysBetween(today, sunset);
  return { state: daysLeft >= 0 ? "removed-early" : "removed-on-time", ...known, sunset, daysLeft };
}
