import type { ShapeRef } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { relateShapes } from "./related.ts";
import type { Relation } from "./scalars.ts";

/**
 * The relation of two shapes that speak of a value beside others (`then`, `dependentSchemas`,
 * `contains`). A member that they newly declare was sent where the others spoke of it before.
 */
export function relateBeside(
  comparison: Comparison,
  before: ShapeRef | undefined,
  after: ShapeRef | undefined,
  spokenBy: readonly Normal[],
): Relation {
  const relation = relateShapes(comparison, before, after);
  const isNarrower = relation === "tightened" || relation === "changed";
  const limits = !isNarrower && limitsKnown(comparison, before, after, spokenBy);
  return limits ? "undecided" : relation;
}

function limitsKnown(
  { engine, pair }: Comparison,
  before: ShapeRef | undefined,
  after: ShapeRef | undefined,
  spokenBy: readonly Normal[],
): boolean {
  if (pair.circumstances.direction !== "input" || after === undefined) return false;
  const inBefore = namesIn(engine.before.normal);
  const spoken = new Set(spokenBy.flatMap(inBefore));
  const known = new Set(before === undefined ? [] : inBefore(engine.before.normal(before)));
  const names = namesIn(engine.after.normal)(engine.after.normal(after));
  return names.some((name) => spoken.has(name) && !known.has(name));
}

/** Alternatives within alternatives are followed this far. */
const MAX_NESTING = 4;

/** The members that a shape declares, those of its alternatives included. */
function namesIn(normal: (ref: ShapeRef) => Normal): (shape: Normal) => readonly string[] {
  const names = ({ object, groups }: Normal, depth: number): readonly string[] => {
    const own = (object?.fields ?? []).map((field) => field.name);
    if (depth >= MAX_NESTING) return own;
    const inner = groups.flatMap(({ members }) =>
      members.flatMap((member) => names(normal(member), depth + 1)),
    );
    return [...own, ...inner];
  };
  return (shape) => names(shape, 0);
}
