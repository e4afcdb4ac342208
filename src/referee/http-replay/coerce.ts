import { isJsonObject, type Json } from "../../model/json.ts";
import { stepInto, type Documents, type Place } from "../documents.ts";
import { member } from "../json-value.ts";
import {
  inPlace,
  propertyNames,
  propertyPlaces,
  type SchemaNode,
} from "../json-schema/in-place.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import type { Kind, Raw } from "./decode.ts";

/** The kinds of value a schema has room for, most structured first; text may be any of them. */
export function kindsOf(documents: Documents, schema: Place | undefined): readonly Kind[] {
  if (schema === undefined) return ["primitive"];
  const nodes = inPlace(documents, schema, true);
  const types = typesOf(nodes);
  const has = (keyword: string): boolean =>
    nodes.some(({ node }) => member(node, keyword) !== undefined);
  const kinds: Kind[] = [];
  if (types.has("array") || (types.size === 0 && has("items"))) kinds.push("array");
  const isObject = has("properties") || has("additionalProperties");
  if (types.has("object") || (types.size === 0 && isObject)) kinds.push("object");
  const isStructure = kinds.length > 0 && [...types].every((type) => STRUCTURES.has(type));
  return isStructure ? kinds : [...kinds, "primitive"];
}

const STRUCTURES = new Set(["array", "object"]);

/** The names a schema declares for the members of an object. */
export function membersOf(documents: Documents, schema: Place | undefined): ReadonlySet<string> {
  if (schema === undefined) return new Set();
  return new Set(propertyNames(inPlace(documents, schema, true)));
}

function typesOf(nodes: readonly SchemaNode[]): ReadonlySet<string> {
  const types = new Set<string>();
  for (const { node } of nodes) {
    const type = member(node, "type");
    for (const name of Array.isArray(type) ? type : [type]) {
      if (typeof name === "string") types.add(name);
    }
  }
  return types;
}

/**
 * Gives texts the types their schemas declare, as a server does that knows the contract. A text
 * that no declared type fits stays text, and the schema then rejects it.
 */
export function coerce(
  payloads: PayloadReferee,
  raw: Raw,
  schemas: readonly Place[],
  terms: PayloadTerms,
): Json {
  const nodes = schemas.flatMap((schema) => inPlace(payloads.documents, schema, true));
  if (typeof raw === "string") return coerceText(payloads, raw, { nodes, schemas, terms });
  if (raw instanceof Map) {
    const entries = [...raw].map(([name, value]: [string, Raw]) => {
      return [name, coerce(payloads, value, memberPlaces(nodes, name), terms)] as const;
    });
    return Object.fromEntries(entries);
  }
  return asList(raw).map((item, index) => coerce(payloads, item, itemPlaces(nodes, index), terms));
}

function asList(raw: Raw): readonly Raw[] {
  return Array.isArray(raw) ? raw : [];
}

function memberPlaces(nodes: readonly SchemaNode[], name: string): readonly Place[] {
  const declared = propertyPlaces(nodes, name);
  if (declared.length > 0) return declared;
  return nodes
    .filter(({ node }) => isJsonObject(member(node, "additionalProperties")))
    .map(({ place }) => stepInto(place, "additionalProperties"));
}

function itemPlaces(nodes: readonly SchemaNode[], index: number): readonly Place[] {
  return nodes.flatMap(({ node, place }) => {
    const prefix = member(node, "prefixItems");
    if (Array.isArray(prefix) && index < prefix.length)
      return [stepInto(place, "prefixItems", index)];
    return isJsonObject(member(node, "items")) ? [stepInto(place, "items")] : [];
  });
}

interface Wanted {
  readonly nodes: readonly SchemaNode[];
  readonly schemas: readonly Place[];
  readonly terms: PayloadTerms;
}

function coerceText(payloads: PayloadReferee, text: string, wanted: Wanted): Json {
  const types = typesOf(wanted.nodes);
  const candidates = candidatesOf(text, types);
  if (candidates.length === 1) return candidates[0] ?? text;
  const isFit = (value: Json): boolean =>
    wanted.schemas.some((schema) => payloads.accepts(schema, value, wanted.terms).ok === true);
  return candidates.find(isFit) ?? candidates[0] ?? text;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The values a text can stand for, those of declared types first. Without types it is text. */
function candidatesOf(text: string, types: ReadonlySet<string>): readonly Json[] {
  const typed: Json[] = [];
  if (NUMBER.test(text) && (types.has("integer") || types.has("number") || types.size === 0)) {
    typed.push(numberOf(text));
  }
  if ((text === "true" || text === "false") && (types.has("boolean") || types.size === 0)) {
    typed.push(text === "true");
  }
  if (text === "null" && types.has("null")) typed.push(null);
  return types.size === 0 ? [text, ...typed] : [...typed, text];
}

function numberOf(text: string): Json {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(text)
    ? BigInt(text)
    : number;
}

/** A raw value as JSON, every scalar as its text: to compare what two sides have read. */
export function asText(raw: Raw): Json {
  if (typeof raw === "string") return raw;
  if (raw instanceof Map) {
    return Object.fromEntries(
      [...raw].map(([name, value]: [string, Raw]) => [name, asText(value)]),
    );
  }
  return asList(raw).map(asText);
}
