import type { Json } from "./json.ts";
import type { Deprecation, Stability } from "./lifecycle.ts";
import type { Origin } from "./position.ts";

/**
 * An element's address, printed by `coordinate.ts`: `Query.order(id:)`, `pkg.Msg.field#2`,
 * `#schemas.Order.status`, `GET /orders/{} query.expand`.
 */
export type Coordinate = string;

export type ElementKind =
  | "operation"
  | "parameter"
  | "request"
  | "response"
  | "header"
  | "media-type"
  | "type"
  | "field"
  | "argument"
  | "enum-value"
  | "alternative"
  | "oneof"
  | "directive"
  | "security-scheme"
  | "security-requirement"
  | "server"
  | "service"
  | "link"
  | "file"
  | "package"
  | "extension"
  | "tag"
  | "contract";

/** What every addressable part of a contract carries. */
export interface Element {
  readonly kind: ElementKind;
  readonly coordinate: Coordinate;
  readonly origin: Origin;
  readonly deprecation?: Deprecation;
  readonly stability?: Stability;
  /** A stability was written that is none of the levels: the text as it stands. */
  readonly unreadableStability?: string;
  /**
   * Further facts that are compared one by one under their name: options, applied directives,
   * extensions, operationId, idempotency. `rules/attributes.ts` says what a change of each means.
   */
  readonly attributes?: Readonly<Record<string, Json>>;
}
