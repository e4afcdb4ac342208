import type { Contract } from "../../model/contract.ts";
import type { Field, ObjectFacet, ShapeRef, TypeId } from "../../model/shape.ts";
import type { Subject } from "../finding.ts";
import { memberStep } from "./fields.ts";
import type { Meeting } from "./meet.ts";
import { refText } from "./text.ts";

/**
 * Whether a document may hold a member and one of the same type on another object under one name,
 * and the two types differ from now on: such documents are refused, whatever is sent (GraphQL,
 * September 2025, 5.3.2). Both objects have to be behind one interface or union.
 */
export function overlapsAnother({ engine, inner }: Meeting): boolean {
  const { before, after } = engine;
  const { type: parent } = inner.subject.holder;
  if (parent === undefined || objectOf(before.contract, parent)?.abstract === true) return false;
  const place = placeOf(inner.subject);
  const find = (contract: Contract) =>
    objectOf(contract, parent)?.fields.find(({ name }) => memberStep(name) === place);
  const from = find(before.contract);
  const to = find(after.contract);
  if (from === undefined || to === undefined) return false;
  const textBefore = (ref: ShapeRef) => refText(ref, before);
  const textAfter = (ref: ShapeRef) => refText(ref, after);
  const differs = (other: Field, partner: Field | undefined) =>
    partner !== undefined &&
    textBefore(other.shape) === textBefore(from.shape) &&
    textAfter(partner.shape) !== textAfter(to.shape);
  return siblingsOf(before.contract, parent).some((sibling) => {
    const partners = objectOf(after.contract, sibling)?.fields ?? [];
    return objectOf(before.contract, sibling)?.fields.some((other) =>
      differs(
        other,
        partners.find(({ name }) => name === other.name),
      ),
    );
  });
}

/** The member that a place in an object starts with; items of its lists are within it. */
function placeOf({ holder }: Subject): string {
  return holder.place.replace(/(?:\[\])+$/, "");
}

function objectOf(contract: Contract, id: TypeId): ObjectFacet | undefined {
  const shape = contract.types.get(id)?.shape;
  return shape?.kind === "shape" ? shape.object : undefined;
}

const SIBLINGS = new WeakMap<Contract, ReadonlyMap<TypeId, ReadonlySet<TypeId>>>();

/** The other objects behind the interfaces and unions that an object is behind. */
function siblingsOf(contract: Contract, id: TypeId): readonly TypeId[] {
  const families = SIBLINGS.get(contract) ?? familiesOf(contract);
  SIBLINGS.set(contract, families);
  const siblings = new Set<TypeId>();
  for (const family of families.values()) {
    if (family.has(id)) for (const member of family) siblings.add(member);
  }
  siblings.delete(id);
  return [...siblings];
}

/** The objects behind each interface and union. */
function familiesOf(contract: Contract): ReadonlyMap<TypeId, ReadonlySet<TypeId>> {
  const families = new Map<TypeId, Set<TypeId>>();
  const add = (family: TypeId, member: TypeId) => {
    const known = families.get(family);
    if (known === undefined) families.set(family, new Set([member]));
    else known.add(member);
  };
  for (const { id, shape } of contract.types.values()) {
    if (shape.kind === "ref") continue;
    if (shape.object?.abstract !== true)
      for (const name of shape.object?.interfaces ?? []) add(name, id);
    for (const member of shape.anyOf ?? []) if (member.kind === "ref") add(id, member.to);
  }
  return families;
}
