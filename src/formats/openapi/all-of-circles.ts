import type { NamedType } from "../../model/contract.ts";
import type { Reference, Shape, ShapeRef, TypeId } from "../../model/shape.ts";

/**
 * Types without an `allOf` that leads back to the type itself. Such a part demands nothing: a value
 * is accepted where the type accepts it. It would only be in the way of merging.
 */
export function withoutCircles(
  types: ReadonlyMap<TypeId, NamedType>,
  note: (id: TypeId) => void,
): ReadonlyMap<TypeId, NamedType> {
  const circular = circularParts(types);
  if (circular.size === 0) return types;
  const mended = new Map(types);
  for (const [id, type] of types) {
    if (!partsOf(type.shape).some((part) => circular.has(part))) continue;
    note(id);
    mended.set(id, { ...type, shape: without(type.shape, circular) });
  }
  return mended;
}

/** References that close a circle, found by walking each type's parts in depth, once. */
function circularParts(types: ReadonlyMap<TypeId, NamedType>): ReadonlySet<Reference> {
  const circular = new Set<Reference>();
  const done = new Set<TypeId>();
  for (const start of types.keys()) {
    const open = new Set<TypeId>();
    const way: Visit[] = [];
    const enter = (id: TypeId): void => {
      const type = types.get(id);
      if (type === undefined || done.has(id)) return;
      open.add(id);
      way.push({ id, parts: partsOf(type.shape).values() });
    };
    enter(start);
    for (let visit = way.at(-1); visit !== undefined; visit = way.at(-1)) {
      const part = visit.parts.next();
      if (part.done === true) {
        open.delete(visit.id);
        done.add(visit.id);
        way.pop();
      } else if (open.has(part.value.to)) circular.add(part.value);
      else enter(part.value.to);
    }
  }
  return circular;
}

interface Visit {
  readonly id: TypeId;
  readonly parts: Iterator<Reference>;
}

/** The types a shape is made of altogether: itself a reference, or through `allOf`. */
function partsOf(shape: ShapeRef): readonly Reference[] {
  return shape.kind === "ref" ? [shape] : (shape.allOf ?? []).flatMap(partsOf);
}

function without(shape: ShapeRef, circular: ReadonlySet<Reference>): ShapeRef {
  if (shape.kind === "ref" || shape.allOf === undefined) return shape;
  const { allOf, ...rest } = shape;
  const kept = allOf
    .filter((part) => part.kind === "shape" || !circular.has(part))
    .map((part) => without(part, circular));
  const mended: Shape = kept.length === 0 ? rest : { ...rest, allOf: kept };
  return mended;
}
