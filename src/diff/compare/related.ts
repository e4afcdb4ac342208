import type { ShapeRef } from "../../model/shape.ts";
import type { Comparison } from "./pair.ts";
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
  const a = before === true ? undefined : before;
  const b = after === true ? undefined : after;
  if (a === b) return "equal";
  if (a === undefined || b === false) return "tightened";
  if (b === undefined || a === false) return "loosened";
  const nothingLost = comparison.keeps(a, b, "input");
  const nothingGained = comparison.keeps(a, b, "output");
  if (nothingLost && nothingGained) return "equal";
  if (!nothingLost && !nothingGained) return "changed";
  return nothingLost ? "loosened" : "tightened";
}

/** The relation of what a shape leaves over: `not` turns wider into narrower. */
export function opposite(relation: Relation): Relation {
  if (relation === "tightened") return "loosened";
  return relation === "loosened" ? "tightened" : relation;
}
