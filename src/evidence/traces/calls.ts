import { attribute } from "./span.ts";
import type { Span } from "./span.ts";

/** One call of a service: who made it, as far as the spans tell. */
export interface Call {
  /** The server's span; the client's where no server was recorded. */
  readonly span: Span;
  /** The service that was called. */
  readonly provider?: string;
  /** The span of the caller's process that made it; absent: unknown. */
  readonly caller?: Span;
}

/**
 * Joins the spans of clients and servers: the caller of a server's span is the nearest span above
 * it in another service. Calls of which only the client's span is known count as well.
 */
export function callsOf(spans: readonly Span[]): readonly Call[] {
  const byId = new Map(spans.map((span) => [keyOf(span), span]));
  const answered = new Set<Span>();
  const calls: Call[] = [];
  for (const span of spans) {
    if (span.kind !== "server") continue;
    const above = parentOf(span, byId);
    if (above?.kind === "client") answered.add(above);
    const caller = callerOf(span, byId);
    calls.push({
      span,
      ...(span.service === undefined ? {} : { provider: span.service }),
      ...(caller === undefined ? {} : { caller }),
    });
  }
  for (const span of spans) {
    if (span.kind !== "client" || answered.has(span)) continue;
    const provider = calledBy(span);
    calls.push({ span, caller: span, ...(provider === undefined ? {} : { provider }) });
  }
  return calls;
}

/** How far up a caller is looked for; traces that lead round in a circle end here. */
const FARTHEST = 50;

function callerOf(span: Span, byId: ReadonlyMap<string, Span>): Span | undefined {
  let above = parentOf(span, byId);
  for (let step = 0; above !== undefined && step < FARTHEST; step++) {
    if (above.service !== undefined && above.service !== span.service) return above;
    if (above.kind === "client") return above.service === undefined ? undefined : above;
    above = parentOf(above, byId);
  }
  return undefined;
}

function parentOf(span: Span, byId: ReadonlyMap<string, Span>): Span | undefined {
  return span.parent === undefined ? undefined : byId.get(keyOf(span.parent));
}

function keyOf({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string {
  return `${traceId} ${spanId}`;
}

/** What a client's span says of the service it calls (`peer.service` until version 1.39). */
function calledBy(span: Span): string | undefined {
  const named = attribute(span, "service.peer.name", "peer.service");
  if (named !== undefined) return named;
  return attribute(span, "server.address", "net.peer.name", "http.host")?.replace(/:\d+$/, "");
}
