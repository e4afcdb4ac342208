import type { ShapeRef } from "../../model/shape.ts";
import { asShape } from "../normal/normalise.ts";
import { acceptsAll, type Normal } from "../normal/normal.ts";
import { shapeText } from "../normal/same-text.ts";
import type { RuleId } from "../../rules/index.ts";
import type { Comparison } from "./pair.ts";
import { areSameSet } from "./same-set.ts";
import type { Relation } from "./scalars.ts";

/**
 * How the sets of two shapes relate that stand where a change cannot be shown at a leaf (under
 * `not`, `if`, `contains`): what is lost sending it, what is gained reading it.
 */
export function relateShapes(
  comparison: Comparison,
  before: ShapeRef | boolean | undefined,
  after: ShapeRef | boolean | undefined,
): Relation {
  const { lost, gained } = lossesOf(comparison, before, after);
  const isSent = comparison.pair.circumstances.direction === "input";
  if (lost === "none" && gained === "none") return "equal";
  // What nobody can tell matters where it would be felt.
  if ((isSent ? lost : gained) === "undecided") return "undecided";
  if (lost === "none") return "loosened";
  return gained === "none" ? "tightened" : "changed";
}

interface Losses {
  /** Of what before accepts. */
  readonly lost: "none" | "undecided" | "certain";
  /** What only after accepts. */
  readonly gained: "none" | "undecided" | "certain";
}

function lossesOf(
  comparison: Comparison,
  before: ShapeRef | boolean | undefined,
  after: ShapeRef | boolean | undefined,
  exact = false,
): Losses {
  const a = limitOf(before, comparison.engine.before.normal);
  const b = limitOf(after, comparison.engine.after.normal);
  if (a === b) return { lost: "none", gained: "none" };
  if (a === undefined || b === false) return { lost: "certain", gained: "none" };
  if (b === undefined || a === false) return { lost: "none", gained: "certain" };
  if (areSameSet(comparison.engine, a, b)) return { lost: "none", gained: "none" };
  return {
    lost: comparison.loss(a, b, "input", exact),
    gained: comparison.loss(a, b, "output", exact),
  };
}

/** What harms nobody who sends or reads, and yet refuses values, or accepts more of them. */
const NARROWING: readonly RuleId[] = ["field-added", "field-exposed"];
const WIDENING: readonly RuleId[] = ["field-removed", "field-hidden", "additional-opened"];

/**
 * The same for shapes whose values are refused or chosen by: there members that nobody declared
 * before count like all others. `exact`: the values are no messages, so that nobody leaves out what
 * is not declared.
 */
export function relateExactly(
  comparison: Comparison,
  before: ShapeRef,
  after: ShapeRef,
  exact = false,
): Relation {
  if (areSameSet(comparison.engine, before, after)) return "equal";
  const rules = comparison.rulesBetween(before, after);
  const { engine } = comparison;
  const normal = { before: engine.before.normal, after: engine.after.normal };
  const { lost, gained } = lossesOf(comparison, before, after, exact);
  const isLost = lost === "certain" || NARROWING.some((rule) => rules.has(rule));
  const isGained = gained === "certain" || WIDENING.some((rule) => rules.has(rule));
  if (isLost && isGained) return "changed";
  // Where others are not allowed, a member that is declared is one more that may be there.
  const isMoved = rules.has("field-added") || rules.has("field-removed");
  if (isMoved && [normal.before(before), normal.after(after)].some(mayBeClosed)) return "undecided";
  if (lost === "undecided" || gained === "undecided") return "undecided";
  if (isLost !== isGained) return isLost ? "tightened" : "loosened";
  // Of members that stand only in what is beside a shape, silence says that nobody sends them.
  const hasBeside = [normal.before(before), normal.after(after)].some(speaksBeside);
  return hasBeside ? "undecided" : "equal";
}

/** Whether something in a shape speaks of members for some values only, as far as its text says. */
function speaksBeside(shape: Normal): boolean {
  return /"dependentSchemas":|"conditional":/.test(shapeText(asShape(shape)));
}

/** Whether something in a shape allows no further members, as far as its text says. */
export function mayBeClosed(shape: Normal): boolean {
  const text = shapeText(asShape(shape));
  return /"additional":false|"unevaluated|"kind":"ref"/.test(text);
}

/** A shape that accepts everything limits nothing, one that accepts nothing forbids. */
function limitOf(
  shape: ShapeRef | boolean | undefined,
  normal: (ref: ShapeRef) => Normal,
): ShapeRef | false | undefined {
  if (typeof shape !== "object") return shape === false ? false : undefined;
  const known = normal(shape);
  if (known.types.length === 0) return false;
  return acceptsAll(known) ? undefined : shape;
}

/** The relation of what a shape leaves over: `not` turns wider into narrower. */
export function opposite(relation: Relation): Relation {
  if (relation === "tightened") return "loosened";
  return relation === "loosened" ? "tightened" : relation;
}
