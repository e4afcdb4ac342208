import type { Json } from "../../model/json.ts";

/** A body as a value, where its media type has one, or as the text that travels. */
export type HttpBody = { readonly json: Json } | { readonly text: string };

/** What a client shows to be let in. */
export interface Credential {
  /** As in the model: `apiKey header X-Key`, `http bearer`, `oauth2`, `openIdConnect URL`. */
  readonly credential: string;
  readonly scopes?: readonly string[];
}

/** A concrete request, as it travels. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, percent-encoded: `/orders/7?expand=items`. */
  readonly path: string;
  /**
   * The base URL it is sent to. Given: some server of the operation must be this one, and `path`
   * is relative to it. Absent: `path` is taken relative to the servers, or with the path of one.
   */
  readonly server?: string;
  /** By name, in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: HttpBody;
  /** Everything that is presented; none: anonymous. */
  readonly credentials?: readonly Credential[];
}

/** A concrete response to an operation, `GET /orders/{}` (parameter names do not matter). */
export interface HttpResponse {
  readonly operation: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: HttpBody;
}

/** Why a message is not taken. */
export type Fault =
  | "no-route"
  | "no-method"
  | "server"
  | "credentials"
  | "parameter-missing"
  | "parameter-invalid"
  | "media-type"
  | "not-acceptable"
  | "body-missing"
  | "body-invalid"
  | "status"
  | "header-missing"
  | "header-invalid";

/** What a side of the contract does with a message. The first fault that is met is told. */
export type HttpAnswer<Accepted> =
  | ({ readonly ok: true } & Accepted)
  | { readonly ok: false; readonly fault: Fault; readonly errors: readonly string[] }
  | { readonly ok: undefined; readonly undecided: string };

/** How an accepted request was understood: what `after` reads must be what `before` read. */
export interface ReadRequest {
  /** `GET /orders/{}`. */
  readonly operation: string;
  /** By `query.expand`, `path.1`: lists and objects by structure, scalars as their text. */
  readonly parameters: ReadonlyMap<string, Json>;
  /** The fields of a form that came as text, in the same manner. */
  readonly form?: Json;
  /** Whether a body is asked for at all. Where it is not, what comes in one is read by nobody. */
  readonly body: "required" | "optional" | "none";
}

/** Thrown inside the replay where a message is not taken; never leaves it. */
export class Refusal extends Error {
  readonly fault: Fault;
  readonly errors: readonly string[];

  constructor(fault: Fault, ...errors: readonly string[]) {
    super(errors.join("; "));
    this.name = "Refusal";
    this.fault = fault;
    this.errors = errors;
  }
}

/** A header by its name in any case. */
export function headerOf(
  headers: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers ?? {}).find(([given]) => given.toLowerCase() === wanted)?.[1];
}
