import type { Place } from "../errors.ts";
import type { Contract, Diagnostic } from "../model/contract.ts";
import type { Json } from "../model/json.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Origin } from "../model/position.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Sdk } from "./packages/sdk-table.ts";
import type { Consumer, DanglingUse, EvidenceSource, Usage } from "../model/usage.ts";

/** The contract version that evidence is resolved against. */
export interface EvidenceContract {
  /** The contract's identity, as the configuration names it. */
  readonly name: string;
  readonly contract: Contract;
  /**
   * Names under which the service that provides the contract is known in pacts and traces. Absent:
   * everything in the evidence is taken to be about this contract.
   */
  readonly providers?: readonly string[];
  /** What is known of its versions, so that copies of it can be placed. */
  readonly versions?: KnownVersions;
  /** Its client libraries, as its provider lists them. */
  readonly sdks?: readonly Sdk[];
}

/** The versions of a contract that some history knows: a branch, a registry, releases. */
export interface KnownVersions {
  /** Newest first; read as far as they are needed. */
  readonly newestFirst: Iterable<EarlierVersion> | AsyncIterable<EarlierVersion>;
  /** True: the first version is among them, so that a copy of none of them is no whole version. */
  readonly isWhole: boolean;
}

/** One version of a contract as its history names it. */
export interface EarlierVersion {
  readonly name: string;
  /** Undefined: this version cannot be read any more. */
  read(): Promise<Contract | undefined>;
}

/** A consumer's own copy of a contract, or of a part of it, read by the format's reader. */
export interface VendoredCopy {
  readonly contract: Contract;
  /** Equal for copies of the same texts: what was found out about one holds for the others. */
  readonly digest?: string;
  /** Where an element of it stands. */
  locate(origin: Origin): Place;
}

/** A YAML or JSON document that has been parsed elsewhere; evidence has no parser of its own. */
export interface ParsedDocument {
  readonly value: Json;
  /** Line and column, counted from 1, of what a JSON pointer (RFC 6901) leads to. */
  locate(pointer: string): { readonly line: number; readonly column: number } | undefined;
}

/** Parses every document of a YAML or JSON text. Throws `DriftError` (`syntax`, with its place). */
export type DocumentParser = (path: string, text: string) => readonly ParsedDocument[];

/** One file of evidence and what is known about it from outside. */
export interface EvidenceRequest {
  readonly path: string;
  readonly text: string;
  /** The whole text in pieces, where the file is too large to be held; `text` is its beginning. */
  readonly chunks?: AsyncIterable<string>;
  /** Absent: nothing can be resolved, only the consumers named in the evidence are read. */
  readonly contract?: EvidenceContract;
  /** Whose evidence it is. Where the evidence names its consumer itself (pacts, traces), this wins. */
  readonly consumer?: string;
  readonly consumerVersion?: string;
  readonly environment?: string;
  /** When it was collected or last confirmed, where the evidence does not say it. */
  readonly seen?: CalendarDate;
  /** Where files that the evidence refers to are found (`#import`, `$text`). */
  readonly tree?: SourceTree;
  /** How YAML is read. Readers of YAML evidence refuse to work without it. */
  readonly parse?: DocumentParser;
  /** Client libraries that the consumer itself lists: they go before those of the contract. */
  readonly sdks?: readonly Sdk[];
  /** What the file holds, where it is a copy of the contract; evidence has no readers of formats. */
  readonly copy?: VendoredCopy;
}

/** What one file of evidence shows. Values of messages never appear in it, enum values excepted. */
export interface EvidenceResult {
  readonly usages: readonly Usage[];
  /** What the contract does not know: the client is ahead or behind, or the route is unknown. */
  readonly dangling: readonly DanglingUse[];
  /** Services that the evidence declares or names. */
  readonly consumers?: readonly Consumer[];
  /** What was left out, and why. Never silent: an entry for everything that is not understood. */
  readonly problems: readonly Diagnostic[];
}

/**
 * One kind of evidence. `read` rejects with a `DriftError` (`bad-evidence`) where the file as a
 * whole cannot be understood; parts of it that cannot become problems or dangling uses.
 */
export interface EvidenceReader {
  /** The kind that its usages carry in `evidence.kind`. */
  readonly kind: string;
  /** Whether a file looks like this kind, from its name and its text. Must be cheap. */
  detect(path: string, text: string): boolean;
  read(request: EvidenceRequest): Promise<EvidenceResult>;
  /** Whether it takes files in pieces (`chunks`). */
  readonly streams?: boolean;
  /** Reads several files as one, where what stands in one explains another. */
  readTogether?(requests: readonly EvidenceRequest[]): Promise<EvidenceResult>;
  /** Binary descriptor sets inside of the file: each is the consumer's copy of the contract. */
  embedded?(request: EvidenceRequest): readonly Uint8Array[];
  /** What binds the consumer to versions of the contract: it can use what they hold, at most. */
  bindings?(request: EvidenceRequest): Promise<readonly Binding[]>;
}

/** A dependency through which a consumer has versions of a contract. */
export interface Binding {
  /** Names of the contract's versions: it has one of them, and none that is not among them. */
  readonly versions: readonly string[];
  readonly source: EvidenceSource;
}

/** Several results as one, in their order. */
export function joinEvidence(results: readonly EvidenceResult[]): EvidenceResult {
  const consumers = results.flatMap((result) => result.consumers ?? []);
  return {
    usages: results.flatMap((result) => result.usages),
    dangling: results.flatMap((result) => result.dangling),
    ...(consumers.length === 0 ? {} : { consumers }),
    problems: results.flatMap((result) => result.problems),
  };
}

/** The source that usages of a file carry, before an item and a line are added. */
export function sourceOf(kind: string, request: EvidenceRequest): EvidenceSource {
  return {
    kind,
    file: request.path,
    ...(request.seen === undefined ? {} : { seen: request.seen }),
  };
}
