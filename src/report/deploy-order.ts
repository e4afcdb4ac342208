import type { Change, Effect } from "../diff/change.ts";
import { RULES } from "../rules/index.ts";
import { severityIn } from "../rules/levels.ts";
import type { Facts, Rule, Severity } from "../rules/rule.ts";
import type { Semantics, Surface } from "../model/semantics.ts";
import type { DeployOrder } from "./report.ts";

/** Which side goes first, and whether the provider can go back afterwards. */
export interface Deployment {
  readonly deployOrder: DeployOrder;
  /** True where before's provider serves consumers of after: a rollback of the provider alone is safe. */
  readonly reversible: boolean;
}

/** Pairs of last words in rule ids of which one is the other read backwards. */
const MIRRORED: readonly (readonly [string, string])[] = [
  ["added", "removed"],
  ["narrowed", "widened"],
  ["tightened", "loosened"],
  ["allowed", "forbidden"],
  ["opened", "closed"],
  ["typed", "untyped"],
  ["hidden", "exposed"],
  ["became-required", "became-optional"],
  ["joined", "split"],
];

/** What the contract promises and how its messages behave. */
export interface Promised {
  readonly surfaces: readonly Surface[];
  readonly semantics: Semantics;
}

/**
 * The order in which both sides can be deployed so that nothing fails in between.
 *
 * Provider first is safe where consumers of before work against after: the change itself does no
 * harm. Consumer first is safe where consumers of after work against before: the change read
 * backwards does no harm, or, where the change itself is worse than compatible, breaks nobody. Both: `either`; none: `parallel` (serve both for a time). This is the
 * table of schema compatibility levels (backward, forward, full, none) with the roles of request
 * and response already told apart by direction.
 *
 * Surfaces that only compilers and calendars feel (`source`, `promise`) do not count.
 */
export function deploymentOf(
  change: Pick<Change, "rule" | "effects" | "facts" | "before" | "after">,
  { surfaces, semantics }: Promised,
): Deployment {
  const felt = change.effects.filter(
    (effect) =>
      (effect.surface === "wire" || effect.surface === "json") && surfaces.includes(effect.surface),
  );
  const providerFirst = felt.every((effect) => effect.severity === "compatible");
  const reversible = felt.every((effect) => {
    const backwards = severityBackwards({ ...change, facts: factsAt(change, semantics) }, effect);
    return (
      backwards === "compatible" || (backwards === "dangerous" && effect.severity !== "compatible")
    );
  });
  return { deployOrder: orderOf(providerFirst, reversible), reversible };
}

/** The facts of the place, completed by what holds in the whole contract. */
function factsAt(change: Pick<Change, "facts">, semantics: Semantics): Facts {
  return {
    unknown: semantics.unknownInput.wire === "rejected" ? "rejected" : "ignored",
    selection: semantics.selection,
    alternatives: semantics.unknownAlternatives,
    ...change.facts,
  };
}

function orderOf(providerFirst: boolean, consumerFirst: boolean): DeployOrder {
  if (providerFirst) return consumerFirst ? "either" : "provider-first";
  return consumerFirst ? "consumer-first" : "parallel";
}

/**
 * The severity of the same edit made the other way round. The catalogue knows it: additions and
 * removals have mirror rules; for a change of a value, going back in one direction is the same
 * question as going forward in the opposite one (before ⊆ after against after ⊆ before).
 */
function severityBackwards(
  change: Pick<Change, "rule" | "facts" | "before" | "after">,
  effect: Effect,
): Severity {
  if (effect.surface === "promise") return "compatible";
  const mirror = mirrorRule(change.rule);
  if (mirror !== undefined) {
    const levels = mirror.severity[effect.surface];
    return levels === undefined ? "compatible" : severityIn(levels[effect.direction], change.facts);
  }
  const [was, is] = [change.before?.value !== undefined, change.after?.value !== undefined];
  if (was && !is) return "compatible";
  if (is && !was) return "breaking";
  const levels = RULES[change.rule].severity[effect.surface];
  const opposite = effect.direction === "input" ? "output" : "input";
  return levels === undefined ? "compatible" : severityIn(levels[opposite], change.facts);
}

const CATALOGUE: ReadonlyMap<string, Rule> = new Map(Object.entries(RULES));

function mirrorRule(rule: string): Rule | undefined {
  for (const [forth, back] of MIRRORED) {
    if (rule.endsWith(`-${forth}`)) return CATALOGUE.get(`${rule.slice(0, -forth.length)}${back}`);
    if (rule.endsWith(`-${back}`)) return CATALOGUE.get(`${rule.slice(0, -back.length)}${forth}`);
  }
  return undefined;
}
