import { silent, type Claim } from "../claim.ts";
import { edits, FOR_PEOPLE, placing, shop, type ObjectEdit } from "./object-edit.ts";

type Facts = Readonly<Record<string, unknown>>;

const TEXT = { type: "string" };
const JSON_MEDIA = "application/json";
const ORDER = { type: "object", properties: { sku: TEXT } };

const body = (facts: Facts) =>
  placing({ requestBody: { content: { [JSON_MEDIA]: { schema: ORDER } }, ...facts } });

const REQUEST: readonly ObjectEdit[] = [
  ...edits("Request Body", "description", body, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ...edits(
    "Request Body",
    "required",
    body,
    ["added", undefined, true, "breaking body-became-required"],
    ["removed", true, undefined, "compatible body-became-optional"],
  ),
  ...edits(
    "Request Body",
    "content",
    body,
    [
      "a media type added",
      { [JSON_MEDIA]: {} },
      { [JSON_MEDIA]: {}, "text/csv": {} },
      "compatible media-type-added",
    ],
    [
      "a media type removed",
      { [JSON_MEDIA]: {}, "text/csv": {} },
      { [JSON_MEDIA]: {} },
      "breaking media-type-removed",
    ],
    [
      "a media type becomes a range",
      { [JSON_MEDIA]: {} },
      { "application/*": {} },
      "compatible media-type-added",
    ],
    [
      "a range becomes one of its media types",
      { "application/*": {} },
      { [JSON_MEDIA]: {} },
      "breaking media-type-removed",
    ],
  ),
];

const media = (type: string) => (facts: Facts) =>
  placing({ requestBody: { content: { [type]: facts } } });
const form = (facts: Facts) =>
  media("multipart/form-data")({
    schema: { type: "object", properties: { file: TEXT } },
    ...facts,
  });
const parts = (facts: Facts) => media("multipart/mixed")({ itemSchema: TEXT, ...facts });
const CHANGED: Claim = "breaking encoding-changed";
const [PNG, JPEG] = [{ contentType: "image/png" }, { contentType: "image/jpeg" }];

const MEDIA_TYPE: readonly ObjectEdit[] = [
  ...edits(
    "Media Type",
    "schema",
    media(JSON_MEDIA),
    ["added", undefined, { type: "object" }, "breaking type-narrowed"],
    ["removed", { type: "object" }, undefined, "compatible type-widened"],
  ),
  ...edits(
    "Media Type",
    "itemSchema",
    media("application/jsonl"),
    ["added", undefined, ORDER, "breaking type-narrowed"],
    ["edited", ORDER, { ...ORDER, required: ["sku"] }, "breaking field-became-required"],
  ),
  ...edits("Media Type", "example", media(JSON_MEDIA), ["changed", 1, 2, silent(FOR_PEOPLE)]),
  ...edits("Media Type", "examples", media(JSON_MEDIA), [
    "added",
    undefined,
    { a: { value: 1 } },
    silent(FOR_PEOPLE),
  ]),
  ...edits("Media Type", "encoding", form, ["changed", { file: PNG }, { file: JPEG }, CHANGED]),
  ...edits("Media Type", "prefixEncoding", parts, ["changed", [PNG], [JPEG], CHANGED]),
  ...edits("Media Type", "itemEncoding", parts, ["changed", PNG, JPEG, CHANGED]),
];

const encoding = (facts: Facts) => form({ encoding: { file: facts } });
const styled = (facts: Facts) =>
  media("application/x-www-form-urlencoded")({
    schema: { type: "object", properties: { file: { type: "array", items: TEXT } } },
    encoding: { file: facts },
  });

const ENCODING: readonly ObjectEdit[] = [
  ...edits(
    "Encoding",
    "contentType",
    encoding,
    ["another", "image/png", "image/jpeg", CHANGED],
    ["one less", "image/png, image/jpeg", "image/png", CHANGED],
    ["one more", "image/png", "image/png, image/jpeg", "compatible encoding-changed"],
  ),
  ...edits("Encoding", "headers", encoding, [
    "a required one added",
    undefined,
    { "X-Part": { required: true, schema: TEXT } },
    CHANGED,
  ]),
  ...edits("Encoding", "style", styled, ["changed", "form", "spaceDelimited", CHANGED]),
  ...edits("Encoding", "explode", styled, ["changed", true, false, CHANGED]),
  ...edits("Encoding", "allowReserved", styled, ["removed", true, undefined, CHANGED]),
  ...["encoding", "prefixEncoding", "itemEncoding"].flatMap((field) =>
    edits("Encoding", field, encoding, [
      "changed",
      field === "prefixEncoding" ? [PNG] : field === "encoding" ? { a: PNG } : PNG,
      field === "prefixEncoding" ? [JPEG] : field === "encoding" ? { a: JPEG } : JPEG,
      CHANGED,
    ]),
  ),
];

const answers = (facts: Facts) => shop({ operation: { responses: facts } });
const OK = { description: "Orders", content: { [JSON_MEDIA]: { schema: ORDER } } };
const answer = (facts: Facts) => answers({ 200: { description: "Orders", ...facts } });
const header = (facts: Facts) => answer({ headers: { "X-Shop": { schema: TEXT, ...facts } } });

const RESPONSES: readonly ObjectEdit[] = [
  ...edits(
    "Responses",
    "default",
    (facts) => answers({ 200: OK, ...facts }),
    ["added", undefined, OK, "compatible response-added"],
    ["removed", OK, undefined, "dangerous response-removed"],
  ),
  ...edits(
    "Responses",
    "{status}",
    (facts) => answers(Object(facts["{status}"])),
    [
      "a success beside others removed",
      { 200: OK, 201: OK },
      { 200: OK },
      "dangerous response-removed",
    ],
    ["the last success removed", { 200: OK, 404: OK }, { 404: OK }, "breaking response-removed"],
    ["a failure removed", { 200: OK, 404: OK }, { 200: OK }, "compatible response-removed"],
    ["one added", { 200: OK }, { 200: OK, 404: OK }, "compatible response-added"],
    ["a status becomes its range", { 200: OK }, { "2XX": OK }, "compatible response-added"],
    [
      "a range becomes one of its statuses",
      { "2XX": OK },
      { 200: OK },
      "dangerous response-removed",
    ],
  ),
  ...edits("Response", "summary", answer, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ...edits("Response", "description", answer, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ...edits(
    "Response",
    "headers",
    answer,
    ["one added", undefined, { ETag: { schema: TEXT } }, "compatible parameter-added"],
    [
      "an optional one removed",
      { ETag: { schema: TEXT } },
      undefined,
      "dangerous parameter-removed",
    ],
    [
      "a required one removed",
      { ETag: { required: true, schema: TEXT } },
      undefined,
      "breaking parameter-removed",
    ],
  ),
  ...edits(
    "Response",
    "content",
    answer,
    ["added", undefined, { [JSON_MEDIA]: {} }, "compatible body-added"],
    ["removed", { [JSON_MEDIA]: {} }, undefined, "breaking body-removed"],
    [
      "a media type removed",
      { [JSON_MEDIA]: {}, "text/csv": {} },
      { [JSON_MEDIA]: {} },
      "breaking media-type-removed",
    ],
    [
      "a media type added",
      { [JSON_MEDIA]: {} },
      { [JSON_MEDIA]: {}, "text/csv": {} },
      "compatible media-type-added",
    ],
  ),
  ...edits(
    "Response",
    "links",
    answer,
    ["one added", undefined, { next: { operationId: "list" } }, "compatible link-added"],
    ["one removed", { next: { operationId: "list" } }, undefined, "dangerous link-removed"],
  ),
];

const HEADER: readonly ObjectEdit[] = [
  ...edits("Header", "description", header, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ...edits("Header", "example", header, ["changed", "1", "2", silent(FOR_PEOPLE)]),
  ...edits("Header", "examples", header, [
    "added",
    undefined,
    { a: { value: 1 } },
    silent(FOR_PEOPLE),
  ]),
  ...edits(
    "Header",
    "required",
    header,
    ["added", undefined, true, "compatible parameter-became-required"],
    ["removed", true, undefined, "breaking parameter-became-optional"],
  ),
  ...edits("Header", "deprecated", header, [
    "added",
    undefined,
    true,
    "compatible deprecation-added",
  ]),
  ...edits("Header", "style", header, [
    "the default, written out",
    undefined,
    "simple",
    silent("The default."),
  ]),
  ...edits("Header", "explode", (facts) => header({ schema: ORDER, ...facts }), [
    "changed",
    false,
    true,
    "breaking parameter-serialization-changed",
  ]),
  ...edits("Header", "schema", header, ["another type", TEXT, ORDER, "breaking type-changed"]),
  ...edits("Header", "content", (facts) => header({ schema: undefined, ...facts }), [
    "another media type",
    { [JSON_MEDIA]: { schema: TEXT } },
    { "text/plain": { schema: TEXT } },
    "breaking parameter-serialization-changed",
  ]),
];

const link = (facts: Facts) => answer({ links: { next: facts } });
const LINK_CHANGED: Claim = "dangerous link-changed";

const LINK: readonly ObjectEdit[] = [
  ...edits("Link", "operationRef", link, [
    "changed",
    "#/paths/~1orders/get",
    "#/paths/~1stock/get",
    LINK_CHANGED,
  ]),
  ...edits("Link", "operationId", link, ["changed", "list", "find", LINK_CHANGED]),
  ...edits("Link", "parameters", link, [
    "added",
    undefined,
    { id: "$response.body#/id" },
    LINK_CHANGED,
  ]),
  ...edits("Link", "requestBody", link, ["added", undefined, "$response.body", LINK_CHANGED]),
  ...edits("Link", "server", link, [
    "added",
    undefined,
    { url: "https://eu.shop.example" },
    LINK_CHANGED,
  ]),
  ...edits("Link", "description", link, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
];

/** Edits of bodies, media types, responses, headers and links. */
export const MESSAGE_EDITS: readonly ObjectEdit[] = [
  ...REQUEST,
  ...MEDIA_TYPE,
  ...ENCODING,
  ...RESPONSES,
  ...HEADER,
  ...LINK,
];
