import type { Parameter, Serialization } from "../../model/operation.ts";
import type { ValueType } from "../../model/shape.ts";
import type { Json } from "../../model/json.ts";
import { stringIn, valueIn } from "./node.ts";

type Place = Parameter["place"];

/** What a parameter is when nothing else is said (OAS 3.x, 4.8.12). */
const STYLES: Readonly<Record<Place, string>> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
  querystring: "form",
};

/** How a parameter of 3.x is written. `types` are its schema's, undefined where they are open. */
export function serializationOf(
  parameter: Json,
  place: Place,
  types: readonly ValueType[] | undefined,
): Serialization {
  const style = stringIn(parameter, "style") ?? STYLES[place];
  const explode = valueIn(parameter, "explode");
  return {
    style,
    explode: effectiveExplode(style, typeof explode === "boolean" ? explode : undefined, types),
    allowReserved: valueIn(parameter, "allowReserved") === true,
    allowEmptyValue: valueIn(parameter, "allowEmptyValue") === true,
  };
}

/** A parameter that is a document in a media type. */
export function documentSerialization(place: Place, mediaType: string): Serialization {
  return {
    style: STYLES[place],
    explode: false,
    allowReserved: false,
    allowEmptyValue: false,
    mediaType,
  };
}

/** `collectionFormat` of 2.0 in the words of 3.x. */
export function collectionSerialization(
  parameter: Json,
  place: Place,
  types: readonly ValueType[] | undefined,
): Serialization {
  const format = stringIn(parameter, "collectionFormat") ?? "csv";
  const style = COLLECTIONS[format] ?? STYLES[place];
  return {
    style,
    explode: effectiveExplode(style, format === "multi", types),
    allowReserved: false,
    allowEmptyValue: valueIn(parameter, "allowEmptyValue") === true,
    ...nestedIn(valueIn(parameter, "items")),
  };
}

/** 2.0: each list inside a list has a format of its own. Bounded by how deep a document may be. */
function nestedIn(items: Json | undefined): Pick<Serialization, "nested"> {
  const formats: string[] = [];
  let inner = items;
  while (inner !== undefined && stringIn(inner, "type") === "array") {
    formats.push(stringIn(inner, "collectionFormat") ?? "csv");
    inner = valueIn(inner, "items");
  }
  return formats.length === 0 ? {} : { nested: formats.join(" ") };
}

const COLLECTIONS: Readonly<Partial<Record<string, string>>> = {
  ssv: "spaceDelimited",
  tsv: "tabDelimited",
  pipes: "pipeDelimited",
};

/** Made explicit, and the same for all where it makes no difference to the text that is sent. */
function effectiveExplode(
  style: string,
  written: boolean | undefined,
  types: readonly ValueType[] | undefined,
): boolean {
  const assumed = style === "form" || style === "cookie";
  const matters =
    types === undefined ||
    types.includes("object") ||
    (types.includes("array") && style !== "simple");
  return matters ? (written ?? assumed) : assumed;
}
