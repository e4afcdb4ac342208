import { canonicalJson } from "../../model/json.ts";
import type { Field, ShapeRef } from "../../model/shape.ts";
import type { AlternativeGroup, Normal } from "../normal/normal.ts";
import type { RuleId } from "../../rules/index.ts";
import type { Match } from "./match-alternatives.ts";
import { foreignTo } from "./foreign.ts";
import { carriedIn, hiddenIn } from "./marks.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { mayBeClosed, relateExactly } from "./related.ts";
import { memberText } from "./member-text.ts";

/** Whether one or any alternative has to fit, on each side. */
export interface Modes {
  readonly before: AlternativeGroup["mode"];
  readonly after: AlternativeGroup["mode"];
}

/** The alternatives of two sides, and which of them belong together. */
export interface Union {
  readonly before: readonly ShapeRef[];
  readonly after: readonly ShapeRef[];
  readonly match: Match;
  readonly modes: Modes;
}

/**
 * Exactly one may accept (JSON Schema `oneOf`, 10.2.1.3): what two accept is lost. Sent values must
 * not fit two alternatives of after that one of before took; received values must not fit two
 * alternatives of before. Where alternatives cannot overlap, or the other side excluded the same
 * overlap, none of this can happen. A discriminator does not change what is valid, it may only spare
 * who reads it the other alternatives (OpenAPI 3.0.4, 4.7.25): what fails then is not decided.
 */
export function compareExclusive(comparison: Comparison, union: Union): void {
  const { direction } = comparison.pair.circumstances;
  if (direction === "input" && union.modes.after === "one") compareSent(comparison, union);
  if (direction === "output" && union.modes.before === "one") compareReceived(comparison, union);
}

/**
 * Rules by which a shape accepts fewer values, and no others. Severities do not tell: a new
 * optional member harms no sender, and yet it refuses values that a neighbour may have taken.
 */
const NARROWER: ReadonlySet<RuleId> = new Set([
  "field-added",
  "field-became-required",
  "constraint-tightened",
  "enum-value-removed",
  "value-list-added",
  "type-narrowed",
  "null-forbidden",
  "additional-closed",
  "additional-typed",
]);

/** Rules by which a shape accepts more values, and no others. */
const WIDER: ReadonlySet<RuleId> = new Set([
  "field-removed",
  "field-became-optional",
  "constraint-loosened",
  "enum-value-added",
  "value-list-removed",
  "type-widened",
  "null-allowed",
  "additional-opened",
  "additional-untyped",
]);

function onlyFires(
  comparison: Comparison,
  [before, after]: readonly [ShapeRef, ShapeRef],
  allowed: ReadonlySet<RuleId>,
): boolean {
  const rules = [...comparison.rulesBetween(before, after)];
  const { engine } = comparison;
  const isMoved = rules.includes("field-added") || rules.includes("field-removed");
  // Where others are not allowed, one member more is one that may be there.
  const isTwofold =
    isMoved &&
    (mayBeClosed(engine.before.normal(before)) || mayBeClosed(engine.after.normal(after)));
  if (!isTwofold && rules.length > 0 && rules.every((rule) => allowed.has(rule))) return true;
  // Silence in one direction can also mean that one alternative covers another.
  return relateExactly(comparison, before, after) === "equal";
}

function compareSent(comparison: Comparison, { before, after, match, modes }: Union): void {
  const partners = new Map(match.changed.map((pair) => [pair.after, pair.before]));
  const excludedBefore = oncePer((other) => {
    const partner = partners.get(other);
    return (
      modes.before === "one" &&
      partner !== undefined &&
      onlyFires(comparison, [partner, other], NARROWER)
    );
  });
  // Its partner took as much before, though it was written otherwise: then the overlap is no news.
  const keptPartner = oncePer((other) => {
    const partner = partners.get(other);
    return (
      modes.before === "one" && partner !== undefined && comparison.keeps(partner, other, "output")
    );
  });
  const isForeign = oncePer(foreignTo(comparison, "before", before));
  for (const a of before) {
    const takers = after.filter((b) => partners.get(b) === a || comparison.keeps(a, b, "input"));
    const rivals = after.filter(
      (other) => partners.get(other) !== a && !excludedBefore(other) && !isForeign(other),
    );
    const sure = rivals.filter((other) => !keptPartner(other));
    if (takers.some((b) => sure.some((other) => other !== b && takers.includes(other)))) {
      if (isTold(comparison)) reportUndecided(comparison, "an alternative overlaps another");
      else reportOverlap(comparison, a);
      return;
    }
    const unsure = takers.some((b) =>
      rivals.some((other) => other !== b && !areDisjoint(comparison, "after", b, other)),
    );
    if (!unsure) continue;
    reportUndecided(comparison, "an alternative may overlap another");
    return;
  }
}

function compareReceived(comparison: Comparison, { before, after, match, modes }: Union): void {
  const partners = new Map(match.changed.map((pair) => [pair.before, pair.after]));
  const excludedAfter = oncePer((other) => {
    const partner = partners.get(other);
    return (
      modes.after === "one" &&
      partner !== undefined &&
      onlyFires(comparison, [other, partner], WIDER)
    );
  });
  const isForeign = oncePer(foreignTo(comparison, "after", after));
  const unsure = after.some((b) => {
    const sources = before.filter((a) => partners.get(a) === b || comparison.keeps(a, b, "output"));
    return sources.some((a) =>
      before.some(
        (other) =>
          other !== a &&
          partners.get(other) !== b &&
          !excludedAfter(other) &&
          !isForeign(other) &&
          !areDisjoint(comparison, "before", a, other),
      ),
    );
  });
  if (unsure) reportUndecided(comparison, "an alternative may no longer exclude another");
}

/** The same answer for the same alternative: it is asked for against each of the others. */
function oncePer(ask: (alternative: ShapeRef) => boolean): (alternative: ShapeRef) => boolean {
  const known = new Map<ShapeRef, boolean>();
  return (alternative) => {
    const answer = known.get(alternative) ?? ask(alternative);
    known.set(alternative, answer);
    return answer;
  };
}

/** Whether a discriminator tells who reads it which alternative is meant. */
function isTold({ before, after }: Comparison): boolean {
  return (before.discriminator ?? after.discriminator) !== undefined;
}

function reportOverlap(comparison: Comparison, lost: ShapeRef): void {
  const name = memberText(lost, comparison.engine.before);
  comparison.report({
    rule: "alternatives-overlap",
    details: { name },
    before: { value: name, origin: lost.origin },
    after: { origin: comparison.after.origin },
  });
}

function reportUndecided(comparison: Comparison, detail: string): void {
  comparison.report({
    rule: "alternatives-changed",
    details: { detail },
    ...sidesOf(comparison.pair),
  });
}

/** Whether no value can fit both: other types, other constants, or another value of a required tag. */
function areDisjoint(
  comparison: Comparison,
  side: "before" | "after",
  a: ShapeRef,
  b: ShapeRef,
): boolean {
  const { normal } = comparison.engine[side];
  const isSeen = (field: Field): boolean => !hiddenIn(carriedIn(comparison), field);
  return disjointShapes(normal(a), normal(b), { normal, isSeen, depth: 0 });
}

interface Looking {
  readonly normal: (ref: ShapeRef) => Normal;
  /** What is marked for the other direction need not be there, and may be anything. */
  readonly isSeen: (field: Field) => boolean;
  readonly depth: number;
}

function disjointShapes(a: Normal, b: Normal, looking: Looking): boolean {
  const shared = a.types.filter((type) => b.types.includes(type) || isPartNumber(type, b));
  if (shared.length === 0) return true;
  if (disjointLists(a, b)) return !shared.includes("null");
  if (shared.length > 1 || shared[0] !== "object" || looking.depth > 2) return false;
  const { normal, isSeen } = looking;
  return (a.object?.fields ?? []).some((field) => {
    const other = b.object?.fields.find((candidate) => candidate.name === field.name);
    if (other === undefined || !field.required || !other.required) return false;
    if (!isSeen(field) || !isSeen(other)) return false;
    const inner = { ...looking, depth: looking.depth + 1 };
    return disjointShapes(normal(field.shape), normal(other.shape), inner);
  });
}

function isPartNumber(type: string, other: Normal): boolean {
  return (
    (type === "integer" && other.types.includes("number")) ||
    (type === "number" && other.types.includes("integer"))
  );
}

function disjointLists(a: Normal, b: Normal): boolean {
  if (a.values === undefined || b.values === undefined || a.values.open || b.values.open)
    return false;
  const values = new Set(a.values.items.map((item) => canonicalJson(item.value)));
  return !b.values.items.some((item) => values.has(canonicalJson(item.value)));
}
