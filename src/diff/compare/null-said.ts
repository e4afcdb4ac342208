import type { Field } from "../../model/shape.ts";
import type { Comparison } from "./pair.ts";

/**
 * Whether the change from or to null already says that a member must or need not be there: where
 * what is left out counts as null, one follows from the other.
 */
export function tellsNull({ engine }: Comparison, before: Field, after: Field): boolean {
  if (engine.semantics.absentIsNull !== true) return false;
  const allows = (field: Field, side: "before" | "after") =>
    engine[side].normal(field.shape).types.includes("null");
  return allows(before, "before") !== allows(after, "after");
}
