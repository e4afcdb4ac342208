import { daysBetween } from "./calendar.ts";
import { standingState } from "./state.ts";
import type { WindowTerms } from "./state.ts";
import type { ChangeLifecycle } from "../change.ts";
import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";

/** The window of an element that still stands, on a day, by what it says itself. */
export function windowOf(
  deprecation: Deprecation,
  today: CalendarDate,
  terms: WindowTerms = {},
): ChangeLifecycle {
  const { since, sunset, replacement } = deprecation;
  return {
    state: standingState(deprecation, { today, since, terms }) ?? "active",
    ...(since === undefined ? {} : { since }),
    ...(sunset === undefined ? {} : { sunset, daysLeft: daysBetween(today, sunset) }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}
