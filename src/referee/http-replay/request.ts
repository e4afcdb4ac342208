import { isJsonObject, type Json } from "../../model/json.ts";
import { stepInto } from "../documents.ts";
import { member } from "../json-value.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import { checkBody, contentsOf } from "./body.ts";
import {
  decodeCookie,
  decodeHeader,
  decodePairs,
  decodePath,
  decodeText,
  splitPairs,
  type Kind,
  type Malformed,
  type Pair,
  type Raw,
} from "./decode.ts";
import { isAcceptable } from "./media-type.ts";
import { headerOf, Refusal, type HttpRequest, type ReadRequest } from "./message.ts";
import { parametersOf, type ParameterRule } from "./parameters.ts";
import { resolve, serverPattern, serversOf, type RouteMatch, type RouteTable } from "./routes.ts";
import { producedTypes } from "./response.ts";
import { demandedOf, isLetIn } from "./security.ts";
import { readVersion2Body } from "./version-2.ts";
import { readValue, type Source } from "./values.ts";

const SENT: PayloadTerms = { direction: "input", tolerant: false };

/** Takes a request apart as a server of this contract would; throws `Refusal` where it does not. */
export function readRequest(
  payloads: PayloadReferee,
  routes: RouteTable,
  request: HttpRequest,
): ReadRequest {
  const match = findRoute(routes, request);
  const { documents } = payloads;
  const alternatives = demandedOf(documents, match.route);
  const { parameters, form } = takeRequest(payloads, match, request, { ...SENT, alternatives });
  const produced = producedTypes(documents, match.route);
  const accept = headerOf(request.headers, "accept");
  if (accept !== undefined && produced.length > 0 && !isAcceptable(accept, produced)) {
    throw new Refusal("not-acceptable", `no response is ${accept}, only ${produced.join(" or ")}`);
  }
  return {
    operation: match.route.key,
    parameters,
    ...(form === undefined ? {} : { form }),
    body: demandOf(payloads, match),
  };
}

/** On whose terms a request is read, and what it has to present. */
export interface RequestTerms extends PayloadTerms {
  readonly alternatives: Json | undefined;
}

/** Takes a request apart that has found its operation; throws `Refusal` where it is not taken. */
export function takeRequest(
  payloads: PayloadReferee,
  match: RouteMatch,
  request: HttpRequest,
  terms: RequestTerms,
): Omit<ReadRequest, "operation" | "body"> {
  if (!isLetIn(payloads.documents, terms.alternatives, request.credentials ?? [])) {
    throw new Refusal("credentials", "what is presented meets no security requirement");
  }
  return readParameters(payloads, { match, request, terms });
}

/** What an operation says of having a body; in 2.0 by a parameter. */
function demandOf({ documents }: PayloadReferee, { route }: RouteMatch): ReadRequest["body"] {
  const described = resolve(documents, stepInto(route.operation.place, "requestBody"));
  const rules = parametersOf(documents, route).filter((rule) => BODIES.has(rule.in));
  if (described === undefined && rules.length === 0) return "none";
  const isRequired =
    member(described?.node, "required") === true || rules.some((rule) => rule.required);
  return isRequired ? "required" : "optional";
}

const BODIES: ReadonlySet<ParameterRule["in"]> = new Set(["body", "formData"]);

function findRoute(routes: RouteTable, request: HttpRequest): RouteMatch {
  const path = request.path.split("?", 1)[0] ?? "";
  const method = request.method.toUpperCase();
  const direct = routes.matching(path);
  const own = direct.find(({ route }) => route.method.toUpperCase() === method);
  if (request.server !== undefined) {
    if (own !== undefined) return servedAt(routes, own, request.server);
  } else {
    const found = own ?? behindPrefix(routes, path, method);
    if (found !== undefined) return found;
  }
  if (direct.length > 0) throw new Refusal("no-method", `${path} does not take ${method}`);
  throw new Refusal("no-route", `there is no path for ${path}`);
}

function servedAt(routes: RouteTable, match: RouteMatch, server: string): RouteMatch {
  const wanted = server.replace(/\/+$/, "");
  const path = wanted.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "");
  const isRelative = path === wanted;
  const isServed = serversOf(routes.documents, match.route).some((declared) => {
    const pattern = serverPattern(declared);
    // A relative server stands wherever the contract itself is served from.
    if (declared.url.startsWith("/")) return pattern.test(path);
    if (!isRelative) return pattern.test(wanted);
    return serverPattern({ ...declared, url: pathOf(declared.url) }).test(path);
  });
  if (isServed) return match;
  throw new Refusal("server", `${match.route.key} is not served at ${server}`);
}

/** A path that begins with the path of one of the servers. */
function behindPrefix(routes: RouteTable, path: string, method: string): RouteMatch | undefined {
  for (let slash = path.indexOf("/", 1); slash > 0; slash = path.indexOf("/", slash + 1)) {
    const prefix = path.slice(0, slash);
    const found = routes.matching(path.slice(slash)).find(({ route }) => {
      if (route.method.toUpperCase() !== method) return false;
      return serversOf(routes.documents, route).some((server) =>
        serverPattern({ ...server, url: pathOf(server.url) }).test(prefix),
      );
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathOf(url: string): string {
  return url.replace(/^[a-z{][^:/]*:\/\/[^/]*/i, "");
}

interface Taken {
  readonly match: RouteMatch;
  readonly request: HttpRequest;
  readonly terms: PayloadTerms;
}

function readParameters(
  payloads: PayloadReferee,
  taken: Taken,
): Omit<ReadRequest, "operation" | "body"> {
  const { match, request } = taken;
  const query = request.path.includes("?") ? request.path.slice(request.path.indexOf("?") + 1) : "";
  const pairs = splitPairs(query);
  const read = new Map<string, Json>();
  const rules = parametersOf(payloads.documents, match.route);
  for (const rule of rules) {
    if (rule.in === "body" || rule.in === "formData") continue;
    const source = sourceOf(rule, { ...taken, pairs, query });
    const value = readValue(payloads, rule, source);
    const coordinate = rule.in === "path" ? pathCoordinate(match, rule) : `${rule.in}.${rule.name}`;
    if (value !== undefined) read.set(coordinate, value);
    else if (rule.required) throw new Refusal("parameter-missing", `${source.label} is missing`);
  }
  const form = readBody(payloads, taken, rules);
  return { parameters: read, ...(form === undefined ? {} : { form }) };
}

function pathCoordinate(match: RouteMatch, rule: ParameterRule): string {
  return `path.${String([...match.values.keys()].indexOf(rule.name) + 1)}`;
}

interface Given extends Taken {
  readonly pairs: readonly Pair[];
  readonly query: string;
}

function sourceOf(rule: ParameterRule, given: Given): Source {
  return {
    label: `the ${rule.in} parameter ${rule.name}`,
    fault: "parameter-invalid",
    terms: given.terms,
    decode: (kind, members) => decodeParameter(rule, given, kind, members),
  };
}

function decodeParameter(
  rule: ParameterRule,
  given: Given,
  kind: Kind,
  members: ReadonlySet<string>,
): Raw | Malformed | undefined {
  switch (rule.in) {
    case "path":
      return decodePath(rule, kind, given.match.values.get(rule.name) ?? "");
    case "header": {
      const text = headerOf(given.request.headers, rule.name);
      return text === undefined ? undefined : decodeHeader(rule, kind, text);
    }
    case "cookie": {
      const text = cookieOf(given.request, rule.name);
      return text === undefined ? undefined : decodeCookie(rule, kind, text);
    }
    case "querystring":
      return given.query === "" ? undefined : decodeText(given.query);
    default:
      return decodePairs(rule, kind, given.pairs, members);
  }
}

function cookieOf(request: HttpRequest, name: string): string | undefined {
  const cookies = request.cookies ?? {};
  if (Object.hasOwn(cookies, name)) return cookies[name];
  const header = headerOf(request.headers, "cookie") ?? "";
  for (const part of header.split(";")) {
    const [key = "", ...rest] = part.trim().split("=");
    if (key === name && rest.length > 0) return rest.join("=");
  }
  return undefined;
}

function readBody(
  payloads: PayloadReferee,
  { match, request, terms }: Taken,
  rules: readonly ParameterRule[],
): Json | undefined {
  const body = member(match.route.operation.node, "requestBody");
  const contentType = request.contentType ?? headerOf(request.headers, "content-type");
  const common = { label: "the body", contentType, terms, fault: "body-invalid" } as const;
  if (isJsonObject(body)) {
    const found = resolve(payloads.documents, stepInto(match.route.operation.place, "requestBody"));
    if (found === undefined) return undefined;
    if (request.body !== undefined) {
      const contents = contentsOf(payloads.documents, found);
      return checkBody(payloads, contents, { ...common, body: request.body });
    }
    if (member(found.node, "required") === true) {
      throw new Refusal("body-missing", "the body is missing");
    }
    return undefined;
  }
  return readVersion2Body(payloads, match.route, request.body, { ...common, rules });
}
