import type { Json, JsonObject } from "../../model/json.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { fieldText, fragmentText, operationText, pieceText } from "./document.ts";
import { argumentTexts } from "./literal.ts";
import type { Ground, Proposal } from "./proposal.ts";
import { isNullable, listItems, namedTypeOf, type SchemaView } from "./schema-view.ts";
import type { FieldPlace, WayStep } from "./ways.ts";

/** Responses with everything that after may deliver for a field, as far as a field alone can tell. */
export function* responseProposals(ground: Ground, place: FieldPlace): Generator<Proposal> {
  const { before, after, ways } = ground;
  const { parent, field } = place;
  const way = ways.to(parent);
  const partner = after.view.field(parent, field.name);
  const given = argumentTexts(before.side.normal, before.view, field.arguments ?? []);
  if (way === undefined || partner === undefined || given === undefined) return;
  const isComposite = before.view.isComposite(namedTypeOf(field.shape));
  const selection = fieldText(field.name, given, isComposite ? "__typename" : undefined);
  const { operation, steps, start } = way;
  const text = typedWay(steps, selection);
  const document =
    start === undefined
      ? operationText({ operation }, text)
      : pieceText({ operation }, start, text);
  for (const value of outputValues(after.view, partner.shape)) {
    const data = dataAlong(ground, steps, { [field.name]: value });
    yield { kind: "response", operation, document, data };
  }
}

/** The way with the names of the types asked for, by which clients know what a fragment applies to. */
function typedWay(steps: readonly WayStep[], selection: string): string {
  return steps.reduceRight(
    (inner, step) =>
      step.kind === "field"
        ? fieldText(step.field.name, step.given, inner)
        : `__typename ${fragmentText(step.on, inner)}`,
    selection,
  );
}

function dataAlong(ground: Ground, steps: readonly WayStep[], end: JsonObject): JsonObject {
  return steps.reduceRight<JsonObject>((inner, step) => {
    if (step.kind === "field") return { [step.field.name]: inLists(step.field.shape, inner) };
    const isObject = ground.before.view.type(step.on)?.definition === "object";
    return isObject ? { __typename: step.on, ...inner } : inner;
  }, end);
}

function inLists(shape: ShapeRef, value: Json): Json {
  const items = listItems(shape);
  return items === undefined ? value : [inLists(items, value)];
}

/** What each built-in scalar delivers (GraphQL, September 2025, 3.5). */
const SCALARS: Readonly<Record<string, readonly Json[]>> = {
  Int: [1],
  Float: [0.5],
  String: ["a"],
  Boolean: [true],
  ID: ["a"],
};
const ANYTHING: readonly Json[] = ["a", 1, 0.5, true, {}, []];

function* outputValues(view: SchemaView, shape: ShapeRef): Generator<Json> {
  if (isNullable(shape)) yield null;
  const items = listItems(shape);
  if (items !== undefined) {
    yield [];
    for (const item of outputValues(view, items)) yield [item];
    return;
  }
  const id = namedTypeOf(shape);
  const type = view.type(id);
  const values = type?.shape.kind === "shape" ? type.shape.values : undefined;
  if (view.isComposite(id)) yield* view.possibleTypes(id).map((name) => ({ __typename: name }));
  else if (values !== undefined) yield* values.items.map(({ value }) => value);
  else yield* Object.hasOwn(SCALARS, id) ? (SCALARS[id] ?? []) : ANYTHING;
}
