import type { ArrayFacet, Field, ObjectFacet, Shape, ShapeRef, TypeId } from "../../model/shape.ts";
import { memberStep } from "../compare/fields.ts";

/** One step from a shape to a part of it: a member, an argument, or as it is written in a place. */
export type Step = string | Field;

/**
 * Told of every reference below a shape that is not itself declared. `turned` is true below an
 * argument: it is sent, although the type around it is received. `steps` is lent for the call.
 */
export type Visit = (to: TypeId, turned: boolean, steps: readonly Step[]) => void;

/** Visits the references of a shape from the last to the first. Nothing is written down on the way. */
export function eachReference(root: ShapeRef, visit: Visit): void {
  followShape(root, { visit, steps: [], turned: false });
}

/** A way as it stands in a coordinate: `.lines[].sku`, `.order(id:)`. */
export function placeOf(steps: readonly Step[]): string {
  return steps.map(textOf).join("");
}

function textOf(step: Step): string {
  if (typeof step === "string") return step;
  return step.kind === "argument" ? `(${step.name}:)` : memberStep(step.name);
}

interface Walk {
  readonly visit: Visit;
  readonly steps: Step[];
  turned: boolean;
}

function followShape(ref: ShapeRef, walk: Walk): void {
  if (ref.kind === "ref") walk.visit(ref.to, walk.turned, walk.steps);
  else followParts(ref, walk);
}

function followParts(shape: Shape, walk: Walk): void {
  if (shape.object !== undefined) followObject(shape.object, walk);
  if (shape.array !== undefined) followArray(shape.array, walk);
  follow("", shape.string?.contentSchema, walk);
  if (shape.conditional !== undefined) followAll(Object.values(shape.conditional), walk);
  follow("", shape.not, walk);
  followNumbered(shape.oneOf, walk, alternativeStep);
  followNumbered(shape.anyOf, walk, alternativeStep);
  followAll(shape.allOf, walk);
}

function followArray(array: ArrayFacet, walk: Walk): void {
  follow("[]", array.contains?.shape, walk);
  followNumbered(array.prefixItems, walk, (index) => `[${index}]`);
  follow("[]", array.items, walk);
}

function followObject(object: ObjectFacet, walk: Walk): void {
  if (object.dependentSchemas !== undefined)
    followAll(Object.values(object.dependentSchemas), walk);
  for (const entry of object.patternFields?.toReversed() ?? []) follow("{}", entry.shape, walk);
  if (typeof object.additional === "object") follow("{}", object.additional, walk);
  const { fields } = object;
  for (let index = fields.length - 1; index >= 0; index--) {
    const field = fields[index];
    if (field !== undefined) followField(field, walk);
  }
}

function followField(field: Field, walk: Walk): void {
  walk.steps.push(field);
  if (field.arguments !== undefined) followArguments(field.arguments, walk);
  followShape(field.shape, walk);
  walk.steps.pop();
}

function followArguments(fields: readonly Field[], walk: Walk): void {
  const { turned } = walk;
  walk.turned = true;
  for (let index = fields.length - 1; index >= 0; index--) {
    const argument = fields[index];
    if (argument !== undefined) follow(argument, argument.shape, walk);
  }
  walk.turned = turned;
}

function follow(step: Step, ref: ShapeRef | undefined, walk: Walk): void {
  if (ref === undefined) return;
  walk.steps.push(step);
  followShape(ref, walk);
  walk.steps.pop();
}

function followAll(refs: readonly ShapeRef[] | undefined, walk: Walk): void {
  for (const ref of refs?.toReversed() ?? []) followShape(ref, walk);
}

function followNumbered(
  refs: readonly ShapeRef[] | undefined,
  walk: Walk,
  step: (index: number) => string,
): void {
  for (let index = (refs?.length ?? 0) - 1; index >= 0; index--)
    follow(step(index), refs?.[index], walk);
}

function alternativeStep(index: number): string {
  return `<${index}>`;
}
