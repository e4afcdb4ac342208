import { canonicalJson } from "../../model/json.ts";
import type { ObjectFacet, ShapeRef, ValueSet } from "../../model/shape.ts";
import { acceptsAll, type AlternativeGroup, type Normal } from "../normal/normal.ts";
import type { Engine } from "./engine.ts";

/** Bigger shapes are not looked through to the end; what is not certain is not the same. */
const MAX_PARTS = 2_000;

/** What says nothing of the values that a shape accepts. */
const TELLS_NOTHING: ReadonlySet<string> = new Set([
  "coordinate",
  "origin",
  "type",
  "default",
  "discriminator",
  "deprecation",
  "attributes",
  "description",
]);

/**
 * Whether two shapes certainly accept the same values, because they say the same in normal form,
 * everything they refer to included; other names of types do not count.
 */
export function areSameSet(engine: Engine, before: ShapeRef, after: ShapeRef): boolean {
  return sameRefs({ engine, assumed: new Map(), left: MAX_PARTS }, before, after);
}

interface Walk {
  readonly engine: Engine;
  /** Pairs under way: shapes that refer to each other are the same if nothing shows otherwise. */
  readonly assumed: Map<Normal, Set<Normal>>;
  left: number;
}

function sameRefs(walk: Walk, before: ShapeRef, after: ShapeRef): boolean {
  const a = walk.engine.before.normal(before);
  const b = walk.engine.after.normal(after);
  if (a === b) return true;
  const known = walk.assumed.get(a) ?? new Set();
  if (known.has(b)) return true;
  walk.assumed.set(a, known.add(b));
  if (a.opaque === true || b.opaque === true) return false;
  return sameParts(
    walk,
    telling(a, walk.engine.before.normal),
    telling(b, walk.engine.after.normal),
  );
}

/** A shape without what says nothing of the values it accepts. */
function telling(shape: Normal, normal: (ref: ShapeRef) => Normal): object {
  const { number, string, array, object, ...rest } = shape;
  const { types } = rest;
  const isNumber = types.includes("number") || types.includes("integer");
  const limits = object === undefined ? [] : limitsOf(object, normal);
  return {
    ...rest,
    ...(number === undefined || !isNumber ? {} : { number }),
    ...(string === undefined || !types.includes("string") ? {} : { string }),
    ...(array === undefined || !types.includes("array") ? {} : { array }),
    ...(limits.length === 0 || !types.includes("object")
      ? {}
      : { object: Object.fromEntries(limits) }),
  };
}

function limitsOf(
  object: ObjectFacet,
  normal: (ref: ShapeRef) => Normal,
): readonly (readonly [string, unknown])[] {
  const isAny = (shape: ShapeRef | undefined): boolean =>
    shape === undefined || acceptsAll(normal(shape));
  const isOpen = object.additional === undefined || object.additional === true;
  const isLookedAt = object.unevaluatedProperties !== undefined;
  const limits = new Map<string, boolean>([
    ["fields", object.fields.length > 0],
    ["propertyNames", !isAny(object.propertyNames)],
    ["additional", isLookedAt || !isOpen],
    [
      "patternFields",
      isLookedAt || !isOpen || object.patternFields?.every(({ shape }) => isAny(shape)) === false,
    ],
    ["map", object.map?.key !== undefined],
    ["minProperties", object.minProperties !== 0],
  ]);
  return Object.entries(object).filter(([key]) => limits.get(key) !== false);
}

function sameParts(walk: Walk, before: unknown, after: unknown): boolean {
  if (--walk.left < 0) return false;
  if (typeof before !== "object" || typeof after !== "object") return before === after;
  if (before === null || after === null) return before === after;
  if (isRef(before) || isRef(after))
    return isRef(before) && isRef(after) && sameRefs(walk, before, after);
  if (Array.isArray(before) || Array.isArray(after))
    return Array.isArray(before) && Array.isArray(after) && sameLists(walk, before, after);
  return sameMembers(walk, before, after);
}

function sameMembers(walk: Walk, before: object, after: object): boolean {
  if (isValueSet(before) && isValueSet(after))
    return before.open === after.open && valuesOf(before) === valuesOf(after);
  if (isGroup(before) && isGroup(after))
    return before.mode === after.mode && sameMembersOf(walk, before.members, after.members);
  if (!hasMembers(before) || !hasMembers(after)) return false;
  const keys = tellingKeys(before);
  return (
    keys.length === tellingKeys(after).length &&
    keys.every(
      (key) =>
        Object.hasOwn(after, key) &&
        after[key] !== undefined &&
        sameParts(walk, before[key], after[key]),
    )
  );
}

/** Longer lists of alternatives are the same in one order only. */
const MAX_UNORDERED = 8;

/** Alternatives in any order: each has a partner of its own. */
function sameMembersOf(
  walk: Walk,
  before: readonly ShapeRef[],
  after: readonly ShapeRef[],
): boolean {
  if (before.length > MAX_UNORDERED) return sameLists(walk, before, after);
  if (before.length !== after.length) return false;
  const waiting = new Set(after);
  return before.every((member) => {
    const partner = [...waiting].find((other) => trySame(walk, member, other));
    return partner !== undefined && waiting.delete(partner);
  });
}

/** What was assumed on the way to a difference is forgotten. */
function trySame(walk: Walk, before: ShapeRef, after: ShapeRef): boolean {
  const known = [...walk.assumed].map(([shape, others]) => [shape, new Set(others)] as const);
  if (sameRefs(walk, before, after)) return true;
  walk.assumed.clear();
  for (const [shape, others] of known) walk.assumed.set(shape, others);
  return false;
}

function sameLists(walk: Walk, before: readonly unknown[], after: readonly unknown[]): boolean {
  if (before.length !== after.length) return false;
  const isAlike = before.every((item, index) => nameOf(item) === nameOf(after[index]));
  const [from, to] = isAlike ? [before, after] : [byName(before), byName(after)];
  return from.every((item, index) => sameParts(walk, item, to[index]));
}

/** Members of objects in any order. */
function byName(list: readonly unknown[]): readonly unknown[] {
  return list.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

function nameOf(item: unknown): string {
  return typeof item === "object" && item !== null && "name" in item ? String(item.name) : "";
}

function tellingKeys(part: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(part).filter((key) => part[key] !== undefined && !TELLS_NOTHING.has(key));
}

/** Names of members can be asked for; lists aside, every part of the model is such an object. */
function hasMembers(part: object): part is Readonly<Record<string, unknown>> {
  return !Array.isArray(part);
}

function isRef(part: object): part is ShapeRef {
  return "kind" in part && (part.kind === "shape" || part.kind === "ref");
}

function isGroup(part: object): part is AlternativeGroup {
  return "mode" in part && "members" in part;
}

function isValueSet(part: object): part is ValueSet {
  return "open" in part && "items" in part;
}

function valuesOf({ items }: ValueSet): string {
  return items
    .map(({ value, number }) => `${canonicalJson(value)} ${number ?? ""}`)
    .sort()
    .join("\n");
}
