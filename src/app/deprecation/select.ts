import type { LifecycleState } from "../../diff/change.ts";
import { REMOVAL_ANSWERS } from "../../report/answers.ts";
import type { DeprecatedElement, RemovedElement } from "../../report/answers.ts";

/** Which of the announced elements are wanted; several conditions must hold together. */
export interface DeprecationFilter {
  readonly states?: readonly LifecycleState[];
  /** Elements that a service of one of these teams still uses or may use. */
  readonly teams?: readonly string[];
  /** Elements whose sunset is at most so many days ahead; what is past counts. */
  readonly withinDays?: number;
  /** Only what may be removed now. */
  readonly removable?: boolean;
  /** Only what should have gone long ago. */
  readonly overdue?: boolean;
}

export function isWanted(one: DeprecatedElement, filter: DeprecationFilter): boolean {
  const { states, teams, withinDays } = filter;
  const { state, daysLeft } = one.lifecycle;
  return (
    (states === undefined || states.includes(state)) &&
    (teams === undefined || teams.some((team) => usesIn(one).includes(team))) &&
    (withinDays === undefined || (daysLeft !== undefined && daysLeft <= withinDays)) &&
    (filter.removable !== true || one.removal === "now") &&
    (filter.overdue !== true || state === "overdue")
  );
}

function usesIn({ impact }: DeprecatedElement): readonly (string | undefined)[] {
  return impact.filter(({ verdict }) => verdict !== "no-use-seen").map(({ team }) => team);
}

/** True where elements that are gone are asked for, which cost a look at the whole history. */
export function wantsRemoved({ states }: DeprecationFilter): boolean {
  return states?.some((state) => state.startsWith("removed-")) === true;
}

/** What can be acted on first, the earliest date first. */
export function byUrgency(one: DeprecatedElement, other: DeprecatedElement): number {
  return (
    REMOVAL_ANSWERS.indexOf(one.removal) - REMOVAL_ANSWERS.indexOf(other.removal) ||
    byCodeUnits(one.lifecycle.sunset ?? "", other.lifecycle.sunset ?? "") ||
    byCodeUnits(`${one.contract} ${one.element}`, `${other.contract} ${other.element}`)
  );
}

/** The last removal first. */
export function byRemoval(one: RemovedElement, other: RemovedElement): number {
  return (
    byCodeUnits(other.removal.at.on, one.removal.at.on) ||
    byCodeUnits(`${one.contract} ${one.element}`, `${other.contract} ${other.element}`)
  );
}

function byCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
