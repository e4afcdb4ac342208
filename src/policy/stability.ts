import type { Contract } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { Stability } from "../model/lifecycle.ts";
import { elementsOf } from "../model/walk.ts";

/** How stable an element is promised to be: by itself, by what it stands in, else as the contract. */
export function stabilityIn(
  contract: Contract,
  otherwise: Stability = "stable",
): (element: Coordinate) => Stability {
  let levels: ReadonlyMap<Coordinate, Stability> | undefined;
  return (element) => {
    levels ??= levelsIn(contract);
    if (levels.size === 0) return otherwise;
    for (let at = element; at !== ""; at = around(at)) {
      const level = levels.get(at);
      if (level !== undefined) return level;
    }
    return otherwise;
  };
}

function levelsIn(contract: Contract): ReadonlyMap<Coordinate, Stability> {
  const levels = new Map<Coordinate, Stability>();
  for (const { coordinate, stability } of elementsOf(contract))
    if (stability !== undefined) levels.set(coordinate, stability);
  return levels;
}

/** The coordinate up to its last part: of the element around it, or of a step on the way there. */
export function around(coordinate: Coordinate): Coordinate {
  const end = Math.max(
    ...[".", " ", "[", "{", "<", "(", "/"].map((mark) => coordinate.lastIndexOf(mark)),
  );
  return end <= 0 ? "" : coordinate.slice(0, end);
}
