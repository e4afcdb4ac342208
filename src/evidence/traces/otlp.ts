import type { Json } from "../../model/json.ts";
import { at, items, text } from "../json-file.ts";
import { dayOf, serviceName } from "./span.ts";
import type { Span } from "./span.ts";

/**
 * The spans of one OTLP/JSON object (opentelemetry-proto, "JSON Protobuf Encoding"): ids in
 * hexadecimal of any case, kinds as integers or names, 64-bit integers as texts or numbers.
 */
export function otlpSpans(value: Json): readonly Span[] {
  return items(at(value, "resourceSpans")).flatMap((resourceSpans) => {
    const resource = resourceOf(at(resourceSpans, "resource"));
    const scopes = [
      ...items(at(resourceSpans, "scopeSpans")),
      ...items(at(resourceSpans, "instrumentationLibrarySpans")),
    ];
    return scopes.flatMap((scope) =>
      items(at(scope, "spans")).flatMap((span) => otlpSpan(span, resource) ?? []),
    );
  });
}

/** What the process says of itself. */
export type Resource = ReadonlyMap<string, string>;

/** The attributes of a resource. */
export function resourceOf(resource: Json | undefined): Resource {
  return attributes(at(resource, "attributes"));
}

/** One span of a resource; undefined where it has no ids. */
export function otlpSpan(span: Json, resource: Resource): Span | undefined {
  const traceId = text(at(span, "traceId"))?.toLowerCase();
  const spanId = text(at(span, "spanId"))?.toLowerCase();
  if (traceId === undefined || spanId === undefined) return undefined;
  const parentId = text(at(span, "parentSpanId"))?.toLowerCase();
  const service = serviceName(resource.get("service.name"));
  const version = resource.get("service.version");
  const environment =
    resource.get("deployment.environment.name") ?? resource.get("deployment.environment");
  const seen = dayOf(Number(at(span, "startTimeUnixNano") ?? 0) / 1e6);
  return {
    traceId,
    spanId,
    ...(parentId === undefined || /^0+$/.test(parentId)
      ? {}
      : { parent: { traceId, spanId: parentId } }),
    kind: kindOf(at(span, "kind")),
    ...(service === undefined ? {} : { service }),
    ...(version === undefined ? {} : { serviceVersion: version }),
    ...(environment === undefined ? {} : { environment }),
    attributes: attributes(at(span, "attributes")),
    ...(seen === undefined ? {} : { seen }),
  };
}

function kindOf(kind: Json | undefined): Span["kind"] {
  if (kind === 2 || kind === "SPAN_KIND_SERVER") return "server";
  if (kind === 3 || kind === "SPAN_KIND_CLIENT") return "client";
  return "other";
}

function attributes(list: Json | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const one of items(list)) {
    const key = text(at(one, "key"));
    const value = scalar(at(one, "value"));
    if (key !== undefined && value !== undefined) values.set(key, value);
  }
  return values;
}

/** `{"stringValue": "a"}`, `{"intValue": "200"}`, `{"boolValue": true}`. */
function scalar(value: Json | undefined): string | undefined {
  for (const name of ["stringValue", "intValue", "boolValue", "doubleValue"]) {
    const found = at(value, name);
    if (found !== undefined && typeof found !== "object") return String(found);
  }
  return undefined;
}
