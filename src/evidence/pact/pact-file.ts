import type { Json } from "../../model/json.ts";
import type { MatchingRules } from "./matching-rules.ts";

/** A pact of any version (1 to 4), in one form. */
export interface PactFile {
  readonly consumer: string;
  readonly provider: string;
  /** The specification's version where the file says it: `2.0.0`. */
  readonly version?: string;
  readonly http: readonly HttpInteraction[];
  readonly rpc: readonly RpcInteraction[];
  /** Descriptor sets of the consumer's own copies of the contract, in bytes. */
  readonly descriptors: readonly Uint8Array[];
  /** Interactions that are neither: messages without a request, unknown types, malformed ones. */
  readonly others: readonly OtherInteraction[];
}

/** One HTTP request and the response that the consumer needs to it. */
export interface HttpInteraction {
  /** Its position in the file, counted from 0. */
  readonly index: number;
  /** The description with the provider states, as a person would name it. */
  readonly name: string;
  readonly request: PactRequest;
  readonly response: PactResponse;
}

export interface PactRequest {
  /** Upper case. */
  readonly method: string;
  /** Without the query, percent-encoded as it stands. */
  readonly path: string;
  /** Decoded; a parameter that is given twice has two values. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: PactBody;
  readonly rules: MatchingRules;
}

export interface PactResponse {
  readonly status: number;
  /** Any status of a class is accepted: `2XX`. */
  readonly statusClass?: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: PactBody;
  readonly rules: MatchingRules;
}

/**
 * A body. `absent`: no claim is made; `empty`: there must be none; `json`: a JSON value; `other`:
 * text or bytes in another media type, of which only the type counts.
 */
export type PactBody =
  | { readonly kind: "absent" }
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: Json; readonly mediaType?: string }
  | { readonly kind: "other"; readonly text: string; readonly mediaType?: string };

/** A call of a Protobuf service through the plugin `protobuf`. */
export interface RpcInteraction {
  readonly index: number;
  readonly name: string;
  /** As written: `.shop.v1.Stock/Reserve`, `Stock/Reserve`. */
  readonly method: string;
  readonly requests: readonly RpcMessage[];
  readonly responses: readonly RpcMessage[];
}

/** An example of a message. */
export interface RpcMessage {
  /** In Protobuf's binary form. */
  readonly bytes: Uint8Array;
  /** The paths that matching rules speak of. */
  readonly rules: readonly (readonly string[])[];
}

export interface OtherInteraction {
  readonly index: number;
  readonly name: string;
  /** Why it is left out, as the end of a sentence. */
  readonly reason: string;
}
