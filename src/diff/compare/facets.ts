import { compareAlternatives } from "./alternatives.ts";
import { compareArrays } from "./arrays.ts";
import { compareCardinality } from "./cardinality.ts";
import { compareDiscriminators } from "./discriminators.ts";
import { compareEncodings } from "./encodings.ts";
import { compareForms } from "./forms.ts";
import { compareImpossible, compareInert } from "./inert.ts";
import { compareObjects } from "./objects.ts";
import { compareResidue } from "./residue.ts";
import { compareMarksFelt } from "./marks.ts";
import type { Comparison } from "./pair.ts";
import { compareNumbers, compareStrings } from "./scalars.ts";
import { compareKinds, compareTypes } from "./types.ts";
import { compareValues } from "./values.ts";
import { compareAttributes } from "../attributes.ts";
import { compareXml } from "./xml.ts";

/**
 * Compares two shapes facet by facet. A shape is the product of its facets, so what a facet loses
 * or gains the shape loses or gains; what two shapes do not share at all is said once, as their type.
 */
export function compareFacets(comparison: Comparison): void {
  const { before, after, pair } = comparison;
  if (compareKinds(comparison) === "different") return;
  compareAttributes(comparison, pair.subject, before, after);
  compareXml(comparison, before, after);
  compareDiscriminators(comparison);
  compareMarksFelt(comparison);
  if (compareAlternatives(comparison) === "done") return;
  if (compareCardinality(comparison) === "different") return;
  if (compareForms(comparison) === "different") return;
  if (compareEncodings(comparison) === "different") return;
  const shared = compareTypes(comparison);
  if (shared.length === 0) {
    compareImpossible(comparison);
    return;
  }
  compareValues(comparison);
  if (shared.includes("number") || shared.includes("integer")) compareNumbers(comparison);
  if (shared.includes("string")) compareStrings(comparison);
  if (shared.includes("array")) compareArrays(comparison);
  if (shared.includes("object")) compareObjects(comparison);
  compareInert(comparison);
  compareResidue(comparison);
}
