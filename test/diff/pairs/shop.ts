import type { Schema, SchemaObject } from "../openapi-texts.ts";

/** Two documents, what an expert sees in them, and what has to be said: `breaking field-removed`. */
export type DocumentPair = readonly [
  what: string,
  before: object,
  after: object,
  said: readonly string[],
];

type Facts = Readonly<Record<string, unknown>>;

export const JSON_MEDIA = "application/json";
export const FORM = "application/x-www-form-urlencoded";
export const MULTIPART = "multipart/form-data";
export const FLAG: SchemaObject = { type: "boolean" };
export const TEXTS: SchemaObject = { type: "array", items: { type: "string" } };
export const BYTES: SchemaObject = { type: "string", format: "binary" };
export const NUMBER: SchemaObject = { type: "number" };

const DONE = { 204: { description: "Done" } };

/** A document of a version of OpenAPI; 3.1 unless it says otherwise. */
export function shop(paths: Facts, top: Facts = {}): object {
  return { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths, ...top };
}

/** A shop with one operation: `GET /orders`, unless it says otherwise. */
export function operation(
  facts: Facts,
  top: Facts = {},
  { path = "/orders", method = "get", item = {} } = {},
): object {
  return shop({ [path]: { ...item, [method]: { responses: DONE, ...facts } } }, top);
}

/** An operation that takes parameters. */
export function taking(...parameters: readonly Facts[]): object {
  return operation({ parameters });
}

/** An operation under a path with one parameter, which has a schema. */
export function under(path: string, schema: Schema): object {
  const name = /\{(.*?)\}/.exec(path)?.[1];
  return operation({ parameters: [{ name, in: "path", required: true, schema }] }, {}, { path });
}

export function query(schema: Schema, facts: Facts = {}): Facts {
  return { name: "q", in: "query", schema, ...facts };
}

/** What a body is in one media type. */
export function media(mediaType: string, schema?: Schema, facts: Facts = {}): Facts {
  return { [mediaType]: { ...(schema === undefined ? {} : { schema }), ...facts } };
}

/** An operation that takes a body. */
export function sending(content: Facts, facts: Facts = {}, top: Facts = {}): object {
  const requestBody = { required: true, content, ...facts };
  return operation({ requestBody }, top, { method: "post" });
}

/** A response with a body. */
export function found(content: Facts, facts: Facts = {}): Facts {
  return { description: "Found", content, ...facts };
}

/** An operation with these responses. */
export function answering(responses: Facts, top: Facts = {}): object {
  return operation({ responses }, top);
}

/** A shop that sends a message by itself. */
export function hook(facts: Facts, name = "stockLow"): object {
  const post = { responses: { 200: { description: "Taken" } }, ...facts };
  return shop({}, { webhooks: { [name]: { post } } });
}

/** A shop that calls back an address from the request. */
export function calling(facts: Facts, name = "paid", expression = "{$request.body#/url}"): object {
  const post = { responses: { 200: { description: "Taken" } }, ...facts };
  return operation({ callbacks: { [name]: { [expression]: { post } } } });
}

/** A document of OpenAPI 2.0 with one operation. */
export function swagger(facts: Facts, top: Facts = {}): object {
  return {
    swagger: "2.0",
    info: { title: "Shop", version: "1" },
    paths: { "/orders": { post: { responses: DONE, ...facts } } },
    ...top,
  };
}

/** Two operations of one path, each with the same facts. */
export function both(facts: Facts, top: Facts = {}, item: Facts = {}): object {
  const one = { responses: DONE, ...facts };
  return shop({ "/orders": { ...item, post: one, put: one } }, top);
}

/** An operation that can be called at these base URLs. */
export function servedAt(...urls: readonly (string | Facts)[]): object {
  const servers = urls.map((url) => (typeof url === "string" ? { url } : url));
  return operation({}, { servers });
}

/** An operation that demands what the list says, and the schemes that it names. */
export function secured(security: readonly Facts[], securitySchemes: Facts): object {
  return operation({ security }, { components: { securitySchemes } });
}
