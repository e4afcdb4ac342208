import { isJsonObject } from "../../model/json.ts";
import { stepInto, type Documents } from "../documents.ts";
import { member } from "../json-value.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import { checkBody, contentsOf } from "./body.ts";
import { decodeHeader } from "./decode.ts";
import { headerOf, Refusal, type HttpResponse } from "./message.ts";
import { responseHeaders } from "./parameters.ts";
import { resolve, type Found, type Route, type RouteTable } from "./routes.ts";
import { readValue } from "./values.ts";
import { listedTypes, underEach } from "./version-2.ts";

/** How a tolerant client of the contract takes what it receives. */
export const RECEIVED: PayloadTerms = { direction: "output", tolerant: true };

/** What the contract lets its provider send: exactly what is written. */
export const PROMISED: PayloadTerms = { direction: "output", tolerant: false };

/** Reads a response on the given terms; throws `Refusal` where it does not keep them. */
export function readResponse(
  payloads: PayloadReferee,
  routes: RouteTable,
  response: HttpResponse,
  terms: PayloadTerms,
): void {
  const route = routes.byKey(response.operation);
  if (route === undefined) throw new Refusal("no-route", `there is no ${response.operation}`);
  readAnswer(payloads, route, response, terms);
}

/** The same for a response to an operation that is known. */
export function readAnswer(
  payloads: PayloadReferee,
  route: Route,
  response: HttpResponse,
  terms: PayloadTerms,
): void {
  const { documents } = payloads;
  const found = responseFor(documents, route, response.status);
  if (found === undefined) {
    throw new Refusal(
      "status",
      `${route.key || "the operation"} documents no response ${String(response.status)}`,
    );
  }
  readHeaders(payloads, found, response, terms);
  const contents = contentsOfResponse(documents, route, found);
  const contentType = response.contentType ?? headerOf(response.headers, "content-type");
  if (response.body !== undefined) {
    checkBody(payloads, contents, {
      label: "the body",
      contentType,
      body: response.body,
      terms,
      fault: "body-invalid",
    });
  } else if (contents.size > 0) {
    throw new Refusal("body-missing", "the body is missing");
  }
}

/** The description of a status: its own, else its range's, else the default (OpenAPI 3.0.4, 4.7.16). */
function responseFor(documents: Documents, route: Route, status: number): Found | undefined {
  const declared = member(route.operation.node, "responses");
  if (!isJsonObject(declared)) return undefined;
  const code = String(status);
  const range = `${code.charAt(0)}XX`;
  const wanted = [code, range, range.toLowerCase(), "default"];
  const key = wanted.find((name) => Object.hasOwn(declared, name));
  if (key === undefined) return undefined;
  return resolve(documents, stepInto(route.operation.place, "responses", key));
}

function contentsOfResponse(
  documents: Documents,
  route: Route,
  response: Found,
): ReadonlyMap<string, Found> {
  if (member(documents.root(documents.entry), "swagger") === undefined) {
    return contentsOf(documents, response);
  }
  if (member(response.node, "schema") === undefined) return new Map();
  return underEach(listedTypes(documents, route, "produces"), response);
}

function readHeaders(
  payloads: PayloadReferee,
  found: Found,
  response: HttpResponse,
  terms: PayloadTerms,
): void {
  for (const rule of responseHeaders(payloads.documents, found)) {
    const label = `the header ${rule.name}`;
    const value = readValue(payloads, rule, {
      label,
      fault: "header-invalid",
      terms,
      decode: (kind) => {
        const text = headerOf(response.headers, rule.name);
        return text === undefined ? undefined : decodeHeader(rule, kind, text);
      },
    });
    if (value === undefined && rule.required) {
      throw new Refusal("header-missing", `${label} is missing`);
    }
  }
}

/** Every media type that a success response of an operation may have. */
export function producedTypes(documents: Documents, route: Route): readonly string[] {
  const declared = member(route.operation.node, "responses");
  const types = new Set<string>();
  for (const status of isJsonObject(declared) ? Object.keys(declared) : []) {
    if (!/^(?:2|default)/.test(status)) continue;
    const found = resolve(documents, stepInto(route.operation.place, "responses", status));
    if (found === undefined) continue;
    for (const type of contentsOfResponse(documents, route, found).keys()) types.add(type);
  }
  return [...types];
}
