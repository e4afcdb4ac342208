import type { BuiltTypes } from "./contract.ts";
import type { WrittenDefinition } from "./written.ts";

/** A definition that has been read, and its text. */
export interface Piece {
  /** Counted from 0 within a comparison. */
  readonly id: number;
  readonly text: string;
  readonly definition: WrittenDefinition;
}

/**
 * What the sides of a comparison have read: a definition that both have in the same words is read
 * once and is the same object on both sides, so that nobody has to compare it.
 */
export interface Pieces {
  /** By keyword and name, the first of each. */
  readonly known: Map<string, Piece>;
  /** How many there are. */
  count: number;
  /** The types that were built from them, by what beside the definition decides their form. */
  readonly built: Map<string, BuiltTypes>;
}

const PIECES = new WeakMap<object, Pieces>();

/** Those of a comparison; whoever names none shares none. */
export function piecesOf(comparison: object = {}): Pieces {
  const pieces: Pieces = PIECES.get(comparison) ?? { known: new Map(), count: 0, built: new Map() };
  PIECES.set(comparison, pieces);
  return pieces;
}

/** Where a piece begins on one side. */
export interface PiecePlace {
  readonly file: string;
  readonly start: number;
}
