import { DriftError } from "../errors.ts";
import { memoryTree } from "../model/tree-in-memory.ts";
import type { OpenedFile } from "./file.ts";
import { decodeText, MAX_FILE_BYTES, tooLarge } from "./text.ts";

export interface FetchLimits {
  /** Default: `MAX_FILE_BYTES`. */
  readonly maxFileBytes?: number;
  /** For the whole answer. Default: 30 seconds. */
  readonly timeoutMilliseconds?: number;
}

/** A document fetched over http(s) as a tree of one file; references to its neighbours do not resolve. */
export async function urlTree(url: string, limits: FetchLimits = {}): Promise<OpenedFile> {
  const shown = withoutCredentials(url);
  const limit = limits.maxFileBytes ?? MAX_FILE_BYTES;
  const signal = AbortSignal.timeout(limits.timeoutMilliseconds ?? 30_000);
  let bytes: Buffer;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok)
      throw notFetched(
        shown,
        `the server answers ${response.status} ${response.statusText}`.trim(),
      );
    bytes = await bodyOf(response, shown, limit);
  } catch (error) {
    throw error instanceof DriftError ? error : notFetched(shown, reasonOf(error), error);
  }
  const entry = new URL(url).pathname.split("/").findLast((part) => part !== "") ?? "document";
  return { tree: memoryTree(new Map([[entry, decodeText(bytes, shown)]]), shown), entry };
}

/** The address as it may appear in messages: no user name, no password. */
export function withoutCredentials(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

async function bodyOf(response: Response, shown: string, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge(shown, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the request failed";
  if (error.name === "TimeoutError") return "there was no full answer in time";
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function notFetched(shown: string, reason: string, cause?: unknown): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `${shown} could not be fetched: ${reason}.`,
    place: { file: shown },
    ...(cause === undefined ? {} : { cause }),
  });
}
