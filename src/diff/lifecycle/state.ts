import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";
import type { LifecycleState } from "../change.ts";
import { daysBetween, later } from "./calendar.ts";
import type { Period } from "./calendar.ts";
import { announces, currentMarks, eventsOf, promisesOf, startOfDeprecation } from "./history.ts";
import type {
  ElementHistory,
  LifecycleEvent,
  Mark,
  Provenance,
  Sighting,
  SunsetPromise,
} from "./history.ts";

/** What the dates of a window are held against. */
export interface WindowTerms {
  /** The time that users must be given from the announcement on. */
  readonly minimum?: Period;
  /** Days after the sunset until a removal counts as late. Absent: no removal is late. */
  readonly graceDays?: number;
  /** When on its last day a window closes: at 24:00 UTC (default) or at 00:00. */
  readonly ends?: "end-of-day" | "start-of-day";
}

/** A window that closed so many days ago is overdue where no grace is agreed. */
export const OVERDUE_AFTER_DAYS = 90;

/** What is remarkable about an element beside its state. */
export type LifecycleNote =
  | "born-deprecated"
  | "too-short"
  | "shortened"
  | "extended"
  | "sunset-before-since";

/** Since when an element is deprecated, and how that is known. */
export interface Since {
  readonly on: CalendarDate;
  readonly by: Provenance;
  readonly version?: string;
  /** The knowledge starts here: it may be deprecated for longer. */
  readonly orEarlier: boolean;
}

/** A removal held against the promises that were made. Days are counted from the sunset. */
export interface RemovalJudgement {
  readonly at: Sighting;
  /** Days after the last date that was announced; negative where it was early. */
  readonly daysLate?: number;
  /** The same for the first date that was announced. */
  readonly daysLateFirst?: number;
}

/** An element's life as seen on one day. */
export interface Lifecycle {
  readonly state: LifecycleState;
  readonly since?: Since;
  /** The date that holds: the last one announced. */
  readonly sunset?: CalendarDate;
  /** Whole days from today to the sunset; negative when it is past. */
  readonly daysLeft?: number;
  readonly promises: readonly SunsetPromise[];
  readonly removal?: RemovalJudgement;
  readonly events: readonly LifecycleEvent[];
  readonly notes: readonly LifecycleNote[];
}

/** The state of an element on a day, from everything that versions said of it up to then. */
export function lifecycleOf(
  history: ElementHistory,
  today: CalendarDate,
  terms: WindowTerms = {},
): Lifecycle {
  const events = eventsOf(history);
  const marks = currentMarks(history);
  const promises = promisesOf(marks);
  const since = sinceOf(history, marks);
  const last = marks.at(-1)?.says;
  const says = last === undefined || last === "absent" ? undefined : last;
  const sunset = says?.sunset;
  const gone = events.findLast(({ kind }) => kind === "removed" || kind === "returned");
  const removal = gone?.kind === "removed" ? judgementOf(gone.at, promises, sunset) : undefined;
  const state =
    removal === undefined
      ? (standingState(says, { today, since: since?.on, terms }) ?? unmarkedState(events))
      : removedState(says, removal.at.on, terms);
  return {
    state,
    ...(since === undefined ? {} : { since }),
    ...(sunset === undefined ? {} : { sunset, daysLeft: daysBetween(today, sunset) }),
    promises,
    ...(removal === undefined ? {} : { removal }),
    events,
    notes: notesOf({ history, promises, since, terms }),
  };
}

interface Standing {
  readonly today: CalendarDate;
  readonly since: CalendarDate | undefined;
  readonly terms: WindowTerms;
}

/** The state of an element that is there; undefined where nothing is announced of it. */
export function standingState(
  says: Deprecation | undefined,
  { today, since, terms }: Standing,
): LifecycleState | undefined {
  if (says === undefined || !announces(says)) return undefined;
  const { deprecated, sunset } = says;
  const isAhead = !deprecated || (since !== undefined && since > today);
  if (sunset === undefined) return isAhead ? "announced" : "deprecated";
  if (!hasClosed(sunset, today, terms)) return isAhead ? "announced" : "window-open";
  const grace = terms.graceDays ?? OVERDUE_AFTER_DAYS;
  return daysBetween(sunset, today) > grace ? "overdue" : "window-closed";
}

/** True where a window with this sunset has closed by the day. */
function hasClosed(
  sunset: CalendarDate,
  day: CalendarDate,
  { ends = "end-of-day" }: WindowTerms = {},
): boolean {
  return ends === "end-of-day" ? sunset < day : sunset <= day;
}

/** What a removal on a day is, by what was announced of the element before. */
export function removedState(
  says: Deprecation | undefined,
  on: CalendarDate,
  terms: WindowTerms = {},
): LifecycleState {
  if (says === undefined || !announces(says)) return "removed-unannounced";
  if (says.sunset === undefined) return "removed-undated";
  if (!hasClosed(says.sunset, on, terms)) return "removed-early";
  const { graceDays } = terms;
  const isLate = graceDays !== undefined && daysBetween(says.sunset, on) > graceDays;
  return isLate ? "removed-late" : "removed-on-time";
}

function unmarkedState(events: readonly LifecycleEvent[]): LifecycleState {
  const turn = events.findLast(({ kind }) => kind === "reinstated" || kind === "returned");
  if (turn === undefined) return "active";
  return turn.kind === "reinstated" ? "reinstated" : "returned";
}

function sinceOf(history: ElementHistory, marks: readonly Mark[]): Since | undefined {
  const written = marks.findLast(({ says }) => says !== "absent" && says.since !== undefined)?.says;
  if (written !== undefined && written !== "absent" && written.since !== undefined)
    return { on: written.since, by: "explicit", orEarlier: false };
  const start = startOfDeprecation(history);
  if (start === undefined) return undefined;
  const { by = history.provenance } = start;
  return { ...start, by, orEarlier: start.orEarlier || by === "first-look" };
}

function judgementOf(
  at: Sighting,
  promises: readonly SunsetPromise[],
  sunset: CalendarDate | undefined,
): RemovalJudgement {
  const [first] = promises;
  return {
    at,
    ...(sunset === undefined ? {} : { daysLate: daysBetween(sunset, at.on) }),
    ...(first === undefined ? {} : { daysLateFirst: daysBetween(first.sunset, at.on) }),
  };
}

interface Noted {
  readonly history: ElementHistory;
  readonly promises: readonly SunsetPromise[];
  readonly since: Since | undefined;
  readonly terms: WindowTerms;
}

function notesOf({ history, promises, since, terms }: Noted): readonly LifecycleNote[] {
  const [start] = history.marks;
  const isBorn =
    !history.startsOpen && start !== undefined && start.says !== "absent" && announces(start.says);
  const last = promises.at(-1)?.sunset;
  const isShort = since !== undefined && last !== undefined && isTooShort(since.on, last, terms);
  const moves = promises.map(({ sunset }, index) => {
    const was = promises[index - 1]?.sunset;
    return was === undefined ? undefined : sunset < was ? "shortened" : "extended";
  });
  const notes: readonly (readonly [LifecycleNote, boolean])[] = [
    ["born-deprecated", isBorn],
    ["too-short", isShort && since.orEarlier !== true],
    ["shortened", moves.includes("shortened")],
    ["extended", moves.includes("extended")],
    ["sunset-before-since", since !== undefined && last !== undefined && last < since.on],
  ];
  return notes.flatMap(([note, holds]) => (holds ? [note] : []));
}

/** True where a window gives less time than the terms ask for. */
function isTooShort(since: CalendarDate, sunset: CalendarDate, { minimum }: WindowTerms): boolean {
  return minimum !== undefined && sunset < later(since, minimum);
}
