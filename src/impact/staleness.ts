import { daysBetween } from "../diff/lifecycle/calendar.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Usage } from "../model/usage.ts";

/**
 * For so many days evidence shows what its consumer does not use. What it shows to be used counts at
 * any age: that it stopped is not known.
 */
const EVIDENCE_HOLDS_DAYS = 90;

/**
 * The age in days of the newest evidence of a consumer, where none of it holds any more. Undefined:
 * some of it does. Evidence without a date is a file as it stands, and holds; where it is known what
 * runs now, evidence of all of that holds, and nothing else does.
 */
export function staleDays(
  usages: readonly Usage[],
  today: CalendarDate | undefined,
): number | undefined {
  if (today === undefined) return undefined;
  let youngest: number | undefined;
  for (const { evidence } of usages) {
    if (evidence.seen === undefined || evidence.holds === true) return undefined;
    const age = Math.max(0, daysBetween(evidence.seen, today));
    if (evidence.holds === undefined && age <= EVIDENCE_HOLDS_DAYS) return undefined;
    youngest = Math.min(youngest ?? age, age);
  }
  return youngest;
}
