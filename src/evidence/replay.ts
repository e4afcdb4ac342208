import type { Coordinate } from "../model/element.ts";
import type { Direction } from "../model/semantics.ts";
import type { EvidenceSource } from "../model/usage.ts";

/** Something that worked against the contract before and fails against it after. */
export interface ReplayFailure {
  /** One clause: what is rejected, or what is no longer delivered. */
  readonly message: string;
  /** The elements that the failure is about, the nearest first. */
  readonly elements: readonly Coordinate[];
}

/** One piece of evidence that was replayed against both sides. */
export interface Replay {
  readonly consumer: string;
  readonly evidence: EvidenceSource;
  /** Empty: everything that worked before works after. */
  readonly failures: readonly ReplayFailure[];
  /**
   * Directions in which a replay without failures is the whole answer: the very messages were
   * judged. Elsewhere (values of variables, values delivered) the coordinates still count.
   */
  readonly decides: readonly Direction[];
}

/** Whether a use comes from a piece of evidence that was replayed. */
export function isFrom(replay: Replay, source: EvidenceSource): boolean {
  const { evidence } = replay;
  if (evidence.kind !== source.kind || evidence.file !== source.file) return false;
  return evidence.item === undefined || source.item === undefined || evidence.item === source.item;
}
