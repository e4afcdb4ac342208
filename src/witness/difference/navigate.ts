import type { Normal } from "../../diff/normal/normal.ts";
import type { Normaliser } from "../../diff/normal/normalise.ts";
import type { Step as PlaceStep } from "../../model/coordinate-text.ts";
import type { ArrayFacet, ShapeRef, TypeId } from "../../model/shape.ts";
import type { Step } from "../sample.ts";
import { sampleOfPattern } from "../sample/pattern.ts";
import { memberShape, restShape, withAlternative } from "./member-shapes.ts";

/** Where the steps of a place lead in the shapes of one side. */
export interface Arrival {
  readonly shape: ShapeRef;
  /** The way there as the sampler takes it: alternatives by their number in the normal form. */
  readonly at: readonly Step[];
  /** Steps that lead nowhere on this side. */
  readonly rest: readonly PlaceStep[];
  /** The alternatives on the way. */
  readonly chosen: readonly Chosen[];
}

/** An alternative that was taken on the way to a place. */
export interface Chosen {
  readonly member: ShapeRef;
  /** The declared type it is. */
  readonly type?: TypeId;
  /** Its number in the normal form, counted from 0. */
  readonly index: number;
  /** The way to where there are alternatives. */
  readonly at: readonly Step[];
}

const MAX_STEPS = 200;
const MAX_TRIED = 400;

/**
 * Follows a place as far as it goes. A place may have been written against the declared schema or
 * against its normal form, which unwraps single alternatives, so the number of an alternative is
 * a preference: the one under which most of the way exists is taken. `like` is the arrival on the
 * side the place was written for: elsewhere alternatives have other numbers, but the same types.
 */
export function navigate(
  side: Normaliser,
  root: ShapeRef,
  steps: readonly PlaceStep[],
  like?: Arrival,
): Arrival {
  const search: Search = { side, tried: { count: 0 }, like: like?.chosen ?? [] };
  let best: Arrival = { shape: root, at: [], rest: steps.slice(0, MAX_STEPS), chosen: [] };
  for (const arrival of follow(search, best)) {
    if (arrival.rest.length < best.rest.length) best = arrival;
    if (best.rest.length === 0) break;
  }
  return best;
}

/** The ways that a place can mean where it does not say which alternatives it leads through. */
export function everyWay(
  side: Normaliser,
  root: ShapeRef,
  steps: readonly PlaceStep[],
): readonly Arrival[] {
  const search: Search = { side, tried: { count: 0 }, like: [] };
  const start: Arrival = { shape: root, at: [], rest: steps.slice(0, MAX_STEPS), chosen: [] };
  const found: Arrival[] = [];
  for (const arrival of follow(search, start)) {
    if (arrival.rest.length === 0) found.push(arrival);
    if (found.length >= MAX_WAYS) break;
  }
  return found.length > 0 ? found : [navigate(side, root, steps)];
}

const MAX_WAYS = 4;

interface Search {
  readonly side: Normaliser;
  readonly tried: { count: number };
  readonly like: Arrival["chosen"];
}

function* follow(search: Search, here: Arrival): Generator<Arrival> {
  if (here.rest.length === 0 || ++search.tried.count > MAX_TRIED) {
    yield here;
    return;
  }
  yield here;
  for (const next of waysOn(search, here)) yield* follow(search, next);
}

/** Every reading of the next step, the literal one first. */
function* waysOn(search: Search, here: Arrival): Generator<Arrival> {
  const [step, ...rest] = here.rest;
  if (step === undefined) return;
  if (step.kind === "alternative") {
    yield* alternatives(search, here, { wanted: step.index, rest });
    // The alternatives came down to one shape.
    yield { ...here, rest };
    return;
  }
  const normal = search.side.normal(here.shape);
  const declared = declaredInside(normal, step);
  const name: Step = asSampled(normal, step);
  if (declared !== undefined) yield onward(here, declared, name);
  yield* alternatives(search, here, { rest: here.rest });
  if (step.kind !== "member" || declared !== undefined) return;
  const shape = memberShape(normal.object, step.name);
  if (shape !== undefined) yield onward(here, shape, name);
}

/** What a shape itself says of a step into it. */
function declaredInside({ object, array }: Normal, step: PlaceStep): ShapeRef | undefined {
  switch (step.kind) {
    case "member":
      return object?.fields.find(({ name }) => name === step.name)?.shape;
    case "item":
      return array === undefined ? undefined : itemAt(array, step.index);
    case "value":
      return restShape(object) ?? object?.patternFields?.[0]?.shape;
    default:
      return undefined;
  }
}

/** What stands behind fixed items is out of reach of wishes. */
function itemAt(
  { prefixItems, items }: ArrayFacet,
  index: number | undefined,
): ShapeRef | undefined {
  if (index === undefined) return prefixItems === undefined ? items : undefined;
  return prefixItems?.[index] ?? items;
}

function asSampled({ object }: Normal, step: PlaceStep): Step {
  if (step.kind === "member") return { kind: "field", name: step.name };
  const pattern = restShape(object) === undefined ? object?.patternFields?.[0]?.pattern : undefined;
  const name = pattern === undefined ? undefined : sampleOfPattern(pattern, { minLength: 1 });
  if (step.kind === "value" && name !== undefined) return { kind: "field", name };
  return { kind: step.kind === "item" ? "item" : "entry" };
}

function onward(here: Arrival, shape: ShapeRef, step: Step): Arrival {
  return { ...here, shape, at: [...here.at, step], rest: here.rest.slice(1) };
}

/** Each alternative of a shape, the wanted one first. */
function* alternatives(
  { side, like }: Search,
  here: Arrival,
  on: { readonly wanted?: number; readonly rest: readonly PlaceStep[] },
): Generator<Arrival> {
  const normal = side.normal(here.shape);
  const members = normal.groups[0]?.members ?? [];
  if (here.at.length > MAX_STEPS) return;
  const written = on.wanted === undefined ? [] : writtenAt(side, here.shape, on.wanted);
  const types = members.map((member) => side.link(member)?.to);
  const model = like[here.chosen.length];
  const order = [
    model?.type === undefined ? (model?.index ?? -1) : types.indexOf(model.type),
    members.findIndex((member) => written.some((ref) => isSame(side, ref, member))),
    on.wanted ?? -1,
    ...members.keys(),
  ];
  for (const index of new Set(order)) {
    const shape = withAlternative(normal, index);
    const member = members[index];
    if (shape === undefined || member === undefined) continue;
    const at: readonly Step[] = [...here.at, { kind: "alternative", number: index + 1 }];
    const type = types[index];
    const chosen: Chosen = { member, index, at: here.at, ...(type === undefined ? {} : { type }) };
    yield { shape, at, rest: on.rest, chosen: [...here.chosen, chosen] };
  }
}

/** The alternatives that a schema has at an index as it is written. */
function writtenAt(side: Normaliser, ref: ShapeRef, index: number): readonly ShapeRef[] {
  const link = side.link(ref)?.to;
  const declared = link === undefined ? ref : side.contract.types.get(link)?.shape;
  if (declared?.kind !== "shape") return [];
  return [declared.anyOf?.[index], declared.oneOf?.[index]].filter((one) => one !== undefined);
}

function isSame(side: Normaliser, one: ShapeRef, other: ShapeRef): boolean {
  if (one === other) return true;
  const target = side.link(one)?.to;
  return target !== undefined && target === side.link(other)?.to;
}
