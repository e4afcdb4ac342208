import type { Declaration, NamedType } from "../../model/contract.ts";
import type { Field, ShapeRef, TypeId } from "../../model/shape.ts";
import type { Step } from "../sample.ts";
import { listItems, namedTypeOf, type SchemaView } from "./schema-view.ts";
import type { Sides } from "./sides.ts";
import type { FieldPlace, Ways } from "./ways.ts";

/**
 * What takes an argument in documents: a field, or a directive. In a schema without root types also
 * a variable, whose default is a value of any input type.
 */
export type Taker =
  | ({ readonly kind: "field" } & FieldPlace)
  | { readonly kind: "directive"; readonly directive: Declaration }
  | { readonly kind: "variable"; readonly value: Field };

/** Where a value of an input type can be written: in an argument, and how deep in it. */
export interface InputPlace {
  readonly taker: Taker;
  readonly argument: Field;
  /** From the argument's value to the value of the type. */
  readonly steps: readonly Step[];
  /** The use of the type at the end of the steps. */
  readonly shape: ShapeRef;
}

/**
 * The first place for every input type that before's documents can write, arguments of near fields
 * first. Places that after still has come before all others.
 */
export function inputPlaces(sides: Sides, ways: Ways): (type: TypeId) => InputPlace | undefined {
  let places: ReadonlyMap<TypeId, InputPlace> | undefined;
  return (type) => (places ??= placesIn(sides, ways)).get(type);
}

function placesIn(sides: Sides, ways: Ways): ReadonlyMap<TypeId, InputPlace> {
  const { view } = sides.before;
  const places = new Map<TypeId, InputPlace>();
  const lasting: InputPlace[] = [];
  const broken: InputPlace[] = [];
  for (const taker of takersIn(view, ways)) {
    for (const argument of argumentsOf(taker)) {
      const place = intoItems({ taker, argument, steps: [], shape: argument.shape });
      (takerLasts(sides, ways, place) ? lasting : broken).push(place);
    }
  }
  for (let at = 0, aside = 0; ;) {
    const place = at < lasting.length ? lasting[at++] : broken[aside++];
    if (place === undefined) return places;
    const type = namedTypeOf(place.shape);
    if (places.has(type)) continue;
    places.set(type, place);
    if (view.type(type)?.definition !== "input") continue;
    for (const field of view.fieldsOf(type)) {
      const step: Step = { kind: "field", name: field.name };
      const inner = { ...place, steps: [...place.steps, step], shape: field.shape };
      const partner = sides.after.view.field(type, field.name);
      (takesAlike(field, partner) ? lasting : broken).push(intoItems(inner));
    }
  }
}

/** Whether after's documents can write the same argument. */
function takerLasts({ after }: Sides, ways: Ways, { taker, argument }: InputPlace): boolean {
  const { view } = after;
  if (taker.kind === "variable") return view.type(namedTypeOf(argument.shape)) !== undefined;
  if (taker.kind === "field" && !ways.lastsTo(taker.parent)) return false;
  const partner =
    taker.kind === "field"
      ? view.field(taker.parent, taker.field.name)
      : view.contract.declarations.get(taker.directive.coordinate);
  return takesAlike(
    argument,
    partner?.arguments?.find(({ name }) => name === argument.name),
  );
}

function takesAlike(field: Field, partner: Field | undefined): boolean {
  return partner !== undefined && namedTypeOf(field.shape) === namedTypeOf(partner.shape);
}

function* takersIn(view: SchemaView, ways: Ways): Generator<Taker> {
  for (const parent of ways.types()) {
    for (const field of view.fieldsOf(parent)) yield { kind: "field", parent, field };
  }
  for (const directive of view.contract.declarations.values()) {
    if (directive.kind === "directive" && directive.reachable)
      yield { kind: "directive", directive };
  }
  if (view.roots.length > 0) return;
  for (const type of view.contract.types.values()) {
    if (!view.isComposite(type.id)) yield { kind: "variable", value: variableOf(type) };
  }
}

/** The arguments a taker takes. */
export function argumentsOf(taker: Taker): readonly Field[] {
  if (taker.kind === "variable") return [taker.value];
  return (taker.kind === "field" ? taker.field : taker.directive).arguments ?? [];
}

/** A variable as if it were an argument. */
function variableOf({ id, coordinate, origin }: NamedType): Field {
  const shape = { kind: "ref", to: id, nullable: true, origin } as const;
  return { kind: "argument", coordinate, origin, name: "value", shape, required: false };
}

/** The place behind the lists of a use. */
function intoItems(place: InputPlace): InputPlace {
  const items = listItems(place.shape);
  if (items === undefined) return place;
  return intoItems({ ...place, steps: [...place.steps, { kind: "item" }], shape: items });
}
