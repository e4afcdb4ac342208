import * as coordinate from "../../model/coordinate.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Message, Operation, Parameter } from "../../model/operation.ts";
import type { HttpInteraction, PactRequest } from "../../evidence/pact/pact-file.ts";
import { contentFor } from "../../evidence/resolve/media-types.ts";
import { givenParameter } from "../../evidence/resolve/parameter-values.ts";
import type { PactFinding } from "./finding.ts";
import { formValue } from "./form.ts";
import type { Judging } from "./judging.ts";
import { securityFindings } from "./security.ts";
import { violationsOf } from "./violations.ts";

/** What one side has to say about a request, its operation found already. */
export function requestFindings(
  contract: Contract,
  operation: Operation,
  interaction: HttpInteraction,
  pathValues: readonly string[],
): readonly PactFinding[] {
  const { request } = interaction;
  const message = operation.messages.find((one) => one.kind === "request");
  const judging: Judging = { contract, direction: "input", whole: true, isExact: () => true };
  const given: Given = { judging, operation, request, pathValues };
  return [
    ...securityFindings(operation, request),
    ...(message?.parameters ?? []).flatMap((one) => parameterFindings(given, one)),
    ...unknownFindings(given, message),
    ...bodyFindings(given, message),
  ];
}

interface Given {
  readonly judging: Judging;
  readonly operation: Operation;
  readonly request: PactRequest;
  readonly pathValues: readonly string[];
}

function parameterFindings(given: Given, parameter: Parameter): readonly PactFinding[] {
  const { judging, operation, request, pathValues } = given;
  const { place, name, position } = parameter;
  const use = coordinate.place(operation.coordinate, place, place === "path" ? position : name);
  const where = `request.${place}.${coordinate.quoteName(name)}`;
  const value = givenParameter(judging.contract, parameter, {
    path: pathValues,
    query: request.query,
    headers: request.headers,
  });
  if (value === undefined) {
    if (!parameter.required || isTransport(parameter)) return [];
    return [{ level: "fails", rule: "required", where, use, message: `${where} is missing` }];
  }
  const found = violationsOf(judging, parameter.shape, value, { use, where, path: [] });
  return found.map((one) => ({ level: "fails", ...one }));
}

/** OpenAPI ignores parameters of these names (3.1, 4.8.12.1); content and security stand elsewhere. */
function isTransport({ place, name }: Parameter): boolean {
  return place === "header" && /^(?:accept|content-type|authorization)$/i.test(name);
}

function unknownFindings(given: Given, message: Message | undefined): readonly PactFinding[] {
  const { operation, request } = given;
  const parameters = message?.parameters ?? [];
  const keys = credentialNames(operation);
  const query = [...request.query.keys()].filter((name) => {
    const base = name.replace(/\[.*$/s, "");
    return !keys.has(`query ${name}`) && !parameters.some((one) => takesQuery(one, name, base));
  });
  const headers = [...request.headers.keys()].filter(
    (name) =>
      !STANDARD_HEADERS.has(name) &&
      !keys.has(`header ${name}`) &&
      !parameters.some((one) => one.place === "header" && one.name.toLowerCase() === name),
  );
  return [
    ...query.map((name) => ignored(given, "query", name)),
    ...headers.map((name) => ignored(given, "header", name)),
  ];
}

/** Parameters whose members are parameters of their own take every name that their shape has. */
function takesQuery(
  { place, name, serialization, shape }: Parameter,
  given: string,
  base: string,
): boolean {
  if (place === "querystring") return true;
  if (place !== "query") return false;
  if (name === given || name === base) return true;
  return serialization.explode && serialization.style === "form" && shape.kind === "shape"
    ? (shape.object?.fields.some((field) => field.name === given) ?? false)
    : false;
}

function ignored({ operation }: Given, place: "query" | "header", name: string): PactFinding {
  const where = `request.${place}.${coordinate.quoteName(name)}`;
  return {
    level: "ignored",
    rule: "unknown",
    where,
    use: coordinate.place(operation.coordinate, place, name),
    message: `${where} is not understood`,
  };
}

/** Headers that concern the transport; a contract need not name them. */
export const STANDARD_HEADERS: ReadonlySet<string> = new Set([
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "age",
  "authorization",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-length",
  "content-type",
  "cookie",
  "date",
  "etag",
  "expires",
  "host",
  "if-match",
  "if-none-match",
  "last-modified",
  "location",
  "origin",
  "pragma",
  "referer",
  "server",
  "set-cookie",
  "transfer-encoding",
  "user-agent",
  "vary",
]);

/** `apiKey header x-key` as `header x-key`. */
function credentialNames(operation: Operation): ReadonlySet<string> {
  return new Set(
    (operation.security ?? []).flatMap((alternative) =>
      alternative.requirements.flatMap(
        ({ credential }) => /^apiKey (.*)$/.exec(credential)?.[1] ?? [],
      ),
    ),
  );
}

function bodyFindings(given: Given, message: Message | undefined): readonly PactFinding[] {
  const { judging, operation, request } = given;
  const use = coordinate.place(operation.coordinate, "req");
  const where = "request.body";
  const { body } = request;
  const finding = (level: PactFinding["level"], rule: string, text: string): PactFinding => ({
    level,
    rule,
    where,
    use,
    message: `${where} ${text}`,
  });
  const declared = message?.body;
  if (body.kind === "absent" || body.kind === "empty") {
    return declared?.required === true ? [finding("fails", "required", "is missing")] : [];
  }
  if (declared === undefined || declared.contents.length === 0) {
    return [finding("ignored", "unknown", "is not understood")];
  }
  const mediaType = body.mediaType ?? request.headers.get("content-type")?.[0];
  const content = contentFor(declared.contents, mediaType);
  if (content === undefined) {
    const listed = declared.contents.map((one) => one.mediaType).join(" or ");
    return [finding("fails", "media-type", `must be in ${listed}`)];
  }
  const shape = content.shape ?? content.itemShape;
  if (shape === undefined) return [];
  const place = { use: coordinate.inMediaType(use, content.mediaType), where, path: [] };
  const value: Json | undefined =
    body.kind === "json" ? body.value : formValue(judging.contract, shape, body, mediaType);
  if (value === undefined)
    return [finding("unchecked", "media-type", "is in a media type that is not looked into")];
  return violationsOf(judging, shape, value, place).map((one) => ({ level: "fails", ...one }));
}
