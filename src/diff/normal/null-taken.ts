import type { ShapeRef } from "../../model/shape.ts";
import type { AlternativeGroup, Normal } from "./normal.ts";

/** Whether a shape accepts null; `unknown` where that is not looked into any deeper. */
export type NullTaken = "yes" | "no" | "unknown";

/** Alternatives and negations within each other are followed this far. */
const MAX_DEPTH = 8;

/** Of a shape that has room for null, what its alternatives, negations and conditions say of it. */
export function nullTaken(ref: ShapeRef, normal: (ref: ShapeRef) => Normal, depth = 0): NullTaken {
  const shape = normal(ref);
  if (shape.opaque === true || depth > MAX_DEPTH) return "unknown";
  if (!shape.types.includes("null")) return "no";
  const inner = (part: ShapeRef | undefined): NullTaken =>
    part === undefined ? "yes" : nullTaken(part, normal, depth + 1);
  return allOf([
    ...shape.groups.map((group) => inGroup(group, inner)),
    ...shape.nots.map((not) => opposite(inner(not))),
    ...shape.conditionals.map(({ if: condition, then, else: otherwise }) => {
      const applies = inner(condition);
      if (applies === "unknown") return "unknown";
      return inner(applies === "yes" ? then : otherwise);
    }),
  ]);
}

function allOf(parts: readonly NullTaken[]): NullTaken {
  if (parts.includes("no")) return "no";
  return parts.includes("unknown") ? "unknown" : "yes";
}

function inGroup(
  { mode, members }: AlternativeGroup,
  inner: (part: ShapeRef) => NullTaken,
): NullTaken {
  const taken = members.map(inner);
  const sure = taken.filter((one) => one === "yes").length;
  if (mode === "any" && sure > 0) return "yes";
  if (sure > 1) return "no";
  if (taken.includes("unknown")) return "unknown";
  return sure === 1 ? "yes" : "no";
}

/** What is taken by what takes all the rest. */
export function opposite(taken: NullTaken): NullTaken {
  if (taken === "unknown") return taken;
  return taken === "yes" ? "no" : "yes";
}
