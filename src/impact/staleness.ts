import { daysBetween } from "../diff/lifecycle/calendar.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Usage } from "../model/usage.ts";

/**
 * For so many days evidence shows what its consumer does not use. What it shows to be used counts at
 * any age: that it stopped is not known.
 */
const EVIDENCE_HOLDS_DAYS = 90;

/** What is known of a consumer, and does not hold any more. */
export interface Staleness {
  /** The day that anything was seen last, and how many days ago that was. */
  readonly on: CalendarDate;
  readonly days: number;
  /** Where, if there is evidence of several environments. */
  readonly environment?: string;
}

/**
 * How old the newest evidence of a consumer is, where none of it holds any more. Undefined: some of
 * it does. Each environment is asked for itself, the worst one counts: what was seen of the next
 * version in staging today says nothing of the one that runs in production. Evidence that does not
 * say where it was seen counts for all of them.
 */
export function stalenessOf(
  usages: readonly Usage[],
  today: CalendarDate | undefined,
): Staleness | undefined {
  if (today === undefined) return undefined;
  const environments = new Set(usages.flatMap(({ environment }) => environment ?? []));
  if (environments.size < 2) return oldIn(usages, today);
  let worst: Staleness | undefined;
  for (const environment of [...environments].sort()) {
    const there = usages.filter((one) => (one.environment ?? environment) === environment);
    const old = oldIn(there, today);
    if (old !== undefined && old.days > (worst?.days ?? -1)) worst = { ...old, environment };
  }
  return worst;
}

/** Whether a single use holds no more; without a day its age does not matter. */
export function isOutdated(usage: Usage, today: CalendarDate | undefined): boolean {
  return today !== undefined && oldIn([usage], today) !== undefined;
}

/**
 * Evidence without a date is a file as it stands, and holds; where it is known what runs now,
 * evidence of all of that holds, and nothing else does.
 */
function oldIn(usages: readonly Usage[], today: CalendarDate): Staleness | undefined {
  let youngest: Staleness | undefined;
  for (const { evidence } of usages) {
    const { seen: on, holds } = evidence;
    if (on === undefined || holds === true) return undefined;
    const days = Math.max(0, daysBetween(on, today));
    if (holds === undefined && days <= EVIDENCE_HOLDS_DAYS) return undefined;
    if (youngest === undefined || days < youngest.days) youngest = { on, days };
  }
  return youngest;
}
