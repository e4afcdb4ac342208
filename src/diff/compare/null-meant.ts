import type { Shape, ShapeRef } from "../../model/shape.ts";
import { nullTaken } from "../normal/null-taken.ts";
import type { Normaliser } from "../normal/normalise.ts";
import type { Comparison, Inner } from "./pair.ts";

/**
 * Where one side only means null and the other accepts or refuses it, nobody can tell whether
 * anything changed. What is returned differs in everything else; undefined: both are as they were.
 */
export function meantAlike(
  use: Comparison,
  { before, after }: Pick<Inner, "before" | "after">,
): Pick<Inner, "before" | "after"> | undefined {
  const meant = means(before);
  const isMeant = means(after);
  if (meant === isMeant) return undefined;
  const { engine } = use;
  const [taken, isTaken] = [takes(engine.before, before), takes(engine.after, after)];
  // Who accepts null means nothing else; of a side that nobody can look into nothing is said.
  if (taken === "unknown" || isTaken === "unknown" || (meant ? taken : isTaken) === "yes")
    return undefined;
  const isRefused = (meant ? isTaken : taken) === "no";
  const isAdded = isRefused ? isMeant : meant;
  use.report({
    rule: isAdded ? "null-allowed" : "null-forbidden",
    // By the letter both refuse it, or only the one does.
    facts: { variant: isRefused ? "meant" : "undecided" },
    before: { origin: before.origin },
    after: { origin: after.origin },
  });
  if (meant) return { before: isTaken === "yes" ? withNull(before) : before, after };
  return { before, after: taken === "yes" ? withNull(after) : after };
}

function means(ref: ShapeRef): boolean {
  return ref.kind === "shape" && ref.nullMeant === true;
}

function takes({ normal }: Normaliser, ref: ShapeRef) {
  return nullTaken(ref, normal);
}

const WRITTEN = new WeakMap<ShapeRef, Shape>();

/** The shape, and null beside it. */
function withNull(ref: ShapeRef): ShapeRef {
  if (ref.kind === "ref") return { ...ref, nullable: true };
  const { nullMeant: _, ...shape } = ref;
  const place = { kind: "shape", coordinate: ref.coordinate, origin: ref.origin } as const;
  const known = WRITTEN.get(ref) ?? { ...place, anyOf: [shape, { ...place, types: ["null"] }] };
  WRITTEN.set(ref, known);
  return known;
}
