import type { Direction } from "../../model/semantics.ts";
import type { Reach } from "../change.ts";
import type { MessageUse, TypeNode, TypeUse, UseGraph } from "./uses.ts";

/** The ways from messages to a type: one for each message, the shortest. */
export interface Ways {
  /** As many as asked for, in the order of their places. */
  readonly places: readonly Reach[];
  readonly total: number;
}

/** Where in a type the reference of a use stands. */
export type PlaceIn = (use: TypeUse, to: TypeNode) => string;

export interface WaysOptions {
  /** More places than this are counted, not written out. */
  readonly limit: number;
  readonly placeIn: PlaceIn;
}

/** Walks back from a type to the messages that lead to it in one of the directions. */
export type FindWays = (
  type: TypeNode,
  directions: ReadonlySet<Direction>,
  written?: "xml",
) => Ways;

/**
 * Large contracts ask for hundreds of types, each of which most of the contract leads to: a step of
 * the walk is a number, and nothing is made but what is answered.
 */
export function wayFinder(graph: UseGraph, options: WaysOptions): FindWays {
  const walk: Walk = {
    nodes: [...graph.types.values()],
    steps: new Int32Array(graph.types.size * 2),
    from: new Int32Array(graph.types.size * 2),
    through: [],
    seen: new Int32Array(graph.types.size * 2),
    told: new Int32Array(graph.messages),
    round: 0,
    end: 0,
    ways: [],
    written: undefined,
  };
  return (type, directions, written) => {
    walk.written = written;
    walk.round++;
    walk.end = 0;
    walk.ways = [];
    for (const direction of directions) visit(walk, stepOf(type, direction), NONE, undefined);
    for (let at = 0; at < walk.end; at++) leave(walk, walk.steps[at] ?? 0, at);
    return { places: firstPlaces(walk, options), total: walk.ways.length };
  };
}

/** The state of a walk; what belongs to an earlier walk has another round. */
interface Walk {
  readonly nodes: readonly TypeNode[];
  /** The steps in the order in which they were reached. */
  readonly steps: Int32Array;
  /** For each of them, where the one before it stands, and the use that led on. */
  readonly from: Int32Array;
  readonly through: (TypeUse | undefined)[];
  /** The round in which a step was reached, and a message told of. */
  readonly seen: Int32Array;
  readonly told: Int32Array;
  round: number;
  end: number;
  ways: Way[];
  /** How the bodies are written that count. Undefined: in any way. */
  written: "xml" | undefined;
}

/** A message that leads to the type, and the step where the way enters the types. */
interface Way {
  readonly start: MessageUse;
  readonly at: number;
}

const NONE = -1;

/** A step is a type met in a direction: an even number where it is sent, an odd one where received. */
function stepOf({ index }: TypeNode, direction: Direction): number {
  return index * 2 + (direction === "input" ? 0 : 1);
}

function visit(walk: Walk, step: number, from: number, use: TypeUse | undefined): void {
  if (walk.seen[step] === walk.round) return;
  walk.seen[step] = walk.round;
  walk.steps[walk.end] = step;
  walk.from[walk.end] = from;
  walk.through[walk.end] = use;
  walk.end++;
}

/** Goes on from a step to whatever refers to its type. */
function leave(walk: Walk, step: number, at: number): void {
  const isSent = step % 2 === 0;
  for (const use of walk.nodes[step >> 1]?.uses ?? []) {
    if (use.turned && !isSent) continue;
    if (use.by === "message") {
      if (use.turned || (use.direction === "input") === isSent) tell(walk, use, at);
      continue;
    }
    // The type around an argument is met in either direction.
    const { index } = use.holder;
    if (use.turned || isSent) visit(walk, index * 2, at, use);
    if (use.turned || !isSent) visit(walk, index * 2 + 1, at, use);
  }
}

function tell(walk: Walk, start: MessageUse, at: number): void {
  if (walk.told[start.message] === walk.round) return;
  if (walk.written !== undefined && !IN_XML.test(start.place)) return;
  walk.told[start.message] = walk.round;
  walk.ways.push({ start, at });
}

/** A place in a body whose media type is XML (RFC 7303, 4.2). */
const IN_XML = /^(?:req|res(?:\.\w+)?)\["?[^\]]*[/+]xml\b/;

/** The first places in the order of their texts; ways that come after them are not written out. */
function firstPlaces(walk: Walk, { limit, placeIn }: WaysOptions): readonly Reach[] {
  const ways = walk.ways.sort((a, b) => a.start.rank - b.start.rank);
  const last = ways[limit - 1]?.start.rank ?? Infinity;
  const places: Reach[] = [];
  for (const { start, at } of ways) {
    if (start.rank > last) break;
    let place = start.place;
    for (let step = at; walk.from[step] !== NONE;) {
      const next = walk.from[step] ?? NONE;
      const use = walk.through[step];
      const to = walk.nodes[(walk.steps[next] ?? 0) >> 1];
      if (use !== undefined && to !== undefined) place += placeIn(use, to);
      step = next;
    }
    places.push({ operation: start.operation.coordinate, place });
  }
  return places.sort(byPlace).slice(0, limit);
}

function byPlace(a: Reach, b: Reach): number {
  const x = `${a.operation} ${a.place}`;
  const y = `${b.operation} ${b.place}`;
  return x < y ? -1 : x > y ? 1 : 0;
}
