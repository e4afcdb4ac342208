/** What a span says of a call, whatever format it was written in. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: SpanParent;
  readonly kind: "server" | "client" | "other";
  /** Absent where the process does not say its name (`unknown_service:*` is none). */
  readonly service?: string;
  readonly serviceVersion?: string;
  readonly environment?: string;
  /** By name, as texts; lists are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The day it began. */
  readonly seen?: string;
}

export interface SpanParent {
  readonly traceId: string;
  readonly spanId: string;
}

/** The first of several names that a span gives a value for: new semantic conventions first. */
export function attribute(span: Span, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = span.attributes.get(name);
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** A service's name, unless it is the placeholder of an SDK that was not told one. */
export function serviceName(name: string | undefined): string | undefined {
  return name === undefined || name === "" || name.startsWith("unknown_service") ? undefined : name;
}

/** The day of a time in milliseconds since 1970; undefined for times that are none. */
export function dayOf(milliseconds: number): string | undefined {
  if (!Number.isFinite(milliseconds) || milliseconds <= 0 || milliseconds > 8.64e15)
    return undefined;
  return new Date(milliseconds).toISOString().slice(0, 10);
}
