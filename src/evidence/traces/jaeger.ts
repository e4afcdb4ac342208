import type { Json } from "../../model/json.ts";
import { at, items, text } from "../json-file.ts";
import { dayOf, serviceName } from "./span.ts";
import type { Span, SpanParent } from "./span.ts";

/**
 * The spans of an answer of Jaeger's query API: processes stand beside the spans, times are in
 * microseconds, references may point to other traces.
 */
export function jaegerSpans(value: Json): readonly Span[] {
  const traces = at(value, "data") === undefined ? [value] : items(at(value, "data"));
  return traces.flatMap((trace) =>
    items(at(trace, "spans")).flatMap((span) => readSpan(span, at(trace, "processes")) ?? []),
  );
}

function readSpan(span: Json, processes: Json | undefined): Span | undefined {
  const traceId = text(at(span, "traceID"))?.toLowerCase();
  const spanId = text(at(span, "spanID"))?.toLowerCase();
  if (traceId === undefined || spanId === undefined) return undefined;
  const processId = text(at(span, "processID"));
  const process =
    at(span, "process") ?? (processId === undefined ? undefined : at(processes, processId));
  const own = tags(at(span, "tags"));
  const ofProcess = tags(at(process, "tags"));
  const parent = parentOf(span);
  const service = serviceName(text(at(process, "serviceName")));
  const version = ofProcess.get("service.version");
  const environment =
    ofProcess.get("deployment.environment.name") ?? ofProcess.get("deployment.environment");
  const seen = dayOf(Number(at(span, "startTime") ?? 0) / 1000);
  return {
    traceId,
    spanId,
    ...(parent === undefined ? {} : { parent }),
    kind: kindOf(own.get("span.kind")),
    ...(service === undefined ? {} : { service }),
    ...(version === undefined ? {} : { serviceVersion: version }),
    ...(environment === undefined ? {} : { environment }),
    attributes: own,
    ...(seen === undefined ? {} : { seen }),
  };
}

function parentOf(span: Json): SpanParent | undefined {
  const references = items(at(span, "references"));
  const parent = references.find((one) => at(one, "refType") === "CHILD_OF") ?? references[0];
  const traceId = text(at(parent, "traceID"));
  const spanId = text(at(parent, "spanID"));
  if (traceId === undefined || spanId === undefined) return oldParent(span);
  return { traceId: traceId.toLowerCase(), spanId: spanId.toLowerCase() };
}

/** Before references there was a `parentSpanID`. */
function oldParent(span: Json): SpanParent | undefined {
  const traceId = text(at(span, "traceID"));
  const spanId = text(at(span, "parentSpanID"));
  if (traceId === undefined || spanId === undefined || /^0+$/.test(spanId)) return undefined;
  return { traceId: traceId.toLowerCase(), spanId: spanId.toLowerCase() };
}

function kindOf(kind: string | undefined): Span["kind"] {
  return kind === "server" || kind === "client" ? kind : "other";
}

function tags(list: Json | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const one of items(list)) {
    const key = text(at(one, "key"));
    const value = at(one, "value");
    if (key !== undefined && value !== undefined && typeof value !== "object") {
      values.set(key, String(value));
    }
  }
  return values;
}
