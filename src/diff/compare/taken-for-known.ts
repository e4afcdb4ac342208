import { canonicalJson } from "../../model/json.ts";
import type { Field, ShapeRef } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";

/**
 * Whether a tolerant reader of before takes every value of a new alternative for one of those it
 * knows: it ignores members and listed values it does not know, except the values by which it tells
 * alternatives apart.
 */
export function takenForKnown(
  comparison: Comparison,
  known: readonly ShapeRef[],
  added: ShapeRef,
): boolean {
  const { engine } = comparison;
  const selecting = selectorsOf(comparison, known);
  return known.some(
    (member) =>
      comparison.worst(member, added, "output") !== "breaking" &&
      selecting.every((name) => {
        const before = fieldOf(engine.before.normal(member), name);
        const after = fieldOf(engine.after.normal(added), name);
        if (before === undefined || after === undefined) return true;
        return comparison.keeps(before.shape, after.shape, "output");
      }),
  );
}

function fieldOf(normal: Normal, name: string): Field | undefined {
  return normal.object?.fields.find((field) => field.name === name);
}

/** The discriminator, and the members that at least two alternatives limit to different values. */
function selectorsOf(comparison: Comparison, known: readonly ShapeRef[]): readonly string[] {
  const { normal } = comparison.engine.before;
  const limits = new Map<string, (readonly string[])[]>();
  for (const member of known) {
    for (const { name, shape } of normal(member).object?.fields ?? []) {
      const { values } = normal(shape);
      if (values === undefined || values.open) continue;
      const texts = values.items.map((item) => canonicalJson(item.value));
      const others = limits.get(name);
      if (others === undefined) limits.set(name, [texts]);
      else others.push(texts);
    }
  }
  const names = [...limits].filter(([, lists]) => lists.length > 1 && areDisjoint(lists));
  const property = comparison.before.discriminator?.property;
  return [...names.map(([name]) => name), ...(property === undefined ? [] : [property])];
}

function areDisjoint(lists: readonly (readonly string[])[]): boolean {
  const all = lists.flat();
  return new Set(all).size === all.length;
}
