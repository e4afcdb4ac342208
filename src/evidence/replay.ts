import type { Contract, Diagnostic } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { Direction, Surface } from "../model/semantics.ts";
import type { EvidenceSource } from "../model/usage.ts";
import type { EvidenceRequest } from "./evidence.ts";

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
  /** Directions in which a replay without failures shows that nothing is missed that was used. */
  readonly provesPresence: readonly Direction[];
  /**
   * Where a copy of the contract was compared with after: whether a change from before to after is
   * none for the copy, because it never had what changes, or has it already.
   */
  spares?(change: SparedChange): boolean;
}

/** What tells a change from others, without the differ's own words. */
export interface SparedChange {
  readonly rule: string;
  readonly element: Coordinate;
  readonly effects: readonly { readonly surface: Surface }[];
  readonly reach: readonly { readonly operation: Coordinate; readonly place: string }[];
  /** How many places there are, where `reach` was cut. */
  readonly reachTotal: number;
}

/** A contract version with the texts it was read from, for referees that read them themselves. */
export interface ReplaySide {
  readonly contract: Contract;
  readonly texts: ReadonlyMap<string, string>;
}

/** Both sides of a comparison. */
export interface ReplaySides {
  readonly before: ReplaySide;
  readonly after: ReplaySide;
}

/** What came of replaying one file of evidence. */
export interface ReplayResult {
  readonly replays: readonly Replay[];
  /** Why something was not replayed. */
  readonly problems: readonly Diagnostic[];
}

/** Replays one file of evidence against both sides. */
export type Replayer = (request: EvidenceRequest, sides: ReplaySides) => Promise<ReplayResult>;

/** Replays by the piece of evidence they are of. */
export type ReplayTable = ReadonlyMap<string, readonly Replay[]>;

/** A table of the replays of one consumer. */
export function replayTable(replays: readonly Replay[]): ReplayTable {
  return Map.groupBy(replays, ({ evidence }) => fileKey(evidence));
}

/** The replays of the piece of evidence that a use comes from. */
export function replaysOf(table: ReplayTable, source: EvidenceSource): readonly Replay[] {
  const ofFile = table.get(fileKey(source)) ?? [];
  return ofFile.filter((replay) => isFrom(replay, source));
}

function fileKey({ kind, file }: EvidenceSource): string {
  return `${kind} ${file}`;
}

/** Whether a use comes from a piece of evidence that was replayed. */
export function isFrom(replay: Replay, source: EvidenceSource): boolean {
  const { evidence } = replay;
  if (evidence.kind !== source.kind || evidence.file !== source.file) return false;
  return evidence.item === undefined || source.item === undefined || evidence.item === source.item;
}
