import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { PactBody } from "./pact-file.ts";
import { plainValue } from "./ruby-terms.ts";
import type { BodyRule } from "./matching-rules.ts";

/** A body with the rules that its own terms carry. */
export interface ReadBody {
  readonly body: PactBody;
  readonly rules: readonly BodyRule[];
}

const ABSENT: ReadBody = { body: { kind: "absent" }, rules: [] };

/**
 * Reads the body of a message. Up to version 3 it stands as it is; version 4 wraps it as
 * `{content, contentType, encoded}`. A body that is absent claims nothing, an empty text or `null`
 * that there is none.
 */
export function readBody(
  message: JsonObject,
  headers: ReadonlyMap<string, readonly string[]>,
): ReadBody {
  if (!Object.hasOwn(message, "body")) return ABSENT;
  const { body = null } = message;
  const declared = headers.get("content-type")?.[0];
  if (isWrapped(body)) return readWrapped(body, declared);
  if (body === null || body === "") return { body: { kind: "empty" }, rules: [] };
  const { value, rules } = plainValue(body);
  const mediaType = declared === undefined ? {} : { mediaType: declared };
  if (typeof value === "string" && !isJsonType(declared)) {
    return { body: textBody(value, declared), rules };
  }
  return { body: { kind: "json", value, ...mediaType }, rules };
}

/** Version 4: the content with its type and its encoding. */
function isWrapped(body: Json): body is JsonObject {
  if (!isJsonObject(body)) return false;
  return Object.hasOwn(body, "contentType") && Object.hasOwn(body, "encoded");
}

function readWrapped(wrapped: JsonObject, declared: string | undefined): ReadBody {
  const { content = null, contentType, encoded } = wrapped;
  const mediaType = typeof contentType === "string" ? contentType : declared;
  if (content === null || content === "") return { body: { kind: "empty" }, rules: [] };
  const type = mediaType === undefined ? {} : { mediaType };
  if (typeof content !== "string")
    return { body: { kind: "json", value: content, ...type }, rules: [] };
  return { body: wrappedText(content, encoded, mediaType), rules: [] };
}

/** A text of version 4: base64 where it says so, a JSON document, or a text that is JSON itself. */
function wrappedText(
  content: string,
  encoded: Json | undefined,
  mediaType: string | undefined,
): PactBody {
  const type = mediaType === undefined ? {} : { mediaType };
  const isBase64 = encoded === true || encoded === "base64";
  const text = isBase64 ? Buffer.from(content, "base64").toString("utf8") : content;
  if (!isJsonType(mediaType)) return { kind: "other", text, ...type };
  const isDocument = isBase64 || encoded === "JSON" || encoded === "json";
  return isDocument ? jsonBody(text, mediaType) : { kind: "json", value: content, ...type };
}

/** A text without a JSON media type may still hold JSON. */
function textBody(text: string, mediaType: string | undefined): PactBody {
  if (mediaType === undefined && /^\s*[[{]/.test(text)) return jsonBody(text, mediaType);
  return { kind: "other", text, ...(mediaType === undefined ? {} : { mediaType }) };
}

function jsonBody(text: string, mediaType: string | undefined): PactBody {
  const type = mediaType === undefined ? {} : { mediaType };
  try {
    const value: Json = JSON.parse(text);
    return { kind: "json", value, ...type };
  } catch {
    return { kind: "other", text, ...type };
  }
}

/** `application/json`, `application/problem+json; charset=utf-8`. */
function isJsonType(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /[/+]json\s*(?:;|$)/i.test(mediaType);
}
