import { attribute } from "./span.ts";
import type { SpanTable } from "./span-table.ts";
import type { Span } from "./span.ts";

/** Who calls without a name: counted as one consumer, never dropped. */
export const UNKNOWN_CALLER = "unknown caller";

/** What a span tells of who calls whom. */
export interface SpanRole {
  readonly kind: Span["kind"];
  readonly service?: string;
  /** The service that a client's span says it calls. */
  readonly peer?: string;
}

/** Calls of a service that are alike: who made them, as far as the spans tell. */
export interface Call<S extends SpanRole> {
  /** The server's span; the client's where no server was recorded. */
  readonly span: S;
  /** The service that was called. */
  readonly provider?: string;
  /** The span of the caller's process that made it; absent: unknown. */
  readonly caller?: S;
  /** How many there were. */
  readonly count: number;
}

/**
 * Joins the spans of clients and servers: the caller of a server's span is the nearest span above
 * it in another service. Calls of which only the client's span is known count as well.
 */
export function callsOf<S extends SpanRole>(spans: SpanTable<S>): readonly Call<S>[] {
  const answered = new Uint8Array(spans.size());
  const counts = new Map<S, Map<S | undefined, number>>();
  const count = (span: S, caller: S | undefined): void => {
    const own = counts.get(span) ?? new Map<S | undefined, number>();
    counts.set(span, own.set(caller, (own.get(caller) ?? 0) + 1));
  };
  for (let row = 0; row < spans.size(); row++) {
    const span = spans.factsOf(row);
    if (span.kind !== "server") continue;
    const above = spans.above(row);
    if (above !== undefined && spans.factsOf(above).kind === "client") answered[above] = 1;
    count(span, callerOf(row, spans));
  }
  for (let row = 0; row < spans.size(); row++) {
    const span = spans.factsOf(row);
    if (span.kind === "client" && answered[row] !== 1) count(span, span);
  }
  return [...counts].flatMap(([span, callers]) =>
    [...callers].map(([caller, times]) => callOf(span, caller, times)),
  );
}

function callOf<S extends SpanRole>(span: S, caller: S | undefined, count: number): Call<S> {
  const provider = span.kind === "server" ? span.service : span.peer;
  return {
    span,
    count,
    ...(provider === undefined ? {} : { provider }),
    ...(caller === undefined ? {} : { caller }),
  };
}

/** How far up a caller is looked for; traces that lead round in a circle end here. */
const FARTHEST = 50;

function callerOf<S extends SpanRole>(row: number, spans: SpanTable<S>): S | undefined {
  const { service } = spans.factsOf(row);
  let above = spans.above(row);
  for (let step = 0; above !== undefined && step < FARTHEST; step++) {
    const facts = spans.factsOf(above);
    if (facts.service !== undefined && facts.service !== service) return facts;
    if (facts.kind === "client") return facts.service === undefined ? undefined : facts;
    above = spans.above(above);
  }
  return undefined;
}

/** What a client's span says of the service it calls (`peer.service` until version 1.39). */
export function peerOf(span: Span): string | undefined {
  const named = attribute(span, "service.peer.name", "peer.service");
  if (named !== undefined) return named;
  return attribute(span, "server.address", "net.peer.name", "http.host")?.replace(/:\d+$/, "");
}
