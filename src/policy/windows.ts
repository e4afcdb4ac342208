import type { Period } from "../diff/lifecycle/calendar.ts";
import type { WindowTerms } from "../diff/lifecycle/state.ts";
import type { Stability } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import { REMOVAL_RULES, type RemovalRule } from "./removal-rule.ts";

/** What is asked of whoever deprecates something. What is left out is not asked. */
export interface WindowRequirements extends WindowTerms {
  /** A deprecation must announce its sunset. */
  readonly sunset?: "required" | "optional";
  /** It must say why. */
  readonly reason?: "required" | "optional";
  /** It must name what to use instead. */
  readonly replacement?: "required" | "optional";
  /** A date may be brought forward, as long as the minimum is kept. */
  readonly shortening?: "allowed" | "refused";
  /** Sunsets fall on the first day of a quarter. */
  readonly schedule?: "any-day" | "quarter";
  /** Elements may come into being deprecated. */
  readonly bornDeprecated?: "allowed" | "refused";
  /** Elements may break without any window. */
  readonly breaking?: "allowed" | "refused";
  /** What a removal after its window does, instead of the policy's own rule. */
  readonly removal?: RemovalRule;
}

/** Requirements for the elements of a contract. Levels and surfaces say only what differs. */
export interface WindowPolicy {
  readonly all: WindowRequirements;
  readonly levels: Readonly<Partial<Record<Stability, WindowRequirements>>>;
  readonly surfaces: Readonly<Partial<Record<Surface, WindowRequirements>>>;
  /** The share of known consumers (0 to 1) that must be judged before something may go. */
  readonly coverage: number;
}

/** Nothing is asked; before something may go, every known consumer must be judged. */
export const NO_WINDOW_POLICY: WindowPolicy = { all: {}, levels: {}, surfaces: {}, coverage: 1 };

/** True where anything is asked at all. */
export function isAsked({ all, levels, surfaces }: WindowPolicy): boolean {
  return [all, ...Object.values(levels), ...Object.values(surfaces)].some(
    (requirements) => Object.keys(requirements).length > 0,
  );
}

/**
 * What is asked of an element. Its stability level speaks over the contract; where the promised
 * surfaces have requirements of their own, the strictest of them holds.
 */
export function requirementsOf(
  policy: WindowPolicy,
  stability: Stability,
  surfaces: readonly Surface[],
): WindowRequirements {
  const own = { ...policy.all, ...policy.levels[stability] };
  const promised = surfaces.filter((surface) => surface !== "promise");
  const each = promised.map((surface) => ({ ...own, ...policy.surfaces[surface] }));
  return each.length === 0 ? own : each.reduce(strictest);
}

function strictest(one: WindowRequirements, other: WindowRequirements): WindowRequirements {
  const minimum = longer(one.minimum, other.minimum);
  const graceDays = least(one.graceDays, other.graceDays);
  const merged: { -readonly [Name in keyof WindowRequirements]: WindowRequirements[Name] } = {
    ...one,
    ...other,
  };
  if (minimum !== undefined) merged.minimum = minimum;
  if (graceDays !== undefined) merged.graceDays = graceDays;
  for (const name of ["sunset", "reason", "replacement"] as const)
    if (one[name] === "required") merged[name] = "required";
  if (one.ends !== "start-of-day" || other.ends !== "start-of-day") merged.ends = "end-of-day";
  if (one.schedule === "quarter") merged.schedule = "quarter";
  if (one.bornDeprecated === "refused") merged.bornDeprecated = "refused";
  if (one.shortening !== "allowed") merged.shortening = "refused";
  if (one.breaking !== "allowed") merged.breaking = "refused";
  const removal = stricterRemoval(one.removal, other.removal);
  if (removal !== undefined) merged.removal = removal;
  return merged;
}

function stricterRemoval(
  one: RemovalRule | undefined,
  other: RemovalRule | undefined,
): RemovalRule | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return REMOVAL_RULES.indexOf(one) > REMOVAL_RULES.indexOf(other) ? one : other;
}

function longer(one: Period | undefined, other: Period | undefined): Period | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return aboutDays(one) >= aboutDays(other) ? one : other;
}

/** Months as days on average, for comparing periods only. */
export function aboutDays({ count, unit }: Period): number {
  return unit === "days" ? count : count * 30.44;
}

function least(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

/** Requirements with those of a more particular place over them. */
export function windowPolicyOver(above: WindowPolicy, own: Partial<WindowPolicy>): WindowPolicy {
  return {
    all: { ...above.all, ...own.all },
    levels: over(above.levels, own.levels),
    surfaces: over(above.surfaces, own.surfaces),
    coverage: own.coverage ?? above.coverage,
  };
}

type ByName = Readonly<Partial<Record<string, WindowRequirements>>>;

function over(above: ByName, own: ByName | undefined): ByName {
  const names = [...new Set([...Object.keys(above), ...Object.keys(own ?? {})])];
  return Object.fromEntries(names.map((name) => [name, { ...above[name], ...own?.[name] }]));
}
