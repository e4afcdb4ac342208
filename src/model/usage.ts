import type { Coordinate } from "./element.ts";
import type { CalendarDate } from "./lifecycle.ts";

/**
 * What a use proves. `sent`: the consumer sends it; `needed`: the consumer reads it; `delivered`:
 * it was in a response, read or not; `may-use`: an upper bound; `declared`: somebody says so;
 * `omitted-default`: the consumer relies on the default by not sending.
 */
export type UsageMode =
  | "sent"
  | "needed"
  | "delivered"
  | "may-use"
  | "declared"
  | "omitted-default";

/** How fine a consumer's evidence is: whole contract, operations, or single elements. */
export type UsageGrain = "contract" | "operation" | "element";

/** The use coordinate of a consumer of which only the contract is known. */
export const WHOLE_CONTRACT: Coordinate = "";

/** Where a use is known from. Files carry their path, never their content. */
export interface EvidenceSource {
  /** `manifest`, `graphql-document`, `pact`, `har`, `otlp`, `vendored-contract` … */
  readonly kind: string;
  readonly file: string;
  /** The operation, interaction or span inside the file, as a person would name it. */
  readonly item?: string;
  readonly line?: number;
  /** When the evidence was collected or last confirmed, where that is known. */
  readonly seen?: CalendarDate;
  /**
   * Where it is known what of the consumer runs now: true, all of that has evidence, so that its age
   * does not matter; false, something runs of which there is none.
   */
  readonly holds?: boolean;
}

/** One use of one element by one consumer. */
export interface Usage {
  readonly consumer: string;
  readonly consumerVersion?: string;
  readonly environment?: string;
  readonly contract: string;
  /**
   * A use coordinate: the schema coordinate in GraphQL, `pkg.Svc/Method` and `pkg.Msg.field#2` in
   * Protobuf, `METHOD /path/{} …` in OpenAPI (the operation alone at operation grain;
   * `WHOLE_CONTRACT` where nothing finer is known). An enum value that was met follows as `="paid"`.
   */
  readonly coordinate: Coordinate;
  /** The operation it was used in, where the coordinate alone does not say it. */
  readonly operation?: Coordinate;
  readonly mode: UsageMode;
  readonly evidence: EvidenceSource;
  readonly count?: number;
}

/** A use that does not resolve in the contract version it was read against: client ahead or behind. */
export interface DanglingUse {
  readonly consumer: string;
  readonly contract: string;
  /** The coordinate as far as it resolves, and what does not. */
  readonly coordinate: string;
  readonly reason: string;
  readonly evidence: EvidenceSource;
}

/** A service that uses contracts, as declared. */
export interface Consumer {
  readonly service: string;
  readonly team?: string;
  readonly contacts: readonly string[];
  readonly aliases: readonly string[];
  readonly environment?: string;
  /** A client profile that moves severities: `tolerant`, `exhaustive-enums`, `strict-decoder`, `generated-sdk`. */
  readonly profile?: string;
}
