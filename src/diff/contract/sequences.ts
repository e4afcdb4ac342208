import type { Content } from "../../model/operation.ts";
import type { Shape, ShapeRef } from "../../model/shape.ts";
import type { Normaliser } from "../normal/normalise.ts";

const WRITTEN = new WeakMap<Content, Shape>();

/** A body's value; that of a sequential media type is the list of its items (OpenAPI 3.2, 4.14.4). */
export function valueShape(content: Content): ShapeRef | undefined {
  const { shape, itemShape } = content;
  if (itemShape === undefined) return shape;
  const known = WRITTEN.get(content) ?? listOf(content, itemShape, shape);
  WRITTEN.set(content, known);
  return known;
}

/**
 * A sequence as the side has it that does not describe its items apart. Before OpenAPI 3.2 there was
 * no way to: what is no list was meant for each item.
 */
export function sequenceShape(side: Normaliser, content: Content): ShapeRef | undefined {
  const { shape, itemShape } = content;
  if (itemShape !== undefined || shape === undefined) return valueShape(content);
  return side.normal(shape).types.includes("array") ? shape : listOf(content, shape);
}

function listOf({ coordinate, origin }: Content, items: ShapeRef, whole?: ShapeRef): Shape {
  return {
    kind: "shape",
    coordinate,
    origin,
    types: ["array"],
    array: { items },
    ...(whole === undefined ? {} : { allOf: [whole] }),
  };
}
