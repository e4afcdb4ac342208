import type { Json } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import { stepInto, type Documents, type Place } from "../documents.ts";
import { member } from "../json-value.ts";
import { resolve, type Found, type Route } from "./routes.ts";

export type ParameterPlace =
  | "path"
  | "query"
  | "header"
  | "cookie"
  | "querystring"
  | "formData"
  | "body";

/** A parameter or header as the version in hand defines it, with every default filled in. */
export interface ParameterRule {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  /** OpenAPI's `style`, or `tabDelimited` for 2.0's `tsv`. */
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Where the parameter or header object stands. */
  readonly place: Place;
  /** Where the schema stands; in 2.0 the parameter object itself. Absent: anything. */
  readonly schema?: Place;
  /** The media type of a value that is a document of its own (`content`). */
  readonly mediaType?: string;
}

const PLACES: readonly ParameterPlace[] = [
  "path",
  "query",
  "header",
  "cookie",
  "querystring",
  "formData",
  "body",
];

/** Request headers that OpenAPI 3 describes elsewhere: parameters of these names are ignored. */
const RESERVED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** All parameters of an operation: its own, and those of its path that it does not redefine. */
export function parametersOf(documents: Documents, route: Route): readonly ParameterRule[] {
  const byIdentity = new Map<string, ParameterRule>();
  for (const owner of [route.pathItem, route.operation]) {
    const listed = member(owner.node, "parameters");
    if (!Array.isArray(listed)) continue;
    for (let index = 0; index < listed.length; index++) {
      const found = resolve(documents, stepInto(owner.place, "parameters", index));
      const rule = found === undefined ? undefined : readParameter(documents, found);
      if (rule !== undefined) byIdentity.set(`${rule.in} ${rule.name}`, rule);
    }
  }
  return [...byIdentity.values()];
}

function readParameter(documents: Documents, found: Found): ParameterRule | undefined {
  const name = member(found.node, "name");
  const place = PLACES.find((known) => known === member(found.node, "in"));
  if (typeof name !== "string" || place === undefined) return undefined;
  const isVersion2 = member(documents.root(documents.entry), "swagger") !== undefined;
  if (!isVersion2 && place === "header" && RESERVED_HEADERS.has(name.toLowerCase())) {
    return undefined;
  }
  return readRule(documents, found, { name, in: place });
}

/** The headers a response declares. `Content-Type` is described by the content. */
export function responseHeaders(documents: Documents, response: Found): readonly ParameterRule[] {
  const declared = member(response.node, "headers");
  const rules: ParameterRule[] = [];
  for (const name of isJsonObject(declared) ? Object.keys(declared) : []) {
    const found = resolve(documents, stepInto(response.place, "headers", name));
    if (found === undefined || name.toLowerCase() === "content-type") continue;
    rules.push(readRule(documents, found, { name, in: "header" }));
  }
  return rules;
}

function readRule(
  documents: Documents,
  found: Found,
  identity: { readonly name: string; readonly in: ParameterPlace },
): ParameterRule {
  const isVersion2 = member(documents.root(documents.entry), "swagger") !== undefined;
  const schema = isVersion2 ? schemaOfVersion2(found) : schemaOfVersion3(documents, found);
  const written = isVersion2
    ? styleOfVersion2(found, identity.in)
    : styleOfVersion3(found, identity.in);
  return {
    ...identity,
    place: found.place,
    ...written,
    ...schema,
    // A path without the value would be another path.
    required: identity.in === "path" || member(found.node, "required") === true,
    allowReserved: member(found.node, "allowReserved") === true,
    allowEmptyValue: member(found.node, "allowEmptyValue") === true,
  };
}

function schemaOfVersion2(found: Found): { schema: Place } {
  const isBody = member(found.node, "schema") !== undefined;
  return { schema: isBody ? stepInto(found.place, "schema") : found.place };
}

function schemaOfVersion3(
  documents: Documents,
  found: Found,
): { schema?: Place; mediaType?: string } {
  const content = member(found.node, "content");
  const mediaType = isJsonObject(content) ? Object.keys(content)[0] : undefined;
  if (mediaType === undefined) {
    return member(found.node, "schema") === undefined
      ? {}
      : { schema: stepInto(found.place, "schema") };
  }
  const body = resolve(documents, stepInto(found.place, "content", mediaType));
  const hasSchema = body !== undefined && member(body.node, "schema") !== undefined;
  return { mediaType, ...(hasSchema ? { schema: stepInto(body.place, "schema") } : {}) };
}

const DEFAULT_STYLES: Readonly<Record<ParameterPlace, string>> = {
  path: "simple",
  header: "simple",
  query: "form",
  cookie: "form",
  querystring: "form",
  formData: "form",
  body: "form",
};

function styleOfVersion3(found: Found, place: ParameterPlace): { style: string; explode: boolean } {
  const written = member(found.node, "style");
  const style = typeof written === "string" ? written : DEFAULT_STYLES[place];
  const explode = member(found.node, "explode");
  return {
    style,
    explode: typeof explode === "boolean" ? explode : style === "form" || style === "cookie",
  };
}

const COLLECTION_FORMATS: ReadonlyMap<Json, string> = new Map([
  ["ssv", "spaceDelimited"],
  ["tsv", "tabDelimited"],
  ["pipes", "pipeDelimited"],
]);

function styleOfVersion2(found: Found, place: ParameterPlace): { style: string; explode: boolean } {
  const format = member(found.node, "collectionFormat") ?? "csv";
  return {
    style: COLLECTION_FORMATS.get(format) ?? DEFAULT_STYLES[place],
    explode: format === "multi",
  };
}
