import { splitUrl } from "../resolve/request-url.ts";
import type { HttpExchange } from "../resolve/http-exchange.ts";
import { attribute } from "./span.ts";
import type { Span } from "./span.ts";

/**
 * The exchange that a span of HTTP semantic conventions tells of, new names before old ones. The
 * route is the server's own and the surest; a client knows a URL, at best its template.
 */
export function httpExchange(span: Span): HttpExchange | undefined {
  const method = attribute(span, "http.request.method", "http.method");
  if (method === undefined || method === "_OTHER") return undefined;
  const { path, query } = target(span);
  const route = attribute(span, "http.route", "url.template");
  if (path === undefined && route === undefined) return undefined;
  const status = attribute(span, "http.response.status_code", "http.status_code");
  return {
    method: method.toUpperCase(),
    ...(path === undefined ? {} : { path }),
    ...(route === undefined ? {} : { route }),
    query: query ?? new Map(),
    requestHeaders: new Map(),
    ...(status !== undefined && /^[1-5]\d\d$/.test(status) ? { status } : {}),
    responseHeaders: new Map(),
    complete: false,
  };
}

interface Target {
  readonly path?: string;
  readonly query?: ReadonlyMap<string, readonly string[]>;
}

function target(span: Span): Target {
  const path = attribute(span, "url.path");
  const query = attribute(span, "url.query");
  if (path !== undefined) return partsOf(query === undefined ? path : `${path}?${query}`);
  const written = attribute(span, "url.full", "http.url", "http.target");
  return written === undefined ? {} : partsOf(written);
}

function partsOf(url: string): Target {
  const { path, query } = splitUrl(url.startsWith("/") ? `http://host${url}` : url);
  return query === undefined ? { path } : { path, query };
}

/** `pkg.Svc/Method`, which version 1.39 writes whole and earlier ones in two attributes. */
export function rpcMethod(span: Span): string | undefined {
  const method = attribute(span, "rpc.method");
  const service = attribute(span, "rpc.service");
  if (method === undefined) return undefined;
  if (method.includes("/")) return method;
  return service === undefined ? undefined : `${service}/${method}`;
}
