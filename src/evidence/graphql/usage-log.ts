import type { Coordinate } from "../../model/element.ts";
import type { UsageMode } from "../../model/usage.ts";

/** An element that a document uses, and what the use proves. */
export interface DocumentUsage {
  readonly coordinate: Coordinate;
  readonly mode: UsageMode;
}

/** A part of a document that the schema does not have. */
export interface DanglingSelection {
  /** With the parent type as far as it is known: `Order.colour`, `Query.order(by:)`. */
  readonly coordinate: Coordinate;
  readonly reason: string;
}

/** Collects uses, each once per mode; an upper bound goes where the same element is used for sure. */
export interface UsageLog {
  readonly add: (coordinate: Coordinate, mode: UsageMode) => void;
  readonly dangle: (coordinate: Coordinate, reason: string) => void;
  readonly usages: () => readonly DocumentUsage[];
  readonly dangling: () => readonly DanglingSelection[];
}

/** An empty log. */
export function usageLog(): UsageLog {
  const modes = new Map<Coordinate, Set<UsageMode>>();
  const dangling = new Map<Coordinate, string>();
  return {
    add: (coordinate, mode) => {
      const known = modes.get(coordinate);
      if (known === undefined) modes.set(coordinate, new Set([mode]));
      else known.add(mode);
    },
    dangle: (coordinate, reason) => {
      if (!dangling.has(coordinate)) dangling.set(coordinate, reason);
    },
    usages: () =>
      [...modes].flatMap(([coordinate, all]) =>
        [...all]
          .filter((mode) => mode !== "may-use" || all.size === 1)
          .map((mode) => ({ coordinate, mode })),
      ),
    dangling: () => [...dangling].map(([coordinate, reason]) => ({ coordinate, reason })),
  };
}
