import { daysBetween } from "../diff/lifecycle.ts";
import type { ChangeLifecycle, LifecycleState } from "../diff/change.ts";
import type { CalendarDate, Deprecation } from "../model/lifecycle.ts";

/** After this many days without removal a closed window is overdue. */
const OVERDUE_AFTER_DAYS = 90;

/** The window of an element that still stands, on a day. A sunset lasts until the end of its day. */
export function windowOf(deprecation: Deprecation, today: CalendarDate): ChangeLifecycle {
  const { since, sunset, replacement } = deprecation;
  const daysLeft = sunset === undefined ? undefined : daysBetween(today, sunset);
  return {
    state: stateOf(deprecation, daysLeft),
    ...(since === undefined ? {} : { since }),
    ...(sunset === undefined ? {} : { sunset }),
    ...(daysLeft === undefined ? {} : { daysLeft }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function stateOf({ deprecated }: Deprecation, daysLeft: number | undefined): LifecycleState {
  if (daysLeft === undefined) return deprecated ? "deprecated" : "active";
  if (daysLeft >= 0) return "window-open";
  return daysLeft < -OVERDUE_AFTER_DAYS ? "overdue" : "window-closed";
}
