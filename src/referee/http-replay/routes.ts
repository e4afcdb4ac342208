import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { stepInto, type Documents, type Place } from "../documents.ts";
import { member } from "../json-value.ts";

/** A node that references have been followed for, and where it really stands. */
export interface Found {
  readonly node: JsonObject;
  readonly place: Place;
}

/** An operation and the way to it. */
export interface Route {
  readonly method: string;
  readonly template: string;
  /** `GET /orders/{}`: the template with every name erased. */
  readonly key: string;
  readonly operation: Found;
  readonly pathItem: Found;
}

interface PathRoutes {
  readonly template: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** No parameter holds a slash, so a path of another number leads elsewhere. */
  readonly slashes: number;
  readonly rank: string;
  /** Read when first asked for. */
  readonly routes: () => readonly Route[];
}

/** A route and what the template's parameters are in a concrete path, still percent-encoded. */
export interface RouteMatch {
  readonly route: Route;
  readonly values: ReadonlyMap<string, string>;
}

/** The routes of one side, in the order they are tried. */
export interface RouteTable {
  readonly documents: Documents;
  /** The routes a path leads to, best first, whatever the method. */
  matching(path: string): readonly RouteMatch[];
  byKey(key: string): Route | undefined;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Follows `$ref`s from a place to a node that is none. Undefined: they lead to no object. */
export function resolve(documents: Documents, place: Place): Found | undefined {
  let current = place;
  for (let hops = 0; hops < 100; hops++) {
    const node = documents.node(current);
    if (!isJsonObject(node)) return undefined;
    const reference = member(node, "$ref");
    if (typeof reference !== "string") return { node, place: current };
    const target = documents.follow(current, reference);
    if (target === undefined) return undefined;
    current = target;
  }
  return undefined;
}

/**
 * Finds the paths of the entry document; the operations of one are read when a message first leads
 * there. Concrete paths come before templated ones.
 */
export function readRoutes(documents: Documents): RouteTable {
  const start = { file: documents.entry, pointer: "/paths" };
  const declared = documents.node(start);
  const templates = isJsonObject(declared) ? Object.keys(declared) : [];
  const paths = templates
    .filter((template) => template.startsWith("/"))
    .map((template) => pathRoutes(documents, start, template));
  const byShape = Map.groupBy(paths, ({ template }) => eraseNames(template));
  const ranked = paths.toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return {
    documents,
    matching(path) {
      const slashes = slashesIn(path);
      const possible = ranked.filter((entry) => entry.slashes === slashes);
      return possible.flatMap((entry) => matchPath(entry, path));
    },
    byKey(key) {
      const erased = eraseNames(key);
      const alike = byShape.get(erased.slice(erased.indexOf(" /") + 1)) ?? [];
      const found = alike.map(({ routes }) => routes().find((route) => route.key === erased));
      return found.find((route) => route !== undefined);
    },
  };
}

function pathRoutes(documents: Documents, start: Place, template: string): PathRoutes {
  let known: readonly Route[] | undefined;
  const read = (): readonly Route[] => {
    const place = stepInto(start, template);
    const found = resolve(documents, place);
    if (found === undefined) return [];
    return routesOf(documents, template, withSiblings(documents, place, found));
  };
  return { ...compileTemplate(template), template, routes: () => (known ??= read()) };
}

/** A path item may carry operations beside its `$ref` (OpenAPI 3.1 leaves conflicts open). */
function withSiblings(documents: Documents, place: Place, found: Found): Found {
  const node = documents.node(place);
  if (place === found.place || !isJsonObject(node)) return found;
  const hasOperation = METHODS.some((method) => member(node, method) !== undefined);
  return hasOperation ? { node, place } : found;
}

function routesOf(documents: Documents, template: string, pathItem: Found): readonly Route[] {
  const routes: Route[] = [];
  const add = (method: string, place: Place): void => {
    const operation = resolve(documents, place);
    if (operation === undefined) return;
    const key = eraseNames(`${method} ${template}`);
    routes.push({ method, template, key, operation, pathItem });
  };
  for (const method of METHODS) {
    if (member(pathItem.node, method) === undefined) continue;
    add(method.toUpperCase(), stepInto(pathItem.place, method));
  }
  const additional = member(pathItem.node, "additionalOperations");
  for (const method of isJsonObject(additional) ? Object.keys(additional) : []) {
    add(method, stepInto(pathItem.place, "additionalOperations", method));
  }
  return routes;
}

/** `GET /orders/{id}` and `GET /orders/{order}` are one route. */
function eraseNames(key: string): string {
  return key.replace(/\{[^{}]*\}/g, "{}");
}

/** The pieces of a template: `{name}`, and the text between. */
const PIECES = /\{([^{}]*)\}|[^{}]+|[{}]/g;

function compileTemplate(template: string): Omit<PathRoutes, "template" | "routes"> {
  const names: string[] = [];
  let adjacent = false;
  const source = template.replace(PIECES, (text, name: unknown) => {
    if (typeof name !== "string") {
      adjacent = false;
      return escapeRegExp(text);
    }
    names.push(name);
    // Of two parameters with nothing between them, the first takes all.
    const group = adjacent ? "()" : "([^/]+?)";
    adjacent = true;
    return group;
  });
  const rank = template.split("/").map(segmentRank).join("/");
  return { pattern: new RegExp(`^${source}$`), names, slashes: slashesIn(template), rank };
}

function slashesIn(path: string): number {
  return path.split("/").length - 1;
}

/** Orders segments: literal, partly literal, wholly templated. */
function segmentRank(segment: string): string {
  if (!segment.includes("{")) return "0";
  return /^\{[^{}]*\}$/.test(segment) ? "2" : "1";
}

function matchPath(entry: PathRoutes, path: string): readonly RouteMatch[] {
  const match = entry.pattern.exec(path);
  if (match === null) return [];
  const values = new Map(entry.names.map((name, index) => [name, match[index + 1] ?? ""]));
  return entry.routes().map((route) => ({ route, values }));
}

/** A server as declared: its URL with variables, and the texts each variable may have. */
export interface Server {
  readonly url: string;
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

/** The servers an operation is reached at: its own, else its path's, else the document's. */
export function serversOf(documents: Documents, route: Route): readonly Server[] {
  const root = documents.root(documents.entry);
  if (member(root, "swagger") !== undefined) return serversOfVersion2(root, route.operation.node);
  for (const owner of [route.operation.node, route.pathItem.node, root]) {
    const servers = member(owner, "servers");
    if (Array.isArray(servers) && servers.length > 0) return servers.map(readServer);
  }
  return [{ url: "/", variables: new Map() }];
}

function readServer(server: Json): Server {
  const url = member(server, "url");
  const declared = member(server, "variables");
  const variables = new Map<string, readonly string[]>();
  for (const [name, variable] of isJsonObject(declared) ? Object.entries(declared) : []) {
    const values = member(variable, "enum");
    const texts = Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
    variables.set(name, texts);
  }
  return { url: typeof url === "string" ? url : "/", variables };
}

function serversOfVersion2(root: JsonObject | undefined, operation: JsonObject): readonly Server[] {
  const host = member(root, "host");
  const basePath = member(root, "basePath");
  const schemes = member(operation, "schemes") ?? member(root, "schemes");
  const path = typeof basePath === "string" ? basePath : "/";
  if (typeof host !== "string") return [{ url: path, variables: new Map() }];
  const names = Array.isArray(schemes) && schemes.length > 0 ? schemes : ["https"];
  return names.map((scheme) => ({
    url: `${String(scheme)}://${host}${path}`,
    variables: new Map(),
  }));
}

/** The pattern of base URLs a server stands for, without a slash at the end. */
export function serverPattern(server: Server): RegExp {
  const source = server.url.replace(/\/+$/, "").replace(PIECES, (text, name: unknown) => {
    if (typeof name !== "string") return escapeRegExp(text);
    const values = server.variables.get(name) ?? [];
    return values.length === 0 ? "[^/]*?" : `(?:${values.map(escapeRegExp).join("|")})`;
  });
  return new RegExp(`^${source}$`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
