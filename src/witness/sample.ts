import { acceptsAll, type Normal } from "../diff/normal/normal.ts";
import { asShape, type Normaliser } from "../diff/normal/normalise.ts";
import type { Json } from "../model/json.ts";
import type { ShapeRef, ValueType } from "../model/shape.ts";
import { sampleArray } from "./sample/arrays.ts";
import { sampleObject } from "./sample/objects.ts";
import { sampleListed, sampleNumber, sampleText } from "./sample/scalars.ts";
import type { Sampling, SampleTerms } from "./sample/sampling.ts";
import { sampleByName } from "./sample/well-known.ts";
import { behind, firstKinds, wishedValue, type Wish } from "./sample/wish.ts";

const MAX_DEPTH = 40;
const MAX_ATTEMPTS = 5_000;

/**
 * A minimal value of a shape: required members and no others, shortest lists, simplest scalars,
 * bent by wishes. Undefined where none is found: the shape accepts nothing, needs itself without
 * end, or holds a pattern that cannot be sampled. Negations and conditions are not looked at, and
 * wishes may break the shape: whoever needs a valid value asks the referee.
 */
export function sample(side: Normaliser, shape: ShapeRef, terms: SampleTerms): Json | undefined {
  const sampling: Sampling = {
    side,
    direction: terms.direction,
    names: terms.names ?? "name",
    depth: 0,
    variant: 0,
    budget: { left: MAX_ATTEMPTS },
    inside: sampleShape,
  };
  return sampleShape(sampling, shape, terms.wishes ?? []);
}

/** A value of a shape somewhere inside a sample. */
function sampleShape(
  sampling: Sampling,
  shape: ShapeRef,
  wishes: readonly Wish[],
): Json | undefined {
  const forced = wishedValue(wishes);
  if (forced !== undefined) return forced.value;
  if (sampling.depth > MAX_DEPTH || --sampling.budget.left < 0) return undefined;
  const inner = { ...sampling, depth: sampling.depth + 1 };
  return sampleNormal(inner, sampling.side.normal(shape), wishes);
}

function sampleNormal(
  sampling: Sampling,
  normal: Normal,
  wishes: readonly Wish[],
): Json | undefined {
  if (normal.opaque === true) return undefined;
  if (isKnownByName(normal)) return sampleByName(normal.nominal ?? "", sampling.names);
  if (normal.groups.length > 0) return sampleAlternative(sampling, normal, wishes);
  // Alternatives that came down to one shape are no step any more.
  const plain = wishes.map((wish) => withoutAlternative(wish));
  if (normal.values !== undefined && firstKinds(plain).size === 0) {
    return sampleListed(normal, sampling.variant);
  }
  for (const type of typesToTry(normal, plain)) {
    const value = sampleType(sampling, normal, { type, wishes: plain });
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A use of a type whose declaration is not there. */
function isKnownByName(normal: Normal): boolean {
  return normal.nominal !== undefined && normal.type === undefined && acceptsAll(normal);
}

function withoutAlternative(wish: Wish): Wish {
  return wish.at[0]?.kind === "alternative" ? { ...wish, at: wish.at.slice(1) } : wish;
}

/** The first alternative that has a value with everything wished for. */
function sampleAlternative(
  sampling: Sampling,
  normal: Normal,
  wishes: readonly Wish[],
): Json | undefined {
  const [group] = normal.groups;
  const wanted = wishes.map(({ at }) => at[0]).find((step) => step?.kind === "alternative");
  for (const [index, member] of (group?.members ?? []).entries()) {
    if (wanted?.kind === "alternative" && wanted.number !== index + 1) continue;
    const chosen = wishes.map((wish) => withoutAlternative(wish));
    const selecting = selectingWish(sampling.side, normal, member);
    const value = sampleShape(sampling, withMember(normal, index, member), [
      ...chosen,
      ...selecting,
    ]);
    if (value !== undefined) return value;
  }
  return undefined;
}

const COMBINED = new WeakMap<Normal, Map<number, ShapeRef>>();

/** The shape with one member of its first group chosen; the same object every time. */
function withMember(normal: Normal, index: number, member: ShapeRef): ShapeRef {
  const known = COMBINED.get(normal) ?? new Map<number, ShapeRef>();
  COMBINED.set(normal, known);
  const found = known.get(index);
  if (found !== undefined) return found;
  const rest = asShape({ ...normal, groups: normal.groups.slice(1) });
  const { coordinate, origin } = normal;
  const made: ShapeRef = { kind: "shape", coordinate, origin, allOf: [rest, member] };
  known.set(index, made);
  return made;
}

/** The value of the discriminator by which a receiver finds the alternative. */
function selectingWish(side: Normaliser, normal: Normal, member: ShapeRef): readonly Wish[] {
  const { discriminator } = normal;
  const type = side.link(member)?.to;
  if (discriminator === undefined || type === undefined) return [];
  const value = Object.keys(discriminator.mapping).find(
    (key) => discriminator.mapping[key] === type,
  );
  if (value === undefined) return [];
  return [{ at: [{ kind: "field", name: discriminator.property }], want: { value } }];
}

/** The simplest types first; those a facet speaks of before those it does not; null last. */
const ORDER: readonly ValueType[] = [
  "string",
  "integer",
  "number",
  "boolean",
  "object",
  "array",
  "null",
];

function typesToTry(normal: Normal, wishes: readonly Wish[]): readonly ValueType[] {
  const kinds = firstKinds(wishes);
  if (kinds.has("item")) return ["array"];
  if (kinds.has("field") || kinds.has("entry")) return ["object"];
  const described = new Set<ValueType>();
  if (normal.object !== undefined) described.add("object");
  if (normal.array !== undefined) described.add("array");
  if (normal.number !== undefined) described.add("integer").add("number");
  const allowed = ORDER.filter((type) => normal.types.includes(type));
  return [
    ...allowed.filter((type) => described.has(type)),
    ...allowed.filter((type) => !described.has(type)),
  ];
}

function sampleType(
  sampling: Sampling,
  normal: Normal,
  how: { readonly type: ValueType; readonly wishes: readonly Wish[] },
): Json | undefined {
  switch (how.type) {
    case "string":
      return sampleText(normal, sampling.variant);
    case "integer":
    case "number":
      return sampleNumber(normal, sampling.variant);
    case "boolean":
      return sampling.variant % 2 === 0;
    case "null":
      return null;
    case "array":
      return sampleArray(
        sampling,
        normal,
        behind(how.wishes, ({ kind }) => kind === "item"),
      );
    case "object":
      return sampleObject(sampling, normal, how.wishes);
  }
}

export type { SampleTerms } from "./sample/sampling.ts";
export type { Step, Wish } from "./sample/wish.ts";
