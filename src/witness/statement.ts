import type { Change, ChangeLifecycle } from "../diff/change.ts";
import type { Json } from "../model/json.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Witness } from "../model/witness.ts";

/**
 * The two dated statements that show a broken promise: what before announced, and what after says
 * or does instead. Undefined where the change does not hold both.
 */
export function statementOf(change: Change): Witness | undefined {
  const { element, lifecycle } = change;
  if (lifecycle?.state === "removed-early" && lifecycle.sunset !== undefined) {
    return removedEarly(element, lifecycle, lifecycle.sunset);
  }
  const { before, after } = change.details;
  if (before === undefined && after === undefined) return undefined;
  return statement(
    { before: { element, says: before ?? null }, after: { element, says: after ?? null } },
    change.message,
  );
}

function removedEarly(
  element: string,
  { since, daysLeft }: ChangeLifecycle,
  sunset: CalendarDate,
): Witness {
  const announced = { element, sunset, ...(since === undefined ? {} : { deprecated: since }) };
  const days = daysLeft ?? 0;
  const removed = { element, removed: shifted(sunset, -days) };
  const detail = `it was announced to stay until ${sunset} and was removed ${
    days === 0 ? "on that day" : `${String(days)} ${days === 1 ? "day" : "days"} before`
  }`;
  return statement({ before: announced, after: removed }, detail);
}

function statement(payload: Json, detail: string): Witness {
  return { status: "confirmed", kind: "statement", payload, confirmedBy: "dates", detail };
}

const DAY = 86_400_000;

function shifted(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
