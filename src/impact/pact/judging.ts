import type { Contract } from "../../model/contract.ts";
import type { Json } from "../../model/json.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { ValuePath } from "../../evidence/resolve/touch.ts";
import type { PactFinding } from "./finding.ts";
import type { ValuePlace } from "./place.ts";

/** On whose terms a value is judged. */
export interface Judging {
  readonly contract: Contract;
  readonly direction: Direction;
  /** False: the value is a part of what travels; what it does not hold may still be there. */
  readonly whole: boolean;
  /** Whether the value at a path stands for itself, or only for its type. */
  isExact(path: ValuePath): boolean;
}

/** Why a shape does not take a value. */
export type Violation = Omit<PactFinding, "level">;

/** A value at its place, and how many shapes were asked about it already. */
export interface Judged {
  readonly value: Json;
  readonly place: ValuePlace;
  readonly depth: number;
}

/** Asks a shape about a value, on terms that are set. */
export type Judge = (ref: ShapeRef, judged: Judged) => readonly Violation[];

/** A violation at a place. */
export function violation(place: ValuePlace, rule: string, message: string): Violation {
  return { rule, where: place.where, use: place.use, message: `${place.where} ${message}` };
}
