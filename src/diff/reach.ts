import type { Contract, NamedType } from "../model/contract.ts";
import type { Direction } from "../model/semantics.ts";
import type { TypeId } from "../model/shape.ts";
import type { Reach } from "./change.ts";
import type { Holder } from "./finding.ts";
import { eachReference, placeOf } from "./reach/references.ts";
import { useGraphOf, type TypeNode, type TypeUse, type UseGraph } from "./reach/uses.ts";
import { wayFinder, type FindWays, type PlaceIn, type Ways } from "./reach/ways.ts";

/** More places than this are counted, not listed. */
const MAX_PLACES = 100;

/** Where the elements of one contract can be met; nothing is looked for before somebody asks. */
export interface ReachIndex {
  /** Whether an operation leads to the type in a direction. */
  reached(type: TypeId, direction: Direction): boolean;
  /** Whether anything at all refers to the type, operations or other types. */
  used(type: TypeId): boolean;
  /** The operations that lead to a place, with the shortest way in each, and how many there are. */
  of(holder: Holder, directions: ReadonlySet<Direction>): Ways;
}

export function reachIndexOf(contract: Contract): ReachIndex {
  let graph: UseGraph | undefined;
  const usesIn = (): UseGraph => (graph ??= useGraphOf(contract));
  let reached: Reached | undefined;
  const ways = new Map<string, Ways>();
  let find: FindWays | undefined;
  return {
    reached(type, direction) {
      reached ??= reachedTypes(usesIn());
      const node = usesIn().types.get(type);
      return node !== undefined && reached[direction].has(node);
    },
    used(type) {
      const uses = usesIn().types.get(type)?.uses ?? [];
      return uses.some((use) => use.by === "message" || use.holder.id !== type);
    },
    of(holder, directions) {
      const { operation, type, place, turned, written } = holder;
      if (operation !== undefined) return { places: [{ operation, place }], total: 1 };
      const node = type === undefined ? undefined : usesIn().types.get(type);
      if (node === undefined) return { places: [], total: 0 };
      const starts = turned === true ? OUTPUT : directions;
      const key = `${[...starts].join(" ")} ${written ?? ""} ${node.id}`;
      find ??= wayFinder(usesIn(), { limit: MAX_PLACES, placeIn: placesIn(contract) });
      const known = ways.get(key) ?? find(node, starts, written);
      ways.set(key, known);
      return { places: known.places.map((way) => below(way, place)), total: known.total };
    },
  };
}

const OUTPUT: ReadonlySet<Direction> = new Set(["output"]);

function below(way: Reach, place: string): Reach {
  return { operation: way.operation, place: way.place + place };
}

/** The way from a type to its first reference to another, found when somebody asks for it. */
function placesIn(contract: Contract): PlaceIn {
  const known = new Map<TypeUse, string>();
  return (use, to) => {
    const place = known.get(use) ?? firstPlace(contract.types.get(use.holder.id), use, to);
    known.set(use, place);
    return place;
  };
}

function firstPlace(holder: NamedType | undefined, use: TypeUse, to: TypeNode): string {
  const found: string[] = [];
  if (holder === undefined) return "";
  eachReference(holder.shape, (id, turned, steps) => {
    if (found.length === 0 && id === to.id && turned === use.turned) found.push(placeOf(steps));
  });
  return found[0] ?? "";
}

type Reached = Readonly<Record<Direction, ReadonlySet<TypeNode>>>;

/** The types that operations lead to, in each direction. */
function reachedTypes(graph: UseGraph): Reached {
  const reached = { input: new Set<TypeNode>(), output: new Set<TypeNode>() };
  for (const node of graph.types.values()) {
    for (const use of node.uses) {
      if (use.by === "message") reached[use.turned ? "input" : use.direction].add(node);
    }
  }
  // What is received leads to what is sent, by arguments, but never the other way round.
  for (const node of reached.output) {
    for (const { to, turned } of node.refersTo) reached[turned ? "input" : "output"].add(to);
  }
  for (const node of reached.input) for (const { to } of node.refersTo) reached.input.add(to);
  return reached;
}
