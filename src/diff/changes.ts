import type { Format } from "../model/contract.ts";
import type { ElementKind } from "../model/element.ts";
import { canonicalJson } from "../model/json.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Direction, Semantics, Surface } from "../model/semantics.ts";
import { wordingOf, type RuleId } from "../rules/index.ts";
import { worse, type Severity } from "../rules/rule.ts";
import type { Change, ChangeLifecycle, ChangeSide, Effect, Reach } from "./change.ts";
import { effectsOf } from "./effects.ts";
import type { Finding } from "./finding.ts";
import { isSooner } from "./lifecycle/around.ts";
import type { WindowsAround } from "./lifecycle/around.ts";
import { judgeRemoval } from "./lifecycle/removal.ts";
import type { ReachIndex } from "./reach.ts";

export interface ChangeContext {
  readonly format: Format;
  readonly semantics: Semantics;
  readonly reach: { readonly before: ReachIndex; readonly after: ReachIndex };
  readonly promised: ReadonlySet<Surface>;
  readonly today: CalendarDate;
  /** What the before side announced of the things around a place. */
  readonly around: WindowsAround;
}

/** Findings of one cause become one change: its effects joined, its places collected. */
export function changesOf(findings: readonly Finding[], context: ChangeContext): readonly Change[] {
  const causes: Cause[] = [];
  const known = new Map<string, Cause>();
  for (const finding of findings) {
    const effects = effectiveEffects(finding, context);
    if (effects === undefined) continue;
    const keys = [keyOf(finding), writtenKey(finding)].filter((key) => key !== undefined);
    let cause = keys.map((key) => known.get(key)).find((found) => found !== undefined);
    if (cause === undefined) causes.push((cause = { first: finding, findings: [], effects: [] }));
    if (isNearer(finding, cause.first)) cause.first = finding;
    cause.findings.push(finding);
    cause.effects.push(...effects);
    for (const key of keys) known.set(key, cause);
  }
  return causes.map((cause) => changeOf(cause, context));
}

interface Cause {
  first: Finding;
  readonly findings: Finding[];
  readonly effects: Effect[];
}

/** Of one edit, the finding to tell is that of the declaration itself, not of a place that uses it. */
function isNearer({ holder, rule }: Finding, than: Finding): boolean {
  if (holder.type === undefined || rule !== than.rule) return false;
  return than.holder.type === undefined || holder.place.length < than.holder.place.length;
}

function keyOf(finding: Finding): string {
  const { rule, element, details, before, after } = finding;
  return [
    rule,
    element,
    details.name,
    details.keyword,
    canonicalJson(before?.value),
    canonicalJson(after?.value),
  ].join("\u0000");
}

/**
 * The same edit by the place in the text: what several operations share without a name of its own (a
 * parameter of their path, the security of the whole contract) was edited once.
 */
function writtenKey({ rule, details, before, after, kind }: Finding): string | undefined {
  if (!SHARED.has(kind)) return undefined;
  const text = (side: Finding["before"]) =>
    side?.value === undefined ? "" : `${canonicalJson(side.value)} ${JSON.stringify(side.origin)}`;
  const [from, to] = [text(before), text(after)];
  if (from === "" && to === "") return undefined;
  return ["", rule, kind, details.keyword, from, to].join("\u0000");
}

/** Kinds of elements that operations can share though they belong to each of them. */
const SHARED: ReadonlySet<ElementKind> = new Set([
  "parameter",
  "enum-value",
  "field",
  "security-requirement",
]);

/** Undefined: the place cannot be met in this direction, so there is nothing to say of it. */
function effectiveEffects(finding: Finding, context: ChangeContext): readonly Effect[] | undefined {
  const effects = effectsOf(finding, context.semantics);
  const { type, unmet } = finding.holder;
  if (unmet === true) return effects.map(withinRisk);
  if (type === undefined) return effects;
  // Who could not meet the place before has nothing that could break there.
  const index = finding.before === undefined ? context.reach.after : context.reach.before;
  const reached = (direction: Direction) => index.reached(type, direction);
  if (reached(finding.holder.turned === true ? "output" : finding.direction)) return effects;
  if (reached("input") || reached("output")) return undefined;
  const { unreached } = context.semantics;
  if (unreached === "both" || unreached === finding.direction) return effects;
  return effects.map(context.semantics.composed === true ? withinRisk : harmless);
}

function harmless(effect: Effect): Effect {
  return isMessage(effect.surface) ? { ...effect, severity: "compatible" } : effect;
}

/** What no message of this contract shows may be felt elsewhere: a danger, at most. */
function withinRisk(effect: Effect): Effect {
  const isBreak = isMessage(effect.surface) && effect.severity === "breaking";
  return isBreak ? { ...effect, severity: "dangerous" } : effect;
}

function isMessage(surface: Surface): boolean {
  return surface === "wire" || surface === "json";
}

function changeOf(cause: Cause, context: ChangeContext): Change {
  const { first } = cause;
  const lifecycle = REMOVALS.has(first.rule) ? judgedRemoval(first, context) : undefined;
  // Who was told a date that nobody can read was told nothing to rely on.
  const unreadable = lifecycle !== undefined && first.window?.unreadable !== undefined;
  const early: Effect[] =
    (lifecycle?.state === "removed-early" && lifecycle.inheritedFrom === undefined) || unreadable
      ? [
          {
            surface: "promise",
            direction: first.direction,
            severity: "breaking",
            certainty: "by-rule",
          },
        ]
      : [];
  const effects = joined([...cause.effects, ...early]);
  const severity = worstOf(effects.filter((effect) => context.promised.has(effect.surface)));
  const { places, total } = reachOf(cause, context);
  const { details, element, kind } = first;
  return {
    rule: first.rule,
    severity,
    direction: directionOf(effects),
    effects,
    element,
    kind,
    reach: places,
    reachTotal: total,
    message: wordingOf(first.rule, context.format, { ...details, kind, element }),
    details,
    facts: first.facts,
    ...(first.before === undefined ? {} : { before: sideOf(first.before) }),
    ...(first.after === undefined ? {} : { after: sideOf(first.after) }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
}

/** A window around the element that closes sooner than its own is what its users were told. */
function judgedRemoval(
  { window, holder, element }: Finding,
  { today, around }: ChangeContext,
): ChangeLifecycle {
  const outer = around(holder);
  if (outer === undefined || outer.from === element || !isSooner(outer.deprecation, window))
    return judgeRemoval(window, today);
  return { ...judgeRemoval(outer.deprecation, today), inheritedFrom: outer.from };
}

function sideOf(side: NonNullable<Finding["before"]>): ChangeSide {
  return { origin: side.origin, ...(side.value === undefined ? {} : { value: side.value }) };
}

/** Rules by which an element goes that may have been announced to go. */
const REMOVALS: ReadonlySet<RuleId> = new Set([
  "operation-removed",
  "operation-group-removed",
  "response-removed",
  "parameter-removed",
  "media-type-removed",
  "field-removed",
  "enum-value-removed",
  "type-removed",
  "directive-removed",
  "declaration-removed",
]);

/** One effect for each surface and direction: the worst. */
function joined(effects: readonly Effect[]): readonly Effect[] {
  const result = new Map<string, Effect>();
  for (const effect of effects) {
    const key = `${effect.surface} ${effect.direction}`;
    const known = result.get(key);
    if (known === undefined || worse(known.severity, effect.severity) !== known.severity)
      result.set(key, effect);
  }
  return [...result.values()];
}

function worstOf(effects: readonly Effect[]): Severity {
  return effects.reduce<Severity>((worst, effect) => worse(worst, effect.severity), "compatible");
}

/** The direction of what matters: the worst effects decide. */
function directionOf(effects: readonly Effect[]): Direction | "both" {
  const worst = worstOf(effects);
  const directions = new Set(
    effects.filter((effect) => effect.severity === worst).map((effect) => effect.direction),
  );
  const [only] = directions;
  return directions.size === 1 && only !== undefined ? only : "both";
}

/**
 * The directions in which a change is felt, the one in which it is worst first: of two ways to a
 * place from one message, the first is told.
 */
function directionsOf(
  effects: readonly Effect[],
  promised: ReadonlySet<Surface>,
): ReadonlySet<Direction> {
  const all = effects.filter((effect) => effect.severity !== "compatible");
  const felt = all.length > 0 ? all : effects;
  const promises = felt.filter(({ surface }) => promised.has(surface));
  const worst = worstOf(promises);
  const first = promises.filter(({ severity }) => severity === worst);
  return new Set([...first, ...felt].map(({ direction }) => direction));
}

function reachOf(
  cause: Cause,
  context: ChangeContext,
): { readonly places: readonly Reach[]; readonly total: number } {
  const index = cause.first.before === undefined ? context.reach.after : context.reach.before;
  const found = new Map<string, Reach>();
  let total = 0;
  const asked = new Set<string>();
  const directions = directionsOf(cause.effects, context.promised);
  for (const { holder } of cause.findings) {
    const key = `${holder.type ?? ""} ${holder.operation ?? ""} ${holder.place}`;
    if (asked.has(key)) continue;
    asked.add(key);
    const { places, total: more } = index.of(holder, directions);
    total += more;
    for (const place of places) found.set(`${place.operation} ${place.place}`, place);
  }
  return { places: [...found.values()].slice(0, 100), total: Math.max(total, found.size) };
}
