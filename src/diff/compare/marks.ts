import type { Direction } from "../../model/semantics.ts";
import type { Field, ShapeRef } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { reportRelation } from "./scalars.ts";

/** Read-only members do not belong into what consumers send, write-only ones not into what they get. */
export function hiddenIn(direction: Direction, field: Field): boolean {
  return direction === "input"
    ? (field.readOnly ?? flag(field.shape, "readOnly"))
    : (field.writeOnly ?? flag(field.shape, "writeOnly"));
}

function flag(ref: ShapeRef, name: "readOnly" | "writeOnly"): boolean {
  return ref.kind === "shape" && ref[name] === true;
}

/** Which messages the shapes stand in, whichever way their sets are compared. */
export function carriedIn({ pair }: Comparison): Direction {
  return pair.circumstances.carried ?? pair.circumstances.direction;
}

/** The word for a mark that hides members in a direction. */
export function hiddenWord(direction: Direction): string {
  return direction === "input" ? "read-only" : "write-only";
}

/**
 * A mark also takes its member out of what conditions, negations and dependent schemas of the same
 * value require (decision 0015), and those are compared by themselves. Where a mark comes or goes
 * that one of them feels, what they accept changes with it, and nobody looks at that.
 */
export function compareMarksFelt(comparison: Comparison): void {
  const { before, after, engine } = comparison;
  const direction = carriedIn(comparison);
  const [from, to] = [marksOf(before, direction), marksOf(after, direction)];
  const moved = [...from].filter((name) => !to.has(name));
  moved.push(...[...to].filter((name) => !from.has(name)));
  if (moved.length === 0) return;
  const asked = [
    ...besideOf(before).flatMap((part) => requiredIn(part, engine.before.normal, 0)),
    ...besideOf(after).flatMap((part) => requiredIn(part, engine.after.normal, 0)),
  ];
  const felt = moved.filter((name) => asked.includes(name) || asked.includes(ANY));
  const word = hiddenWord(direction);
  for (const name of felt) {
    const texts = from.has(name) ? { before: word } : { after: word };
    reportRelation(comparison, `required of ${name}`, "undecided", texts);
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The marked members of a shape that has something beside it. */
function marksOf(shape: Normal, direction: Direction): ReadonlySet<string> {
  const hidden = shape.object?.fields.filter((field) => hiddenIn(direction, field)) ?? [];
  return hidden.length === 0 ? NO_NAMES : new Set(hidden.map(({ name }) => name));
}

/** What speaks of the same value, for some values only. */
function besideOf({ nots, conditionals, object }: Normal): readonly ShapeRef[] {
  const conditions = conditionals.flatMap((one) => [one.if, one.then, one.else]);
  return [...nots, ...conditions, ...Object.values(object?.dependentSchemas ?? {})].filter(
    (part) => part !== undefined,
  );
}

/** Shapes within shapes are followed this far; beyond, any member may be required. */
const MAX_NESTING = 6;

/** Stands for every name. */
const ANY = "";

/** The members that a shape requires somewhere, for all of its values or some. */
function requiredIn(
  ref: ShapeRef,
  normal: (ref: ShapeRef) => Normal,
  depth: number,
): readonly string[] {
  if (depth >= MAX_NESTING) return [ANY];
  const shape = normal(ref);
  if (shape.opaque === true) return [ANY];
  const { fields = [], required = [] } = shape.object ?? {};
  const own = fields.filter((field) => field.required).map(({ name }) => name);
  const inner = [...shape.groups.flatMap(({ members }) => members), ...besideOf(shape)];
  return [...required, ...own, ...inner.flatMap((part) => requiredIn(part, normal, depth + 1))];
}
