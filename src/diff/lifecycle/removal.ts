import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";
import type { ChangeLifecycle } from "../change.ts";
import { daysBetween } from "./calendar.ts";
import { announces } from "./history.ts";
import { removedState } from "./state.ts";
import type { WindowTerms } from "./state.ts";

/**
 * The window of a removed element, judged by what the before side announced: a date that was
 * brought forward together with the removal does not count.
 */
export function judgeRemoval(
  window: Deprecation | undefined,
  today: CalendarDate,
  terms: WindowTerms = {},
): ChangeLifecycle {
  const state = removedState(window, today, terms);
  if (window === undefined || !announces(window)) return { state };
  const { sunset, since, replacement } = window;
  return {
    state,
    ...(since === undefined ? {} : { since }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(sunset === undefined ? {} : { sunset, daysLeft: daysBetween(today, sunset) }),
  };
}
