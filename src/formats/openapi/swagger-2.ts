import { inMediaType, member, place } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Json } from "../../model/json.ts";
import type { Body, Content } from "../../model/operation.ts";
import type { Field } from "../../model/shape.ts";
import { normalMediaType } from "./media-types.ts";
import { childOf, originOf, stringIn, stringsIn, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { WrittenParameter } from "./parameters.ts";
import type { Reading } from "./reading.ts";
import type { RequestSite } from "./request.ts";
import type { ReadBodies } from "./responses.ts";
import { collectionSerialization } from "./serialization.ts";

/** Media types where the document names none: what every tool for 2.0 assumes. */
const JSON_BODY = ["application/json"];
const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/** The media types an operation says, else those of the whole document. */
export function mediaTypes2(
  reading: Reading,
  operation: Node,
  key: "consumes" | "produces",
): readonly string[] {
  const own =
    reading.resolver.member(operation, key) ?? reading.resolver.member(reading.resolver.entry, key);
  const list = own === undefined ? undefined : stringsIn({ list: own.value }, "list");
  return list === undefined || list.length === 0
    ? JSON_BODY
    : [...new Set(list.map(normalMediaType))];
}

/** 2.0: a body is a parameter, and so is each field of a form. */
export function readBody2(
  reading: Reading,
  site: RequestSite,
  written: readonly WrittenParameter[],
): Body | undefined {
  const consumes = mediaTypes2(reading, site.node, "consumes");
  const request = place(site.coordinate, "req");
  const body = written.find((parameter) => parameter.in === "body");
  if (body !== undefined) {
    const { definition, declared } = body.use;
    return {
      required: valueIn(definition.value, "required") === true,
      contents: bodies(reading, definition, declared?.coordinate ?? request, consumes),
    };
  }
  const fields = written.filter((parameter) => parameter.in === "formData");
  if (fields.length === 0) return undefined;
  const contents = formTypes(fields, consumes).map((mediaType) =>
    formContent(reading, { site, mediaType, coordinate: inMediaType(request, mediaType) }, fields),
  );
  return { required: fields.some(isRequired), contents };
}

/** 2.0: the schema of a response holds in every media type that the operation produces. */
export function readBodies2(reading: Reading): ReadBodies {
  return (response, coordinate, produces) =>
    childOf(response, "schema") === undefined
      ? []
      : bodies(reading, response, coordinate, produces);
}

/** One schema in several media types: one shape, first used in the first of them. */
function bodies(
  reading: Reading,
  definition: Node,
  parent: Coordinate,
  mediaTypes: readonly string[],
): readonly Content[] {
  const schema = childOf(definition, "schema");
  const first = inMediaType(parent, mediaTypes[0] ?? "application/json");
  const shape = schema === undefined ? undefined : reading.shape(schema, first);
  return mediaTypes.map((mediaType) => ({
    kind: "media-type",
    coordinate: inMediaType(parent, mediaType),
    origin: originOf(schema ?? definition),
    mediaType,
    ...(shape === undefined ? {} : { shape }),
  }));
}

function isRequired({ use }: WrittenParameter): boolean {
  return valueIn(use.definition.value, "required") === true;
}

/** Files can only be sent in several parts. */
function formTypes(
  fields: readonly WrittenParameter[],
  consumes: readonly string[],
): readonly string[] {
  const forms = consumes.filter((mediaType) => mediaType === FORM || mediaType === MULTIPART);
  if (forms.length > 0) return forms;
  const hasFile = fields.some(({ use }) => stringIn(use.definition.value, "type") === "file");
  return [hasFile ? MULTIPART : FORM];
}

interface FormSite {
  readonly site: RequestSite;
  readonly mediaType: string;
  readonly coordinate: Coordinate;
}

function formContent(
  reading: Reading,
  { site, mediaType, coordinate }: FormSite,
  written: readonly WrittenParameter[],
): Content {
  const origin = originOf(site.node);
  const fields = written.map((parameter) => formField(reading, parameter, coordinate));
  const encodings = written.flatMap(formEncoding);
  return {
    kind: "media-type",
    coordinate,
    origin,
    mediaType,
    shape: { kind: "shape", coordinate, origin, types: ["object"], object: { fields } },
    ...(encodings.length === 0 ? {} : { encoding: Object.fromEntries(encodings) }),
  };
}

function formField(reading: Reading, { use, name }: WrittenParameter, parent: Coordinate): Field {
  const { definition, declared } = use;
  const coordinate = declared?.coordinate ?? member(parent, name);
  const shape = reading.shape(definition, coordinate);
  const deprecation = reading.lifecycle.deprecation(definition.value);
  return {
    kind: "field",
    coordinate,
    origin: originOf(definition),
    name,
    shape,
    required: valueIn(definition.value, "required") === true,
    ...(shape.kind === "shape" && shape.default !== undefined ? { default: shape.default } : {}),
    ...(deprecation === undefined ? {} : { deprecation }),
  };
}

/** How a list in a form is written, in the words of 3.x. */
function formEncoding({ use, name }: WrittenParameter): readonly (readonly [string, Json])[] {
  const { value } = use.definition;
  if (stringIn(value, "type") !== "array") return [];
  const { style, explode } = collectionSerialization(value, "query", ["array"]);
  return [[name, { style, explode }]];
}
