import {
  callbackOperation,
  eraseParameterNames,
  httpOperation,
  quoteName,
  place,
  webhookOperation,
} from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Json } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Message, Operation, SecurityAlternative } from "../../model/operation.ts";
import { childOf, isReference, originOf, stringIn, stringsIn } from "./node.ts";
import { withDocumentedEnd } from "./documented-end.ts";
import type { Node } from "./node.ts";
import { writtenParameters } from "./parameters.ts";
import type { Reading } from "./reading.ts";
import { requestReader } from "./request.ts";
import type { RequestReader } from "./request.ts";
import { readBodies3, responseReader } from "./responses.ts";
import type { ResponseReader } from "./responses.ts";
import { readSecurity } from "./security.ts";
import { addressesOf, serverReader } from "./servers.ts";
import type { Server, ServerReader } from "./servers.ts";
import { mediaTypes2, readBodies2, readBody2 } from "./swagger-2.ts";
import { isExtension } from "./use.ts";

/** Every operation: those of paths, webhooks, and the callbacks of either, in the order of the text. */
export function readOperations(reading: Reading): readonly Operation[] {
  const { resolver } = reading;
  const isOld = reading.version === "2.0";
  const security = resolver.member(resolver.entry, "security");
  const readers: Readers = {
    reading,
    requests: requestReader(reading),
    responses: responseReader(reading, isOld ? readBodies2(reading) : readBodies3(reading)),
    servers: serverReader(reading),
    security: readSecurity(reading, security),
    securityNode: security ?? resolver.entry,
    taken: new Set(),
    open: new Set(),
  };
  const paths = resolver
    .entries(resolver.member(resolver.entry, "paths"))
    .filter(([path]) => !isExtension(path))
    .flatMap(([path, item]) => readPathItem(readers, item, pathSite(readers, path)));
  // Before 3.1, webhooks are an extension that is in wide use.
  const webhooks =
    resolver.member(resolver.entry, "webhooks") ?? resolver.member(resolver.entry, "x-webhooks");
  const sent = resolver
    .entries(webhooks)
    .flatMap(([name, item]) => readPathItem(readers, item, webhookSite(name)));
  return [...paths, ...sent];
}

interface Readers {
  readonly reading: Reading;
  readonly requests: RequestReader;
  readonly responses: ResponseReader;
  readonly servers: ServerReader;
  /** What holds where an operation does not say. */
  readonly security: readonly SecurityAlternative[];
  /** Where that is written, or could be. */
  readonly securityNode: Node;
  /** Coordinates that are given away. */
  readonly taken: Set<Coordinate>;
  /** Path items that are being read: a callback may refer to the operation it belongs to. */
  readonly open: Set<Json>;
}

/** Where a path item stands. */
interface Site {
  readonly group: string;
  readonly initiator: Operation["initiator"];
  readonly templateNames: readonly string[];
  coordinateOf(method: string, item: Node): Coordinate;
  /** How it is called, where its coordinate holds a name that no message knows. */
  readonly callOf?: (method: string) => string;
}

function pathSite({ reading, taken }: Readers, path: string): Site {
  return {
    group: eraseParameterNames(path),
    initiator: "consumer",
    templateNames: [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? ""),
    coordinateOf(method, item) {
      const coordinate = httpOperation(method, path);
      if (!taken.has(coordinate)) return coordinate;
      const message = `${method.toUpperCase()} ${path} is the same as another path: only names in braces differ.`;
      reading.report("ambiguous-path", message, item);
      return `${method.toUpperCase()} ${path.replace(/[\s"]/g, encodeURIComponent)}`;
    },
  };
}

function webhookSite(name: string): Site {
  return {
    group: `webhook ${quoteName(name)}`,
    initiator: "provider",
    templateNames: [],
    coordinateOf: (method) => webhookOperation(name, method),
  };
}

function callbackSite(operation: Coordinate, name: string, expression: string): Site {
  return {
    group: `${operation} callback ${quoteName(name)} ${quoteName(expression)}`,
    initiator: "provider",
    templateNames: [],
    coordinateOf: (method) => callbackOperation(operation, name, { expression, method }),
    callOf: (method) => callbackOperation(operation, "", { expression, method }),
  };
}

/** The methods with a member of their own (OAS 3.x, 4.8.9); `query` since 3.2. */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

function readPathItem(readers: Readers, item: Node, site: Site): readonly Operation[] {
  const { resolver, version } = readers.reading;
  // What stands beside a path item's `$ref` goes before what it refers to.
  const layers = isReference(item.value) ? [item, resolver.follow(item)] : [item];
  const content = layers.at(-1)?.value ?? null;
  if (readers.open.has(content)) return [];
  readers.open.add(content);
  const methods = new Set(version === "3.2" ? [...METHODS, "query"] : METHODS);
  const found = new Map<string, Node>();
  for (const layer of layers) {
    for (const [key, node] of resolver.entries(layer)) {
      if (methods.has(key) && !found.has(key)) found.set(key, resolver.follow(node));
    }
    const additional = version === "3.2" ? childOf(layer, "additionalOperations") : undefined;
    for (const [method, node] of resolver.entries(additional)) {
      if (!found.has(method)) found.set(method, resolver.follow(node));
    }
  }
  const operations = [...found].flatMap(([method, node]) => {
    if (isJsonObject(node.value)) return readOperation(readers, { site, layers, method, node });
    readers.reading.report("malformed", `${method} should be an object.`, node);
    return [];
  });
  readers.open.delete(content);
  return operations;
}

interface OperationSite {
  readonly site: Site;
  readonly layers: readonly Node[];
  readonly method: string;
  readonly node: Node;
}

function readOperation(readers: Readers, at: OperationSite): readonly Operation[] {
  const { reading, taken } = readers;
  const { site, layers, method, node } = at;
  const coordinate = site.coordinateOf(method, node);
  taken.add(coordinate);
  const fromConsumer = site.initiator === "consumer";
  const { resolver, lifecycle } = reading;
  const written = resolver.member(node, "security");
  const security =
    written === undefined && fromConsumer ? readers.security : readSecurity(reading, written);
  const messages = readMessages(readers, at, coordinate);
  const deprecation = withDocumentedEnd(reading, node, lifecycle.deprecation(node.value));
  const stability = lifecycle.stability(node.value);
  const operation: Operation = {
    kind: "operation",
    coordinate,
    match: coordinate,
    group: site.group,
    origin: originOf(node),
    initiator: site.initiator,
    messages,
    security,
    ...(written === undefined && fromConsumer
      ? { securityOrigin: originOf(readers.securityNode) }
      : {}),
    ...(fromConsumer ? servedAt(readers.servers.read([node, ...layers]), coordinate) : {}),
    ...(site.callOf === undefined ? {} : calledAs(site.callOf(method))),
    attributes: attributesOf(reading, node.value),
    ...(deprecation === undefined ? {} : { deprecation }),
    ...stability,
  };
  return [operation, ...readCallbacks(readers, node, coordinate)];
}

function servedAt(servers: readonly Server[], match: string) {
  return { servers: servers.map(({ url }) => url), addresses: addressesOf(servers, match) };
}

function calledAs(call: string) {
  return { addresses: [{ call, url: call, server: "" }] };
}

function readMessages(
  { reading, requests, responses }: Readers,
  { site, layers, node }: OperationSite,
  coordinate: Coordinate,
): readonly Message[] {
  const { resolver, version } = reading;
  const fromConsumer = site.initiator === "consumer";
  const isOld = version === "2.0";
  const lists = [...layers.toReversed(), node].map((level) => resolver.member(level, "parameters"));
  const written = writtenParameters(reading, lists);
  const requestSite = { coordinate, node, templateNames: site.templateNames };
  const body = isOld ? readBody2(reading, requestSite, written) : requests.body(requestSite);
  const request: Message = {
    kind: "request",
    coordinate: place(coordinate, "req"),
    origin: originOf(node),
    selector: "",
    direction: fromConsumer ? "input" : "output",
    streamed: false,
    parameters: requests.parameters(requestSite, written),
    ...(body === undefined ? {} : { body }),
  };
  return [
    request,
    ...responses.read({
      operation: coordinate,
      node,
      direction: fromConsumer ? "output" : "input",
      produces: isOld ? mediaTypes2(reading, node, "produces") : [],
    }),
  ];
}

function readCallbacks(readers: Readers, node: Node, operation: Coordinate): readonly Operation[] {
  const { resolver } = readers.reading;
  return resolver.members(resolver.member(node, "callbacks")).flatMap(([name, callback]) =>
    resolver
      .entries(callback)
      .filter(([expression]) => !isExtension(expression))
      .flatMap(([expression, item]) =>
        readPathItem(readers, item, callbackSite(operation, name, expression)),
      ),
  );
}

/** What is compared by name: identity for generators, tags, and extensions without a meaning here. */
function attributesOf(reading: Reading, operation: Json): Readonly<Record<string, Json>> {
  const operationId = stringIn(operation, "operationId");
  const tags = stringsIn(operation, "tags");
  const extensions = isJsonObject(operation)
    ? Object.entries(operation).filter(
        ([key]) => key.startsWith("x-") && !reading.lifecycle.owns(key),
      )
    : [];
  return {
    ...(operationId === undefined ? {} : { operationId }),
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
    ...Object.fromEntries(extensions),
  };
}
