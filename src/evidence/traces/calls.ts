import { attribute } from "./span.ts";
import type { Span } from "./span.ts";

/** Who calls without a name: counted as one consumer, never dropped. */
export const UNKNOWN_CALLER = "unknown caller";

/** What joins a span to others. */
export interface JoinedSpan {
  readonly key: string;
  /** The key of the span above it, in whatever file that stands. */
  readonly above?: string;
  readonly kind: Span["kind"];
  readonly service?: string;
  /** The service that a client's span says it calls. */
  readonly peer?: string;
}

/** One call of a service: who made it, as far as the spans tell. */
export interface Call<S extends JoinedSpan> {
  /** The server's span; the client's where no server was recorded. */
  readonly span: S;
  /** The service that was called. */
  readonly provider?: string;
  /** The span of the caller's process that made it; absent: unknown. */
  readonly caller?: S;
}

/**
 * Joins the spans of clients and servers: the caller of a server's span is the nearest span above
 * it in another service. Calls of which only the client's span is known count as well.
 */
export function* callsOf<S extends JoinedSpan>(spans: ReadonlyMap<string, S>): Generator<Call<S>> {
  const answered = new Set<S>();
  for (const span of spans.values()) {
    if (span.kind !== "server") continue;
    const above = aboveOf(span, spans);
    if (above?.kind === "client") answered.add(above);
    const caller = callerOf(span, spans);
    yield {
      span,
      ...(span.service === undefined ? {} : { provider: span.service }),
      ...(caller === undefined ? {} : { caller }),
    };
  }
  for (const span of spans.values()) {
    if (span.kind !== "client" || answered.has(span)) continue;
    yield { span, caller: span, ...(span.peer === undefined ? {} : { provider: span.peer }) };
  }
}

/** How far up a caller is looked for; traces that lead round in a circle end here. */
const FARTHEST = 50;

function callerOf<S extends JoinedSpan>(span: S, spans: ReadonlyMap<string, S>): S | undefined {
  let above = aboveOf(span, spans);
  for (let step = 0; above !== undefined && step < FARTHEST; step++) {
    if (above.service !== undefined && above.service !== span.service) return above;
    if (above.kind === "client") return above.service === undefined ? undefined : above;
    above = aboveOf(above, spans);
  }
  return undefined;
}

function aboveOf<S extends JoinedSpan>(span: S, spans: ReadonlyMap<string, S>): S | undefined {
  return span.above === undefined ? undefined : spans.get(span.above);
}

/** The key of a span: ids of spans are unique in their trace. */
export function keyOf(span: { readonly traceId: string; readonly spanId: string }): string {
  return `${span.traceId} ${span.spanId}`;
}

/** What a client's span says of the service it calls (`peer.service` until version 1.39). */
export function peerOf(span: Span): string | undefined {
  const named = attribute(span, "service.peer.name", "peer.service");
  if (named !== undefined) return named;
  return attribute(span, "server.address", "net.peer.name", "http.host")?.replace(/:\d+$/, "");
}
