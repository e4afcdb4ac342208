import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";

/** When a version was seen, and which: dates are days in UTC. */
export interface Sighting {
  readonly on: CalendarDate;
  /** The commit, release or deployment that showed it. */
  readonly version?: string;
  /** Where it is known from another source than the rest of its history. */
  readonly by?: Provenance;
}

/**
 * How dates came to be known, best first: written in the contract, published versions in a
 * registry, commits, deployments, or nothing better than the day of the first look. A promise
 * counts from when it was published; a version that ran before anybody recorded its publication
 * was public from when it ran.
 */
export type Provenance = "explicit" | "registry" | "git" | "deployment" | "first-look";

/** What one version says of an element; `absent`: the version does not have it. */
export type Statement = "absent" | Deprecation;

/** One statement and the versions that made it, without another in between. */
export interface Mark {
  readonly from: Sighting;
  readonly to: Sighting;
  readonly says: Statement;
}

/** Everything that versions said of one element, in their order. */
export interface ElementHistory {
  readonly marks: readonly Mark[];
  readonly provenance: Provenance;
  /**
   * True where the first mark is where our knowledge starts, not where the element does: a first
   * version, the edge of a shallow clone. What it shows may be older.
   */
  readonly startsOpen: boolean;
}

/** A sunset that was announced, and the first and last version that announced it. */
export interface SunsetPromise {
  readonly sunset: CalendarDate;
  readonly firstSeen: Sighting;
  readonly lastSeen: Sighting;
}

export type LifecycleEventKind =
  | "appeared"
  | "deprecated"
  | "announced"
  | "shortened"
  | "extended"
  | "date-deleted"
  | "reinstated"
  | "removed"
  | "returned";

/** A step of an element's life. */
export interface LifecycleEvent {
  readonly kind: LifecycleEventKind;
  readonly at: Sighting;
  /** Of `announced`, `shortened` and `extended`: the date from then on. */
  readonly sunset?: CalendarDate;
  /** Of `shortened`, `extended` and `date-deleted`: the date until then. */
  readonly was?: CalendarDate;
}

const ACTIVE: Deprecation = { deprecated: false };

/** The steps by which an element came to be what it is, in order. */
export function eventsOf(history: ElementHistory): readonly LifecycleEvent[] {
  const events: LifecycleEvent[] = [];
  let before: Statement = history.startsOpen ? ACTIVE : "absent";
  // What it said while it was last there: a return with the same date announces nothing.
  let present: Deprecation = ACTIVE;
  let existed = history.startsOpen;
  for (const { from, says } of history.marks) {
    if (says === "absent") {
      if (before !== "absent") events.push({ kind: "removed", at: from });
    } else {
      if (before === "absent") events.push({ kind: existed ? "returned" : "appeared", at: from });
      events.push(...eventsBetween(present, says, from));
      existed = true;
      present = says;
    }
    before = says;
  }
  return events;
}

function eventsBetween(was: Deprecation, is: Deprecation, at: Sighting): readonly LifecycleEvent[] {
  const marked = announces(is);
  if (announces(was) && !marked) return [{ kind: "reinstated", at }];
  const events: LifecycleEvent[] = [];
  if (is.deprecated && !was.deprecated) events.push({ kind: "deprecated", at });
  if (is.sunset === was.sunset) return events;
  if (is.sunset === undefined)
    return was.sunset === undefined
      ? events
      : [...events, { kind: "date-deleted", at, was: was.sunset }];
  if (was.sunset === undefined) events.push({ kind: "announced", at, sunset: is.sunset });
  else {
    const kind = is.sunset < was.sunset ? "shortened" : "extended";
    events.push({ kind, at, sunset: is.sunset, was: was.sunset });
  }
  return events;
}

/** True where an element is marked, or has a date without a mark. */
export function announces({ deprecated, sunset }: Deprecation): boolean {
  return deprecated || sunset !== undefined;
}

/**
 * The marks of the deprecation an element is in, or was in when it went: everything since it was
 * last neither marked nor gone. An absence between two marks does not end a deprecation.
 */
export function currentMarks({ marks }: ElementHistory): readonly Mark[] {
  const present = marks.filter(({ says }) => says !== "absent");
  const start = present.findLastIndex(({ says }) => says !== "absent" && !announces(says));
  return present.slice(start + 1);
}

/** The version that first marked an element as deprecated, in the deprecation it is in now. */
export interface DeprecationStart extends Sighting {
  /** The knowledge starts here: it may be deprecated for longer. */
  readonly orEarlier: boolean;
}

/** Where the current deprecation starts; undefined where it is not marked. */
export function startOfDeprecation(history: ElementHistory): DeprecationStart | undefined {
  const first = currentMarks(history).find(({ says }) => says !== "absent" && says.deprecated);
  if (first === undefined) return undefined;
  return { ...first.from, orEarlier: history.startsOpen && first === history.marks[0] };
}

/** The dates that were announced in these marks, one after the other. */
export function promisesOf(marks: readonly Mark[]): readonly SunsetPromise[] {
  const promises: SunsetPromise[] = [];
  for (const { from, to, says } of marks) {
    const sunset = says === "absent" ? undefined : says.sunset;
    if (sunset === undefined) continue;
    const last = promises.at(-1);
    if (last?.sunset === sunset) promises[promises.length - 1] = { ...last, lastSeen: to };
    else promises.push({ sunset, firstSeen: from, lastSeen: to });
  }
  return promises;
}
