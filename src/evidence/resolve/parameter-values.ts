import { decodePercent } from "./route-syntax.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Parameter } from "../../model/operation.ts";
import type { Shape, ValueType } from "../../model/shape.ts";
import { itemsOf, memberOf, partsOfValue } from "./shape-parts.ts";
import type { Parts } from "./shape-parts.ts";

/** Where the texts of parameters come from. */
export interface ParameterSources {
  /** The values of the path's parameters, in the order of the template. */
  readonly path: readonly string[];
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/**
 * The value that a request gives for a parameter, by its style (OpenAPI 3.1, 4.8.12.4); undefined
 * where it is left out.
 */
export function givenParameter(
  contract: Contract,
  parameter: Parameter,
  { path, query, headers }: ParameterSources,
): Json | undefined {
  const { place, name, serialization } = parameter;
  if (place === "query") {
    const texts = query.get(name) ?? query.get(`${name}[]`);
    if (texts !== undefined) return parameterValue(contract, parameter, texts);
    if (serialization.style === "deepObject") return deepObject(contract, parameter, query);
    return serialization.explode ? explodedObject(contract, parameter, query) : undefined;
  }
  if (place === "header") {
    const texts = headers.get(name.toLowerCase());
    return texts === undefined ? undefined : parameterValue(contract, parameter, texts);
  }
  if (place === "cookie") {
    const texts = cookiesIn(headers).get(name);
    return texts === undefined ? undefined : parameterValue(contract, parameter, texts);
  }
  if (place !== "path") return undefined;
  // A template may write its parameters in a way of its own; one alone is still known.
  const text = path[(parameter.position ?? (path.length === 1 ? 1 : 0)) - 1];
  return text === undefined ? undefined : parameterValue(contract, parameter, [text]);
}

/** The cookies of a request (RFC 6265, 4.2.1), in one header or, with HTTP/2, in several. */
function cookiesIn(
  headers: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const cookies = new Map<string, string[]>();
  for (const pair of (headers.get("cookie") ?? []).flatMap((header) => header.split(";"))) {
    const at = pair.indexOf("=");
    if (at === -1) continue;
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    cookies.set(name, [...(cookies.get(name) ?? []), value.replace(/^"(.*)"$/s, "$1")]);
  }
  return cookies;
}

/**
 * The value that texts stand for: numbers, booleans and lists as the shape says. A text that is no
 * such value stays a text.
 */
export function parameterValue(
  contract: Contract,
  parameter: Parameter,
  texts: readonly string[],
): Json {
  const parts = partsOfValue(contract, [parameter.shape], undefined);
  const [only = ""] = texts;
  if (parameter.serialization.mediaType !== undefined) return documentValue(only);
  const plain = withoutPrefix(parameter, only);
  if (!hasType(parts.shapes, "array")) return scalarValue(parts.shapes, plain);
  const items = partsOfValue(contract, itemsOf(parts), undefined).shapes;
  const separator = separatorOf(parameter);
  const all = texts.length === 1 && separator !== undefined ? plain.split(separator) : texts;
  return all.map((text) => scalarValue(items, text.trim()));
}

function documentValue(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** `.1.2` in the style `label`, `;id=1,2` in the style `matrix`. */
function withoutPrefix({ serialization, name }: Parameter, text: string): string {
  if (serialization.style === "label") return text.replace(/^\./, "");
  if (serialization.style !== "matrix") return text;
  const start = `;${name}=`;
  const rest = text.startsWith(start) ? text.slice(start.length) : text;
  return serialization.explode ? rest.replaceAll(start, ",") : rest;
}

const SEPARATORS: Readonly<Record<string, string>> = {
  form: ",",
  simple: ",",
  matrix: ",",
  spaceDelimited: " ",
  pipeDelimited: "|",
  tabDelimited: "\t",
};

/** What parts the items of a list in one text; none where each item is a parameter of its own. */
function separatorOf({ serialization }: Parameter): string | undefined {
  const { style, explode } = serialization;
  if (explode && style === "form") return undefined;
  if (style === "label") return explode ? "." : ",";
  return Object.hasOwn(SEPARATORS, style) ? SEPARATORS[style] : undefined;
}

/** `person[name]=a&person[age]=3`. */
function deepObject(
  contract: Contract,
  parameter: Parameter,
  query: ParameterSources["query"],
): Json | undefined {
  const parts = partsOfValue(contract, [parameter.shape], undefined);
  const members = [...query].flatMap(([written, texts]): readonly (readonly [string, Json])[] => {
    const match = /^([^[]*)\[([^\]]+)\]$/.exec(decodePercent(written));
    if (match?.[1] !== parameter.name || match[2] === undefined) return [];
    return [[match[2], memberValue(contract, parts, match[2], texts)]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** In the exploded form the members of an object are parameters of their own. */
function explodedObject(
  contract: Contract,
  parameter: Parameter,
  query: ParameterSources["query"],
): Json | undefined {
  const parts = partsOfValue(contract, [parameter.shape], undefined);
  const members = parts.shapes
    .flatMap((shape) => shape.object?.fields ?? [])
    .flatMap(({ name }): readonly (readonly [string, Json])[] => {
      const texts = query.get(name);
      return texts === undefined ? [] : [[name, memberValue(contract, parts, name, texts)]];
    });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** The value of a member that is given as texts: a list where its shape is one. */
export function memberValue(
  contract: Contract,
  parts: Parts,
  name: string,
  texts: readonly string[],
): Json {
  const found = memberOf(parts, name);
  const refs = found.kind === "field" ? found.fields.map((field) => field.shape) : [];
  const own = partsOfValue(contract, refs, undefined);
  const items = itemsOf(own);
  if (items.length === 0) return scalarValue(own.shapes, texts[0] ?? "");
  const { shapes } = partsOfValue(contract, items, undefined);
  return texts.map((text) => scalarValue(shapes, text));
}

function scalarValue(shapes: readonly Shape[], text: string): Json {
  if (hasType(shapes, "string")) return text;
  const isNumber = hasType(shapes, "integer") || hasType(shapes, "number");
  if (isNumber && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  if (hasType(shapes, "boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

function hasType(shapes: readonly Shape[], type: ValueType): boolean {
  return shapes.some((shape) => shape.types?.includes(type) === true);
}
