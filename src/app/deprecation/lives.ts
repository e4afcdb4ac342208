import type { ChangeLifecycle } from "../../diff/change.ts";
import type { ElementHistory, Mark } from "../../diff/lifecycle/history.ts";
import { inheritedWindows } from "../../diff/lifecycle/inherit.ts";
import { lifecycleOf } from "../../diff/lifecycle/state.ts";
import type { Lifecycle, WindowTerms } from "../../diff/lifecycle/state.ts";
import { identityOf, withoutProse } from "../../diff/lifecycle/statements.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";
import { announces, startOfDeprecation } from "../../diff/lifecycle/history.ts";
import type { LiveWindow } from "../../report/answers.ts";
import { elementsOf } from "../../model/walk.ts";
import type { Met } from "../../model/walk.ts";
import type { ContractHistory } from "../history/contract-history.ts";

/** An element that is announced to go, by itself or by what alone leads to it. */
export interface Announced extends Met {
  readonly deprecation: Deprecation;
  /** The element whose window it shares. */
  readonly inheritedFrom?: Coordinate;
}

/** What a contract announces, each element once: a field and its inline shape carry the same mark. */
export function announcedIn(contract: Contract): readonly Announced[] {
  const found = new Map<Coordinate, Announced>();
  for (const element of elementsOf(contract)) {
    const { deprecation, coordinate } = element;
    if (deprecation === undefined || found.has(coordinate) || !announces(deprecation)) continue;
    found.set(coordinate, { ...element, deprecation });
  }
  if (found.size === 0) return [];
  for (const [id, { deprecation, from }] of inheritedWindows(contract)) {
    const type = contract.types.get(id);
    if (type === undefined) continue;
    found.set(type.coordinate, { ...type, deprecation, inheritedFrom: from });
  }
  return [...found.values()];
}

/** The life of an element that stands in a contract today, with what earlier versions said. */
export function lifeOf(
  { coordinate, deprecation, inheritedFrom }: Announced,
  history: ContractHistory | undefined,
  { today, terms }: { readonly today: CalendarDate; readonly terms: WindowTerms },
): Lifecycle {
  const record = history?.records.get(identityOf(inheritedFrom ?? coordinate))?.history;
  return lifecycleOf(upToToday(record, withoutProse(deprecation), today), today, terms);
}

/**
 * Since when what is announced of an element can be met in each environment; undefined where no
 * environment has a version of the contract.
 */
export function liveSince(
  { coordinate, inheritedFrom }: Announced,
  live: ReadonlyMap<string, ContractHistory>,
): readonly LiveWindow[] | undefined {
  const known = [...live].filter(([, { versions }]) => versions > 0);
  if (known.length === 0) return undefined;
  const identity = identityOf(inheritedFrom ?? coordinate);
  return known.map(([environment, { records }]) => {
    const history = records.get(identity)?.history;
    const since = history === undefined ? undefined : startOfDeprecation(history);
    return { environment, ...(since === undefined ? {} : { since }) };
  });
}

/** What the contract says now comes after everything its history says. */
function upToToday(
  history: ElementHistory | undefined,
  says: Deprecation,
  today: CalendarDate,
): ElementHistory {
  const now: Mark = { from: { on: today }, to: { on: today }, says };
  if (history === undefined) return { marks: [now], provenance: "first-look", startsOpen: true };
  const last = history.marks.at(-1);
  const isSaid = last !== undefined && JSON.stringify(last.says) === JSON.stringify(says);
  return isSaid ? history : { ...history, marks: [...history.marks, now] };
}

/** A life as reports show it: the window, and the first promise where it was another. */
export function windowIn(
  life: Lifecycle,
  {
    replacement,
    inheritedFrom,
  }: { readonly replacement?: string; readonly inheritedFrom?: string },
): ChangeLifecycle {
  const { state, since, sunset, daysLeft, promises } = life;
  const first = promises[0]?.sunset;
  const isLookOnly = since?.by === "first-look";
  return {
    state,
    ...(since === undefined || isLookOnly ? {} : { since: since.on }),
    ...(sunset === undefined ? {} : { sunset }),
    ...(daysLeft === undefined ? {} : { daysLeft }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(first === undefined || first === sunset ? {} : { firstSunset: first }),
    ...(inheritedFrom === undefined ? {} : { inheritedFrom }),
  };
}

/** The elements whose announced date is past, the earliest first. */
export function passedSunsets(
  contract: Contract,
  today: CalendarDate,
): readonly { readonly element: Coordinate; readonly sunset: CalendarDate }[] {
  const found = new Map<Coordinate, CalendarDate>();
  for (const { coordinate, deprecation } of elementsOf(contract)) {
    const sunset = deprecation?.sunset;
    if (sunset !== undefined && sunset < today) found.set(coordinate, sunset);
  }
  return [...found]
    .map(([element, sunset]) => ({ element, sunset }))
    .sort((one, other) => (one.sunset < other.sunset ? -1 : Number(one.sunset > other.sunset)));
}
