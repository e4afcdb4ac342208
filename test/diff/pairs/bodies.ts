import { object, TEXT, WHOLE } from "../openapi-texts.ts";
import {
  answering,
  BYTES,
  FORM,
  found,
  JSON_MEDIA,
  media,
  MULTIPART,
  sending,
  swagger,
  TEXTS,
  type DocumentPair,
} from "./shop.ts";

const OLD = { openapi: "3.0.3" };
const CSV = "text/csv";
const PDF = "application/pdf";
const FILE = object({ file: BYTES });
const content = (mediaType: string) => ({ encoding: { file: { contentType: mediaType } } });
const received = (...contents: Parameters<typeof media>) =>
  answering({ 200: found(media(...contents)) });
const failing = (...mediaTypes: readonly string[]) =>
  answering({
    200: found(media(JSON_MEDIA, TEXT)),
    404: found(Object.assign({}, ...mediaTypes.map((mediaType) => media(mediaType, TEXT)))),
  });

/** A list of lists of numbers in a query of 2.0. */
function nestedList(collectionFormat?: string) {
  const items = { type: "array", items: { type: "integer" }, collectionFormat };
  return { name: "sizes", in: "query", type: "array", items };
}

/** Bodies in all media types, and the way their parts are written. */
export const BODIES: readonly DocumentPair[] = [
  [
    "a character set is said",
    sending(media(JSON_MEDIA, TEXT)),
    sending(media("application/json; charset=utf-8", TEXT)),
    [],
  ],
  [
    "a request is in a media type of its own now",
    sending(media(JSON_MEDIA, TEXT)),
    sending(media("application/vnd.shop+json", TEXT)),
    ["breaking media-type-removed", "compatible media-type-added"],
  ],
  [
    "a response is in a media type of its own now",
    received(JSON_MEDIA, TEXT),
    received("application/hal+json", TEXT),
    ["breaking media-type-removed", "compatible media-type-added"],
  ],
  ["anything became JSON", received("*/*", TEXT), received(JSON_MEDIA, TEXT), []],
  [
    "JSON became anything",
    received(JSON_MEDIA, TEXT),
    received("*/*", TEXT),
    ["breaking media-type-removed", "compatible media-type-added"],
  ],
  [
    "no media type of a request is left to be said",
    sending(media(JSON_MEDIA, TEXT)),
    sending({}),
    ["dangerous media-type-removed"],
  ],
  [
    "a failure is no longer described in a second media type",
    failing(JSON_MEDIA, CSV),
    failing(JSON_MEDIA),
    ["dangerous media-type-removed"],
  ],
  [
    "a failure is described in another media type",
    failing(JSON_MEDIA),
    failing(CSV),
    ["breaking media-type-removed", "compatible media-type-added"],
  ],
  [
    "bytes are said by their content since 3.1",
    sending(media(MULTIPART, FILE), {}, OLD),
    sending(
      media(MULTIPART, object({ file: { ...TEXT, contentMediaType: "application/octet-stream" } })),
    ),
    [],
  ],
  [
    "base64 is said by the encoding since 3.1",
    sending(media(JSON_MEDIA, { ...TEXT, format: "byte" }), {}, OLD),
    sending(media(JSON_MEDIA, { ...TEXT, contentEncoding: "base64" })),
    [],
  ],
  [
    "a document in bytes has no schema since 3.1",
    received(PDF, BYTES),
    received(PDF),
    ["compatible format-changed"],
  ],
  ["a plain text has no schema", received("text/plain", TEXT), received("text/plain"), []],
  [
    "a plain text is any text, where it was a number",
    received("text/plain", WHOLE),
    received("text/plain", TEXT),
    ["breaking type-widened"],
  ],
  [
    "a JSON text has no schema",
    received(JSON_MEDIA, TEXT),
    received(JSON_MEDIA),
    ["breaking type-widened"],
  ],
  [
    "bytes of a part are said to be bytes",
    sending(media(MULTIPART, FILE), {}, OLD),
    sending(media(MULTIPART, FILE, content("application/octet-stream")), {}, OLD),
    [],
  ],
  [
    "a text of a part is said to be a picture",
    sending(media(MULTIPART, object({ file: TEXT }))),
    sending(media(MULTIPART, object({ file: TEXT }), content("image/png"))),
    ["breaking encoding-changed"],
  ],
  [
    "a part may be one more kind of picture",
    sending(media(MULTIPART, FILE, content("image/png"))),
    sending(media(MULTIPART, FILE, content("image/png, image/jpeg"))),
    ["compatible encoding-changed"],
  ],
  [
    "a list of a form is written item by item",
    sending(media(FORM, object({ tags: TEXTS }), { encoding: { tags: { explode: false } } })),
    sending(media(FORM, object({ tags: TEXTS }))),
    ["breaking encoding-changed"],
  ],
  [
    "a number of a form is any text",
    sending(media(FORM, object({ size: WHOLE }))),
    sending(media(FORM, object({ size: TEXT }))),
    ["compatible type-widened"],
  ],
  [
    "a text of a form is a number",
    sending(media(FORM, object({ size: TEXT }))),
    sending(media(FORM, object({ size: WHOLE }))),
    ["breaking type-narrowed"],
  ],
  [
    "a form field is demanded, and so is the form",
    swagger({ parameters: [{ name: "sku", in: "formData", type: "string" }] }),
    swagger({ parameters: [{ name: "sku", in: "formData", type: "string", required: true }] }),
    ["breaking field-became-required"],
  ],
  [
    "a form has one more field that is demanded",
    swagger({
      consumes: [MULTIPART],
      parameters: [{ name: "sku", in: "formData", type: "string" }],
    }),
    swagger({
      consumes: [MULTIPART],
      parameters: [
        { name: "sku", in: "formData", type: "string" },
        { name: "file", in: "formData", type: "file", required: true },
      ],
    }),
    ["breaking field-added"],
  ],
  [
    "a form is demanded whose field was",
    sending(media(FORM, object({ sku: TEXT }, ["sku"])), { required: false }),
    sending(media(FORM, object({ sku: TEXT }, ["sku"]))),
    ["breaking body-became-required"],
  ],
  [
    "one media type fewer is consumed",
    swagger({
      consumes: [JSON_MEDIA, "application/xml"],
      parameters: [{ name: "order", in: "body", schema: TEXT }],
    }),
    swagger({ consumes: [JSON_MEDIA], parameters: [{ name: "order", in: "body", schema: TEXT }] }),
    ["breaking media-type-removed"],
  ],
  [
    "a body in JSON became a form",
    swagger({ parameters: [{ name: "order", in: "body", schema: object({ sku: TEXT }) }] }),
    swagger({ parameters: [{ name: "sku", in: "formData", type: "string" }] }),
    ["breaking media-type-removed", "compatible media-type-added"],
  ],
  [
    "a list in a list is split at another character in 2.0",
    swagger({ parameters: [nestedList("pipes")] }),
    swagger({ parameters: [nestedList("ssv")] }),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "a list in a list says how it is split anyway in 2.0",
    swagger({ parameters: [nestedList()] }),
    swagger({ parameters: [nestedList("csv")] }),
    [],
  ],
  [
    "an event lost a member",
    answering(
      { 200: found({ "text/event-stream": { itemSchema: object({ data: TEXT }, ["data"]) } }) },
      { openapi: "3.2.0" },
    ),
    answering(
      { 200: found({ "text/event-stream": { itemSchema: object({ data: TEXT }) } }) },
      { openapi: "3.2.0" },
    ),
    ["breaking field-became-optional"],
  ],
  [
    "a list of events is described event by event",
    answering(
      { 200: found({ "application/jsonl": { schema: { type: "array", items: TEXT } } }) },
      { openapi: "3.2.0" },
    ),
    answering({ 200: found({ "application/jsonl": { itemSchema: TEXT } }) }, { openapi: "3.2.0" }),
    [],
  ],
  [
    "an event was described before there was a word for events",
    answering({ 200: found({ "text/event-stream": { schema: object({ data: TEXT }) } }) }),
    answering(
      { 200: found({ "text/event-stream": { itemSchema: object({ data: TEXT }) } }) },
      { openapi: "3.2.0" },
    ),
    [],
  ],
  [
    "more events may come in one stream",
    answering(
      { 200: found({ "application/jsonl": { schema: { maxItems: 10 }, itemSchema: TEXT } }) },
      { openapi: "3.2.0" },
    ),
    answering(
      { 200: found({ "application/jsonl": { schema: { maxItems: 20 }, itemSchema: TEXT } }) },
      { openapi: "3.2.0" },
    ),
    ["breaking constraint-loosened"],
  ],
  [
    "an example is another one",
    sending(media(JSON_MEDIA, TEXT, { example: "a" })),
    sending(media(JSON_MEDIA, TEXT, { example: "b" })),
    [],
  ],
];
