import type { Change, ChangeLifecycle } from "../diff/change.ts";
import { later } from "../diff/lifecycle/calendar.ts";
import { removedState, lifecycleOf } from "../diff/lifecycle/state.ts";
import { identityOf } from "../diff/lifecycle/statements.ts";
import type { Contract } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { CalendarDate, Stability } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import { stabilityIn } from "../policy/stability.ts";
import { windowFindings } from "../policy/window-findings.ts";
import { isAsked, NO_WINDOW_POLICY, requirementsOf } from "../policy/windows.ts";
import type { WindowPolicy, WindowRequirements } from "../policy/windows.ts";
import type { ContractHistory } from "./history/contract-history.ts";

/** What the windows of a comparison are judged by. */
export interface WindowContext {
  readonly before: Contract;
  readonly after: Contract;
  readonly surfaces: readonly Surface[];
  readonly policy: WindowPolicy | undefined;
  /** The contract's own level, for elements that have none. */
  readonly stability: Stability | undefined;
  readonly today: CalendarDate;
  /** What earlier versions said; asked only where it decides something. */
  readonly history: (() => Promise<ContractHistory | undefined>) | undefined;
}

/** Changes with their windows judged by policy and history. */
export interface JudgedWindows {
  readonly changes: readonly Change[];
  readonly requirements: (element: Coordinate) => WindowRequirements;
}

/** Holds a comparison's windows against the policy, and removals against what was promised first. */
export async function judgeWindows(
  found: readonly Change[],
  context: WindowContext,
): Promise<JudgedWindows> {
  const policy = context.policy ?? NO_WINDOW_POLICY;
  const requirements = requirementsIn(policy, context);
  // A history may take long to read: only who asks for windows waits for it.
  const needsHistory =
    isAsked(policy) && found.some((change) => isAnnouncedRemoval(change) || isRedated(change));
  const history = needsHistory ? await context.history?.() : undefined;
  const changes = found.map((change) =>
    isAnnouncedRemoval(change)
      ? rejudged(change, { ...context, history, requirements: requirements(change.element) })
      : change,
  );
  const findings = windowFindings({
    ...context,
    changes,
    policy,
    requirements,
    since: (element) => sinceIn(history, element, context.today),
  });
  return { changes: findings.length === 0 ? changes : [...changes, ...findings], requirements };
}

function requirementsIn(
  policy: WindowPolicy,
  { before, after, stability, surfaces }: WindowContext,
): (element: Coordinate) => WindowRequirements {
  if (!isAsked(policy)) return () => policy.all;
  const [was, is] = [stabilityIn(before, stability), stabilityIn(after, stability)];
  // What was promised to be stable cannot be broken by being called alpha first.
  return (element) => requirementsOf(policy, stabler(was(element), is(element)), surfaces);
}

const LEVELS: readonly Stability[] = ["draft", "alpha", "beta", "stable"];

function stabler(one: Stability, other: Stability): Stability {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other) ? one : other;
}

type Removal = Change & { readonly lifecycle: ChangeLifecycle };

function isAnnouncedRemoval(change: Change): change is Removal {
  const state = change.lifecycle?.state;
  return state !== undefined && state.startsWith("removed-") && state !== "removed-unannounced";
}

function isRedated({ rule }: Change): boolean {
  return rule === "sunset-added" || rule === "sunset-shortened";
}

interface Rejudging {
  readonly history: ContractHistory | undefined;
  readonly requirements: WindowRequirements;
  readonly today: CalendarDate;
}

function rejudged(change: Removal, { history, requirements, today }: Rejudging): Change {
  const { lifecycle } = change;
  const { sunset } = lifecycle;
  const life = lifeOf(history, lifecycle.inheritedFrom ?? change.element, today);
  const since = lifecycle.since ?? life?.since?.on;
  const first = life?.promises[0]?.sunset;
  const state = removedState(
    { deprecated: true, ...(sunset === undefined ? {} : { sunset }) },
    today,
    requirements,
  );
  return {
    ...change,
    lifecycle: {
      ...lifecycle,
      state:
        hasServed(since, requirements, today) && sunset === undefined ? "removed-on-time" : state,
      ...(since === undefined ? {} : { since }),
      ...(first === undefined || first === sunset ? {} : { firstSunset: first }),
    },
  };
}

/** What was deprecated without a date may go once it has been so for the minimum. */
function hasServed(
  since: CalendarDate | undefined,
  { minimum }: WindowRequirements,
  today: CalendarDate,
): boolean {
  return since !== undefined && minimum !== undefined && later(since, minimum) < today;
}

function lifeOf(history: ContractHistory | undefined, element: Coordinate, today: CalendarDate) {
  const record = history?.records.get(identityOf(element));
  return record === undefined ? undefined : lifecycleOf(record.history, today);
}

function sinceIn(
  history: ContractHistory | undefined,
  element: Coordinate,
  today: CalendarDate,
): CalendarDate | undefined {
  return lifeOf(history, element, today)?.since?.on;
}
