import type { Normaliser } from "../../diff/normal/normalise.ts";
import type { Step as PlaceStep } from "../../model/coordinate-text.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Step } from "../sample.ts";
import { memberShape, restShape, withAlternative } from "./member-shapes.ts";

/** Where the steps of a place lead in the shapes of one side. */
export interface Arrival {
  readonly shape: ShapeRef;
  /** The way there as the sampler takes it: alternatives by their number in the normal form. */
  readonly at: readonly Step[];
  /** Steps that lead nowhere on this side. */
  readonly rest: readonly PlaceStep[];
}

const MAX_STEPS = 200;
const MAX_TRIED = 400;

/**
 * Follows a place as far as it goes. A place may have been written against the declared schema or
 * against its normal form, which unwraps single alternatives, so the number of an alternative is
 * a preference: the one under which most of the way exists is taken.
 */
export function navigate(
  side: Normaliser,
  root: ShapeRef,
  steps: readonly PlaceStep[],
): Arrival {
  const search: Search = { side, tried: { count: 0 } };
  return follow(search, { shape: root, at: [], rest: steps.slice(0, MAX_STEPS) });
}

interface Search {
  readonly side: Normaliser;
  readonly tried: { count: number };
}

function follow(search: Search, here: Arrival): Arrival {
  if (here.rest.length === 0 || ++search.tried.count > MAX_TRIED) return here;
  let best = here;
  for (const next of waysOn(search.side, here)) {
    const arrival = follow(search, next);
    if (arrival.rest.length < best.rest.length) best = arrival;
    if (best.rest.length === 0) break;
  }
  return best;
}

/** Every reading of the next step, the literal one first. */
function* waysOn(side: Normaliser, here: Arrival): Generator<Arrival> {
  const [step, ...rest] = here.rest;
  const normal = side.normal(here.shape);
  if (step === undefined) return;
  if (step.kind === "alternative") {
    yield* alternatives(side, here, { wanted: step.index, rest });
    // The alternatives came down to one shape.
    yield { ...here, rest };
    return;
  }
  if (step.kind === "member") {
    const field = normal.object?.fields.find(({ name }) => name === step.name);
    if (field !== undefined) {
      yield { shape: field.shape, at: [...here.at, { kind: "field", name: step.name }], rest };
    }
    yield* alternatives(side, here, { rest: here.rest });
    const shape = memberShape(normal.object, step.name);
    if (shape !== undefined && field === undefined) {
      yield { shape, at: [...here.at, { kind: "field", name: step.name }], rest };
    }
    return;
  }
  const inner =
    step.kind === "item"
      ? (normal.array?.prefixItems?.[step.index ?? 0] ?? normal.array?.items)
      : step.kind === "value"
        ? (restShape(normal.object) ?? normal.object?.patternFields?.[0]?.shape)
        : undefined;
  const kind = step.kind === "item" ? "item" : "entry";
  if (inner !== undefined) yield { shape: inner, at: [...here.at, { kind }], rest };
  yield* alternatives(side, here, { rest: here.rest });
}

/** Each alternative of a shape, the wanted one first. */
function* alternatives(
  side: Normaliser,
  here: Arrival,
  on: { readonly wanted?: number; readonly rest: readonly PlaceStep[] },
): Generator<Arrival> {
  const normal = side.normal(here.shape);
  const members = normal.groups[0]?.members ?? [];
  if (here.at.length > MAX_STEPS) return;
  const written = on.wanted === undefined ? [] : writtenAt(side, here.shape, on.wanted);
  const preferred = members.findIndex((member) => written.some((ref) => isSame(side, ref, member)));
  const order = [preferred, on.wanted ?? -1, ...members.keys()];
  for (const index of new Set(order)) {
    const shape = withAlternative(normal, index);
    if (shape === undefined) continue;
    yield { shape, at: [...here.at, { kind: "alternative", number: index + 1 }], rest: on.rest };
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
