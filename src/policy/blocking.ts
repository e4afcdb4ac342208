import type { Change } from "../diff/change.ts";
import type { ConsumerImpact, ImpactVerdict } from "../impact/verdict.ts";
import { isSecurityRegression, reachesFailOn } from "./policy.ts";
import type { Policy } from "./policy.ts";
import type { WindowRequirements } from "./windows.ts";

/** Whether a change stops a merge, and why (not), in one clause. */
export interface Blocking {
  readonly value: boolean;
  readonly because: string;
}

/** What the verdict depends on beside the change itself. */
export interface BlockingContext {
  readonly policy: Policy;
  readonly impact: readonly ConsumerImpact[];
  /** The excuse in one clause, where there is a valid waiver of the change. */
  readonly waived?: string;
  /** The consumers that the waiver speaks for. Absent: for whoever uses the contract. */
  readonly waivedConsumers?: readonly string[];
  /** Why a waiver of the change excuses nothing, in one clause. */
  readonly lapsed?: string;
  /** What is asked of the element's deprecation. */
  readonly window?: WindowRequirements;
}

/** What the verdict looks at. */
export type JudgedChange = Pick<Change, "severity" | "lifecycle"> & Partial<Pick<Change, "rule">>;

/**
 * The verdict on one change. In this order: a security regression where the policy blocks them,
 * severity below fail-on, a waiver, a removal after its window, then the block rule. A change's
 * severity already counts promised surfaces only.
 */
export function blockingOf(change: JudgedChange, context: BlockingContext): Blocking {
  const { policy, impact } = context;
  const regression = securityRegression(change, context);
  if (regression !== undefined) return regression;
  if (!reachesFailOn(change.severity, policy.failOn)) {
    return pass(belowFailOn(change.severity, policy));
  }
  if (context.waived !== undefined && coversAll(context)) return pass(context.waived);
  const others = impact.filter(({ consumer }) => !context.waivedConsumers?.includes(consumer));
  const verdict = unexcused(change, { ...context, impact: others });
  if (!verdict.value || context.lapsed === undefined) return verdict;
  return block(`${verdict.because}; ${context.lapsed}`);
}

/** Whom it hits does not matter: no consumer breaks when something is protected less. */
function securityRegression(
  { rule, severity }: JudgedChange,
  { policy, waived, waivedConsumers, lapsed }: BlockingContext,
): Blocking | undefined {
  if (!isSecurityRegression(rule) || policy.failOn === "never") return undefined;
  if (policy.securityRegressions !== "block") {
    if (severity !== "compatible" || policy.securityRegressions !== "warn") return undefined;
    return pass("compatible changes never block; security-regressions is warn");
  }
  if (waived !== undefined && waivedConsumers === undefined) return pass(waived);
  const because = "it protects less than before, and security-regressions is block";
  return block(lapsed === undefined ? because : `${because}; ${lapsed}`);
}

/** A waiver for some consumers covers a change where no other could be hit by it. */
function coversAll({ policy, impact, waivedConsumers }: BlockingContext): boolean {
  if (waivedConsumers === undefined) return true;
  const counts: readonly ImpactVerdict[] =
    policy.block === "used" ? ["breaks", "may-break"] : ["breaks", "may-break", "not-covered"];
  const isSpokenFor = ({ consumer }: ConsumerImpact): boolean => waivedConsumers.includes(consumer);
  return (
    impact.some(isSpokenFor) &&
    impact.every((one) => isSpokenFor(one) || !counts.includes(one.verdict))
  );
}

function unexcused(change: JudgedChange, context: BlockingContext): Blocking {
  const excused = allowedByWindow(change, context) ?? removalAfterWindow(change, context);
  if (excused !== undefined) return excused;
  const { policy, impact } = context;
  if (policy.block === "always") return block(`${change.severity} changes always block`);
  return byUse(impact, policy);
}

function pass(because: string): Blocking {
  return { value: false, because };
}

function block(because: string): Blocking {
  return { value: true, because };
}

function belowFailOn(severity: Change["severity"], policy: Policy): string {
  if (severity === "compatible") return "compatible changes never block";
  return policy.failOn === "never"
    ? "fail-on is never"
    : `${severity} is below fail-on ${policy.failOn}`;
}

/** What a project's own terms let pass whatever it does to consumers. */
function allowedByWindow(
  { rule }: JudgedChange,
  { window }: BlockingContext,
): Blocking | undefined {
  if (window?.breaking === "allowed") return pass("its stability level lets it break");
  if (rule === "sunset-shortened" && window?.shortening === "allowed")
    return pass("the policy lets dates be brought forward");
  return undefined;
}

function removalAfterWindow(
  change: JudgedChange,
  { policy, impact, window }: BlockingContext,
): Blocking | undefined {
  const lifecycle = change.lifecycle;
  if (lifecycle?.state !== "removed-on-time" && lifecycle?.state !== "removed-late")
    return undefined;
  const closed =
    lifecycle.sunset === undefined
      ? "its window has closed"
      : `its window closed on ${lifecycle.sunset}`;
  const rule = window?.removal ?? policy.removalAfterWindow;
  if (rule === "block") return block(`${closed}, but the policy lets nothing go`);
  const users = consumersWith(impact, ["breaks", "may-break"]);
  if (users.length === 0 || rule === "allow") return pass(closed);
  return block(`${closed}, but ${listed(users)} still ${users.length === 1 ? "uses" : "use"} it`);
}

function byUse(impact: readonly ConsumerImpact[], policy: Policy): Blocking {
  const broken = consumersWith(impact, ["breaks"]);
  if (broken.length > 0) return block(`it breaks ${listed(broken)}`);
  const endangered = consumersWith(impact, ["may-break"]);
  if (endangered.length > 0) return block(`it may break ${listed(endangered)}`);
  if (policy.block === "used") return pass("no consumer is known to use it");
  if (impact.length === 0) return block("no consumer of it is known, so its use is unknown");
  const uncovered = consumersWith(impact, ["not-covered"]);
  if (uncovered.length === 0) return pass(`no use seen by ${countOf(impact)}`);
  return block(
    `no evidence says whether ${listed(uncovered)} ${uncovered.length === 1 ? "uses" : "use"} it`,
  );
}

function consumersWith(
  impact: readonly ConsumerImpact[],
  verdicts: readonly ImpactVerdict[],
): readonly string[] {
  const names = impact.filter((one) => verdicts.includes(one.verdict)).map((one) => one.consumer);
  return [...new Set(names)].sort();
}

function countOf(impact: readonly ConsumerImpact[]): string {
  const count = new Set(impact.map((one) => one.consumer)).size;
  return count === 1 ? "its one known consumer" : `any of its ${count} known consumers`;
}

/** `web`, `web and till`, `web, till and 3 more`. */
function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
