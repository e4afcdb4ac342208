import { canonicalJson } from "../../model/json.ts";
import type { ShapeRef, TypeId } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { areSameSet } from "./same-set.ts";

/** More alternatives than this are paired by name only: each with each would be quadratic. */
const MAX_COMPARED = 40;

export interface Match {
  /** Pairs that say something different inside. */
  readonly changed: readonly {
    readonly before: ShapeRef;
    readonly after: ShapeRef;
    readonly index: number;
  }[];
  readonly lost: readonly ShapeRef[];
  readonly gained: readonly ShapeRef[];
  /** True: members are known by name, and one cannot stand for another. */
  readonly nominal: boolean;
}

/** Pairs alternatives: by type, by equal sets, by the constant that tells them apart, by being the only ones left. */
export function matchAlternatives(
  comparison: Comparison,
  before: readonly ShapeRef[],
  after: readonly ShapeRef[],
): Match {
  const { engine } = comparison;
  const nominal = engine.semantics.identity.wire === "nominal";
  const waiting = new Set(after);
  const lost: ShapeRef[] = [];
  const changed: { before: ShapeRef; after: ShapeRef; index: number }[] = [];
  const pairUp = (a: ShapeRef, partner: ShapeRef | undefined): boolean => {
    if (partner === undefined) return false;
    waiting.delete(partner);
    changed.push({ before: a, after: partner, index: before.indexOf(a) });
    return true;
  };
  const byName = remaining(before, (a) =>
    pairUp(
      a,
      [...waiting].find((b) => sameType(comparison, a, b)),
    ),
  );
  if (nominal) return { changed, lost: byName, gained: [...waiting], nominal };
  const few = byName.length <= MAX_COMPARED && waiting.size <= MAX_COMPARED;
  const unsame = few
    ? remaining(byName, (a) =>
        pairUp(
          a,
          [...waiting].find((b) => areSameSet(engine, a, b)),
        ),
      )
    : byName;
  const unequal = few
    ? remaining(unsame, (a) =>
        pairUp(
          a,
          [...waiting].find((b) => equalSets(comparison, a, b)),
        ),
      )
    : unsame;
  const untagged = remaining(unequal, (a) => pairUp(a, sameTag(comparison, a, waiting)));
  const alone = remaining(untagged, (a) =>
    pairUp(a, onlyPartner(comparison, a, untagged, waiting)),
  );
  lost.push(...alone);
  return { changed, lost, gained: [...waiting], nominal };
}

function remaining(
  list: readonly ShapeRef[],
  paired: (a: ShapeRef) => boolean,
): readonly ShapeRef[] {
  return list.filter((a) => !paired(a));
}

function sameType(comparison: Comparison, a: ShapeRef, b: ShapeRef): boolean {
  const from = comparison.engine.before.link(a)?.to;
  return from !== undefined && from === comparison.engine.after.link(b)?.to;
}

function equalSets(comparison: Comparison, a: ShapeRef, b: ShapeRef): boolean {
  return comparison.keeps(a, b, "input") && comparison.keeps(a, b, "output");
}

/** A required property with one possible value is what tells alternatives apart. */
function sameTag(
  comparison: Comparison,
  a: ShapeRef,
  waiting: ReadonlySet<ShapeRef>,
): ShapeRef | undefined {
  const { engine } = comparison;
  const tag = tagOf(engine.before.normal(a), engine.before.normal);
  if (tag === undefined) return undefined;
  return [...waiting].find((b) => tagOf(engine.after.normal(b), engine.after.normal) === tag);
}

function tagOf(normal: Normal, normalOf: (ref: ShapeRef) => Normal): string | undefined {
  for (const field of normal.object?.fields ?? []) {
    if (!field.required) continue;
    const values = normalOf(field.shape).values;
    const [only] = values?.items ?? [];
    if (values?.items.length === 1 && only !== undefined)
      return `${field.name}=${canonicalJson(only.value)}`;
  }
  return undefined;
}

/** The last one on each side, or the only ones of their value type, unless both are known elsewhere. */
function onlyPartner(
  comparison: Comparison,
  a: ShapeRef,
  left: readonly ShapeRef[],
  waiting: ReadonlySet<ShapeRef>,
): ShapeRef | undefined {
  const { engine } = comparison;
  const typesOf = (normal: Normal) => normal.types.join(" ");
  const own = typesOf(engine.before.normal(a));
  const partners = [...waiting].filter((b) => typesOf(engine.after.normal(b)) === own);
  const rivals = left.filter((other) => typesOf(engine.before.normal(other)) === own);
  const [partner] = partners;
  if (partner === undefined || partners.length !== 1 || rivals.length !== 1) return undefined;
  const from = engine.before.link(a)?.to;
  const to = engine.after.link(partner)?.to;
  return bothKnown(comparison, from, to) ? undefined : partner;
}

function bothKnown(
  comparison: Comparison,
  from: TypeId | undefined,
  to: TypeId | undefined,
): boolean {
  if (from === undefined || to === undefined) return false;
  const { engine } = comparison;
  return engine.after.contract.types.has(from) || engine.before.contract.types.has(to);
}
