import type { Contract, NamedType } from "../model/contract.ts";
import type { Semantics } from "../model/semantics.ts";
import type { TypeId } from "../model/shape.ts";

/**
 * Finds what both contracts say alike, so that it is never looked into: of a large contract, most.
 * It does not matter where in a text something stands.
 */
export interface Sameness {
  /**
   * Whether two parts of the model say the same, everything they refer to included unless it is
   * compared on its own (`comparesEachType`). Never true of parts that differ; false as well where
   * equal things are listed in another order.
   */
  same(before: object, after: object): boolean;
  /** Whether types that are declared under one name say the same, in whichever files they stand. */
  sameType(before: NamedType, after: NamedType): boolean;
}

export function samenessOf(before: Contract, after: Contract): Sameness {
  const isOnItsOwn = comparesEachType(before.semantics) && comparesEachType(after.semantics);
  const changed = changedTypes(before, after, isOnItsOwn);
  const compare = equality((to) =>
    isOnItsOwn ? before.types.has(to) && after.types.has(to) : !changed.has(to),
  );
  return {
    same: compare,
    sameType: (a, b) =>
      !changed.has(a.id) && (a === b || compare({ ...a, ...COMPARED }, { ...b, ...COMPARED })),
  };
}

/**
 * Where a type of another name is another type on the wire, each one that both sides have and that
 * changed is compared for itself (`compareTypes`), in every direction in which it can be met. Who
 * merely uses it has not changed, so one changed type does not make most of the contract changed.
 */
function comparesEachType({ identity, unreached }: Semantics): boolean {
  return identity.wire === "nominal" && (unreached === "both" || unreached === "none");
}

/** What of a type is known to be the same, or of no concern. */
const COMPARED = { shape: undefined, file: undefined };

type Compare = (before: object, after: object) => boolean;

/**
 * Types that differ and, unless each is compared on its own, types that lead to one that does. A
 * type that only one side has differs.
 */
function changedTypes(before: Contract, after: Contract, isOnItsOwn: boolean): ReadonlySet<TypeId> {
  const changed = new Set<TypeId>();
  const users = new Map<TypeId, TypeId[]>();
  let user: TypeId = "";
  const compare = equality((to) => {
    const known = users.get(to);
    if (known === undefined) users.set(to, [user]);
    else if (known.at(-1) !== user) known.push(user);
    return true;
  });
  for (const [id, type] of before.types) {
    user = id;
    const partner = after.types.get(id);
    // A reader that shares what both sides have gives one object; who uses it is asked no further.
    if (partner === type && isOnItsOwn) continue;
    if (partner?.definition !== type.definition || !compare(type.shape, partner.shape))
      changed.add(id);
  }
  for (const id of after.types.keys()) if (!before.types.has(id)) changed.add(id);
  if (isOnItsOwn) return changed;
  // The iterator meets what is added meanwhile.
  for (const id of changed) for (const next of users.get(id) ?? []) changed.add(next);
  return changed;
}

/** Compares parts of the model; `sameReferred` answers for references to types of one name. */
function equality(sameReferred: (to: TypeId) => boolean): Compare {
  // What was found to differ, so that a difference deep inside is looked for once.
  const unequal = new WeakMap<object, object>();
  const compare: Compare = (before, after) => {
    if (unequal.get(before) === after) return false;
    const isSame = equalParts(before, after, compare) && refersToSame(before, sameReferred);
    if (!isSame) unequal.set(before, after);
    return isSame;
  };
  return compare;
}

function refersToSame(part: object, sameReferred: (to: TypeId) => boolean): boolean {
  const isReference = "kind" in part && part.kind === "ref" && "to" in part;
  return !isReference || typeof part.to !== "string" || sameReferred(part.to);
}

function equalParts(before: object, after: object, compare: Compare): boolean {
  if (Array.isArray(before) || Array.isArray(after))
    return Array.isArray(before) && Array.isArray(after) && equalItems(before, after, compare);
  if (!hasMembers(before) || !hasMembers(after)) return false;
  let surplus = 0;
  for (const key in before) {
    if (isPlace(key)) continue;
    surplus++;
    if (!equalMembers(key, before[key], after[key], compare)) return false;
  }
  for (const key in after) if (!isPlace(key)) surplus--;
  return surplus === 0;
}

/** Names of members can be asked for; lists aside, every part of the model is such an object. */
function hasMembers(part: object): part is Readonly<Record<string, unknown>> {
  return !Array.isArray(part);
}

/** Where something is written, and the address that follows from it. */
function isPlace(key: string): boolean {
  return key === "origin" || key === "coordinate";
}

function equalItems(
  before: readonly unknown[],
  after: readonly unknown[],
  compare: Compare,
): boolean {
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index++) {
    if (!equalValues(before[index], after[index], compare)) return false;
  }
  return true;
}

function equalLists(
  before: readonly unknown[],
  after: readonly unknown[],
  equal: (before: unknown, after: unknown) => boolean,
): boolean {
  return before.length === after.length && before.every((item, index) => equal(item, after[index]));
}

function equalMembers(key: string, before: unknown, after: unknown, compare: Compare): boolean {
  if (!isObject(before) || !isObject(after)) return before === after;
  switch (key) {
    // Values of messages and facts under names that authors chose: nothing in them is a place.
    case "attributes":
    case "default":
    case "encoding":
    case "links":
    case "parts":
    case "value":
      return equalData(before, after);
    case "dependentRequired":
    case "dependentSchemas":
    case "mapping":
      return equalByName(before, after, compare);
    default:
      return compare(before, after);
  }
}

function equalByName(before: object, after: object, compare: Compare): boolean {
  return equalNamed(before, after, (a, b) => equalValues(a, b, compare));
}

function equalData(before: unknown, after: unknown): boolean {
  if (!isObject(before) || !isObject(after)) return before === after;
  if (Array.isArray(before) || Array.isArray(after))
    return Array.isArray(before) && Array.isArray(after) && equalLists(before, after, equalData);
  return equalNamed(before, after, equalData);
}

function equalNamed(
  before: object,
  after: object,
  equal: (before: unknown, after: unknown) => boolean,
): boolean {
  if (!hasMembers(before) || !hasMembers(after)) return false;
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length &&
    names.every((name) => Object.hasOwn(after, name) && equal(before[name], after[name]))
  );
}

function equalValues(before: unknown, after: unknown, compare: Compare): boolean {
  return isObject(before) && isObject(after) ? compare(before, after) : before === after;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
