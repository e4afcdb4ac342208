import type { Coordinate } from "../../model/element.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import type {
  ArrayFacet,
  NumberFacet,
  ObjectFacet,
  Shape,
  ShapeRef,
  StringFacet,
} from "../../model/shape.ts";
import { childOf } from "./node.ts";
import type { Node } from "./node.ts";
import type { Around, Reading } from "./reading.ts";

/** A record under construction. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A shape under construction: keywords add to its facets. */
export interface ShapeDraft extends Draft<
  Omit<Shape, "number" | "string" | "array" | "object" | "attributes">
> {
  number?: Draft<NumberFacet>;
  string?: Draft<StringFacet>;
  array?: Draft<ArrayFacet>;
  object?: Draft<ObjectFacet>;
  attributes?: Record<string, Json>;
}

/** A schema that is being read. */
export interface SchemaAt {
  readonly reading: Reading;
  readonly node: Node;
  readonly schema: JsonObject;
  readonly coordinate: Coordinate;
  readonly origin: Origin;
  /** What schemas in it take over. */
  readonly around: Around;
}

/** Adds what one keyword says. `value` is the keyword's, with a `$ref` in its place followed. */
export type Keyword = (draft: ShapeDraft, value: Json, at: SchemaAt) => void;

export function objectOf(draft: ShapeDraft): Draft<ObjectFacet> {
  return (draft.object ??= { fields: [] });
}

/** A schema directly below a keyword. */
export function subschema(at: SchemaAt, keyword: string, coordinate: Coordinate): ShapeRef {
  const node = childOf(at.node, keyword) ?? { ...at.node, value: true };
  return at.reading.shape(node, coordinate, at.around);
}

/** The schemas in a list below a keyword, each with its own coordinate. */
export function subschemas(
  at: SchemaAt,
  keyword: string,
  coordinateOf: (index: number) => Coordinate,
): readonly ShapeRef[] | undefined {
  const list = childOf(at.node, keyword);
  if (list === undefined) return undefined;
  const node = at.reading.resolver.follow(list);
  if (!Array.isArray(node.value)) return malformed(at, keyword, "a list of schemas");
  return node.value.flatMap((_: Json, index) => {
    const child = childOf(node, index);
    return child === undefined ? [] : at.reading.shape(child, coordinateOf(index), at.around);
  });
}

/** The map of schemas below a keyword: a reference may stand for the whole map. */
export function subschemaMap(at: SchemaAt, keyword: string): MapNode | undefined {
  const child = childOf(at.node, keyword);
  if (child === undefined) return undefined;
  const node = at.reading.resolver.follow(child);
  return isMap(node) ? node : malformed(at, keyword, "a map of schemas");
}

/** A node whose members are schemas, by names somebody chose. */
export interface MapNode extends Node {
  readonly value: JsonObject;
}

function isMap(node: Node): node is MapNode {
  return isJsonObject(node.value);
}

/** Notes a keyword whose value cannot be what the keyword asks for; it then says nothing. */
export function malformed(at: SchemaAt, keyword: string, expected: string): undefined {
  const where = childOf(at.node, keyword) ?? at.node;
  at.reading.report(
    "malformed-keyword",
    `The keyword ${JSON.stringify(keyword)} is left out: it should be ${expected}.`,
    where,
  );
  return undefined;
}
