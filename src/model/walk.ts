import type { Contract } from "./contract.ts";
import type { Element } from "./element.ts";
import type { Message } from "./operation.ts";
import type { Field, Shape, ShapeRef } from "./shape.ts";

/** What a walk meets: an element, or an inline shape that carries a deprecation of its own. */
export type Met = Pick<Element, "kind" | "coordinate" | "origin" | "deprecation" | "stability">;

/** Every element of a contract, in the order of the text. References are not followed. */
export function* elementsOf(contract: Contract): Generator<Met> {
  for (const operation of contract.operations) {
    yield operation;
    for (const message of operation.messages) yield* inMessage(message);
    yield* operation.bindings ?? [];
  }
  for (const type of contract.types.values()) {
    yield type;
    yield* inShape(type.shape);
  }
  for (const declaration of contract.declarations.values()) {
    yield declaration;
    yield* inFields(declaration.arguments ?? []);
    if (declaration.shape !== undefined) yield* inShape(declaration.shape);
  }
}

function* inMessage(message: Message): Generator<Met> {
  yield message;
  yield* inFields(message.parameters);
  for (const content of message.body?.contents ?? []) {
    yield content;
    if (content.shape !== undefined) yield* inShape(content.shape);
    if (content.itemShape !== undefined) yield* inShape(content.itemShape);
  }
}

function* inFields(fields: readonly Field[]): Generator<Met> {
  for (const field of fields) {
    yield field;
    yield* inFields(field.arguments ?? []);
    yield* inShape(field.shape);
  }
}

/** Bounded by the readers, which refuse texts that are nested too deep. */
function* inShape(ref: ShapeRef): Generator<Met> {
  if (ref.kind === "ref") return;
  if (ref.deprecation !== undefined) {
    const { coordinate, origin, deprecation } = ref;
    yield { kind: "type", coordinate, origin, deprecation };
  }
  yield* ref.values?.items ?? [];
  yield* inFields(ref.object?.fields ?? []);
  yield* ref.object?.groups ?? [];
  for (const part of innerShapes(ref)) yield* inShape(part);
}

/** Every shape that stands directly inside a shape, those of its fields excepted. */
export function innerShapes(shape: Shape): readonly ShapeRef[] {
  const { conditional, string } = shape;
  return [
    string?.contentSchema,
    shape.not,
    conditional?.if,
    conditional?.then,
    conditional?.else,
    ...inArray(shape),
    ...inObject(shape),
    ...(shape.allOf ?? []),
    ...(shape.anyOf ?? []),
    ...(shape.oneOf ?? []),
  ].filter((part) => part !== undefined);
}

function inArray({ array }: Shape): readonly (ShapeRef | undefined)[] {
  if (array === undefined) return [];
  return [array.items, array.contains?.shape, array.unevaluatedItems, ...(array.prefixItems ?? [])];
}

function inObject({ object }: Shape): readonly (ShapeRef | undefined)[] {
  if (object === undefined) return [];
  const { additional, unevaluatedProperties } = object;
  return [
    object.map?.key,
    object.propertyNames,
    typeof additional === "boolean" ? undefined : additional,
    typeof unevaluatedProperties === "boolean" ? undefined : unevaluatedProperties,
    ...(object.patternFields ?? []).map((pattern) => pattern.shape),
    ...Object.values(object.dependentSchemas ?? {}),
  ];
}
