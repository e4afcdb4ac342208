import type { Contract, NamedType } from "../../model/contract.ts";
import type { Coordinate, Element } from "../../model/element.ts";
import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";
import type { Message, Operation } from "../../model/operation.ts";
import type { Field, ShapeRef, TypeId } from "../../model/shape.ts";
import { innerShapes } from "../../model/walk.ts";
import { announces } from "./history.ts";

/** A window that an element shares with the one it depends on. */
export interface InheritedWindow {
  readonly deprecation: Deprecation;
  /** The element that says it. */
  readonly from: Coordinate;
}

/**
 * The windows of types that can be met only through deprecated elements: nobody meets them any
 * more once the last way is closed. A way lasts as long as the first of its elements to go, a type
 * as long as its longest way. Left out are types that nothing leads to, those with a window of
 * their own that ends sooner, and scalars, which are ways of writing and do not go.
 */
export function inheritedWindows(contract: Contract): ReadonlyMap<TypeId, InheritedWindow> {
  const { settled, walk } = longestWays(contract);
  for (const _ of walk);
  const inherited = new Map<TypeId, InheritedWindow>();
  for (const [id, end] of settled) {
    const window = windowBy(end, contract.types.get(id));
    if (window !== undefined) inherited.set(id, window);
  }
  return inherited;
}

/** The same for one type after the other; no further is walked than to what is asked for. */
export function inheritedWindowIn(contract: Contract): (id: TypeId) => InheritedWindow | undefined {
  const { settled, walk } = longestWays(contract);
  let isWalked = false;
  return (id) => {
    while (!isWalked && !settled.has(id)) isWalked = walk.next().done === true;
    return windowBy(settled.get(id) ?? FOREVER, contract.types.get(id));
  };
}

function windowBy(end: End, type: NamedType | undefined): InheritedWindow | undefined {
  const isOwn = end !== FOREVER && end.from === type?.coordinate;
  return end === FOREVER || isOwn || type?.definition === "scalar" ? undefined : end;
}

/** How long a way lasts. */
type End = typeof FOREVER | InheritedWindow;

const FOREVER = Symbol("no end");

/** Ends in descending order: no end, no date, then dates from the latest on. */
const UNDATED = "9999-13";

function rankOf(end: End): CalendarDate {
  if (end === FOREVER) return "9999-14";
  return end.deprecation.sunset ?? UNDATED;
}

/**
 * Types are taken in the order of their ends, the longest first, so that each is settled when it
 * is first taken; dates are few, so each has a list of its own.
 */
function longestWays(contract: Contract): LongestWays {
  const settled = new Map<TypeId, End>();
  const waiting = new Map<string, { readonly id: TypeId; readonly end: End }[]>();
  const offer: Lead = (id, end) => {
    if (settled.has(id)) return;
    const rank = rankOf(end);
    const list = waiting.get(rank) ?? [];
    waiting.set(rank, list);
    list.push({ id, end });
  };
  function* walk(): Generator<void, void> {
    for (const operation of contract.operations) leadsOfOperation(operation, offer);
    while (waiting.size > 0) {
      const rank = [...waiting.keys()].sort().at(-1) ?? "";
      const list = waiting.get(rank) ?? [];
      for (let next = list.pop(); next !== undefined; next = list.pop()) {
        settle(contract, next, { settled, offer });
        yield;
      }
      waiting.delete(rank);
    }
  }
  return { settled, walk: walk() };
}

interface LongestWays {
  /** What the walk has settled so far; nothing of it changes later. */
  readonly settled: ReadonlyMap<TypeId, End>;
  /** Goes on by one step. */
  readonly walk: Generator<void, void>;
}

type Lead = (id: TypeId, end: End) => void;

interface Settling {
  readonly settled: Map<TypeId, End>;
  readonly offer: Lead;
}

function settle(
  contract: Contract,
  { id, end }: { readonly id: TypeId; readonly end: End },
  { settled, offer }: Settling,
): void {
  const type = contract.types.get(id);
  if (type === undefined || settled.has(id)) return;
  const own = sooner(end, type);
  if (rankOf(own) !== rankOf(end)) {
    // Its own date ends sooner than the way to it: it waits for its turn.
    offer(id, own);
    return;
  }
  settled.set(id, own);
  leadsOfShape(type.shape, own, offer);
}

function leadsOfOperation(operation: Operation, lead: Lead): void {
  const end = sooner(FOREVER, operation);
  for (const message of operation.messages) leadsOfMessage(message, sooner(end, message), lead);
}

function leadsOfMessage(message: Message, end: End, lead: Lead): void {
  for (const parameter of message.parameters) leadsOfField(parameter, end, lead);
  for (const content of message.body?.contents ?? []) {
    const inside = sooner(end, content);
    for (const shape of [content.shape, content.itemShape])
      if (shape !== undefined) leadsOfShape(shape, inside, lead);
  }
}

function leadsOfField(field: Field, end: End, lead: Lead): void {
  const own = sooner(end, field);
  leadsOfShape(field.shape, own, lead);
  for (const argument of field.arguments ?? []) leadsOfField(argument, own, lead);
}

/** Bounded by the readers, which refuse texts that are nested too deep. */
function leadsOfShape(shape: ShapeRef, end: End, lead: Lead): void {
  if (shape.kind === "ref") {
    lead(shape.to, end);
    return;
  }
  for (const field of shape.object?.fields ?? []) leadsOfField(field, end, lead);
  for (const part of innerShapes(shape)) leadsOfShape(part, end, lead);
}

/** The end of a way that goes on through an element. */
function sooner(end: End, element: Pick<Element, "coordinate" | "deprecation">): End {
  const { deprecation, coordinate } = element;
  if (deprecation === undefined || !announces(deprecation)) return end;
  const own: InheritedWindow = { deprecation, from: coordinate };
  return rankOf(own) < rankOf(end) ? own : end;
}
