import type { Coordinate, Element } from "../../model/element.ts";
import type { Direction } from "../../model/semantics.ts";

/** What a copy of a contract and the contract have in common. */
export interface Pairing {
  /**
   * Declarations of the contract that the copy has, with the directions they are met in there;
   * none: as the contract has it.
   */
  readonly shared: ReadonlyMap<Coordinate, ReadonlySet<Direction>>;
  /** Declarations of the copy that the contract does not have. */
  readonly unknown: readonly Unknown[];
}

/** An element of a copy without a counterpart. */
export type Unknown = Pick<Element, "coordinate" | "origin">;
