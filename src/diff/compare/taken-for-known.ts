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
  return takenForOneOf(comparison, known, known, added);
}

/** `candidates`: those of the known alternatives that count. */
function takenForOneOf(
  comparison: Comparison,
  known: readonly ShapeRef[],
  candidates: readonly ShapeRef[],
  added: ShapeRef,
): boolean {
  const { engine } = comparison;
  const next = engine.after.normal(added);
  const possible = candidates.filter((member) => mayTake(engine.before.normal(member), next));
  if (possible.length === 0) return false;
  const selecting = selectorsOf(comparison, known);
  return possible.some(
    (member) =>
      comparison.worst(member, added, "output") !== "breaking" &&
      selecting.every((name) => {
        const before = fieldOf(engine.before.normal(member), name);
        const after = fieldOf(next, name);
        if (before === undefined || after === undefined) return true;
        return comparison.keeps(before.shape, after.shape, "output");
      }),
  );
}

/** A first look at whether all that one shape describes could pass for another: most cannot. */
function mayTake(taker: Normal, given: Normal): boolean {
  const takesTypes = given.types.every(
    (type) => taker.types.includes(type) || (type === "integer" && taker.types.includes("number")),
  );
  if (!takesTypes) return false;
  // Where alternatives stand inside, members may be declared in each of them.
  if (given.groups.length > 0 || !given.types.includes("object")) return true;
  return (taker.object?.fields ?? []).every(
    (field) =>
      !field.required ||
      field.readOnly === true ||
      field.writeOnly === true ||
      fieldOf(given, field.name) !== undefined ||
      given.object?.required?.includes(field.name) === true,
  );
}

/** A pair of alternatives, and the alternatives around them. */
interface Partners {
  readonly a: ShapeRef;
  readonly b: ShapeRef;
  readonly before: readonly ShapeRef[];
  readonly after: readonly ShapeRef[];
}

/**
 * Whether what breaks between two alternatives fails nobody, because another alternative takes it.
 * A discriminator leaves no choice.
 */
export function isSheltered(comparison: Comparison, { a, b, before, after }: Partners): boolean {
  const { engine, pair } = comparison;
  if (comparison.before.discriminator ?? comparison.after.discriminator) return false;
  if (pair.circumstances.direction === "output") {
    const others = before.filter((other) => other !== a);
    return takenForOneOf(comparison, before, others, b);
  }
  const sent = engine.before.normal(a);
  return after.some(
    (other) =>
      other !== b &&
      mayTake(engine.after.normal(other), sent) &&
      comparison.worst(a, other, "input") !== "breaking",
  );
}

/**
 * Whether another alternative takes everything of an alternative's types: where exactly one has to
 * fit, no value can be meant as that alternative.
 */
export function isNeverAlone(
  comparison: Comparison,
  after: readonly ShapeRef[],
  added: ShapeRef,
): boolean {
  const { normal } = comparison.engine.after;
  const given = normal(added);
  return after.some((other) => other !== added && takesAllOf(normal(other), given));
}

function takesAllOf(taker: Normal, given: Normal): boolean {
  const { values, number, string, array, object, groups, nots, conditionals } = taker;
  const { fields = [], ...limits } = object ?? {};
  const limited =
    [values, number, string, array].some((facet) => facet !== undefined) ||
    groups.length + nots.length + conditionals.length + fields.length > 0 ||
    Object.keys(limits).length > 0;
  return !limited && given.types.every((type) => taker.types.includes(type));
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
