import { readFileSync } from "node:fs";
import { dayOf, daysBetween, startOf } from "../src/diff/lifecycle/calendar.ts";
import type { ElementHistory, Mark, Statement } from "../src/diff/lifecycle/history.ts";
import { lifecycleOf, OVERDUE_AFTER_DAYS } from "../src/diff/lifecycle/state.ts";
import type { Lifecycle } from "../src/diff/lifecycle/state.ts";

/*
 * Holds the life cycle against the recorded history of a real schema: facts about each element that
 * was ever deprecated, taken from its versions by other means. Says where the two differ.
 *
 *   node bench/deprecation-history.ts FACTS.json [LAST-DAY]
 */

/** What is recorded of one element; days on which a version was first seen that shows it. */
interface Facts {
  readonly coordinate: string;
  readonly deprecatedFirstSeen: string;
  readonly bornDeprecated: boolean;
  /** Each distinct date, in the order in which it was announced. */
  readonly announcedRemovals: readonly string[];
  readonly removedFirstSeen: string | null;
  readonly undeprecatedFirstSeen: string | null;
  readonly reappeared: boolean;
}

const [path, lastDay = "2025-02-27"] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: node bench/deprecation-history.ts FACTS.json [LAST-DAY]");
  process.exit(2);
}

const recorded: { readonly elements: readonly Facts[] } = JSON.parse(readFileSync(path, "utf8"));
const { elements } = recorded;
const firstDay = elements.map((one) => one.deprecatedFirstSeen).sort()[0] ?? lastDay;

function next(day: string, days = 1): string {
  return dayOf(startOf(day) + days * 86_400_000);
}

/** The facts as versions: the days of later promises are not recorded, so any between will do. */
function historyOf(facts: Facts): ElementHistory {
  const { deprecatedFirstSeen: start, announcedRemovals: dates } = facts;
  const said: [day: string, says: Statement][] = [];
  if (!facts.bornDeprecated && start !== firstDay)
    said.push([next(start, -1), { deprecated: false }]);
  for (const [index, sunset] of dates.entries())
    said.push([next(start, index), { deprecated: true, sunset }]);
  const last = said.at(-1);
  if (facts.reappeared && last !== undefined)
    said.push([next(last[0]), "absent"], [next(last[0], 2), last[1]]);
  if (facts.undeprecatedFirstSeen !== null)
    said.push([facts.undeprecatedFirstSeen, { deprecated: false }]);
  if (facts.removedFirstSeen !== null) said.push([facts.removedFirstSeen, "absent"]);
  const marks = said.map(([on, says], index): Mark => {
    const to = said[index + 1]?.[0] ?? lastDay;
    return { from: { on }, to: { on: to }, says };
  });
  return { marks, provenance: "git", startsOpen: !facts.bornDeprecated };
}

/** What the life cycle has to say of an element, by the facts alone. */
function expectedOf(facts: Facts) {
  const { announcedRemovals: dates, removedFirstSeen: removed } = facts;
  const [first, last] = [dates[0], dates.at(-1)];
  const late = (date: string | undefined): number | undefined =>
    removed === null || date === undefined ? undefined : daysBetween(date, removed);
  const isWithdrawn = facts.undeprecatedFirstSeen !== null;
  return {
    state: stateOf(facts),
    since: isWithdrawn ? undefined : facts.deprecatedFirstSeen,
    daysLate: isWithdrawn ? undefined : late(last),
    daysLateFirst: isWithdrawn ? undefined : late(first),
    isBorn: facts.bornDeprecated,
    redated: dates.length > 1,
    returned: facts.reappeared,
  };
}

function stateOf({ announcedRemovals, removedFirstSeen, undeprecatedFirstSeen }: Facts): string {
  const last = announcedRemovals.at(-1);
  if (removedFirstSeen !== null) {
    if (undeprecatedFirstSeen !== null) return "removed-unannounced";
    if (last === undefined) return "removed-undated";
    return removedFirstSeen < last ? "removed-early" : "removed-on-time";
  }
  if (undeprecatedFirstSeen !== null) return "reinstated";
  if (last === undefined) return "deprecated";
  if (lastDay < last) return "window-open";
  return daysBetween(last, lastDay) > OVERDUE_AFTER_DAYS ? "overdue" : "window-closed";
}

function foundIn(life: Lifecycle): ReturnType<typeof expectedOf> {
  const kinds = new Set(life.events.map(({ kind }) => kind));
  return {
    state: life.state,
    since: life.since?.on,
    daysLate: life.removal?.daysLate,
    daysLateFirst: life.removal?.daysLateFirst,
    isBorn: life.notes.includes("born-deprecated"),
    redated: kinds.has("extended") || kinds.has("shortened"),
    returned: kinds.has("returned"),
  };
}

let differing = 0;
const lives = elements.map((facts) => {
  // The recorded promise is "removal on": on that day the element may go.
  const life = lifecycleOf(historyOf(facts), lastDay, { ends: "start-of-day" });
  const [expected, found] = [expectedOf(facts), foundIn(life)].map((one) => JSON.stringify(one));
  if (expected !== found) {
    differing += 1;
    console.log(`${facts.coordinate}\n  facts: ${expected}\n  found: ${found}`);
  }
  return life;
});

const states = Map.groupBy(lives, ({ state }) => state);
const lateness = lives
  .flatMap(({ removal }) => removal?.daysLate ?? [])
  .sort((one, other) => one - other);
const quantile = (share: number): number | undefined =>
  lateness[Math.floor(share * (lateness.length - 1))];
const count = (test: (life: Lifecycle) => boolean): number => lives.filter(test).length;

console.log(`${elements.length} elements, ${differing} differ from the facts`);
for (const state of [...states.keys()].sort())
  console.log(`  ${state}: ${states.get(state)?.length ?? 0}`);
console.log(
  [
    `re-dated ${count(({ promises }) => promises.length > 1)}`,
    `born deprecated ${count(({ notes }) => notes.includes("born-deprecated"))}`,
    `came back ${count(({ events }) => events.some(({ kind }) => kind === "returned"))}`,
    `before the first promise ${count(({ removal }) => (removal?.daysLateFirst ?? 0) < 0)}`,
    `before the last ${count(({ removal }) => (removal?.daysLate ?? 0) < 0)}`,
    `past their date ${count(({ state, daysLeft }) => !state.startsWith("removed") && (daysLeft ?? 1) <= 0)}`,
  ].join(", "),
);
console.log(`lateness in days: median ${quantile(0.5)}, p90 ${quantile(0.9)}, most ${quantile(1)}`);
process.exitCode = differing === 0 && elements.length > 0 ? 0 : 1;
