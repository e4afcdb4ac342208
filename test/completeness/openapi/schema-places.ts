import { documentOf, object, ref, type Schema } from "../../diff/openapi-texts.ts";
import type { Direction } from "../../../src/model/semantics.ts";
import { EDITED_COMPONENTS } from "./schema-edits.ts";

/** Somewhere a schema can stand, and which way its values travel. */
export interface SchemaPlace {
  readonly place: string;
  /** What kind of place it is, whichever way values travel. */
  readonly kind: string;
  readonly direction: Direction;
  /** A property or a parameter: something that can be left out. */
  readonly member?: boolean;
  readonly document: (schema: Schema) => string;
}

const DONE = { 204: { description: "Done" } };
const JSON_MEDIA = "application/json";

type Schemas = Readonly<Record<string, Schema>>;

function document(paths: Readonly<Record<string, unknown>>, schemas: Schemas = {}): string {
  return documentOf({ paths, schemas: { ...EDITED_COMPONENTS, ...schemas } });
}

function sent(schema: Schema, schemas: Schemas = {}, media = JSON_MEDIA): string {
  const requestBody = { required: true, content: { [media]: { schema } } };
  return document({ "/orders": { post: { requestBody, responses: DONE } } }, schemas);
}

function received(schema: Schema, schemas: Schemas = {}): string {
  const content = { [JSON_MEDIA]: { schema } };
  return document(
    { "/orders": { get: { responses: { 200: { description: "Orders", content } } } } },
    schemas,
  );
}

function parameter(where: string, facts: Readonly<Record<string, unknown>>): string {
  const parameters = [{ name: "id", in: where, required: where === "path", ...facts }];
  const path = where === "path" ? "/orders/{id}" : "/orders";
  return document({ [path]: { get: { parameters, responses: DONE } } });
}

/** Ways in which a schema stands inside another, sent or received. */
const INSIDE: Readonly<Record<string, { wrap: (schema: Schema) => Schema; member?: boolean }>> = {
  body: { wrap: (schema) => schema },
  property: { wrap: (schema) => object({ value: schema }), member: true },
  "required property": { wrap: (schema) => object({ value: schema }, ["value"]), member: true },
  item: { wrap: (schema) => ({ type: "array", items: schema }) },
  "fixed item": { wrap: (schema) => ({ type: "array", prefixItems: [schema] }) },
  "map value": { wrap: (schema) => object({}, [], { additionalProperties: schema }) },
  "property by pattern": {
    wrap: (schema) => object({}, [], { patternProperties: { "^x-": schema } }),
  },
  "member of allOf": {
    wrap: (schema) => ({ allOf: [object({ id: { type: "string" } }), object({ value: schema })] }),
    member: true,
  },
  "property of an alternative": {
    wrap: (schema) => ({
      oneOf: [
        object({ kind: { const: "card" }, value: schema }, ["kind"]),
        object({ kind: { const: "cash" } }, ["kind"]),
      ],
    }),
    member: true,
  },
  "nullable use": { wrap: (schema) => object({ value: { anyOf: [schema, { type: "null" }] } }) },
};

const NESTED: readonly SchemaPlace[] = Object.entries(INSIDE).flatMap(
  ([name, { wrap, member }]) => [
    {
      place: `${name} of a request`,
      kind: name,
      direction: "input" as const,
      member: member === true,
      document: (schema: Schema) => sent(wrap(schema)),
    },
    {
      place: `${name} of a response`,
      kind: name,
      direction: "output" as const,
      member: member === true,
      document: (schema: Schema) => received(wrap(schema)),
    },
  ],
);

const REFERRED: readonly SchemaPlace[] = [
  {
    place: "component that a request uses",
    kind: "component",
    direction: "input",
    document: (schema) => sent(object({ value: ref("Value") }), { Value: schema }),
  },
  {
    place: "component that a response uses",
    kind: "component",
    direction: "output",
    document: (schema) => received(object({ value: ref("Value") }), { Value: schema }),
  },
];

const PARAMETERS: readonly SchemaPlace[] = [
  ...["query", "header", "cookie", "path"].map((where) => ({
    place: `${where} parameter`,
    kind: "parameter",
    direction: "input" as const,
    member: true,
    document: (schema: Schema) => parameter(where, { schema }),
  })),
  {
    place: "document in a query parameter",
    kind: "document",
    direction: "input",
    document: (schema) => parameter("query", { content: { [JSON_MEDIA]: { schema } } }),
  },
  {
    place: "header of a response",
    kind: "header",
    direction: "output",
    document: (schema) =>
      document({
        "/orders": {
          get: { responses: { 200: { description: "Orders", headers: { "X-Shop": { schema } } } } },
        },
      }),
  },
];

const FORMS: readonly SchemaPlace[] = [
  "application/x-www-form-urlencoded",
  "multipart/form-data",
].map((media) => ({
  place: `property of ${media}`,
  kind: "property of a form",
  direction: "input" as const,
  member: true,
  document: (schema: Schema) => sent(object({ value: schema }), {}, media),
}));

const REVERSED: readonly SchemaPlace[] = [
  {
    place: "payload of a webhook",
    kind: "body",
    direction: "output",
    document: (schema) => webhook({ requestBody: body(schema), responses: DONE }),
  },
  {
    place: "answer to a webhook",
    kind: "body",
    direction: "input",
    document: (schema) =>
      webhook({ responses: { 200: { description: "Taken", ...body(schema) } } }),
  },
  {
    place: "payload of a callback",
    kind: "body",
    direction: "output",
    document: (schema) => callback({ requestBody: body(schema), responses: DONE }),
  },
  {
    place: "answer to a callback",
    kind: "body",
    direction: "input",
    document: (schema) =>
      callback({ responses: { 200: { description: "Taken", ...body(schema) } } }),
  },
];

function body(schema: Schema) {
  return { required: true, content: { [JSON_MEDIA]: { schema } } };
}

function webhook(operation: Readonly<Record<string, unknown>>): string {
  return documentOf({
    schemas: EDITED_COMPONENTS,
    rest: { webhooks: { stockLow: { post: operation } } },
  });
}

function callback(operation: Readonly<Record<string, unknown>>): string {
  const callbacks = { paid: { "{$request.query.url}": { post: operation } } };
  return document({ "/orders": { post: { callbacks, responses: DONE } } });
}

/** Every place of a schema in an OpenAPI document. */
export const SCHEMA_PLACES: readonly SchemaPlace[] = [
  ...NESTED,
  ...REFERRED,
  ...PARAMETERS,
  ...FORMS,
  ...REVERSED,
];
