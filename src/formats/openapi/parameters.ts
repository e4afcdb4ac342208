import { place } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Parameter, Serialization } from "../../model/operation.ts";
import type { ShapeRef, ValueType } from "../../model/shape.ts";
import { normalMediaType } from "./media-types.ts";
import { childOf, isReference, originOf, stringIn, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";
import {
  collectionSerialization,
  documentSerialization,
  serializationOf,
} from "./serialization.ts";
import { useOf } from "./use.ts";
import type { Use } from "./use.ts";

export type ParameterPlace = Parameter["place"];

/** A parameter as it is written on an operation or path, with what decides who overrides whom. */
export interface WrittenParameter {
  readonly use: Use;
  readonly name: string;
  /** `query`, `path`, … and in 2.0 `body` and `formData`. */
  readonly in: string;
}

/**
 * The parameters of an operation: its own, and those of its path that it does not override
 * (OAS 3.x, 4.8.9). Header names are the same in any case.
 */
export function writtenParameters(
  reading: Reading,
  lists: readonly (Node | undefined)[],
): readonly WrittenParameter[] {
  const found = new Map<string, WrittenParameter>();
  for (const list of lists) {
    for (const node of reading.resolver.elements(list)) {
      const written = writtenParameter(reading, node);
      if (written === undefined || isIgnored(reading, written)) continue;
      const name = written.in === "header" ? written.name.toLowerCase() : written.name;
      found.set(`${written.in} ${name}`, written);
    }
  }
  return [...found.values()];
}

function writtenParameter(reading: Reading, node: Node): WrittenParameter | undefined {
  const use = useOf(reading, node, "parameters");
  const { value } = use.definition;
  const name = stringIn(value, "name");
  const where = stringIn(value, "in");
  if (name !== undefined && where !== undefined) return { use, name, in: where };
  reading.report("malformed-parameter", 'A parameter needs a "name" and an "in".', use.definition);
  return undefined;
}

/** Headers that other parts of the document describe (OAS 3.x, 4.8.12.1). */
function isIgnored({ version }: Reading, { in: where, name }: WrittenParameter): boolean {
  return version !== "2.0" && where === "header" && IGNORED_HEADERS.has(name.toLowerCase());
}

const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

const PLACES: ReadonlySet<string> = new Set<ParameterPlace>([
  "path",
  "query",
  "header",
  "cookie",
  "querystring",
]);

export function isParameterPlace(where: string): where is ParameterPlace {
  return PLACES.has(where);
}

/** Where a parameter is: its place, its first use, and whether it is a header of a response. */
export interface ParameterSite {
  readonly kind: "parameter" | "header";
  readonly place: ParameterPlace;
  readonly name: string;
  readonly coordinate: Coordinate;
}

/** Reads one parameter or response header; the site gives what a header does not say of itself. */
export function readParameter(reading: Reading, definition: Node, site: ParameterSite): Parameter {
  const { value } = definition;
  const { shape, serialization } = valueOf(reading, definition, site);
  // A parameter is its value: what is said of the one is said of the other.
  const deprecation =
    reading.lifecycle.deprecation(value) ??
    (shape.kind === "shape" ? shape.deprecation : undefined);
  const stability = reading.lifecycle.stability(value);
  return {
    kind: site.kind,
    coordinate: site.coordinate,
    origin: originOf(definition),
    name: site.name,
    place: site.place,
    required: site.place === "path" || valueIn(value, "required") === true,
    shape,
    serialization,
    ...(shape.kind === "shape" && shape.default !== undefined ? { default: shape.default } : {}),
    ...(deprecation === undefined ? {} : { deprecation }),
    ...stability,
  };
}

interface ValueOfParameter {
  readonly shape: ShapeRef;
  readonly serialization: Serialization;
}

function valueOf(reading: Reading, definition: Node, site: ParameterSite): ValueOfParameter {
  const { coordinate, place: where } = site;
  if (reading.version === "2.0") {
    const shape = shapeOfParameter2(reading, definition, coordinate);
    const types = shape.kind === "shape" ? shape.types : undefined;
    return { shape, serialization: collectionSerialization(definition.value, where, types) };
  }
  const [media] = reading.resolver.members(reading.resolver.member(definition, "content"));
  if (media !== undefined) {
    return {
      shape: shapeBelow(reading, media[1], coordinate),
      serialization: documentSerialization(where, normalMediaType(media[0])),
    };
  }
  const shape = shapeBelow(reading, definition, coordinate);
  const types = typesOf(reading, childOf(definition, "schema"), shape);
  return { shape, serialization: serializationOf(definition.value, where, types) };
}

/** In 2.0 a parameter is its own schema; what it says of its end is said of the parameter. */
function shapeOfParameter2(reading: Reading, definition: Node, coordinate: Coordinate): ShapeRef {
  const shape = reading.shape(definition, coordinate);
  if (shape.kind === "ref") return shape;
  const { deprecation: _itsOwn, ...rest } = shape;
  return rest;
}

function shapeBelow(reading: Reading, node: Node, coordinate: Coordinate): ShapeRef {
  const schema = childOf(node, "schema");
  return schema === undefined
    ? { kind: "shape", coordinate, origin: originOf(node) }
    : reading.shape(schema, coordinate);
}

function typesOf(
  reading: Reading,
  schema: Node | undefined,
  shape: ShapeRef,
): readonly ValueType[] | undefined {
  if (shape.kind === "shape") return shape.types;
  if (schema === undefined || !isReference(schema.value)) return undefined;
  const { value } = reading.resolver.follow(schema);
  const type = isJsonObject(value) ? value["type"] : undefined;
  return SCALARS.find((known) => known === type) === undefined ? undefined : ["string"];
}

/** Types whose values are written alike in every style. */
const SCALARS: readonly ValueType[] = ["boolean", "integer", "number", "string"];

/** The first use of a parameter that is not declared for reuse. */
export function firstUse(
  operation: Coordinate,
  { in: where, name }: WrittenParameter,
  position: number | undefined,
): Coordinate {
  if (!isParameterPlace(where)) return operation;
  return place(operation, where, where === "path" ? (position ?? name) : name);
}
