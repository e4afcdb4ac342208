import type { Json } from "../../model/json.ts";
import type { Witness } from "../../model/witness.ts";
import type { Credential, HttpBody, HttpRequest, HttpResponse } from "../../referee/index.ts";
import type { Hit } from "./search.ts";
import { plain } from "./write-message.ts";

/** The witness that a hit is: the message, and what the reader objects to. */
export function confirmed({ proposal, verdict }: Hit): Witness {
  const { written, fault, reasons } = verdict;
  const message =
    written.kind === "request"
      ? requestPayload(written.request)
      : responsePayload(written.response);
  return {
    status: "confirmed",
    kind: written.kind,
    operation: proposal.exchange.operation,
    payload: message,
    confirmedBy: fault === "body-invalid" ? "ajv" : "http-replay",
    detail: `${proposal.exchange.reader.side.name} ${VERBS[written.kind]}: ${reasons.join("; ")}`,
  };
}

const VERBS = { request: "does not take it as it was", response: "cannot read it" } as const;

function requestPayload(request: HttpRequest): Json {
  const { method, path, server, headers = {}, cookies = {}, contentType, body } = request;
  const shown = presented(request.credentials ?? []);
  const given = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const cookie = [...shown.cookies, ...given].join("; ");
  return {
    method,
    // Messages of the provider go to an address that no contract names.
    ...(path === "" ? {} : { path: withQuery(path, shown.query) }),
    ...(server === undefined ? {} : { server }),
    ...bodyPayload(body),
    headers: {
      ...shown.headers,
      ...headers,
      ...(cookie === "" ? {} : { cookie }),
      ...(contentType === undefined ? {} : { "content-type": contentType }),
    },
  };
}

function withQuery(path: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

function responsePayload({ status, headers = {}, contentType, body }: HttpResponse): Json {
  return {
    status,
    ...bodyPayload(body),
    headers: { ...headers, ...(contentType === undefined ? {} : { "content-type": contentType }) },
  };
}

function bodyPayload(body: HttpBody | undefined): { readonly body?: Json } {
  if (body === undefined) return {};
  return { body: "json" in body ? plain(body.json) : body.text };
}

interface Presented {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly string[];
  readonly cookies: readonly string[];
}

/** Credentials where they travel; what they are is everybody's own, so a word stands for it. */
function presented(credentials: readonly Credential[]): Presented {
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  for (const { credential, scopes = [] } of credentials) {
    const [kind = "", where = "", ...rest] = credential.split(" ");
    const name = rest.join(" ");
    const scoped = scopes.length === 0 ? "" : ` with ${scopes.join(" ")}`;
    if (kind !== "apiKey") headers["authorization"] = authorization(kind, where, scoped);
    else if (where === "query") query.push(`${encodeURIComponent(name)}=KEY`);
    else if (where === "cookie") cookies.push(`${name}=KEY`);
    else headers[name] = `KEY${scoped}`;
  }
  return { headers, query, cookies };
}

function authorization(kind: string, scheme: string, scoped: string): string {
  const word = kind === "http" && scheme !== "bearer" ? scheme : "Bearer";
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} <credentials${scoped}>`;
}
