import type { Contract } from "../../model/contract.ts";
import type { ObjectFacet, Shape, ShapeRef } from "../../model/shape.ts";
import {
  defined,
  fullTypes,
  intersectArrays,
  intersectNumbers,
  intersectObjects,
  intersectStrings,
  intersectTypes,
  intersectValues,
  saysNothing,
} from "./intersect.ts";
import { formatsIn, joinFormats } from "./formats.ts";
import { ALL_TYPES, type AlternativeGroup, type Normal } from "./normal.ts";
import { distinctShapes } from "./same-text.ts";
import {
  evaluatesNothing,
  looksAtItself,
  ofItself,
  ofItsTypes,
  whereAnythingIsLeft,
  withoutUnevaluated,
  type Facets,
  type Within,
} from "./unevaluated.ts";

/** More members than this in one conjunction are not a schema anybody wrote. */
const MAX_CONJUNCTS = 5_000;

/** The shape itself and everything its `allOf` leads to, references followed, each once. */
export function conjunctsOf(shape: Shape, contract: Contract): readonly Shape[] {
  const found: Shape[] = [];
  const seen = new Set<ShapeRef>();
  const stack: ShapeRef[] = [shape];
  while (stack.length > 0 && found.length < MAX_CONJUNCTS) {
    const next = stack.pop();
    if (next === undefined || seen.has(next)) continue;
    seen.add(next);
    if (next.kind === "ref") {
      const target = contract.types.get(next.to)?.shape;
      if (target !== undefined) stack.push(target);
      continue;
    }
    found.push(next);
    if (next.allOf !== undefined) stack.push(...next.allOf.toReversed());
  }
  return found;
}

/** One shape that accepts what every conjunct accepts, the outermost first. `self` gives place and name. */
export function mergeConjuncts(
  self: Shape,
  conjuncts: readonly Shape[],
  { unseen, within }: { readonly unseen: ReadonlySet<Shape>; readonly within: Within },
): Normal {
  const asking = conjuncts.map((shape) => whereAnythingIsLeft(shape, within));
  const [first = self, ...others] = asking;
  const possible = fullTypes(
    others.reduce((types, next) => intersectTypes(types, next.types), first.types),
  );
  const conjunction = { conjuncts: asking, types: possible, within };
  const apart = others.filter((shape) => looksAtItself(shape, conjunction));
  const further = others.map((shape) =>
    apart.includes(shape) ? withoutUnevaluated(shape) : shape,
  );
  const facets = further.reduce((merged, next) => mergeTwo(merged, ofItself(next, within)), first);
  const types = fullTypes(typesOf(facets));
  const base = defined<Normal>({
    coordinate: self.coordinate,
    origin: self.origin,
    type: undefined,
    types,
    nominal: facets.nominal,
    encoding: facets.encoding,
    format: facets.format,
    forms: facets.forms,
    values: facets.values,
    number: facets.number,
    string: facets.string,
    array: facets.array,
    object:
      facets.object === undefined
        ? undefined
        : settleRequired(settleAdditional(settleDependent(facets.object))),
    groups: distinctShapes(conjuncts.flatMap(groupsOf)),
    nots: distinctShapes([
      ...conjuncts.flatMap((shape) => (shape.not === undefined ? [] : [shape.not])),
      ...distinctShapes(apart).map(negated),
    ]),
    conditionals: distinctShapes(
      conjuncts.flatMap((shape) => {
        const { conditional } = shape;
        const around = unseen.has(shape) ? {} : ofItsTypes(types, facets);
        return conditional === undefined || isIdle(conditional, around) ? [] : [conditional];
      }),
    ),
    discriminator: facets.discriminator,
    default: facets.default,
    attributes: facets.attributes,
    opaque: undefined,
  });
  return base;
}

/** A conjunct that asks what it evaluated itself, where others evaluate more, stays as it is. */
function negated(shape: Shape): Shape {
  return { kind: "shape", coordinate: shape.coordinate, origin: shape.origin, not: shape };
}

/** A number in a format of integers is an integer. */
function typesOf({ types, format }: Shape): Shape["types"] {
  const isWhole = formatsIn(format).some((one) => one === "int32" || one === "int64");
  if (!isWhole) return types;
  return (types ?? ALL_TYPES).map((type) => (type === "number" ? "integer" : type));
}

/** A condition that nothing follows from counts only as one that evaluates members. */
function isIdle(
  { if: condition, then, else: otherwise }: NonNullable<Shape["conditional"]>,
  around: Facets,
): boolean {
  if (then !== undefined || otherwise !== undefined) return false;
  return evaluatesNothing(condition, around);
}

function groupsOf(shape: Shape): readonly AlternativeGroup[] {
  const any: AlternativeGroup[] =
    shape.anyOf === undefined ? [] : [{ mode: "any", members: shape.anyOf }];
  return shape.oneOf === undefined ? any : [...any, { mode: "one", members: shape.oneOf }];
}

function mergeTwo(a: Shape, b: Shape): Shape {
  return defined<Shape>({
    ...a,
    types: intersectTypes(a.types, b.types),
    nominal: a.nominal ?? b.nominal,
    encoding: a.encoding ?? b.encoding,
    format: joinFormats(a.format, b.format),
    values: intersectValues(a.values, b.values),
    number: either(a.number, b.number, intersectNumbers),
    string: either(a.string, b.string, intersectStrings),
    array: either(a.array, b.array, intersectArrays),
    object: either(a.object, b.object, intersectObjects),
    discriminator: a.discriminator ?? b.discriminator,
    default: a.default ?? b.default,
    attributes: a.attributes ?? b.attributes,
  });
}

function either<T>(a: T | undefined, b: T | undefined, merge: (x: T, y: T) => T): T | undefined {
  return a === undefined || b === undefined ? (a ?? b) : merge(a, b);
}

/** Dependent schemas that say nothing are none. */
function settleDependent(object: ObjectFacet): ObjectFacet {
  const { dependentSchemas, ...rest } = object;
  if (dependentSchemas === undefined) return object;
  const entries = Object.entries(dependentSchemas).filter(([, shape]) => !saysNothing(shape));
  return entries.length === 0 ? rest : { ...rest, dependentSchemas: Object.fromEntries(entries) };
}

/** A schema that says nothing is no other word than `true`. */
function settleAdditional(object: ObjectFacet): ObjectFacet {
  const { additional } = object;
  return typeof additional === "object" && saysNothing(additional)
    ? { ...object, additional: true }
    : object;
}

/** Moves names from the list of required names to the fields that carry them. */
function settleRequired(object: ObjectFacet): ObjectFacet {
  if (object.required === undefined) return object;
  const names = new Set(object.required);
  const fields = object.fields.map((field) =>
    names.has(field.name) && !field.required ? { ...field, required: true } : field,
  );
  const declared = new Set(fields.map((field) => field.name));
  const rest = object.required.filter((name) => !declared.has(name));
  const { required: _, ...others } = object;
  return { ...others, fields, ...(rest.length === 0 ? {} : { required: rest }) };
}
