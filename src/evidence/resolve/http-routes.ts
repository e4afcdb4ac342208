import type { Contract } from "../../model/contract.ts";
import type { Operation } from "../../model/operation.ts";
import { decodePercent, frameworkRoutes, templateSegments } from "./route-syntax.ts";
import type { RouteSegment } from "./route-syntax.ts";

/** What a request's method and path lead to. */
export interface RouteHit {
  readonly operation: Operation;
  /** The values of the path's parameters, in the order of the template. */
  readonly values: readonly string[];
}

/** Why a request leads to no operation. */
export type RouteMiss = "unknown-path" | "unknown-method";

interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly segments: readonly RouteSegment[];
}

/** The routes of a contract, ready to be asked for many requests. */
export interface HttpRoutes {
  /** By number of segments; more literal routes first. */
  readonly bySize: ReadonlyMap<number, readonly Route[]>;
  /** Base paths of the servers, longest first, and the empty one. */
  readonly prefixes: readonly string[];
}

const tables = new WeakMap<Contract, HttpRoutes>();

/** The routes of the operations that consumers call over HTTP, Protobuf's HTTP bindings included. */
export function httpRoutes(contract: Contract): HttpRoutes {
  const known = tables.get(contract);
  if (known !== undefined) return known;
  const routes = buildRoutes(contract);
  tables.set(contract, routes);
  return routes;
}

/**
 * The operation that a request meets: literal segments before templated ones, the base paths of
 * the servers taken off, percent-encoding undone, a trailing slash ignored, paths case-sensitive
 * (OpenAPI 3.1 section 4.8.8.2, path templating matching).
 */
export function matchRequest(
  routes: HttpRoutes,
  method: string,
  path: string,
): RouteHit | RouteMiss {
  return find(routes, method, path, (segments, texts) => matchSegments(segments, texts));
}

/** The operation that a framework's route template stands for, parameters compared by position. */
export function matchRoute(
  routes: HttpRoutes,
  method: string,
  route: string,
): RouteHit | RouteMiss {
  let miss: RouteMiss = "unknown-path";
  for (const template of frameworkRoutes(route)) {
    const hit = find(routes, method, template, (segments, texts) =>
      sameTemplate(segments, texts) ? [] : undefined,
    );
    if (typeof hit !== "string") return hit;
    if (hit === "unknown-method") miss = hit;
  }
  return miss;
}

type SegmentMatcher = (
  segments: readonly RouteSegment[],
  texts: readonly string[],
) => readonly string[] | undefined;

function find(
  routes: HttpRoutes,
  method: string,
  path: string,
  matches: SegmentMatcher,
): RouteHit | RouteMiss {
  const wanted = method.toUpperCase();
  const plain = path.replace(/[?#].*$/s, "");
  let miss: RouteMiss = "unknown-path";
  for (const prefix of routes.prefixes) {
    if (!startsWithPath(plain, prefix)) continue;
    const texts = plain
      .slice(prefix.length)
      .split("/")
      .filter((text) => text !== "");
    for (const route of routes.bySize.get(texts.length) ?? []) {
      const values = matches(route.segments, texts);
      if (values === undefined) continue;
      if (route.method === wanted) return { operation: route.operation, values };
      miss = "unknown-method";
    }
  }
  return miss;
}

function startsWithPath(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === "/");
}

function matchSegments(
  segments: readonly RouteSegment[],
  texts: readonly string[],
): readonly string[] | undefined {
  const values: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const text = decodePercent(texts[index] ?? "");
    if (segment.kind === "literal") {
      if (segment.text !== text) return undefined;
      continue;
    }
    const found = matchParts(segment.parts, text);
    if (found === undefined) return undefined;
    values.push(...found);
  }
  return values;
}

/** Each parameter takes as little as it can, the last one the rest; none is empty. */
function matchParts(parts: readonly string[], text: string): readonly string[] | undefined {
  const [first = "", ...others] = parts;
  if (!text.startsWith(first)) return undefined;
  const values: string[] = [];
  let position = first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const end = isLast ? text.length - part.length : text.indexOf(part, position + 1);
    if (end <= position || !text.startsWith(part, end)) return undefined;
    values.push(text.slice(position, end));
    position = end + part.length;
  }
  return values;
}

function sameTemplate(segments: readonly RouteSegment[], texts: readonly string[]): boolean {
  const [given] = [templateSegments(`/${texts.join("/")}`)];
  return segments.every((segment, index) => {
    const other = given[index];
    if (segment.kind === "literal") return other?.kind === "literal" && other.text === segment.text;
    return other?.kind === "parameter" && other.parts.join("{}") === segment.parts.join("{}");
  });
}

function buildRoutes(contract: Contract): HttpRoutes {
  const bySize = new Map<number, Route[]>();
  const prefixes = new Set([""]);
  for (const operation of contract.operations) {
    if (operation.initiator !== "consumer") continue;
    for (const server of operation.servers ?? []) prefixes.add(basePath(server));
    for (const match of [operation.match, ...(operation.bindings ?? []).map((one) => one.match)]) {
      const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(match) ?? [];
      if (method === undefined || path === undefined) continue;
      const segments = templateSegments(path);
      const sameSize = bySize.get(segments.length) ?? [];
      sameSize.push({ operation, method, segments });
      bySize.set(segments.length, sameSize);
    }
  }
  for (const routes of bySize.values()) routes.sort((a, b) => compareRoutes(a, b));
  return { bySize, prefixes: [...prefixes].sort((a, b) => b.length - a.length) };
}

function compareRoutes(a: Route, b: Route): number {
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    const difference = freedom(segment) - (other === undefined ? 0 : freedom(other));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** How much a segment leaves open: nothing, a part, everything. */
function freedom(segment: RouteSegment): number {
  if (segment.kind === "literal") return 0;
  return segment.parts.some((part) => part !== "") ? 1 : 2;
}

/** The path of a server's URL without its trailing slash; variables in the host do not matter. */
function basePath(server: string): string {
  const path = server.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "").replace(/^\/\/[^/]*/, "");
  return path.replace(/[?#].*$/s, "").replace(/\/+$/, "");
}
