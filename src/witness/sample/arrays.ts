import type { Normal } from "../../diff/normal/normal.ts";
import { canonicalJson, type Json } from "../../model/json.ts";
import type { ArrayFacet, ShapeRef } from "../../model/shape.ts";
import type { Sampling } from "./sampling.ts";
import { isUnwanted, type Wish } from "./wish.ts";

/** Longer lists are nobody's minimal example. */
const MAX_ITEMS = 1_000;

/** The shortest list; wishes about an item put one in. */
export function sampleArray(
  sampling: Sampling,
  normal: Normal,
  wishes: readonly Wish[],
): readonly Json[] | undefined {
  const facet = normal.array ?? {};
  const isWished = wishes.length > 0 && !isUnwanted(wishes);
  const least = Math.max(facet.minItems ?? 0, isWished ? 1 : 0, facet.contains?.min ?? 0);
  const length = isUnwanted(wishes) ? 0 : least;
  if (length > MAX_ITEMS) return undefined;
  const items: Json[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < length; index++) {
    const item = sampleItem(sampling, facet, { index, wishes: index === 0 ? wishes : [], seen });
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** More variants than this are not tried to find an item that is not there yet. */
const MAX_VARIANTS = 50;

function sampleItem(
  sampling: Sampling,
  facet: ArrayFacet,
  at: { readonly index: number; readonly wishes: readonly Wish[]; readonly seen: Set<string> },
): Json | undefined {
  const shape = itemShape(facet, at.index);
  const isSet = facet.uniqueItems === true;
  for (let variant = 0; variant < (isSet ? MAX_VARIANTS : 1); variant++) {
    const value =
      shape === undefined ? variant : sampling.inside({ ...sampling, variant }, shape, at.wishes);
    if (value === undefined) return undefined;
    const text = canonicalJson(value);
    if (isSet && at.seen.has(text)) continue;
    at.seen.add(text);
    return value;
  }
  return undefined;
}

function itemShape(facet: ArrayFacet, index: number): ShapeRef | undefined {
  const declared = facet.prefixItems?.[index] ?? facet.items ?? facet.unevaluatedItems;
  const { contains } = facet;
  if (contains === undefined || index >= contains.min) return declared;
  if (declared === undefined) return contains.shape;
  const place = { coordinate: "", origin: contains.shape.origin };
  return { kind: "shape", ...place, allOf: [declared, contains.shape] };
}
