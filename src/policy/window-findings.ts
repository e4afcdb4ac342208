import type { Change, Effect } from "../diff/change.ts";
import { later, nextQuarter } from "../diff/lifecycle/calendar.ts";
import { announces } from "../diff/lifecycle/history.ts";
import { identityOf, statementsOf } from "../diff/lifecycle/statements.ts";
import { stepBetween } from "../diff/lifecycle/step.ts";
import { windowOf } from "../diff/lifecycle/window.ts";
import type { Contract } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { CalendarDate, Deprecation } from "../model/lifecycle.ts";
import { elementsOf } from "../model/walk.ts";
import type { Met } from "../model/walk.ts";
import { wordingOf } from "../rules/index.ts";
import type { RuleId } from "../rules/index.ts";
import { isAsked } from "./windows.ts";
import type { WindowPolicy, WindowRequirements } from "./windows.ts";

/** What a change set is held against. */
export interface WindowQuestion {
  readonly before: Contract;
  readonly after: Contract;
  /** What the differ found; it knows where an element can be met. */
  readonly changes: readonly Change[];
  readonly policy: WindowPolicy;
  readonly requirements: (element: Coordinate) => WindowRequirements;
  readonly today: CalendarDate;
  /** Since when an element is deprecated that says nothing of it itself, where that is known. */
  readonly since?: (element: Coordinate) => CalendarDate | undefined;
}

/**
 * What this change set announces against the policy. What stood there before is not its fault: an
 * element that has been overdue for years is no finding here.
 */
export function windowFindings(question: WindowQuestion): readonly Change[] {
  const { before, after, policy } = question;
  if (!isAsked(policy)) return [];
  const was = statementsOf(before);
  const step = stepBetween(was, statementsOf(after), []);
  const announced = announcedIn(after);
  const known = Map.groupBy(question.changes, (change) => change.element);
  return [
    ...step.changed.map((one) => ({ identity: one.identity, isBorn: false })),
    ...step.born.map((one) => ({ identity: one.identity, isBorn: true })),
  ].flatMap(({ identity, isBorn }) => {
    const element = announced.get(identity);
    if (element === undefined) return [];
    const requirements = question.requirements(element.coordinate);
    if (requirements.breaking === "allowed") return [];
    const said = was.get(identity)?.says;
    return violationsOf(element, { ...question, requirements, said, isBorn }).map((violation) =>
      changeOf(violation, element, { ...question, found: known.get(element.coordinate)?.[0] }),
    );
  });
}

type Announced = Met & { readonly deprecation: Deprecation };

function announcedIn(contract: Contract): ReadonlyMap<string, Announced> {
  const announced = new Map<string, Announced>();
  for (const element of elementsOf(contract)) {
    const { deprecation } = element;
    const identity = identityOf(element.coordinate);
    if (deprecation === undefined || !announces(deprecation) || announced.has(identity)) continue;
    announced.set(identity, { ...element, deprecation });
  }
  return announced;
}

interface Violation {
  readonly rule: RuleId;
  readonly detail?: string;
}

interface Context {
  readonly today: CalendarDate;
  readonly requirements: WindowRequirements;
  /** What was said of the element before. */
  readonly said: Deprecation | undefined;
  readonly isBorn: boolean;
  readonly since?: WindowQuestion["since"];
}

function violationsOf(element: Announced, context: Context): readonly Violation[] {
  const { deprecation } = element;
  const { requirements, said, isBorn } = context;
  const isNew = deprecation.deprecated && said?.deprecated !== true;
  const { sunset, reason, replacement } = requirements;
  const misses = (asked: "required" | "optional" | undefined, value: string | undefined) =>
    isNew && asked === "required" && (value === undefined || value.trim() === "");
  const violations: (Violation | false | undefined)[] = [
    isBorn && requirements.bornDeprecated === "refused" && { rule: "born-deprecated" },
    // A date that nobody can read is told by a rule of its own.
    misses(sunset, deprecation.sunset ?? deprecation.unreadable) && { rule: "sunset-missing" },
    misses(reason, deprecation.reason) && { rule: "reason-missing" },
    misses(replacement, deprecation.replacement) && { rule: "replacement-missing" },
    tooShort(element, context),
    offSchedule(deprecation, requirements),
  ];
  return violations.filter((violation) => typeof violation === "object");
}

/** A date that has passed is told by a rule of its own; one that was postponed takes nothing away. */
function tooShort(element: Announced, context: Context): Violation | undefined {
  const { sunset } = element.deprecation;
  const { requirements, said, today } = context;
  if (requirements.minimum === undefined || sunset === undefined || sunset < today)
    return undefined;
  if (said?.sunset !== undefined && said.sunset <= sunset) return undefined;
  const earliest = later(announcedOn(element, context), requirements.minimum);
  if (sunset >= earliest) return undefined;
  const { count, unit } = requirements.minimum;
  return { rule: "window-too-short", detail: `${count} ${unit} end on ${earliest}` };
}

/** Users of what is deprecated now learn of it today, whatever the contract says of the past. */
function announcedOn(element: Announced, { said, today, since }: Context): CalendarDate {
  if (said?.deprecated !== true) return today;
  return said.since ?? since?.(element.coordinate) ?? today;
}

function offSchedule(
  { sunset }: Deprecation,
  { schedule }: WindowRequirements,
): Violation | undefined {
  if (schedule !== "quarter" || sunset === undefined) return undefined;
  const scheduled = nextQuarter(sunset);
  return scheduled === sunset ? undefined : { rule: "sunset-off-schedule", detail: scheduled };
}

interface Reporting {
  readonly after: Contract;
  readonly today: CalendarDate;
  /** A change of the same element, where the differ has one. */
  readonly found: Change | undefined;
}

function changeOf(
  { rule, detail }: Violation,
  { coordinate, kind, origin, deprecation }: Announced,
  { after, today, found }: Reporting,
): Change {
  const { sunset } = deprecation;
  const details = {
    name: found?.details.name ?? coordinate,
    ...(sunset === undefined ? {} : { after: sunset }),
    ...(detail === undefined ? {} : { detail }),
  };
  return {
    rule,
    severity: "breaking",
    ...placeOf(found),
    element: coordinate,
    kind,
    message: wordingOf(rule, after.format, { ...details, kind, element: coordinate }),
    details,
    facts: {},
    after: { value: sunset ?? coordinate, origin },
    lifecycle: windowOf(deprecation, today),
  };
}

/** Where an element is met, as a change of it knows. */
function placeOf(
  found: Change | undefined,
): Pick<Change, "direction" | "effects" | "reach" | "reachTotal"> {
  const { direction = "both", reach = [], reachTotal = 0 } = found ?? {};
  return { direction, effects: promiseEffects(direction), reach, reachTotal };
}

function promiseEffects(direction: Change["direction"]): readonly Effect[] {
  const directions = direction === "both" ? (["input", "output"] as const) : [direction];
  return directions.map((one) => ({
    surface: "promise",
    direction: one,
    severity: "breaking",
    certainty: "by-rule",
  }));
}
