import type { Direction } from "../../model/semantics.ts";
import type { Reach } from "../change.ts";
import type { MessageUse, TypeNode, TypeUse, Use } from "./uses.ts";

/** The ways from messages to a type: one for each message, the shortest. */
export interface Ways {
  /** As many as asked for, in the order of their places. */
  readonly places: readonly Reach[];
  readonly total: number;
}

/** One type on the way back to an operation, and how the one before refers to it. */
interface Step {
  readonly type: TypeNode;
  readonly direction: Direction;
  readonly from?: { readonly step: Step; readonly use: TypeUse };
}

interface Way {
  readonly start: MessageUse;
  readonly step: Step;
}

/** Where in a type the reference of a use stands. */
export type PlaceIn = (use: TypeUse, to: TypeNode) => string;

export interface WaysOptions {
  /** More places than this are counted, not written out. */
  readonly limit: number;
  readonly placeIn: PlaceIn;
}

/** Walks back from a type to the messages that lead to it in one of the directions. */
export function waysTo(
  type: TypeNode,
  directions: ReadonlySet<Direction>,
  options: WaysOptions,
): Ways {
  const found = new Map<string, Way>();
  const queue: Step[] = [...directions].map((direction) => ({ type, direction }));
  const seen = { input: new Set<TypeNode>(), output: new Set<TypeNode>() };
  for (const step of queue) seen[step.direction].add(type);
  // The iterator meets what is added meanwhile.
  for (const step of queue) {
    for (const use of step.type.uses) {
      if (use.turned && step.direction !== "input") continue;
      if (use.by === "message") {
        addWay(found, use, step);
        continue;
      }
      for (const direction of directionsAround(use, step)) {
        if (seen[direction].has(use.holder)) continue;
        seen[direction].add(use.holder);
        queue.push({ type: use.holder, direction, from: { step, use } });
      }
    }
  }
  return { places: firstPlaces([...found.values()], options), total: found.size };
}

/** The type around an argument is met in either direction. */
function directionsAround(use: Use, step: Step): readonly Direction[] {
  return use.turned ? BOTH : step.direction === "input" ? INPUT : OUTPUT;
}

const BOTH: readonly Direction[] = ["input", "output"];
const INPUT: readonly Direction[] = ["input"];
const OUTPUT: readonly Direction[] = ["output"];

function addWay(found: Map<string, Way>, use: MessageUse, step: Step): void {
  if (!use.turned && use.direction !== step.direction) return;
  const key = `${use.operation.coordinate} ${use.message}`;
  if (!found.has(key)) found.set(key, { start: use, step });
}

/** The first places in the order of their texts; ways that come after them are not written out. */
function firstPlaces(ways: Way[], { limit, placeIn }: WaysOptions): readonly Reach[] {
  ways.sort((a, b) => a.start.rank - b.start.rank);
  const last = ways[limit - 1]?.start.rank ?? Infinity;
  const places: Reach[] = [];
  for (const { start, step } of ways) {
    if (start.rank > last) break;
    let place = start.place;
    for (let at = step; at.from !== undefined; at = at.from.step)
      place += placeIn(at.from.use, at.from.step.type);
    places.push({ operation: start.operation.coordinate, place });
  }
  return places.sort(byPlace).slice(0, limit);
}

function byPlace(a: Reach, b: Reach): number {
  const x = `${a.operation} ${a.place}`;
  const y = `${b.operation} ${b.place}`;
  return x < y ? -1 : x > y ? 1 : 0;
}
