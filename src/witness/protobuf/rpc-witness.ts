import type { Change } from "../../diff/change.ts";
import type { Json } from "../../model/json.ts";
import type { Witness } from "../../model/witness.ts";
import type { HttpRoute, MethodAnswer, RpcMethod } from "../../referee/index.ts";
import type { Sides } from "./sides.ts";

/** What both sides declare of an RPC. */
interface Declared {
  readonly operation: string;
  readonly before: RpcMethod;
  readonly after: RpcMethod | undefined;
}

/** The call of an RPC that is gone, or that is made in another way; undefined for other rules. */
export function rpcWitness(sides: Sides, change: Change): Witness | undefined {
  switch (change.rule) {
    case "operation-removed":
    case "operation-group-removed":
      return withDeclared(sides, calledOperation(sides, change), goneWitness);
    case "streaming-changed":
      return withDeclared(sides, change.reach[0]?.operation, (declared) =>
        streamWitness(declared, change.kind === "response" ? "response" : "request"),
      );
    case "binding-removed":
      return withDeclared(sides, change.element, (declared) => routeWitness(declared, change));
    case "binding-body-changed":
      return withDeclared(sides, change.reach[0]?.operation, (declared) =>
        bodyWitness(declared, change),
      );
    default:
      return undefined;
  }
}

/** The operation itself, or the first one of a service. */
function calledOperation({ before }: Sides, { rule, element }: Change): string | undefined {
  if (rule === "operation-removed") return element;
  return before.view.contract.operations.find(({ group }) => group === element)?.coordinate;
}

function withDeclared(
  { before, after }: Sides,
  operation: string | undefined,
  witness: (declared: Declared) => Witness,
): Witness {
  const [service = "", name = ""] = operation?.split("/") ?? [];
  const answers: readonly MethodAnswer[] = [before, after].map(({ referee }) =>
    referee.method(service, name),
  );
  for (const answer of answers) {
    if (answer.ok === undefined) return { status: "undecidable", why: answer.undecided };
  }
  const [was, is] = answers.map((answer) => (answer.ok === true ? answer.method : undefined));
  if (was === undefined || operation === undefined) {
    return { status: "not-found", why: "before declares no such RPC" };
  }
  return witness({ operation, before: was, after: is });
}

function confirmed(operation: string, payload: Json, detail: string): Confirmed {
  return {
    status: "confirmed",
    kind: "request",
    operation,
    payload,
    confirmedBy: "protobuf",
    detail,
  };
}

type Confirmed = Extract<Witness, { status: "confirmed" }>;

const UNCHANGED: Witness = { status: "not-found", why: "both sides declare the RPC alike" };

function goneWitness({ operation, after }: Declared): Witness {
  if (after !== undefined) return UNCHANGED;
  return confirmed(operation, { path: `/${operation}` }, "after declares no such RPC");
}

function streamWitness(
  { operation, before, after }: Declared,
  kind: "request" | "response",
): Witness {
  if (after === undefined) return goneWitness({ operation, before, after });
  const word = (isStream: boolean): string => (isStream ? "a stream" : "one message");
  const parts = [
    ["the request", before.requestStream, after.requestStream],
    ["the response", before.responseStream, after.responseStream],
  ] as const;
  const details = parts
    .filter(([, was, is]) => was !== is)
    .map(([part, was, is]) => `${part} was ${word(was)} and is ${word(is)}`);
  if (details.length === 0) return UNCHANGED;
  const { requestStream, responseStream } = before;
  const payload = { path: `/${operation}`, requestStream, responseStream };
  return { ...confirmed(operation, payload, details.join(", ")), kind };
}

/** A request for a route that before serves and after does not. */
function routeWitness({ operation, before, after }: Declared, change: Change): Witness {
  const remaining = after?.routes ?? [];
  for (const route of before.routes) {
    const path = examplePath(route.path);
    const isMeant = matcher(change.details.name ?? "").test(`${route.verb} ${path}`);
    const isServed = remaining.some((other) => isServedBy(other, route.verb, path));
    if (!isMeant || isServed) continue;
    return confirmed(operation, { method: route.verb, path }, "after has no route for it");
  }
  return UNCHANGED;
}

function isServedBy(route: HttpRoute, verb: string, path: string): boolean {
  return route.verb === verb && templateMatcher(route.path).test(path);
}

function bodyWitness({ operation, before, after }: Declared, change: Change): Witness {
  for (const route of before.routes) {
    const path = examplePath(route.path);
    const isMeant = matcher(change.element).test(`${route.verb} ${path}`);
    const other = after?.routes.find((one) => isServedBy(one, route.verb, path));
    if (!isMeant || other === undefined) continue;
    const details = [
      ["the request body", route.body, other.body],
      ["the response body", route.responseBody, other.responseBody],
    ].filter(([, was, is]) => was !== is);
    if (details.length === 0) continue;
    const texts = details.map(([part, was, is]) => {
      return `${String(part)} was ${was ?? "not said"} and is ${is ?? "not said"}`;
    });
    return confirmed(operation, { method: route.verb, path }, texts.join(", "));
  }
  return UNCHANGED;
}

/** A path that a template serves (google/api/http.proto, Path template syntax). */
function examplePath(template: string): string {
  const plain = template.replace(/\{[^{}=]*(?:=([^{}]*))?\}/g, (_, inner?: string) => inner ?? "*");
  return plain.replace(/\*\*|\*/g, "a");
}

/** What a template serves: `*` is one segment, `**` any number. */
function templateMatcher(template: string): RegExp {
  const plain = template.replace(/\{[^{}=]*(?:=([^{}]*))?\}/g, (_, inner?: string) => inner ?? "*");
  return asPattern(plain, /\*\*|\*/g, (wildcard) => wildcard === "**");
}

/** What a route of a contract stands for: `GET /v1/{}`, `{**}` for any number of segments. */
function matcher(route: string): RegExp {
  return asPattern(route, /\{\*?\*?\}/g, (wildcard) => wildcard === "{**}");
}

function asPattern(text: string, wildcards: RegExp, isDeep: (wildcard: string) => boolean): RegExp {
  const found = [...text.matchAll(wildcards)].map(([wildcard]) => wildcard);
  const literals = text.split(wildcards).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = literals.map((literal, index) => {
    const wildcard = found[index];
    if (wildcard === undefined) return literal;
    return literal + (isDeep(wildcard) ? ".*" : "[^/]+");
  });
  return new RegExp(`^${parts.join("")}$`);
}
