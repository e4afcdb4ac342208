import { diffContracts } from "../diff/index.ts";
import type { Change } from "../diff/change.ts";
import { DriftError } from "../errors.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { ConsumerImpact } from "../impact/verdict.ts";
import type { Format } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import type { Policy } from "../policy/policy.ts";
import { finishChanges, verdictOf } from "../report/finish.ts";
import type { Comparison, Revision } from "../report/report.ts";

/** The consumers that each change touches. */
export type Impacts = ReadonlyMap<Change, readonly ConsumerImpact[]>;

/** What a comparison of two contracts that have been read depends on. */
export interface CompareOptions {
  readonly contract: string;
  readonly format: Format;
  /** The promised surfaces. Default: what after's format promises. */
  readonly surfaces?: readonly Surface[];
  readonly today: CalendarDate;
  readonly policy: Policy;
  readonly base?: Revision;
  readonly head?: Revision;
  /** Says whom each change touches. Default: nobody is known. */
  readonly judge?: (changes: readonly Change[]) => Promise<Impacts>;
}

/** One contract, before against after: the differ's changes, judged and ready to be reported. */
export async function compareReadings(
  before: ReadResult,
  after: ReadResult,
  options: CompareOptions,
): Promise<Comparison> {
  const surfaces = options.surfaces ?? after.contract.semantics.promised;
  const changes = diffContracts(before.contract, after.contract, {
    surfaces,
    today: options.today,
  });
  const impacts = await options.judge?.(changes);
  const reported = finishChanges(changes, {
    contract: options.contract,
    surfaces,
    policy: options.policy,
    locateBefore: (origin) => before.locate(origin),
    locateAfter: (origin) => after.locate(origin),
    ...(impacts === undefined ? {} : { impacts }),
  });
  return {
    contract: options.contract,
    format: options.format,
    state: "compared",
    ...(options.base === undefined ? {} : { base: options.base }),
    ...(options.head === undefined ? {} : { head: options.head }),
    verdict: verdictOf(reported),
    size: { operations: after.contract.operations.length, types: after.contract.types.size },
    diagnostics: [...before.diagnostics, ...after.diagnostics],
    changes: reported,
  };
}

/** The error for two sides of which one is a contract of another kind. */
export function differentFormats(before: Format, after: Format): DriftError {
  return new DriftError({
    code: "not-a-contract",
    message: `The sides are of different formats: before is ${before}, after is ${after}.`,
    hint: "Compare two versions of the same contract.",
  });
}
