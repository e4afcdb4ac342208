import type { Contract } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import type { Change } from "./change.ts";
import { changesOf } from "./changes.ts";
import { engineFor } from "./compare/engine.ts";
import type { Pair } from "./compare/pair.ts";
import { compareDeclarations } from "./contract/declarations.ts";
import { compareOperations } from "./contract/operations.ts";
import { compareTypes, unmetTypes } from "./contract/types.ts";
import type { Walk } from "./contract/walk.ts";
import type { Finding } from "./finding.ts";
import { normaliserFor } from "./normal/normalise.ts";
import { reachIndexOf } from "./reach.ts";
import { samenessOf } from "./same.ts";
import { windowsAround } from "./lifecycle/around.ts";

export interface DiffOptions {
  /** The promised surfaces; a change's severity is its worst effect on them. Default: the contract's own. */
  readonly surfaces?: readonly Surface[];
  /** The day on which windows are judged. */
  readonly today: CalendarDate;
}

/**
 * Everything that differs between two contracts, one change per cause, in the order of the before
 * side's text. Pure: the same contracts give the same changes.
 */
export function diffContracts(
  before: Contract,
  after: Contract,
  options: DiffOptions,
): readonly Change[] {
  const semantics = after.semantics;
  const reach = { before: reachIndexOf(before), after: reachIndexOf(after) };
  const engine = engineFor({
    before: normaliserFor(before),
    after: normaliserFor(after),
    semantics,
    sameness: samenessOf(before, after),
    today: options.today,
  });
  const walk: Walk = { engine, findings: [], roots: [] };
  compareOperations(walk);
  compareTypes(walk, reach);
  compareDeclarations(walk);
  const findings: Finding[] = [...walk.findings];
  const seen = new Set<Pair>();
  const collect = (root: Pair) => engine.collect(root, seen, (finding) => findings.push(finding));
  for (const root of walk.roots) collect(root);
  for (const root of unmetTypes(walk, reach, seen)) collect(root);
  return changesOf(findings, {
    format: before.format,
    semantics,
    reach,
    promised: new Set<Surface>(["promise", ...(options.surfaces ?? before.semantics.promised)]),
    today: options.today,
    around: windowsAround(before),
  });
}

export type { Change } from "./change.ts";
