import type { Json } from "../../model/json.ts";
import type { TypeId } from "../../model/shape.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import { marked } from "./document.ts";
import { argumentsOf, type InputPlace, type Taker } from "./input-places.ts";
import { inputValues, literalText, type LiteralEdit } from "./literal.ts";
import type { Ground, Proposal } from "./proposal.ts";
import { typeTextOf } from "./schema-view.ts";
import { takerDocuments, type TakerUse } from "./taker-documents.ts";

/** Documents without an argument, with values for it, and with a variable of its type. */
export function* argumentProposals(
  ground: Ground,
  taker: Taker,
  name: string,
): Generator<Proposal> {
  const { side, view } = ground.before;
  const argument = argumentsOf(taker).find((one) => one.name === name);
  if (argument?.required !== true) yield* takerDocuments(ground, taker, { whole: true });
  if (argument === undefined) return;
  const { shape } = argument;
  const give = (text: string): ReadonlyMap<string, string> =>
    new Map([[name, marked(`${name}: ${text}`)]]);
  for (const value of inputValues(side.normal, view, shape)) {
    const given = give(literalText(view, shape, { value }));
    yield* takerDocuments(ground, taker, { given });
  }
  const value = sample(side.normal, shape, { direction: "input" });
  const variable = { type: typeTextOf(shape), value };
  yield* takerDocuments(ground, taker, { given: give("$value"), variable });
}

/** Documents that hold an input object without a field, with values for it, and with a variable. */
export function* inputFieldProposals(
  ground: Ground,
  type: TypeId,
  name: string,
): Generator<Proposal> {
  const place = ground.place(type);
  if (place === undefined) return;
  const { side, view } = ground.before;
  const field = view.field(type, name);
  const at: readonly Step[] = [...place.steps, { kind: "field", name }];
  if (field?.required !== true) {
    const wishes: readonly Wish[] = [
      { at: place.steps, want: "present" },
      { at, want: "absent" },
    ];
    yield* placeDocuments(ground, place, { wishes, edits: [{ at: place.steps, write: marked }] });
  }
  if (field === undefined) return;
  const member: LiteralEdit = { at, member: true, write: marked };
  for (const value of inputValues(side.normal, view, field.shape)) {
    yield* placeDocuments(ground, place, { wishes: [{ at, want: { value } }], edits: [member] });
  }
  const asVariable: LiteralEdit = { at, write: () => "$value" };
  const value = sample(side.normal, field.shape, { direction: "input" });
  if (value === undefined) return;
  yield* placeDocuments(ground, place, {
    wishes: [{ at, want: { value } }],
    edits: [asVariable, member],
    variable: { type: typeTextOf(field.shape), value },
  });
}

/** Documents that name an input type for a variable, or hold values of it; `first` before others. */
export function* inputTypeProposals(
  ground: Ground,
  type: TypeId,
  first: Json | undefined,
): Generator<Proposal> {
  const place = ground.place(type);
  if (place === undefined) return;
  const { side, view } = ground.before;
  const at = place.steps;
  const write = (value: Json) =>
    placeDocuments(ground, place, {
      wishes: [{ at, want: { value } }],
      edits: [{ at, write: marked }],
    });
  if (first !== undefined) yield* write(first);
  const value = sample(side.normal, place.shape, { direction: "input" });
  if (value !== undefined) {
    yield* placeDocuments(ground, place, {
      wishes: [{ at, want: { value } }],
      edits: [{ at, write: () => marked("$value") }],
      variable: { type: typeTextOf(place.shape), value },
    });
  }
  for (const each of inputValues(side.normal, view, place.shape)) yield* write(each);
}

interface Writing {
  readonly wishes: readonly Wish[];
  readonly edits: readonly LiteralEdit[];
  readonly variable?: NonNullable<TakerUse["variable"]>;
}

/** The least document that holds a value at a place. */
function* placeDocuments(
  ground: Ground,
  { taker, argument }: InputPlace,
  { wishes, edits, variable }: Writing,
): Generator<Proposal> {
  const { side, view } = ground.before;
  const { name, shape } = argument;
  const value = sample(side.normal, shape, { direction: "input", wishes });
  if (value === undefined) return;
  const given = new Map([[name, `${name}: ${literalText(view, shape, { value, edits })}`]]);
  yield* takerDocuments(ground, taker, { given, ...(variable && { variable }) });
}
