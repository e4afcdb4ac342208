import { changesOf, lineOf } from "./compare-texts.ts";

/** A schema as it would stand in a document. */
export type Schema = SchemaObject | boolean;

export type SchemaObject = Readonly<Record<string, unknown>>;

interface Parts {
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly paths?: Readonly<Record<string, unknown>>;
  readonly version?: string;
  readonly rest?: Readonly<Record<string, unknown>>;
}

/** A whole document: `rest` goes to the top, beside `paths` and `components`. */
export function documentOf({ schemas = {}, paths = {}, version = "3.1.0", rest }: Parts): string {
  return JSON.stringify({
    openapi: version,
    info: { title: "Shop", version: "1.0.0" },
    paths,
    components: { schemas },
    ...rest,
  });
}

/** A document with one operation, given as it stands below its method. */
export function operationOf(
  operation: Readonly<Record<string, unknown>>,
  { path = "/orders/{id}", method = "get" } = {},
): string {
  const parameters = path.includes("{id}")
    ? [{ name: "id", in: "path", required: true, schema: { type: "string" } }]
    : [];
  return documentOf({
    paths: {
      [path]: {
        parameters,
        [method]: { responses: { 204: { description: "Done" } }, ...operation },
      },
    },
  });
}

const JSON_MEDIA = "application/json";

/** A document whose only schema is sent in a request body. */
export function sent(schema: Schema, schemas: Readonly<Record<string, Schema>> = {}): string {
  return documentOf({
    schemas,
    paths: {
      "/orders": {
        post: {
          requestBody: { required: true, content: { [JSON_MEDIA]: { schema } } },
          responses: { 204: { description: "Done" } },
        },
      },
    },
  });
}

/** A document whose only schema is received in a response body. */
export function received(schema: Schema, schemas: Readonly<Record<string, Schema>> = {}): string {
  return documentOf({
    schemas,
    paths: {
      "/orders": {
        get: {
          responses: { 200: { description: "Orders", content: { [JSON_MEDIA]: { schema } } } },
        },
      },
    },
  });
}

/** The same schema in a request and in a response, by reference, as `Order`. */
export function shared(order: Schema, schemas: Readonly<Record<string, Schema>> = {}): string {
  const content = { [JSON_MEDIA]: { schema: { $ref: "#/components/schemas/Order" } } };
  return documentOf({
    schemas: { ...schemas, Order: order },
    paths: {
      "/orders": {
        post: {
          requestBody: { required: true, content },
          responses: { 200: { description: "The order", content } },
        },
      },
    },
  });
}

/** What is said of a change where the schema is sent and where it is received. */
export interface Verdicts {
  readonly input: readonly string[];
  readonly output: readonly string[];
}

/**
 * What the differ says of two schemas, each sent in a request and received in a response: one line
 * for each change, `breaking field-removed ~.status`, where `~` is the place of the schema.
 */
export async function verdictsOn(
  before: Schema,
  after: Schema,
  schemas: Schemas | { readonly before: Schemas; readonly after: Schemas } = {},
): Promise<Verdicts> {
  const [from, to] = isPair(schemas) ? [schemas.before, schemas.after] : [schemas, schemas];
  const lines = async (place: typeof sent) =>
    (await changesOf("openapi", place(before, from), place(after, to))).map(
      (change) => `${lineOf({ ...change, element: change.element.replace(PLACE, "~") })}`,
    );
  return { input: await lines(sent), output: await lines(received) };
}

type Schemas = Readonly<Record<string, Schema>>;

const PLACE = /^(?:POST \/orders req|GET \/orders res\.200)\[application\/json\]/;

function isPair(
  schemas: Schemas | { readonly before: Schemas; readonly after: Schemas },
): schemas is { readonly before: Schemas; readonly after: Schemas } {
  return Object.hasOwn(schemas, "before") && Object.hasOwn(schemas, "after");
}

export const NO_CHANGE: Verdicts = { input: [], output: [] };

/** A use of a component schema. */
export function ref(name: string): SchemaObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** An object schema. */
export function object(
  properties: Schemas,
  required: readonly string[] = [],
  rest: Readonly<Record<string, unknown>> = {},
): SchemaObject {
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }), ...rest };
}

export const TEXT: SchemaObject = { type: "string" };
export const WHOLE: SchemaObject = { type: "integer" };

/** `if`, and what follows from it. */
export function condition(asked: Schema, met: Schema, unmet?: Schema): SchemaObject {
  const parts: readonly (readonly [string, Schema | undefined])[] = [
    ["if", asked],
    ["then", met],
    ["else", unmet],
  ];
  return Object.fromEntries(parts.filter(([, schema]) => schema !== undefined));
}
