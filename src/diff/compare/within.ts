import type { ShapeRef } from "../../model/shape.ts";
import { asShape } from "../normal/normalise.ts";
import { distribute } from "./distribute.ts";
import type { Comparison } from "./pair.ts";
import { relateExactly } from "./related.ts";

/**
 * Whether all that one side accepts, a union itself, is one alternative of the other: nothing is
 * lost or gained by what stands beside it.
 */
export function isOneAlternative(comparison: Comparison): boolean {
  const { before, after, engine, pair } = comparison;
  const isSent = pair.circumstances.direction === "input";
  const [whole, parts] = isSent ? [before, after] : [after, before];
  const [group] = parts.groups;
  if (whole.groups.length === 0 || group?.mode !== "any") return false;
  const { normal } = engine[isSent ? "after" : "before"];
  return distribute(parts)
    .filter((part) => normal(part).groups.length > 0)
    .some((part) =>
      isSent
        ? comparison.keeps(asShape(before), part, "input")
        : comparison.keeps(part, asShape(after), "output"),
    );
}

/**
 * Whether every alternative of the side that sends is within all that the other side accepts, a
 * union itself, because it says so: that union is one of its conjuncts.
 */
export function isWithinWhole(comparison: Comparison): boolean {
  const { before, after, engine, pair } = comparison;
  const isSent = pair.circumstances.direction === "input";
  const [sender, reader] = isSent ? [before, after] : [after, before];
  if (sender.groups.length === 0) return false;
  const { normal } = engine[isSent ? "before" : "after"];
  const isWhole = (conjunct: ShapeRef): boolean => {
    // What is no union itself is seldom all that a union is; what may be one is looked at closely.
    const isSimple = reader.groups.length > 0 && normal(conjunct).groups.length === 0;
    if (isSimple) return false;
    const [from, to] = isSent ? [conjunct, asShape(after)] : [asShape(before), conjunct];
    return relateExactly(comparison, from, to) === "equal";
  };
  const rest = distribute(sender).filter((part) => !conjunctsIn(part).some(isWhole));
  if (rest.length === distribute(sender).length) return false;
  return rest.every((part) =>
    isSent
      ? comparison.keeps(part, asShape(after), "input")
      : comparison.keeps(asShape(before), part, "output"),
  );
}

/** A shape and what it says all of. */
function conjunctsIn(part: ShapeRef): readonly ShapeRef[] {
  const inner = part.kind === "shape" ? (part.allOf ?? []) : [];
  return [part, ...inner.flatMap(conjunctsIn)];
}
