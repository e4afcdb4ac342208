import type { Contract } from "../../model/contract.ts";
import type { Reference, Shape, ShapeRef, TypeId, ValueType } from "../../model/shape.ts";
import { canonical } from "./canonical.ts";
import {
  acceptsAll,
  ALL_TYPES,
  isEveryType,
  type AlternativeGroup,
  type Normal,
} from "./normal.ts";
import { simplifyGroup } from "./groups.ts";
import { conjunctsOf, mergeConjuncts } from "./merge.ts";
import {
  evaluatesNothing,
  foldUnevaluated,
  ofItsTypes,
  unlookedAt,
  type Facets,
  whereLookedAt,
} from "./unevaluated.ts";
import { fullTypes, intersectTypes } from "./intersect.ts";

/** A use of a declared type and nothing more, however it is wrapped. */
export interface Link {
  readonly to: TypeId;
  readonly nullable: boolean;
  /** True: null excludes itself where the type takes it as well (`oneOf`). */
  readonly nullOnce?: boolean;
}

/** Normal forms of one side's shapes, each computed once. */
export interface Normaliser {
  readonly contract: Contract;
  readonly normal: (ref: ShapeRef) => Normal;
  /** The declared type that a shape is nothing but a use of: `X`, `allOf: [X]`, `anyOf: [X, null]`. */
  readonly link: (ref: ShapeRef) => Link | undefined;
}

/** Longer chains of aliases and wrappers are taken as they stand. */
const MAX_WRAPPING = 50;

export function normaliserFor(contract: Contract): Normaliser {
  const side: Side = { contract, shapes: new Map(), types: new Map(), nullables: new Map() };
  return {
    contract,
    normal: (ref) => normalOf(side, ref),
    link: (ref) => linkOf(ref, contract),
  };
}

/** One contract and the normal forms known so far. */
interface Side {
  readonly contract: Contract;
  readonly shapes: Map<Shape, Normal>;
  readonly types: Map<TypeId, Normal>;
  readonly nullables: Map<TypeId, Normal>;
}

function normalOf(side: Side, ref: ShapeRef): Normal {
  if (ref.kind === "shape") return normalOfShape(side, ref);
  const type = normalOfType(side, ref);
  if (!ref.nullable) return type;
  const known = side.nullables.get(ref.to);
  if (known !== undefined) return known;
  const made = withNull(type);
  side.nullables.set(ref.to, made);
  return made;
}

function normalOfType(side: Side, ref: Reference): Normal {
  const known = side.types.get(ref.to);
  if (known !== undefined) return known;
  const declared = side.contract.types.get(ref.to);
  // Stands while the type is being computed: a conjunction that needs itself accepts it as opaque.
  side.types.set(ref.to, opaque(ref));
  if (declared === undefined) return opaque(ref);
  const { coordinate, origin } = declared;
  const made = { ...normalOf(side, declared.shape), type: ref.to, coordinate, origin };
  side.types.set(ref.to, made);
  return made;
}

function normalOfShape(side: Side, shape: Shape): Normal {
  const known = side.shapes.get(shape);
  if (known !== undefined) return known;
  side.shapes.set(shape, opaque({ to: shape.coordinate, origin: shape.origin }));
  const made = compute(side, shape);
  side.shapes.set(shape, made);
  return made;
}

function compute(side: Side, shape: Shape): Normal {
  const conjuncts = conjunctsOf(shape, side.contract);
  const within = (inner: Shape) => conjunctsOf(inner, side.contract);
  const unseen = unlookedAt(conjuncts, within);
  const merged = mergeConjuncts(shape, conjuncts, { unseen, within });
  const unseenMembers = new Set([...unseen].flatMap(({ anyOf, oneOf }) => [anyOf, oneOf]));
  let current = canonical(merged);
  if (current.nominal !== undefined) return current;
  const groups: AlternativeGroup[] = [];
  const known = new Set<ShapeRef>(conjuncts);
  const waiting = merged.groups.filter((group) => !isImplied(group, known, side.contract));
  for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
    const around = unseenMembers.has(group.members) ? {} : ofItsTypes(current.types, current);
    if (isIdle(side, group, around)) continue;
    const isUse = (ref: ShapeRef) => linkOf(ref, side.contract) !== undefined;
    const simple = simplifyGroup(group, (ref) => normalOf(side, ref), isUse);
    if (simple.kind === "group") {
      groups.push(simple.group);
      continue;
    }
    current = withMember(side, current, simple);
    waiting.push(...current.groups);
  }
  const settled = withoutIdleNots(side, withPossible(side, { ...current, groups }));
  const mayEvaluateMore = groups.length > 0 || settled.conditionals.length > 0;
  return mayEvaluateMore ? whereLookedAt(settled) : foldUnevaluated(settled);
}

/** Alternatives of which none is of a type that the shape accepts leave it no value. */
function withPossible(side: Side, normal: Normal): Normal {
  const isPossible = (member: ShapeRef): boolean =>
    (intersectTypes(normalOf(side, member).types, normal.types) ?? []).length > 0;
  const isEmpty = normal.groups.some(({ members }) => !members.some(isPossible));
  return isEmpty ? { ...normal, types: [] } : normal;
}

/** Any of which one accepts everything: it counts only where somebody asks what was looked at. */
function isIdle(side: Side, { mode, members }: AlternativeGroup, around: Facets): boolean {
  if (mode === "one" || !members.every((member) => evaluatesNothing(member, around))) return false;
  return members.some((member) => member.kind === "shape" && acceptsAll(normalOf(side, member)));
}

/** Negations of what the shape does not accept anyway say nothing. */
function withoutIdleNots(side: Side, normal: Normal): Normal {
  const nots = normal.nots.filter((not) => {
    const { types } = normalOf(side, not);
    return (intersectTypes(types, normal.types) ?? []).length > 0;
  });
  if (nots.some((not) => acceptsAll(normalOf(side, not)))) return { ...normal, types: [] };
  return nots.length === normal.nots.length ? normal : { ...normal, nots };
}

/**
 * A type that extends another which lists it among its alternatives is one of them anyway: the
 * usual form of inheritance in OpenAPI, and without this rule it would never end.
 */
function isImplied(
  group: AlternativeGroup,
  conjuncts: ReadonlySet<ShapeRef>,
  contract: Contract,
): boolean {
  return group.members.some((member) => {
    const link = linkOf(member, contract);
    const target = link === undefined ? undefined : contract.types.get(link.to)?.shape;
    if (target?.kind !== "shape" || !conjuncts.has(target)) return false;
    // What one alternative accepts, another may accept as well, unless the list stands in each.
    return (
      group.mode === "any" ||
      conjunctsOf(target, contract).some((conjunct) => conjunct.oneOf === group.members)
    );
  });
}

/** The base and the only member of one of its groups, as one; further groups come out of it. */
function withMember(
  side: Side,
  base: Normal,
  member: { readonly shape: ShapeRef; readonly nullable: boolean },
): Normal {
  const self = baseShape(base);
  // Null joins what the member is in the end, not what its own alternatives narrow it to later.
  const shape = member.nullable ? asShape(normalOf(side, member.shape)) : member.shape;
  const conjuncts = conjunctsOf({ ...self, allOf: [shape] }, side.contract);
  const within = (inner: Shape) => conjunctsOf(inner, side.contract);
  const unseen = unlookedAt(conjuncts, within);
  const unseenMembers = new Set([...unseen].flatMap(({ anyOf, oneOf }) => [anyOf, oneOf]));
  const merged = canonical(mergeConjuncts(self, conjuncts, { unseen, within }));
  const nullable = member.nullable && base.types.includes("null");
  const added: readonly ValueType[] = nullable ? ["null"] : [];
  return {
    ...merged,
    groups: merged.groups.filter(
      (group) => !unseenMembers.has(group.members) || !isIdle(side, group, {}),
    ),
    types: fullTypes([...merged.types, ...added]),
    nots: [...base.nots, ...merged.nots],
    conditionals: [...base.conditionals, ...merged.conditionals],
  };
}

/** The facets of a normal form as a shape, without its groups, negations and conditions. */
function baseShape(normal: Normal): Shape {
  const { values } = normal;
  if (values !== undefined && !values.open && normal.types.includes("null")) {
    // In a shape a list says everything, in a normal form `null` stands in the types.
    const { coordinate, origin } = normal;
    const item = { kind: "enum-value", coordinate, origin, value: null } as const;
    return plainShape({ ...normal, values: { open: false, items: [...values.items, item] } });
  }
  return plainShape(normal);
}

function plainShape(normal: Normal): Shape {
  const {
    types,
    groups: _groups,
    nots: _nots,
    conditionals: _conditionals,
    type: _type,
    opaque: _opaque,
    ...rest
  } = normal;
  return { kind: "shape", ...rest, ...(isEveryType(types) ? {} : { types }) };
}

const WRITTEN = new WeakMap<Normal, Shape>();

/** A normal form written as a shape again; the same shape for the same form. */
export function asShape(normal: Normal): Shape {
  const known = WRITTEN.get(normal) ?? writeShape(normal);
  WRITTEN.set(normal, known);
  return known;
}

function writeShape(normal: Normal): Shape {
  const place = { kind: "shape", coordinate: normal.coordinate, origin: normal.origin } as const;
  const residue: Shape[] = [
    ...normal.groups.map((group) => ({
      ...place,
      [group.mode === "any" ? "anyOf" : "oneOf"]: group.members,
    })),
    ...normal.nots.map((not) => ({ ...place, not })),
    ...normal.conditionals.map((conditional) => ({ ...place, conditional })),
  ];
  return residue.length === 0 ? baseShape(normal) : { ...baseShape(normal), allOf: residue };
}

function opaque(ref: { readonly to: TypeId; readonly origin: Reference["origin"] }): Normal {
  return {
    coordinate: ref.to,
    origin: ref.origin,
    types: ALL_TYPES,
    nominal: ref.to,
    groups: [],
    nots: [],
    conditionals: [],
    opaque: true,
  };
}

function withNull(normal: Normal): Normal {
  return { ...normal, types: fullTypes([...normal.types, "null"]) };
}

const FACETS = [
  "types",
  "values",
  "number",
  "string",
  "array",
  "object",
  "not",
  "conditional",
  "format",
  "discriminator",
  "encoding",
  "nominal",
] as const;

function linkOf(ref: ShapeRef, contract: Contract): Link | undefined {
  let current = ref;
  let wrapping: Omit<Link, "to"> = { nullable: false };
  for (let depth = 0; depth < MAX_WRAPPING; depth++) {
    const inner = current.kind === "ref" ? current : onlyMember(current);
    if (inner === undefined) return undefined;
    if (inner.nullable) {
      // Null that is added twice, once where it excludes itself, is no matter of one use.
      if (wrapping.nullOnce === true) return undefined;
      const nullOnce =
        !wrapping.nullable && current.kind === "shape" && current.oneOf !== undefined;
      wrapping = { nullable: true, ...(nullOnce ? { nullOnce } : {}) };
    }
    if (inner.kind !== "ref") {
      current = inner.shape;
      continue;
    }
    const alias = contract.types.get(inner.to)?.shape;
    if (alias?.kind !== "ref") return { to: inner.to, ...wrapping };
    current = alias;
  }
  return undefined;
}

interface Wrapped {
  readonly kind: "wrapped";
  readonly shape: ShapeRef;
  readonly nullable: boolean;
}

/** The one shape that a wrapper is about, where it says nothing of its own. */
function onlyMember(shape: Shape): Wrapped | undefined {
  if (FACETS.some((facet) => shape[facet] !== undefined)) return undefined;
  const lists = [shape.allOf, shape.anyOf, shape.oneOf].filter((list) => list !== undefined);
  if (lists.length !== 1) return undefined;
  const members = lists[0] ?? [];
  const rest = members.filter((member) => !isNull(member));
  const [only] = rest;
  if (only === undefined || rest.length !== 1) return undefined;
  const nulls = members.length - rest.length;
  if (nulls > 0 && shape.allOf !== undefined) return undefined;
  if (nulls > 1 && shape.oneOf !== undefined) return undefined;
  return { kind: "wrapped", shape: only, nullable: nulls > 0 };
}

/** True for the shape that accepts null and nothing else. */
function isNull(ref: ShapeRef): boolean {
  return ref.kind === "shape" && ref.types?.length === 1 && ref.types[0] === "null";
}
