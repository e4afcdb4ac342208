import type { CalendarDate } from "../../model/lifecycle.ts";

const DAY = 86_400_000;

/** A length of time in the calendar: months differ in length, so they are not days. */
export interface Period {
  readonly count: number;
  readonly unit: "days" | "months";
}

/** Whole days from one calendar date to another; negative where the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((startOf(to) - startOf(from)) / DAY);
}

/** The date a period later. A month that is too short gives its last day: 31 January, 28 February. */
export function later(date: CalendarDate, { count, unit }: Period): CalendarDate {
  if (unit === "days") return dayOf(startOf(date) + count * DAY);
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  first.setUTCDate(Math.min(day, last.getUTCDate()));
  return dayOf(first.getTime());
}

/** The first day of a quarter that is not before the date. */
export function nextQuarter(date: CalendarDate): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const into = (month - 1) % 3;
  if (into === 0 && day === 1) return date;
  return dayOf(Date.UTC(year, month - 1 - into + 3, 1));
}

/** The calendar day (UTC) of an instant, given in milliseconds since 1970. */
export function dayOf(instant: number): CalendarDate {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Midnight (UTC) at the start of a date, in milliseconds since 1970. */
export function startOf(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
