import type { ShapeRef } from "../../model/shape.ts";
import { acceptsAll, type Normal } from "../normal/normal.ts";
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
  const a = limitOf(before, comparison.engine.before.normal);
  const b = limitOf(after, comparison.engine.after.normal);
  if (a === b) return "equal";
  if (a === undefined || b === false) return "tightened";
  if (b === undefined || a === false) return "loosened";
  if (areSameSet(comparison.engine, a, b)) return "equal";
  const nothingLost = comparison.keeps(a, b, "input");
  const nothingGained = comparison.keeps(a, b, "output");
  if (nothingLost && nothingGained) return "equal";
  if (!nothingLost && !nothingGained) return "changed";
  return nothingLost ? "loosened" : "tightened";
}

/**
 * The same for shapes whose values are refused or chosen by: there members that nobody declared
 * before count like all others.
 */
export function relateExactly(comparison: Comparison, before: ShapeRef, after: ShapeRef): Relation {
  if (areSameSet(comparison.engine, before, after)) return "equal";
  const rules = comparison.rulesBetween(before, after);
  const relation = relateShapes(comparison, before, after);
  const isLost = relation === "tightened" || relation === "changed" || rules.has("field-added");
  const isGained =
    relation === "loosened" ||
    relation === "changed" ||
    rules.has("field-removed") ||
    rules.has("additional-opened");
  if (isLost === isGained) return isLost ? "changed" : "equal";
  return isLost ? "tightened" : "loosened";
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
