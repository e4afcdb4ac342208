import { DriftError } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { scanFile } from "../chunks.ts";
import type { EvidenceRequest } from "../evidence.ts";
import { at, items, jsonFile, text } from "../json-file.ts";
import { splitUrl } from "../resolve/request-url.ts";
import type { ExchangedBody, HttpExchange } from "../resolve/http-exchange.ts";

/** One request of a recording, and where it went. */
export interface HarEntry {
  /** With the port where the URL has one; empty for relative URLs. */
  readonly host: string;
  /** Where it begins in the file. */
  readonly line: number;
  readonly exchange: HttpExchange;
  /** The day it was made. */
  readonly seen?: string;
}

/**
 * Reads a HAR file (http://www.softwareishard.com/blog/har-12-spec/) entry by entry, so that its size
 * does not matter. Versions near 1.2 and members that other programs add are taken as they come.
 * Throws `DriftError` (`bad-evidence`, `syntax`).
 */
export async function readHar(
  request: EvidenceRequest,
  take: (entry: HarEntry) => void,
): Promise<void> {
  const { path } = request;
  const entered = new Set<string>();
  await scanFile(request, {
    wanted: new Set([ENTRIES]),
    part(_, entry, line) {
      const read = readEntry(jsonFile({ file: path, line }, entry, "A request"), line);
      if (read !== undefined) take(read);
    },
    enter: (where) => entered.add(`${where}[]`),
  });
  if (entered.has(ENTRIES)) return;
  throw new DriftError({
    code: "bad-evidence",
    message: "A HAR file holds its requests under log.entries; this file has none.",
    place: { file: path },
  });
}

const ENTRIES = "log.entries[]";

function readEntry(entry: Json, line: number): HarEntry | undefined {
  const url = text(at(entry, "request", "url"));
  const method = text(at(entry, "request", "method"));
  if (url === undefined || method === undefined) return undefined;
  const { host, path, query } = splitUrl(url);
  const status = at(entry, "response", "status");
  const requestBody = sentBody(at(entry, "request", "postData"));
  const responseBody = receivedBody(at(entry, "response", "content"));
  const seen = /^\d{4}-\d\d-\d\d/.exec(text(at(entry, "startedDateTime")) ?? "")?.[0];
  return {
    host,
    line,
    exchange: {
      method: method.toUpperCase(),
      path,
      query: query ?? namedValues(at(entry, "request", "queryString"), (name) => name),
      requestHeaders: withCookies(
        headers(at(entry, "request", "headers")),
        at(entry, "request", "cookies"),
      ),
      ...(requestBody === undefined ? {} : { requestBody }),
      ...(typeof status === "number" && status > 0 ? { status: String(status) } : {}),
      responseHeaders: headers(at(entry, "response", "headers")),
      ...(responseBody === undefined ? {} : { responseBody }),
      complete: true,
    },
    ...(seen === undefined ? {} : { seen }),
  };
}

function headers(list: Json | undefined): ReadonlyMap<string, readonly string[]> {
  return namedValues(list, (name) => name.toLowerCase());
}

/** Browsers take the header out of what they export, and leave the list. */
function withCookies(
  known: ReadonlyMap<string, readonly string[]>,
  cookies: Json | undefined,
): ReadonlyMap<string, readonly string[]> {
  const listed = namedValues(cookies, (name) => name);
  if (known.has("cookie") || listed.size === 0) return known;
  const pairs = [...listed].flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
  return new Map([...known, ["cookie", pairs]]);
}

function namedValues(
  list: Json | undefined,
  fold: (name: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const one of items(list)) {
    const name = text(at(one, "name"));
    const value = at(one, "value");
    if (name === undefined) continue;
    const key = fold(name);
    values.set(key, [...(values.get(key) ?? []), typeof value === "string" ? value : ""]);
  }
  return values;
}

function sentBody(postData: Json | undefined): ExchangedBody | undefined {
  if (!isJsonObject(postData)) return undefined;
  const mediaType = text(at(postData, "mimeType"));
  const params = items(at(postData, "params"));
  const form = params.flatMap((one) => {
    const name = text(at(one, "name"));
    return name === undefined ? [] : [[name, at(one, "value") ?? ""] as const];
  });
  if (form.length > 0) return bodyOf(mediaType, Object.fromEntries(form));
  const sent = text(at(postData, "text"));
  return sent === undefined ? undefined : bodyOf(mediaType, parsed(mediaType, sent));
}

function receivedBody(content: Json | undefined): ExchangedBody | undefined {
  const received = text(at(content, "text"));
  if (received === undefined) return undefined;
  const mediaType = text(at(content, "mimeType"));
  const isBase64 = at(content, "encoding") === "base64";
  const plain = isBase64 ? Buffer.from(received, "base64").toString("utf8") : received;
  return bodyOf(mediaType, parsed(mediaType, plain));
}

function bodyOf(mediaType: string | undefined, value: Json | undefined): ExchangedBody {
  return {
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(value === undefined ? {} : { value }),
  };
}

/** The value of a body that is JSON; nothing of any other body is looked at. */
function parsed(mediaType: string | undefined, body: string): Json | undefined {
  if (mediaType !== undefined && !/json/i.test(mediaType)) return undefined;
  try {
    const value: Json = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}
