import type { MessageSurface } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Effect } from "../change.ts";
import { asShape } from "../normal/normalise.ts";
import { isEveryType, type Normal } from "../normal/normal.ts";
import { sidesOf, type Comparison } from "./pair.ts";

/**
 * Types with forms of their own in bytes and in JSON: each form is compared for itself, and what
 * comes of it is one finding, at the place. Of types that are not at hand only the name is known.
 */
export function compareForms(comparison: Comparison): "same" | "different" {
  const { before, after } = comparison;
  if ((before.forms ?? after.forms) === undefined && !isGuess(before, after)) return "same";
  if (before.nominal === after.nominal) return "different";
  const { engine, pair } = comparison;
  const surfaces = pair.circumstances.surfaces ?? engine.semantics.surfaces;
  const { direction } = pair.circumstances;
  const [from, to] = [nameOf(before), nameOf(after)];
  comparison.report({
    rule: "type-changed",
    effects: surfaces.map((surface): Effect => ({
      surface,
      direction,
      ...effectOn(comparison, surface),
    })),
    details: { before: from, after: to },
    ...sidesOf(pair, from, to),
  });
  return "different";
}

function effectOn(
  { before, after, pair, worst }: Comparison,
  surface: MessageSurface,
): Pick<Effect, "severity" | "certainty"> {
  if (surface === "source") return { severity: "breaking", certainty: "by-rule" };
  if (isNameOnly(before) || isNameOnly(after))
    return { severity: "dangerous", certainty: "undecided" };
  const severity = worst(
    formOn(before, surface),
    formOn(after, surface),
    pair.circumstances.direction,
    surface,
  );
  return { severity, certainty: "by-rule" };
}

function formOn(normal: Normal, surface: "wire" | "json"): ShapeRef {
  const { forms, type, origin } = normal;
  if (forms !== undefined) return forms[surface];
  return type === undefined ? asShape(normal) : { kind: "ref", to: type, nullable: false, origin };
}

/** Two types by name, of which one is not at hand. */
function isGuess(before: Normal, after: Normal): boolean {
  if (before.nominal === undefined || after.nominal === undefined) return false;
  return isNameOnly(before) || isNameOnly(after);
}

/** A type of which nothing is known but its name. */
function isNameOnly(normal: Normal): boolean {
  return (
    normal.nominal !== undefined &&
    normal.type === undefined &&
    normal.forms === undefined &&
    normal.object === undefined &&
    isEveryType(normal.types)
  );
}

function nameOf({ nominal, encoding, types }: Normal): string {
  return nominal ?? encoding ?? types.join(" | ");
}
