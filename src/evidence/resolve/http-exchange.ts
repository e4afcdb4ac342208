import * as coordinate from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Message, Operation, Parameter } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import { httpRoutes, matchRequest, matchRoute } from "./http-routes.ts";
import type { RouteHit, RouteMiss } from "./http-routes.ts";
import { contentFor } from "./media-types.ts";
import { givenParameter } from "./parameter-values.ts";
import { rpcOperation } from "./rpc-methods.ts";
import { touchedBy } from "./touch.ts";
import type { ValueKnowledge } from "./touch.ts";

/** A request and its response, as far as evidence tells of them. */
export interface HttpExchange {
  readonly method: string;
  /** The path as it was requested, or a framework's route in `route`. */
  readonly path?: string;
  readonly route?: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** By lower-case name. */
  readonly requestHeaders: ReadonlyMap<string, readonly string[]>;
  readonly requestBody?: ExchangedBody;
  /** A status, or a class of them: `404`, `4XX`. */
  readonly status?: string;
  readonly responseHeaders: ReadonlyMap<string, readonly string[]>;
  readonly responseBody?: ExchangedBody;
  /** True where what is not there was not sent; otherwise absence shows nothing. */
  readonly complete: boolean;
}

export interface ExchangedBody {
  readonly mediaType?: string;
  /** Absent: a body that is not JSON, of which only the media type counts. */
  readonly value?: Json;
  readonly knowledge?: ValueKnowledge;
}

/** A place that an exchange meets. */
export interface ExchangeUse {
  readonly coordinate: Coordinate;
  readonly direction: Direction;
  /** True: left out, though it has a default. */
  readonly omitted: boolean;
}

export interface ExchangeUses {
  readonly operation: Operation;
  /** The operation itself first. */
  readonly uses: readonly ExchangeUse[];
  readonly unknown: readonly { readonly coordinate: string; readonly reason: string }[];
}

/** What an exchange meets in a contract, or why it leads to no operation. */
export function usesOfExchange(
  contract: Contract,
  exchange: HttpExchange,
): ExchangeUses | RouteMiss {
  const hit = routeOf(contract, exchange);
  if (typeof hit === "string") return hit;
  const { operation } = hit;
  const found: Found = { contract, operation, uses: new Map(), unknown: new Map() };
  put(found, operation.coordinate, "input");
  // Messages of RPCs are no HTTP bodies: what is in them is not known here.
  if (contract.format !== "openapi") return resultOf(found);
  for (const message of operation.messages) {
    if (message.kind === "request") requestUses(found, message, exchange, hit.values);
  }
  responseUses(found, exchange);
  return resultOf(found);
}

function resultOf({ operation, uses, unknown }: Found): ExchangeUses {
  return {
    operation,
    uses: [...uses.values()],
    unknown: [...unknown].map(([where, reason]) => ({ coordinate: where, reason })),
  };
}

/** A route names the operation for certain; a path may also be asked where the route is unknown. */
function routeOf(contract: Contract, { method, path, route }: HttpExchange): RouteHit | RouteMiss {
  const routes = httpRoutes(contract);
  const byRoute = route === undefined ? "unknown-path" : matchRoute(routes, method, route);
  if (typeof byRoute !== "string" || path === undefined) return byRoute;
  const byPath = matchRequest(routes, method, path);
  if (typeof byPath !== "string" || contract.format !== "protobuf") return byPath;
  // gRPC, and Connect, ask for `/package.Service/Method`.
  const operation = rpcOperation(contract, path);
  return operation === undefined ? byPath : { operation, values: [] };
}

interface Found {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly uses: Map<Coordinate, ExchangeUse>;
  readonly unknown: Map<string, string>;
}

function put(found: Found, where: Coordinate, direction: Direction, omitted = false): void {
  if (!found.uses.has(where)) {
    found.uses.set(where, { coordinate: where, direction, omitted });
  }
}

function requestUses(
  found: Found,
  message: Message,
  exchange: HttpExchange,
  pathValues: readonly string[],
): void {
  const { operation } = found;
  for (const parameter of message.parameters) {
    const at = placeOf(operation, parameter);
    const value = givenParameter(found.contract, parameter, {
      path: pathValues,
      query: exchange.query,
      headers: exchange.requestHeaders,
    });
    if (value !== undefined) putParameter(found, at, parameter, value);
    else if (exchange.complete && hasDefault(parameter)) put(found, at, "input", true);
  }
  const known = new Set(message.parameters.map((one) => one.name));
  for (const name of exchange.query.keys()) {
    const base = name.replace(/\[.*$/s, "");
    if (
      known.has(name) ||
      known.has(base) ||
      message.parameters.some((one) => one.place === "querystring")
    ) {
      continue;
    }
    found.unknown.set(
      coordinate.place(operation.coordinate, "query", name),
      "the contract has no such query parameter",
    );
  }
  if (exchange.requestBody !== undefined) {
    const at = coordinate.place(operation.coordinate, "req");
    putBody(found, at, message, exchange.requestBody);
  }
}

function placeOf(operation: Operation, parameter: Parameter): Coordinate {
  const { place, position, name } = parameter;
  return coordinate.place(
    operation.coordinate,
    place,
    place === "path" ? (position ?? name) : name,
  );
}

function hasDefault({ shape, default: own }: Parameter): boolean {
  return own !== undefined || (shape.kind === "shape" && shape.default !== undefined);
}

function putParameter(found: Found, at: Coordinate, parameter: Parameter, value: Json): void {
  put(found, at, "input");
  const { touches } = touchedBy(found.contract, { at, shape: parameter.shape, value });
  for (const touch of touches) put(found, touch.use, "input");
}

function responseUses(found: Found, exchange: HttpExchange): void {
  const { operation } = found;
  if (exchange.status === undefined) return;
  const message = responseFor(operation, exchange.status);
  if (message === undefined) {
    const at = coordinate.place(operation.coordinate, "res", exchange.status);
    found.unknown.set(at, "the contract has no such response");
    return;
  }
  const at = coordinate.place(operation.coordinate, "res", message.selector);
  put(found, at, "output");
  for (const header of message.parameters) {
    if (exchange.responseHeaders.has(header.name.toLowerCase())) {
      put(found, coordinate.responseHeader(at, header.name), "output");
    }
  }
  if (exchange.responseBody !== undefined) putBody(found, at, message, exchange.responseBody);
}

/** The response for a status: itself, its class, the default (OpenAPI 3.1, 4.8.16). */
export function responseFor(operation: Operation, status: string): Message | undefined {
  const responses = operation.messages.filter((message) => message.kind === "response");
  const wanted = status.toUpperCase();
  const isClass = wanted.endsWith("XX");
  const named = (selector: string): Message | undefined =>
    responses.find((message) => message.selector.toUpperCase() === selector);
  return (
    named(wanted) ??
    (isClass
      ? responses.find((message) => message.selector.startsWith(wanted.charAt(0)))
      : named(`${wanted.charAt(0)}XX`)) ??
    named("DEFAULT")
  );
}

function putBody(found: Found, at: Coordinate, message: Message, body: ExchangedBody): void {
  const content = contentFor(message.body?.contents ?? [], body.mediaType);
  if (content === undefined) {
    if (body.mediaType !== undefined && message.body !== undefined) {
      found.unknown.set(at, `the contract has no body in ${body.mediaType.replace(/;.*$/s, "")}`);
    }
    return;
  }
  const whole = coordinate.inMediaType(at, content.mediaType);
  put(found, whole, message.direction);
  const shape = content.shape ?? content.itemShape;
  if (shape === undefined || body.value === undefined) return;
  const touched = touchedBy(found.contract, {
    at: whole,
    shape,
    value: body.value,
    ...(body.knowledge === undefined ? {} : { knowledge: body.knowledge }),
  });
  for (const touch of touched.touches) put(found, touch.use, message.direction);
  if (message.direction === "input") {
    for (const use of touched.omitted) put(found, use, "input", true);
  }
  for (const { use, refused } of touched.undeclared) {
    const reason = refused ? "the contract forbids it" : "the contract does not declare it";
    found.unknown.set(use, reason);
  }
}
