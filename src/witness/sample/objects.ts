import type { Normal } from "../../diff/normal/normal.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Field, ObjectFacet, ShapeRef } from "../../model/shape.ts";
import type { Sampling } from "./sampling.ts";
import { behind, isUnwanted, type Step, type Wish } from "./wish.ts";

const NOTHING: ObjectFacet = { fields: [] };

/** The members that must be there and those wished for, in the order they are declared. */
export function sampleObject(
  sampling: Sampling,
  normal: Normal,
  wishes: readonly Wish[],
): JsonObject | undefined {
  const facet = normal.object ?? NOTHING;
  const wanted = wantedNames(sampling, facet, wishes);
  const isEmptyChoice = facet.exactlyOne === true && wanted.size === 0;
  if (!isEmptyChoice) return fill(sampling, facet, { wanted, wishes });
  for (const field of facet.fields) {
    const value = fill(sampling, facet, { wanted: new Set([field.name]), wishes });
    if (value !== undefined) return value;
  }
  return undefined;
}

interface Filling {
  readonly wanted: ReadonlySet<string>;
  readonly wishes: readonly Wish[];
}

function fill(sampling: Sampling, facet: ObjectFacet, filling: Filling): JsonObject | undefined {
  const members = new Map<string, Json>();
  for (const field of facet.fields) {
    if (!filling.wanted.has(field.name)) continue;
    const value = sampleMember(sampling, field.shape, field.name, filling.wishes);
    if (value === undefined) return undefined;
    members.set(nameOf(sampling, field), value);
  }
  const declared = new Set(facet.fields.map(({ name }) => name));
  for (const name of filling.wanted) {
    if (declared.has(name)) continue;
    const value = sampleUndeclared(sampling, facet, name, filling.wishes);
    if (value === undefined) return undefined;
    members.set(name, value);
  }
  if (!addEntry(sampling, facet, filling.wishes, members)) return undefined;
  if (!reachMinimum(sampling, facet, filling.wishes, members)) return undefined;
  return Object.fromEntries(members);
}

function nameOf(sampling: Sampling, field: Field): string {
  return sampling.names === "json" ? (field.jsonName ?? field.name) : field.name;
}

function fieldStep(name: string): (step: Step) => boolean {
  return (step) => step.kind === "field" && step.name === name;
}

/** Required members, but for those the direction leaves out; then what is wished and depends on it. */
function wantedNames(
  sampling: Sampling,
  facet: ObjectFacet,
  wishes: readonly Wish[],
): ReadonlySet<string> {
  const wanted = new Set<string>(facet.required);
  for (const field of facet.fields) {
    if (field.required && !isLeftOut(sampling, field)) wanted.add(field.name);
  }
  for (const { at } of wishes) {
    const [first] = at;
    if (first?.kind === "field") wanted.add(first.name);
  }
  for (const name of wanted) {
    const dependents = facet.dependentRequired ?? {};
    if (Object.hasOwn(dependents, name))
      for (const other of dependents[name] ?? []) wanted.add(other);
  }
  for (const name of wanted) {
    if (isUnwanted(behind(wishes, fieldStep(name)))) wanted.delete(name);
  }
  return wanted;
}

function isLeftOut(sampling: Sampling, field: Field): boolean {
  return sampling.direction === "input" ? field.readOnly === true : field.writeOnly === true;
}

function sampleMember(
  sampling: Sampling,
  shape: ShapeRef,
  name: string,
  wishes: readonly Wish[],
): Json | undefined {
  return sampling.inside(sampling, shape, behind(wishes, fieldStep(name)));
}

/** A member no field declares: what the shape says of further members, or anything. */
function sampleUndeclared(
  sampling: Sampling,
  facet: ObjectFacet,
  name: string,
  wishes: readonly Wish[],
): Json | undefined {
  const patterned = facet.patternFields?.find(({ pattern }) => isMatch(pattern, name))?.shape;
  const further = patterned ?? furtherShape(facet);
  if (further !== undefined) return sampleMember(sampling, further, name, wishes);
  const wish = behind(wishes, fieldStep(name)).find(({ want }) => typeof want === "object");
  return typeof wish?.want === "object" && wish.at.length === 0 ? wish.want.value : "a";
}

function furtherShape(facet: ObjectFacet): ShapeRef | undefined {
  const { additional, unevaluatedProperties } = facet;
  if (typeof additional === "object") return additional;
  return typeof unevaluatedProperties === "object" ? unevaluatedProperties : undefined;
}

function isMatch(pattern: string, name: string): boolean {
  try {
    return name.length < 100 && new RegExp(pattern, "u").test(name);
  } catch {
    return false;
  }
}

/** Wishes about the values of a map put an entry in. */
function addEntry(
  sampling: Sampling,
  facet: ObjectFacet,
  wishes: readonly Wish[],
  members: Map<string, Json>,
): boolean {
  const inner = behind(wishes, ({ kind }) => kind === "entry");
  if (inner.length === 0 || isUnwanted(inner)) return true;
  const key = sampleKey(sampling, facet, 0);
  const value = sampling.inside(sampling, furtherShape(facet) ?? ANY_TEXT, inner);
  if (key === undefined || value === undefined) return false;
  members.set(key, value);
  return true;
}

const ANY_TEXT: ShapeRef = {
  kind: "shape",
  coordinate: "",
  origin: { file: "", offset: 0 },
  types: ["string"],
};

function sampleKey(sampling: Sampling, facet: ObjectFacet, variant: number): string | undefined {
  const shape = facet.propertyNames ?? facet.map?.key;
  if (shape === undefined) return variant === 0 ? "key" : `key${String(variant)}`;
  const key = sampling.inside({ ...sampling, variant }, shape, []);
  return typeof key === "object" || key === undefined ? undefined : String(key);
}

/** Optional members, then further ones, until there are as many as there must be. */
function reachMinimum(
  sampling: Sampling,
  facet: ObjectFacet,
  wishes: readonly Wish[],
  members: Map<string, Json>,
): boolean {
  const least = Math.min(facet.minProperties ?? 0, MAX_MEMBERS);
  for (const field of facet.fields) {
    if (members.size >= least) return true;
    const name = nameOf(sampling, field);
    const isUnfit = isLeftOut(sampling, field) || isUnwanted(behind(wishes, fieldStep(field.name)));
    if (members.has(name) || isUnfit) continue;
    const value = sampling.inside(sampling, field.shape, []);
    if (value !== undefined) members.set(name, value);
  }
  if (facet.additional === false) return members.size >= least;
  for (let variant = 0; members.size < least && variant < MAX_MEMBERS; variant++) {
    const key = sampleKey(sampling, facet, variant);
    const value = sampling.inside(sampling, furtherShape(facet) ?? ANY_TEXT, []);
    if (key === undefined || value === undefined) return false;
    members.set(key, value);
  }
  return members.size >= least;
}

const MAX_MEMBERS = 1_000;
