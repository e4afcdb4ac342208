import type { Coordinate } from "./element.ts";
import { canonicalJson } from "./json.ts";
import type { Json } from "./json.ts";

/**
 * Builders of coordinates, for readers and for the reach: each takes what stands before and adds
 * one part. `coordinate-text.ts` reads and prints the same texts; one table tests both ways.
 */

/** A name as it stands in a coordinate: quoted as JSON outside of `[A-Za-z0-9_-]`. */
export function quoteName(name: string): string {
  return PLAIN_NAME.test(name) ? name : JSON.stringify(name);
}

/** The name that `quoteName` wrote; any other text as it is. */
export function unquoteName(text: string): string {
  return ONE_QUOTED_NAME.test(text) ? String(JSON.parse(text)) : text;
}

const ONE_QUOTED_NAME = /^"(?:[^"\\]|\\.)*"$/;
const PLAIN_NAME = /^[A-Za-z0-9_-]+$/;

/** A member of an object: `#schemas.Order` and `status` give `#schemas.Order.status`. */
export function member(parent: Coordinate, name: string): Coordinate {
  return `${parent}.${quoteName(name)}`;
}

/** Any item of an array, or the item at one index of a tuple (counted from 0). */
export function item(parent: Coordinate, index?: number): Coordinate {
  return `${parent}[${index ?? ""}]`;
}

/** Any value of a map. */
export function mapValue(parent: Coordinate): Coordinate {
  return `${parent}{}`;
}

/** An alternative of `anyOf` or `oneOf`, counted from 0. */
export function alternative(parent: Coordinate, index: number): Coordinate {
  return `${parent}<${index}>`;
}

/** A schema that says something about the same value from another side. */
export type Aspect = "not" | "if" | "key" | "contains" | "content";

/** `#schemas.Order<not>`. */
export function aspect(parent: Coordinate, name: Aspect): Coordinate {
  return `${parent}<${name}>`;
}

/** One value of a finite set: `#schemas.Order.status="paid"`. */
export function constant(parent: Coordinate, value: Json): Coordinate {
  return `${parent}=${canonicalJson(value)}`;
}

/** The value at the end of what `constant` gave, with its sign; empty where there is none. */
export function constantIn(coordinate: Coordinate): string {
  return CONSTANT.exec(coordinate)?.groups?.["value"] ?? "";
}

const CONSTANT = /^(?:[^"=]|"(?:[^"\\]|\\.)*")*(?<value>=.*)$/s;

/** A body in one media type: `req[application/json]`. The media type is normalised by the reader. */
export function inMediaType(parent: Coordinate, mediaType: string): Coordinate {
  return `${parent}[${MEDIA_TYPE.test(mediaType) ? mediaType : JSON.stringify(mediaType)}]`;
}

/** What can stand between brackets unquoted; an index or nothing would be an item. */
const MEDIA_TYPE = /^(?!\d*$)[^\s"[\]]+$/;

/** A declaration of an OpenAPI document: `#schemas.Order`, `#parameters.Page`. */
export function declaration(section: string, name: string): Coordinate {
  return `#${section}.${quoteName(name)}`;
}

/** A path template with the names of its parameters erased: `/orders/{id}` gives `/orders/{}`. */
export function eraseParameterNames(path: string): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}

/** An HTTP operation: `GET /orders/{}`. White space and quotes in a path are percent-encoded. */
export function httpOperation(method: string, path: string): Coordinate {
  return `${method.toUpperCase()} ${eraseParameterNames(path).replace(/[\s"]/g, encodeURIComponent)}`;
}

/** A message the provider sends by itself: `webhook stockLow POST`. */
export function webhookOperation(name: string, method: string): Coordinate {
  return `webhook ${quoteName(name)} ${method.toUpperCase()}`;
}

/** A message the provider sends to a URL it was given in `operation`. */
export function callbackOperation(operation: Coordinate, name: string, call: Call): Coordinate {
  const { expression, method } = call;
  return `${operation} callback ${quoteName(name)} ${quoteName(expression)} ${method.toUpperCase()}`;
}

export interface Call {
  /** The runtime expression the URL is taken from: `{$request.body#/url}`. */
  readonly expression: string;
  readonly method: string;
}

/** Where in an operation something stands. */
export type PlaceIn = "query" | "header" | "cookie" | "path" | "querystring" | "req" | "res";

/**
 * A place in an operation: `GET /orders/{}` gives `GET /orders/{} query.expand`, `… path.1`,
 * `… res.200`. Header names are folded to lower case; a request (`req`) has no name.
 */
export function place(operation: Coordinate, where: PlaceIn, name?: string | number): Coordinate {
  if (name === undefined) return `${operation} ${where}`;
  const folded = where === "header" ? String(name).toLowerCase() : String(name);
  return `${operation} ${where}.${quoteName(folded)}`;
}

/** A header of a response, or of a declared response: `GET /orders res.200.header.etag`. */
export function responseHeader(response: Coordinate, name: string): Coordinate {
  return `${response}.header.${quoteName(name.toLowerCase())}`;
}

/** A member of a GraphQL type: `Query.order`, `Status.PAID`. */
export function graphqlMember(type: string, name: string): Coordinate {
  return `${type}.${name}`;
}

/** An argument of a GraphQL field or directive: `Query.order(id:)`, `@cost(weight:)`. */
export function graphqlArgument(parent: Coordinate, name: string): Coordinate {
  return `${parent}(${name}:)`;
}

/** What is read as one type where another one stands: `SearchResult<Order>`, for `... on Order`. */
export function graphqlNarrowing(type: string, narrower: string): Coordinate {
  return `${type}<${narrower}>`;
}

/** `@cost`. */
export function graphqlDirective(name: string): Coordinate {
  return `@${name}`;
}

/** A Protobuf field, known by its number: `shop.v1.Order.status#2`. */
export function protobufField(message: string, name: string, number: number): Coordinate {
  return `${message}.${name}#${number}`;
}

/** `shop.v1.Orders/GetOrder`. */
export function protobufMethod(service: string, method: string): Coordinate {
  return `${service}/${method}`;
}

/** A value of an enum, a nested type, a oneof: `shop.v1.Status.PAID`. */
export function protobufMember(parent: string, name: string): Coordinate {
  return parent === "" ? name : `${parent}.${name}`;
}
