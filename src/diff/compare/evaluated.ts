import type { ShapeRef } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";

/** Alternatives within alternatives are followed this far. */
const MAX_NESTING = 4;

/**
 * Whether the parts of two shapes that count for some values only (alternatives, conditions,
 * dependent schemas) look at other members or items now: then `unevaluated…` beside them, though it
 * says the same, speaks of others (JSON Schema 2020-12, Core 11).
 */
export function evaluatesOthers(
  { before, after, engine }: Comparison,
  kind: "members" | "items",
): boolean {
  const spoken = kind === "members" ? spokenMembers : spokenItems;
  const covered = (shape: Normal, normal: (ref: ShapeRef) => Normal): string => {
    const look = (part: Normal, depth: number): readonly string[] => {
      if (depth > MAX_NESTING) return [];
      return partsOf(part).flatMap((inner) => {
        const one = normal(inner);
        return [spoken(one), ...look(one, depth + 1)];
      });
    };
    return [...new Set(look(shape, 0))].sort().join("\n");
  };
  return covered(before, engine.before.normal) !== covered(after, engine.after.normal);
}

/** What counts for some values of a shape only. */
function partsOf({ groups, conditionals, object }: Normal): readonly ShapeRef[] {
  return [
    ...groups.flatMap(({ members }) => members),
    ...conditionals.flatMap((one) => [one.if, one.then, one.else]),
    ...Object.values(object?.dependentSchemas ?? {}),
  ].filter((part) => part !== undefined);
}

function spokenMembers({ object }: Normal): string {
  if (object === undefined) return "";
  const { fields, patternFields = [], additional, unevaluatedProperties } = object;
  const names = [...fields.map(({ name }) => name), ...patternFields.map(({ pattern }) => pattern)];
  const hasRest = additional !== undefined || unevaluatedProperties !== undefined;
  return JSON.stringify([names.sort(), hasRest]);
}

function spokenItems({ array }: Normal): string {
  if (array === undefined) return "";
  const { prefixItems = [], items, contains, unevaluatedItems } = array;
  const hasRest = items !== undefined || unevaluatedItems !== undefined;
  return JSON.stringify([prefixItems.length, hasRest, contains !== undefined]);
}
