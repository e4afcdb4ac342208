import type { Field, TypeId } from "../../model/shape.ts";
import {
  fieldText,
  fragmentText,
  operationText,
  pieceText,
  type OperationKind,
} from "./document.ts";
import { argumentTexts } from "./literal.ts";
import { interfacesOf, namedTypeOf, type SchemaView } from "./schema-view.ts";
import type { Sides } from "./sides.ts";

/** By what documents get from one type to another. */
type Via =
  | { readonly kind: "field"; readonly field: Field }
  | { readonly kind: "fragment"; readonly on: TypeId };

export type WayStep =
  | {
      readonly kind: "field";
      readonly field: Field;
      /** The arguments that must be there, as texts. */
      readonly given: readonly string[];
    }
  | { readonly kind: "fragment"; readonly on: TypeId };

/** How a document gets from the start of an operation to values of a type. */
export interface Way {
  readonly operation: OperationKind;
  /** In a schema without root types, a piece of one, the type of a fragment to start from. */
  readonly start?: TypeId;
  readonly steps: readonly WayStep[];
}

/** A field that documents can select, and the type that has it. */
export interface FieldPlace {
  readonly parent: TypeId;
  readonly field: Field;
}

/** The shortest ways that before's documents have to its types. */
export interface Ways {
  /** To a composite type: a selection on it can stand at the end. */
  to(type: TypeId): Way | undefined;
  /** A field that delivers values of a type. */
  deliverer(type: TypeId): FieldPlace | undefined;
  /** Every composite type that can be met, the nearest first. */
  types(): readonly TypeId[];
  /** Whether after's documents can go the way to a type as well. */
  lastsTo(type: TypeId): boolean;
}

interface Edge {
  readonly to: TypeId;
  readonly from?: TypeId;
  readonly via?: Via;
  readonly operation: OperationKind;
  /** The start of documents on a schema without root types. */
  readonly isPiece?: boolean;
  /** A fragment on what an object is as well: no value is more than the object. */
  readonly isSideways?: boolean;
}

/** The edge by which a type is first met. */
interface Arrival extends Edge {
  readonly step?: WayStep;
}

/**
 * Walks before's schema breadth first, as far as questions need it. What after still has is walked to
 * its end before anything else, so that a document breaks at the change and not on the way to it
 * wherever that can be had.
 */
export function waysOf(sides: Sides): Ways {
  const found: Found = { arrivals: new Map(), lasting: new Set(), deliverers: new Map() };
  const steps = walk(sides, found);
  let isWalked = false;
  const search = (isFound: () => boolean): Found => {
    while (!isWalked && !isFound()) isWalked = steps.next().done === true;
    return found;
  };
  const arrive = (type: TypeId): Found => search(() => found.arrivals.has(type));
  return {
    to: (type) => wayTo(arrive(type).arrivals, type),
    deliverer: (type) => search(() => found.deliverers.has(type)).deliverers.get(type),
    types: () => [...search(() => false).arrivals.keys()],
    lastsTo: (type) => arrive(type).lasting.has(type),
  };
}

/** What a walk has found so far; nothing of it changes later. */
interface Found {
  readonly arrivals: Map<TypeId, Arrival>;
  readonly lasting: Set<TypeId>;
  readonly deliverers: Map<TypeId, FieldPlace>;
}

/** Goes from type to type, and stops at each. */
function* walk(sides: Sides, found: Found): Generator<void, void> {
  const queues: Queues = { lasting: [], sideways: [], broken: [] };
  for (const start of startsIn(sides)) {
    const lasts = start.isPiece !== true || isSameKind(sides, start.to);
    (lasts ? queues.lasting : queues.broken).push(start);
  }
  const at = { lasting: 0, sideways: 0, broken: 0 };
  for (;;) {
    const next = ORDER.find((name) => at[name] < queues[name].length);
    const edge = next && queues[next][at[next]++];
    if (edge === undefined) return;
    if (found.arrivals.has(edge.to)) continue;
    const arrival = arrivalBy(sides, edge);
    if (arrival === undefined) continue;
    found.arrivals.set(edge.to, arrival);
    if (at.broken === 0) found.lasting.add(edge.to);
    for (const further of edgesFrom(sides, edge, found)) {
      const lasts = doesLast(sides, edge.to, further);
      queues[lasts ? (further.isSideways === true ? "sideways" : "lasting") : "broken"].push(
        further,
      );
    }
    yield;
  }
}

/** What a field must be given is looked for where documents first go through it; there may be nothing. */
function arrivalBy({ before: { side, view } }: Sides, edge: Edge): Arrival | undefined {
  const { via } = edge;
  if (via === undefined) return edge;
  if (via.kind === "fragment") return { ...edge, step: via };
  const given = argumentTexts(side.normal, view, via.field.arguments ?? []);
  return given && { ...edge, step: { ...via, given } };
}

/** Edges that wait to be taken; those of an earlier list always come first. */
type Queues = Readonly<Record<"lasting" | "sideways" | "broken", Edge[]>>;

const ORDER = ["lasting", "sideways", "broken"] as const;

function startsIn({ before: { view } }: Sides): readonly Edge[] {
  const { roots, contract } = view;
  if (roots.length > 0) return roots.map(({ operation, type }) => ({ to: type, operation }));
  const types = [...contract.types.keys()].filter((id) => view.isComposite(id));
  return types.map((to) => ({ to, operation: "query", isPiece: true }));
}

function* edgesFrom(sides: Sides, { to: from, operation }: Edge, found: Found): Generator<Edge> {
  const { view } = sides.before;
  for (const field of view.fieldsOf(from)) {
    const to = namedTypeOf(field.shape);
    const isNew = !found.deliverers.has(to);
    if (isNew) found.deliverers.set(to, { parent: from, field });
    if (!view.isComposite(to) || found.arrivals.has(to)) continue;
    yield { to, from, operation, via: { kind: "field", field } };
  }
  const type = view.type(from);
  const isObject = type?.definition === "object";
  const related = isObject ? view.unionsOf(from) : view.possibleTypes(from);
  for (const on of [...related, ...interfacesOf(type)]) {
    if (found.arrivals.has(on)) continue;
    const edge: Edge = { to: on, from, operation, via: { kind: "fragment", on } };
    yield isObject ? { ...edge, isSideways: true } : edge;
  }
}

/** Whether after's documents can go the same way. */
function doesLast({ before, after }: Sides, from: TypeId, { to, via }: Edge): boolean {
  if (!isSameKind({ before, after }, to)) return false;
  if (via?.kind === "fragment") return overlap(after.view, from, via.on);
  const field = after.view.field(from, via?.field.name ?? "");
  if (field === undefined || namedTypeOf(field.shape) !== to) return false;
  const known = new Map((via?.field.arguments ?? []).map((one) => [one.name, one]));
  const taken = new Set((field.arguments ?? []).map(({ name }) => name));
  const isDemanded = (field.arguments ?? []).some(
    (argument) => argument.required && known.get(argument.name)?.required !== true,
  );
  const isRefused = [...known.values()].some(({ name, required }) => required && !taken.has(name));
  return !isDemanded && !isRefused;
}

function isSameKind({ before, after }: Sides, type: TypeId): boolean {
  return before.view.type(type)?.definition === after.view.type(type)?.definition;
}

/** Whether some value can be of both types. */
function overlap(view: SchemaView, one: TypeId, other: TypeId): boolean {
  const possible = new Set(view.possibleTypes(one));
  return view.possibleTypes(other).some((type) => possible.has(type));
}

function wayTo(arrivals: ReadonlyMap<TypeId, Arrival>, type: TypeId): Way | undefined {
  const steps: WayStep[] = [];
  let edge = arrivals.get(type);
  const operation = edge?.operation;
  if (operation === undefined) return undefined;
  while (edge?.step !== undefined && edge.from !== undefined) {
    steps.unshift(edge.step);
    edge = arrivals.get(edge.from);
  }
  return { operation, ...(edge?.isPiece === true ? { start: edge.to } : {}), steps };
}

/** The selection that leads to a selection at the end of a way. */
function alongWay(steps: readonly WayStep[], selection: string): string {
  return steps.reduceRight(
    (inner, step) =>
      step.kind === "field"
        ? fieldText(step.field.name, step.given, inner)
        : fragmentText(step.on, inner),
    selection,
  );
}

/** A whole document with a selection at the end of a way. */
export function wayDocument(way: Way, selection: string, variables?: string): string {
  const { operation, steps, start } = way;
  const head = { operation, ...(variables === undefined ? {} : { variables }) };
  const text = alongWay(steps, selection);
  return start === undefined ? operationText(head, text) : pieceText(head, start, text);
}
