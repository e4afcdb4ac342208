import type { Change } from "../diff/change.ts";
import type { Normaliser } from "../diff/normal/normalise.ts";
import type { Contract } from "../model/contract.ts";
import type { Json } from "../model/json.ts";
import type { Witness } from "../model/witness.ts";

/** One side of a comparison, as a witness needs it: the model to propose from, the texts to ask. */
export interface WitnessSide {
  readonly contract: Contract;
  /** Normal forms of the contract's shapes, shared by every proposal. */
  readonly normal: Normaliser;
  /** Every text that was read, by path: what the referee starts from. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the engine made of a JSON text that was parsed already. */
  readonly jsonOf?: (path: string) => Json | undefined;
  /** The files the reader started from. */
  readonly entries: readonly string[];
}

export interface WitnessSides {
  readonly before: WitnessSide;
  readonly after: WitnessSide;
}

/** Bounds of one search: how many messages are proposed before giving up. */
export interface WitnessLimits {
  readonly proposals: number;
}

/**
 * Looks for a message that worked before and fails after (design, severities). Proposes messages
 * from the model; only the referee's word on both sides confirms one.
 */
export interface WitnessFinder {
  find(change: Change, limits: WitnessLimits): Witness;
}

/** Prepares the referees of both sides once, for all changes of a comparison. */
export type PrepareFinder = (sides: WitnessSides) => Promise<WitnessFinder>;
