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
    yield* collected((met) => meetShape(type.shape, met));
  }
  for (const declaration of contract.declarations.values()) {
    yield declaration;
    yield* collected((met) => {
      meetFields(declaration.arguments ?? [], met);
      if (declaration.shape !== undefined) meetShape(declaration.shape, met);
    });
  }
}

/** What is met inside of one element: a generator within generators would pass each on level by level. */
function collected(meet: (met: Met[]) => void): readonly Met[] {
  const met: Met[] = [];
  meet(met);
  return met;
}

function inMessage(message: Message): readonly Met[] {
  return collected((met) => {
    met.push(message);
    meetFields(message.parameters, met);
    for (const content of message.body?.contents ?? []) {
      met.push(content);
      if (content.shape !== undefined) meetShape(content.shape, met);
      if (content.itemShape !== undefined) meetShape(content.itemShape, met);
    }
  });
}

function meetFields(fields: readonly Field[], met: Met[]): void {
  for (const field of fields) {
    met.push(field);
    if (field.arguments !== undefined) meetFields(field.arguments, met);
    meetShape(field.shape, met);
  }
}

/** Bounded by the readers, which refuse texts that are nested too deep. */
function meetShape(ref: ShapeRef, met: Met[]): void {
  if (ref.kind === "ref") return;
  if (ref.deprecation !== undefined) {
    const { coordinate, origin, deprecation } = ref;
    met.push({ kind: "type", coordinate, origin, deprecation });
  }
  for (const value of ref.values?.items ?? []) met.push(value);
  if (ref.object !== undefined) {
    meetFields(ref.object.fields, met);
    for (const group of ref.object.groups ?? []) met.push(group);
  }
  for (const part of innerShapes(ref)) meetShape(part, met);
}

const NONE: readonly ShapeRef[] = [];

/** Every shape that stands directly inside a shape, those of its fields excepted. */
export function innerShapes(shape: Shape): readonly ShapeRef[] {
  // Of most there are none, and every shape of a contract is asked.
  if (!PARTED.some((facet) => shape[facet] !== undefined)) return NONE;
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

/** The facets that can hold shapes. */
const PARTED = [
  "array",
  "object",
  "string",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "conditional",
] as const satisfies readonly (keyof Shape)[];

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
