import { object, TEXT, WHOLE, type Schema } from "../openapi-texts.ts";
import {
  answering,
  both,
  calling,
  found,
  hook,
  JSON_MEDIA,
  media,
  operation,
  query,
  shop,
  swagger,
  under,
  type DocumentPair,
} from "./shop.ts";

const SKU = object({ sku: TEXT }, ["sku"]);
const OK = found(media(JSON_MEDIA, TEXT));
const DONE = { description: "Done" };
const ORDERS = { get: { responses: { 204: DONE } } };
const KEY = { type: "apiKey", in: "header", name: "X-Key" };
const body = (schema: Schema) => ({ content: media(JSON_MEDIA, schema) });
const signed = (required: boolean) => ({
  parameters: [{ name: "X-Sign", in: "header", required, schema: TEXT }],
});
const guarded = (security: readonly object[]) => ({
  ...hook({ security }),
  components: { securitySchemes: { key: KEY } },
});
const rated = (facts: object) => answering({ 200: { ...OK, headers: { "X-Rate": facts } } });

/** Routes, responses, what the provider sends by itself, and what operations share. */
export const OPERATIONS: readonly DocumentPair[] = [
  [
    "a slash is added to a path",
    operation({}),
    operation({}, {}, { path: "/orders/" }),
    ["breaking operation-removed", "compatible operation-added"],
  ],
  [
    "a path is now another operation's",
    shop({ "/orders/open": ORDERS, "/orders/{id}": ORDERS }),
    shop({ "/orders/{id}": ORDERS }),
    ["breaking operation-removed"],
  ],
  [
    "an ending of a path goes",
    under("/orders/{id}.json", TEXT),
    under("/orders/{id}", TEXT),
    ["breaking operation-removed", "compatible operation-added"],
  ],
  [
    "a success has another status",
    answering({ 200: OK }),
    answering({ 201: OK }),
    ["breaking response-removed", "compatible response-added"],
  ],
  [
    "a status becomes its range",
    answering({ 200: OK }),
    answering({ "2XX": OK }),
    ["compatible response-added"],
  ],
  [
    "an empty success has a body now",
    answering({ 200: DONE }),
    answering({ 200: OK }),
    ["compatible body-added"],
  ],
  [
    "no content became content",
    answering({ 204: DONE }),
    answering({ 200: OK }),
    ["breaking response-removed", "compatible response-added"],
  ],
  [
    "one redirect became another",
    answering({ 302: DONE }),
    answering({ 303: DONE }),
    ["breaking response-removed", "compatible response-added"],
  ],
  [
    "the default is all there is",
    answering({ 200: OK }),
    answering({ default: OK }),
    ["compatible response-added"],
  ],
  [
    "a failure lost a member",
    answering({ 200: OK, 404: found(media(JSON_MEDIA, SKU)) }),
    answering({ 200: OK, 404: found(media(JSON_MEDIA, object({}))) }),
    ["breaking field-removed"],
  ],
  [
    "a header that is always there goes",
    rated({ required: true, schema: WHOLE }),
    answering({ 200: OK }),
    ["breaking parameter-removed"],
  ],
  [
    "a header may be any text",
    rated({ schema: WHOLE }),
    rated({ schema: TEXT }),
    ["breaking type-widened"],
  ],
  [
    "the media type is described as a header",
    answering({ 200: { ...OK, headers: { "Content-Type": { required: true, schema: TEXT } } } }),
    answering({ 200: OK }),
    [],
  ],
  ["a webhook no longer comes", hook({}), shop({}), ["dangerous operation-removed"]],
  [
    "a webhook comes by another method",
    hook({}),
    shop({}, { webhooks: { stockLow: { put: { responses: { 200: DONE } } } } }),
    ["compatible operation-added", "dangerous operation-removed"],
  ],
  [
    "a webhook brings less",
    hook({ requestBody: body(SKU) }),
    hook({ requestBody: body(object({})) }),
    ["breaking field-removed"],
  ],
  [
    "a webhook brings a further value",
    hook({ requestBody: body({ enum: ["low"] }) }),
    hook({ requestBody: body({ enum: ["low", "none"] }) }),
    ["dangerous enum-value-added"],
  ],
  [
    "a webhook may come without its body",
    hook({ requestBody: { required: true, ...body(SKU) } }),
    hook({ requestBody: body(SKU) }),
    ["breaking body-became-optional"],
  ],
  [
    "a webhook has to be answered with more",
    hook({ responses: { 200: DONE } }),
    hook({ responses: { 200: found(media(JSON_MEDIA, SKU)) } }),
    ["breaking body-added"],
  ],
  ["a webhook is signed now", hook({}), hook(signed(true)), ["compatible parameter-added"]],
  ["a webhook is no longer signed", hook(signed(true)), hook({}), ["breaking parameter-removed"]],
  [
    "a webhook comes with a key",
    guarded([]),
    guarded([{ key: [] }]),
    ["compatible security-tightened"],
  ],
  [
    "a webhook comes without its key",
    guarded([{ key: [] }]),
    guarded([]),
    ["breaking security-loosened"],
  ],
  ["a callback no longer comes", calling({}), operation({}), ["dangerous operation-removed"]],
  [
    "a callback goes to another address",
    calling({}),
    calling({}, "paid", "{$request.body#/uri}"),
    ["compatible operation-added", "dangerous operation-removed"],
  ],
  ["a callback has another name", calling({}), calling({}, "done"), ["compatible operation-moved"]],
  [
    "a callback brings less",
    calling({ requestBody: body(SKU) }),
    calling({ requestBody: body(object({})) }),
    ["breaking field-removed"],
  ],
  [
    "a parameter of two operations has another type",
    both({}, {}, { parameters: [query(TEXT)] }),
    both({}, {}, { parameters: [query(WHOLE)] }),
    ["breaking type-narrowed"],
  ],
  [
    "two operations demand one more parameter",
    both({}),
    both({}, {}, { parameters: [query(TEXT, { required: true })] }),
    ["breaking parameter-added"],
  ],
  [
    "two operations demand the body that they share",
    both(
      { requestBody: { $ref: "#/components/requestBodies/Order" } },
      { components: { requestBodies: { Order: body(SKU) } } },
    ),
    both(
      { requestBody: { $ref: "#/components/requestBodies/Order" } },
      { components: { requestBodies: { Order: { required: true, ...body(SKU) } } } },
    ),
    ["breaking body-became-required"],
  ],
  [
    "everything demands a key",
    both({}, { security: [], components: { securitySchemes: { key: KEY } } }),
    both({}, { security: [{ key: [] }], components: { securitySchemes: { key: KEY } } }),
    ["breaking security-tightened"],
  ],
  ["all operations of a path go", both({}), shop({}), ["breaking operation-group-removed"]],
  [
    "a list is written otherwise",
    swagger({
      parameters: [
        { name: "tags", in: "query", type: "array", items: TEXT, collectionFormat: "multi" },
      ],
    }),
    swagger({ parameters: [{ name: "tags", in: "query", type: "array", items: TEXT }] }),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "a link leads elsewhere",
    answering({ 200: { ...OK, links: { next: { operationId: "list" } } } }),
    answering({ 200: { ...OK, links: { next: { operationId: "find" } } } }),
    ["dangerous link-changed"],
  ],
];
