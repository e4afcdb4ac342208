import type { ChangeLifecycle, LifecycleState } from "../../diff/change.ts";

/** What a window's state means, in the words of the report. */
export const STATES: Readonly<Record<LifecycleState, string>> = {
  active: "not deprecated",
  deprecated: "deprecated, no sunset date",
  announced: "announced, not deprecated yet",
  "window-open": "deprecated, window open",
  "window-closed": "window closed, may be removed now",
  overdue: "window closed long ago, still there",
  "removed-unannounced": "removed without having been deprecated",
  "removed-undated": "removed after a deprecation without a date",
  "removed-early": "removed before its sunset",
  "removed-on-time": "removed after its sunset",
  "removed-late": "removed long after its sunset",
  reinstated: "no longer deprecated",
  returned: "there again after a removal",
  "born-deprecated": "new and deprecated at once",
};

/** What a state means, in words. */
export function windowWords(state: LifecycleState): string {
  return STATES[state];
}

/** The window of an element in one clause: state, since, sunset, days left, replacement. */
export function windowSentence(lifecycle: ChangeLifecycle): string {
  return [
    STATES[lifecycle.state],
    ...(lifecycle.since === undefined ? [] : [`deprecated since ${lifecycle.since}`]),
    ...(lifecycle.sunset === undefined ? [] : [sunsetOf(lifecycle.sunset, lifecycle.daysLeft)]),
    ...(lifecycle.firstSunset === undefined
      ? []
      : [`first announced for ${lifecycle.firstSunset}`]),
    ...(lifecycle.inheritedFrom === undefined ? [] : [`as ${lifecycle.inheritedFrom}`]),
    ...(lifecycle.replacement === undefined ? [] : [`use ${lifecycle.replacement} instead`]),
  ].join("; ");
}

/** `sunset 2027-01-02, in 41 days`, `… 1 day ago`, `… today`. */
export function sunsetOf(sunset: string, daysLeft: number | undefined): string {
  if (daysLeft === undefined) return `sunset ${sunset}`;
  if (daysLeft === 0) return `sunset ${sunset}, today`;
  const days = `${Math.abs(daysLeft)} ${Math.abs(daysLeft) === 1 ? "day" : "days"}`;
  return daysLeft > 0 ? `sunset ${sunset}, in ${days}` : `sunset ${sunset}, ${days} ago`;
}
