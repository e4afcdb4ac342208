import { hasType, keepsBounds } from "../../diff/normal/scalar-values.ts";
import type { Json } from "../../model/json.ts";
import type { ObjectFacet } from "../../model/shape.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import type { Objection } from "./blame.ts";
import { wanting, type Recipe } from "./draft.ts";
import { directionOf, type Exchange, type Party } from "./party.ts";
import type { Slot } from "./slot.ts";
import { shapeAt, stepsOf } from "./slot-shape.ts";

/** The recipe with what the reader's first objection that can be met asks for. */
export function pleaseReader(
  exchange: Exchange,
  recipe: Recipe,
  objections: readonly Objection[],
): Recipe | undefined {
  for (const { slot, path, isMissing } of objections) {
    if (slot === undefined || recipe.without.has(slot)) continue;
    const paths = isMissing ? missingTogether(exchange, slot, path) : [path];
    const wishes = paths.flatMap((missing): readonly Wish[] => {
      const at = stepsOf(missing);
      if (isTouched(recipe, slot, at)) return [];
      const value = valueAt(exchange, slot, missing);
      return value === undefined ? [] : [{ at, want: { value } }];
    });
    if (wishes.length > 0) return wanting(recipe, slot, wishes);
  }
  return undefined;
}

/** Whether something at or below a place is wished for: a value for the place would take it away. */
function isTouched(recipe: Recipe, slot: Slot, at: readonly Step[]): boolean {
  const start = textOf(at);
  return recipe.wishes.some(
    (known) => known.slot === slot && `${textOf(known.wish.at)} `.startsWith(`${start} `),
  );
}

function textOf(at: readonly Step[]): string {
  return at
    .filter(({ kind }) => kind !== "alternative")
    .map((step) => (step.kind === "field" ? JSON.stringify(step.name) : step.kind))
    .join(" ");
}

/** A referee names one missing member at a time; the others that the reader needs come with it. */
function missingTogether(
  exchange: Exchange,
  slot: Slot,
  path: readonly string[],
): readonly (readonly string[])[] {
  const around = path.slice(0, -1);
  const { reader, sender } = exchange;
  const object = path.length === 0 ? undefined : objectAt(reader, slot, around);
  const own = objectAt(sender, slot, around);
  const others = (object?.fields ?? [])
    .filter(({ name, required }) => required && !isRequired(own, name))
    .map(({ name }) => [...around, name]);
  return [path, ...others.filter((other) => other.at(-1) !== path.at(-1))];
}

function isRequired(object: ObjectFacet | undefined, name: string): boolean {
  return object?.fields.find((field) => field.name === name)?.required === true;
}

function objectAt(party: Party, slot: Slot, path: readonly string[]): ObjectFacet | undefined {
  const shape = shapeAt(party, slot, path);
  return shape === undefined ? undefined : party.side.normal.normal(shape).object;
}

/** A value that the reader takes at a place. */
function valueAt(exchange: Exchange, slot: Slot, path: readonly string[]): Json | undefined {
  const { reader } = exchange;
  const shape = shapeAt(reader, slot, path);
  const direction = directionOf(exchange);
  return shape === undefined ? undefined : sample(reader.side.normal, shape, { direction });
}

/** How many values have been tried in vain at each place of a message. */
export type Tries = Map<string, number>;

/** Values that shapes may mean which samples miss: they do not look at negations and overlaps. */
const OTHERS: readonly Json[] = [0, 1, "a", "b", "", true, false, null, 0.5, "other", [], {}];

/**
 * The recipe with another alternative, or another value, where the sender's own referee does not
 * allow what was sampled.
 */
export function pleaseSender(
  { sender }: Exchange,
  recipe: Recipe,
  objections: readonly Objection[],
  tries: Tries,
): Recipe | undefined {
  for (const { slot, path, isMissing } of objections) {
    if (slot === undefined || isMissing || recipe.without.has(slot)) continue;
    const at = stepsOf(path);
    const shape = shapeAt(sender, slot, path);
    if (shape === undefined) continue;
    const key = `${slot} ${textOf(at)}`;
    const tried = tries.get(key) ?? 0;
    tries.set(key, tried + 1);
    const normal = sender.side.normal.normal(shape);
    const members = normal.groups[0]?.members.length ?? 0;
    if (members > tried + 1 && !isMeant(recipe, slot, at, "here")) {
      const inside: readonly Step[] = [...at, { kind: "alternative", number: tried + 2 }];
      return instead(recipe, slot, { at: inside, want: "present" });
    }
    if (members > 0 || isMeant(recipe, slot, at, "inside")) continue;
    const fitting = OTHERS.filter(
      (value) => hasType(normal.types, value) && keepsBounds(value, normal),
    );
    const value = fitting[tried];
    if (value !== undefined) return instead(recipe, slot, { at, want: { value } });
  }
  return undefined;
}

/** Whether the very value of a place, or something inside it, is what the message is about. */
function isMeant(
  recipe: Recipe,
  slot: Slot,
  at: readonly Step[],
  where: "here" | "inside",
): boolean {
  const place = textOf(at);
  return recipe.wishes.some((known) => {
    const { wish } = known;
    if (known.slot !== slot || known.isAttempt === true) return false;
    const other = textOf(wish.at);
    if (other === place) return wish.want !== "present";
    return where === "inside" && `${other} `.startsWith(`${place} `);
  });
}

/** The wish in the place of what was attempted there before. */
function instead(recipe: Recipe, slot: Slot, wish: Wish): Recipe {
  const place = textOf(wish.at);
  const others = recipe.wishes.filter(
    (known) => known.isAttempt !== true || known.slot !== slot || textOf(known.wish.at) !== place,
  );
  return { ...recipe, wishes: [...others, { slot, wish, isAttempt: true }] };
}
