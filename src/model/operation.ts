import type { Coordinate, Element } from "./element.ts";
import type { Json } from "./json.ts";
import type { Origin } from "./position.ts";
import type { Direction } from "./semantics.ts";
import type { Field, ShapeRef } from "./shape.ts";

/**
 * Something one side can ask of the other. Webhooks, callbacks, subscriptions and streaming are
 * the same thing with another initiator or streamed messages.
 */
export interface Operation extends Element {
  readonly kind: "operation";
  /** What pairs it with the other side: the coordinate with every parameter name erased. */
  readonly match: string;
  /** The path, service or root type it belongs to; a whole group that goes is one change. */
  readonly group?: string;
  readonly initiator: "consumer" | "provider";
  readonly messages: readonly Message[];
  /** Alternatives of which one must be met. Empty: open to everybody. Absent: not said by the format. */
  readonly security?: readonly SecurityAlternative[];
  /** Where `security` is written for the whole contract. Absent: with the operation. */
  readonly securityOrigin?: Origin;
  /** Base URLs it is served under, in order. Absent: not said. */
  readonly servers?: readonly string[];
  /** Everything it can be called at, base URL and path together. Absent: not said. */
  readonly addresses?: readonly Address[];
  /** Further ways to call it (`google.api.http`), compared as a set by `match`. */
  readonly bindings?: readonly Binding[];
}

/** Where an operation is called. What clients may fill in stands as `{}`. */
export interface Address {
  /** Scheme and authority: `https://{}.shop.example`. Absent: wherever the contract is served from. */
  readonly host?: string;
  /** Method and whole path, that of the base URL included: `GET /v1/orders/{}`. */
  readonly call: string;
  /** The same with what clients take who fill nothing in: `https://eu.shop.example/v1/orders/{}`. */
  readonly url: string;
  /** The base URL by itself, as clients take it. */
  readonly server: string;
  /** True: only who chooses another value for a variable than its default calls it. */
  readonly isChosen?: true;
}

/** One message of an operation: its request, or one of its responses. */
export interface Message extends Element {
  readonly kind: "request" | "response";
  /** Which response: `200`, `2XX`, `default`; empty for requests and for formats with one response. */
  readonly selector: string;
  /** The consumer's view: what the initiator sends is `input` exactly where the initiator is the consumer. */
  readonly direction: Direction;
  readonly streamed: boolean;
  /** Path, query, header and cookie parameters of a request; headers of a response. */
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** Names of links offered with a response, and what they call. */
  readonly links?: Readonly<Record<string, Json>>;
}

export interface Parameter extends Field {
  readonly place: "path" | "query" | "header" | "cookie" | "querystring";
  /** Path parameters are recognised by their position in the template, counted from 1. */
  readonly position?: number;
  /** How the value is written; compared by value (defaults made explicit by the reader). */
  readonly serialization: Serialization;
}

export interface Serialization {
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** How lists inside the list are written (OpenAPI 2.0), the outer ones first: `pipes csv`. */
  readonly nested?: string;
  /** The media type where the value is a document of its own (`content`). */
  readonly mediaType?: string;
}

export interface Body {
  readonly required: boolean;
  /** Empty: a body without a declared media type. */
  readonly contents: readonly Content[];
  /** The declaration of a body that several operations may share. */
  readonly declared?: { readonly coordinate: Coordinate; readonly origin: Origin };
}

/** A body in one media type. */
export interface Content extends Element {
  readonly kind: "media-type";
  /** Lower case, parameters sorted: `application/json`, `text/*`. Empty where the format has none. */
  readonly mediaType: string;
  readonly shape?: ShapeRef;
  /** Each item of a sequential media type (OpenAPI 3.2 `itemSchema`). */
  readonly itemShape?: ShapeRef;
  /** Multipart and form encoding by property, compared by value. */
  readonly encoding?: Readonly<Record<string, Json>>;
  /** Encoding of the parts of a multipart body without names: by index from `0`, else `rest`. */
  readonly parts?: Readonly<Record<string, Json>>;
}

/** Requirements that must all be met together. No requirement: anonymous access. */
export interface SecurityAlternative {
  readonly requirements: readonly SecurityRequirement[];
}

export interface SecurityRequirement {
  /** The scheme's name in the contract. */
  readonly scheme: string;
  /** What travels, as one text: `apiKey header X-Key`, `http bearer`, `oauth2`, `openIdConnect`. */
  readonly credential: string;
  readonly scopes: readonly string[];
}

/** An HTTP route of an RPC: `GET /v1/{}` with the selectors for the bodies. */
export interface Binding extends Element {
  readonly match: string;
  readonly body?: string;
  readonly responseBody?: string;
  /** The fields that the variables of the path fill, in order: `order.name`. */
  readonly variables?: readonly string[];
}
