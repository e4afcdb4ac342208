import { isJsonObject, type Json } from "../../model/json.ts";
import type { HttpBody, HttpRequest, HttpResponse } from "../../referee/index.ts";
import type { Draft, DraftBody, DraftParameter } from "./draft.ts";
import {
  writeCookie,
  writeHeader,
  writePairs,
  writeSegment,
  writingOf,
  type Writing,
} from "./parameter-text.ts";
import type { Exchange } from "./party.ts";

/** The request a draft is, as it travels. Undefined: some value of it cannot be written. */
export function writeRequest(
  exchange: Exchange,
  draft: Draft,
  body: HttpBody | undefined,
): HttpRequest | undefined {
  const headers: Record<string, string> = Object.create(null);
  const cookies: Record<string, string> = Object.create(null);
  const query: string[] = [];
  const segments = new Map<number, string>();
  for (const given of draft.parameters.values()) {
    const written = writeParameter(given);
    if (written === undefined) return undefined;
    const { name, place, position } = given.parameter;
    if (place === "header") headers[name] = written.join(",");
    else if (place === "cookie") cookies[name] = written.join("");
    else if (place === "path") segments.set(position ?? 0, written.join(""));
    else query.push(...written);
  }
  if (draft.accept !== undefined) headers["accept"] = draft.accept;
  const [method = "GET", template = "/"] = exchange.operation.split(" ", 2);
  let position = 0;
  const path = template.replaceAll("{}", () => segments.get(++position) ?? "a");
  return {
    method,
    path: query.length === 0 ? path : `${path}?${query.join("&")}`,
    ...(draft.server === undefined ? {} : { server: draft.server }),
    headers,
    cookies,
    ...(draft.body === undefined ? {} : { contentType: draft.body.mediaType }),
    ...(body === undefined ? {} : { body }),
    credentials: draft.credentials,
  };
}

/** The response a draft is. Undefined: a header of it cannot be written. */
export function writeResponse(
  exchange: Exchange,
  draft: Draft,
  body: HttpBody | undefined,
): HttpResponse | undefined {
  const headers: Record<string, string> = Object.create(null);
  for (const given of draft.parameters.values()) {
    const written = writeParameter(given);
    if (written === undefined) return undefined;
    headers[given.parameter.name] = written.join(",");
  }
  return {
    operation: exchange.operation,
    status: exchange.status ?? 200,
    headers,
    ...(draft.body === undefined ? {} : { contentType: draft.body.mediaType }),
    ...(body === undefined ? {} : { body }),
  };
}

/** A parameter in as many pieces as its place has: the pairs of a query, else one text. */
function writeParameter({ parameter, value }: DraftParameter): readonly string[] | undefined {
  const { place, serialization } = parameter;
  const { mediaType, allowEmptyValue } = serialization;
  const writing = writingOf(parameter);
  if (place === "querystring") return alone(documentText(mediaType, value, true));
  if (mediaType !== undefined) {
    const text = documentText(mediaType, value, place !== "header");
    if (text === undefined) return undefined;
    return [place === "query" ? `${encodeURIComponent(writing.name)}=${text}` : text];
  }
  switch (place) {
    case "query":
      return value === "" && !allowEmptyValue
        ? [`${encodeURIComponent(writing.name)}=`]
        : writePairs(writing, value);
    case "header":
      return alone(writeHeader(writing, value));
    case "cookie":
      return alone(writeCookie(writing, value));
    case "path":
      return alone(writeSegment(writing, value));
  }
}

function alone(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : [text];
}

function documentText(
  mediaType: string | undefined,
  value: Json,
  encoded: boolean,
): string | undefined {
  const isText = mediaType === undefined || !mediaType.includes("json");
  if (isText && typeof value !== "string") return undefined;
  const text = typeof value === "string" && isText ? value : JSON.stringify(plain(value));
  return encoded ? encodeURIComponent(text) : text;
}

const FORM = "application/x-www-form-urlencoded";

/**
 * The forms in which a body can be given: a form's text first, where its values have one, then the
 * value itself. Where there is no body, that is the one form.
 */
export function writtenBodies(body: DraftBody | undefined): readonly (HttpBody | undefined)[] {
  if (body === undefined) return [undefined];
  const { value } = body;
  if (body.mediaType.startsWith(FORM) && isJsonObject(value)) {
    const text = formText(body, value);
    if (text !== undefined) return [{ text }, { json: value }];
  }
  return [{ json: value }];
}

function formText(body: DraftBody, form: Readonly<Record<string, Json>>): string | undefined {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(form)) {
    const written = writePairs(fieldWriting(body, name), value);
    if (written === undefined) return undefined;
    pairs.push(...written);
  }
  return pairs.join("&");
}

/** How a field of a form is written (OpenAPI 3.0.4, 4.7.15). */
function fieldWriting({ content }: DraftBody, name: string): Writing {
  const encodings = content.encoding ?? {};
  const encoding = Object.hasOwn(encodings, name) ? encodings[name] : undefined;
  const style = isJsonObject(encoding) ? encoding["style"] : undefined;
  const explode = isJsonObject(encoding) ? encoding["explode"] : undefined;
  return {
    name,
    style: typeof style === "string" ? style : "form",
    explode: typeof explode === "boolean" ? explode : style === undefined || style === "form",
    allowReserved: false,
  };
}

/** A value as every reader of JSON takes it: integers that no double holds become their digits. */
export function plain(value: Json): Json {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (Array.isArray(value)) return value.map((item: Json) => plain(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
