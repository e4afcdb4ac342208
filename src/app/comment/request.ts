import { DriftError } from "../../errors.ts";

/** A platform's HTTP API, as far as it is the same on all of them. */
export interface Api {
  /** What people call it, for messages. */
  readonly name: string;
  /** Without a slash at the end. */
  readonly base: string;
  /** With the token in them; never shown. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** The parsed JSON; undefined where there is none. */
  readonly body: unknown;
}

interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  /** Below the base. */
  readonly path: string;
  readonly body?: object;
  /** What is being done, for messages: `list comments`. */
  readonly purpose: string;
}

const TIMEOUT_MS = 30_000;

/** How often something is tried that the platform puts off, and how long it may ask to wait. */
const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 20_000;

/**
 * Calls the API. What the platform puts off (429, 503, 403 with `retry-after`) is tried again, and
 * reading also after other faults of the server; writing is not, so that nothing is posted twice.
 * Redirects are errors: they would carry the token to another place. Rejects with
 * `network-refused` where no answer comes; what an answer means is the caller's to say.
 */
export async function call(api: Api, { method, path, body, purpose }: Call): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const response = await send(api, { method, path, purpose, ...(body && { body }) });
    const wait = waitFor(response, method);
    if (wait === undefined || attempt === ATTEMPTS) {
      return { status: response.status, body: await jsonOf(response) };
    }
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function send(api: Api, { method, path, body, purpose }: Call): Promise<Response> {
  try {
    return await fetch(`${api.base}${path}`, {
      method,
      headers: {
        accept: "application/json",
        "user-agent": "contract-drift",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...api.headers,
      },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new DriftError({
      code: "network-refused",
      message: `${api.name} cannot be reached to ${purpose} (${reasonOf(cause)}).`,
      hint: `Check that ${originOf(api)} answers from here.`,
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown reason";
  if (cause.name === "TimeoutError") return `no answer in ${TIMEOUT_MS / 1000} seconds`;
  const inner = cause.cause;
  return inner instanceof Error && inner.message !== "" ? inner.message : cause.message;
}

function originOf({ base }: Api): string {
  return new URL(base).origin;
}

/** How long to wait before trying again, in milliseconds; undefined where it is no use. */
function waitFor(response: Response, method: Call["method"]): number | undefined {
  const asked = Number(response.headers.get("retry-after") ?? Number.NaN);
  const isPutOff =
    response.status === 429 ||
    response.status === 503 ||
    (response.status === 403 && !Number.isNaN(asked));
  const isFaultOnReading = method === "GET" && response.status >= 500;
  if (!isPutOff && !isFaultOnReading) return undefined;
  const wait = Number.isNaN(asked) ? 1_000 : Math.max(0, asked) * 1_000;
  return wait <= LONGEST_WAIT_MS ? wait : undefined;
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of an answer, whatever it may be. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** The error for an answer that is no success: what the platform says, and what to do. */
export function refused(api: Api, answer: Answer, purpose: string, hint: string): DriftError {
  const message = memberOf(answer.body, "message") ?? memberOf(answer.body, "error");
  const said = typeof message === "string" ? `: ${message.slice(0, 300)}` : "";
  return new DriftError({
    code: "network-refused",
    message: `${api.name} does not let this job ${purpose} (${answer.status}${said}).`,
    hint,
  });
}
