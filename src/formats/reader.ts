import type { Contract, Diagnostic, Format } from "../model/contract.ts";
import type { Json } from "../model/json.ts";
import type { Location, Origin } from "../model/position.ts";
import type { Direction } from "../model/semantics.ts";
import type { SourceTree } from "../model/source-tree.ts";

/** What a reader is given: a confined tree and the files to start from. */
export interface ReadRequest {
  readonly tree: SourceTree;
  /** Paths in the tree. OpenAPI has one; GraphQL and Protobuf may have many. */
  readonly entries: readonly string[];
  /** Protobuf: folders of the tree that imports are looked up in, after the tree's root. */
  readonly includePaths?: readonly string[];
  /** Protobuf: which direction messages have that no RPC reaches. Default: both. */
  readonly roots?: Direction | "both" | "none";
  readonly settings?: ReadSettings;
  /** The same object for both sides of one comparison: what both have alike is parsed once. */
  readonly comparison?: object;
}

/** Per-contract settings that change how a text is understood. */
export interface ReadSettings {
  /** OpenAPI extensions that carry a sunset date, beside `x-sunset`. */
  readonly sunsetExtensions?: readonly string[];
  /** OpenAPI extensions that carry the date of deprecation, beside `x-deprecated-since`. */
  readonly sinceExtensions?: readonly string[];
  /** A pattern with a named group `date` that finds the sunset in a reason or comment. */
  readonly sunsetPattern?: string;
  /** Exit 3 where a Protobuf import is missing, instead of a diagnostic. */
  readonly strictImports?: boolean;
  /** Report where the text breaks its format's own rules. Never decides whether it is compared. */
  readonly validate?: boolean;
  /** Hosts that `$ref`s may be fetched from. Default: none. */
  readonly allowHosts?: readonly string[];
}

/** A contract that has been read, with what is needed to point into its text. */
export interface ReadResult {
  readonly contract: Contract;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that was read, by path: what referees start from, independently of the reader. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * What the engine's own `JSON.parse` makes of a text, where it was asked already: no referee
   * would read it otherwise. Undefined: the text is no JSON, or was read with more care.
   */
  readonly jsonOf?: (path: string) => Json | undefined;
  /** The files the reading started from; whoever asked a reader knows them and may add them. */
  readonly entries?: readonly string[];
  /** Line and column of an origin, computed when asked. */
  locate(origin: Origin): Location;
}

/** One format. `read` rejects with a `DriftError` where the input cannot be understood. */
export interface FormatReader {
  readonly format: Format;
  /** Whether a file looks like this format, from its name and the start of its text. */
  detect(path: string, text: string): boolean;
  read(request: ReadRequest): Promise<ReadResult>;
  /** Where the texts break the letter of their specification; costs far more than reading. */
  validate?(
    texts: ReadonlyMap<string, string>,
    entries: readonly string[],
  ): Promise<readonly Diagnostic[]>;
}
