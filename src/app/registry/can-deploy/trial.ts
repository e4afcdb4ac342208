import { diffContracts } from "../../../diff/index.ts";
import type { Change } from "../../../diff/change.ts";
import { resolveUse } from "../../../evidence/resolve/elements-of.ts";
import { judgeImpact } from "../../../impact/judge.ts";
import { IMPACT_VERDICTS } from "../../../impact/verdict.ts";
import type { ImpactReason, ImpactVerdict } from "../../../impact/verdict.ts";
import type { CalendarDate } from "../../../model/lifecycle.ts";
import type { Consumer, Usage } from "../../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../../model/usage.ts";
import type { ShelvedContract } from "../shelf.ts";

/** What going from one contract version to another does to one consumer. */
export interface Harm {
  /** `no-use-seen` also where nothing that matters has changed. */
  readonly verdict: ImpactVerdict;
  readonly changes: readonly { readonly rule: string; readonly element: string }[];
  readonly because: readonly ImpactReason[];
}

/** Tries contract versions on consumers; each pair of versions is compared once. */
export interface Trials {
  changes(before: ShelvedContract, after: ShelvedContract): readonly Change[];
  harm(before: ShelvedContract, after: ShelvedContract, usages: readonly Usage[]): Harm;
}

/** How many changes and reasons one finding names. */
const NAMED = 10;

/** Trials on one day, with what is known of the consumers' profiles. */
export function trialsOn(today: CalendarDate, consumers: readonly Consumer[]): Trials {
  const compared = new Map<string, readonly Change[]>();
  const changes: Trials["changes"] = (before, after) => {
    const key = `${before.version.digest} ${after.version.digest}`;
    const known = compared.get(key) ?? changesBetween(before, after, today);
    compared.set(key, known);
    return known;
  };
  return {
    changes,
    harm(before, after, usages) {
      const found = changes(before, after);
      const { impacts } = judgeImpact({
        before: before.result.contract,
        after: after.result.contract,
        changes: found,
        consumers,
        usages,
        surfaces: after.reading.surfaces ?? after.result.contract.semantics.promised,
      });
      const hits = found.flatMap((change, index) =>
        (impacts[index] ?? []).map((impact) => ({ change, impact })),
      );
      const verdict = worst(hits.map(({ impact }) => impact.verdict));
      const guilty = hits.filter(({ impact }) => impact.verdict === verdict);
      return {
        verdict,
        changes: guilty.slice(0, NAMED).map(({ change: { rule, element } }) => ({ rule, element })),
        because: eachOnce(guilty.flatMap(({ impact }) => impact.because)).slice(0, NAMED),
      };
    },
  };
}

function changesBetween(
  before: ShelvedContract,
  after: ShelvedContract,
  today: CalendarDate,
): readonly Change[] {
  if (before.version.digest === after.version.digest) return [];
  const surfaces = after.reading.surfaces ?? after.result.contract.semantics.promised;
  return diffContracts(before.result.contract, after.result.contract, { surfaces, today });
}

function worst(verdicts: readonly ImpactVerdict[]): ImpactVerdict {
  return IMPACT_VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? "no-use-seen";
}

/**
 * What uses of something that a contract version does not have come to, with nothing to compare it
 * with: what is read, and whole operations, are missed; what is sent may be ignored.
 */
export function harmOfMissing(
  { result: { contract } }: ShelvedContract,
  usages: readonly Usage[],
): Harm | undefined {
  const isMissing = (coordinate: string | undefined): boolean =>
    coordinate !== undefined &&
    coordinate !== WHOLE_CONTRACT &&
    resolveUse(contract, coordinate) === undefined;
  const missing = usages.filter(({ coordinate }) => isMissing(coordinate));
  if (missing.length === 0) return undefined;
  const breaks = missing.filter(
    ({ mode, coordinate, operation }) =>
      mode === "needed" || (operation === coordinate && isMissing(operation)),
  );
  const named = breaks.length > 0 ? breaks : missing;
  return {
    verdict: breaks.length > 0 ? "breaks" : "may-break",
    changes: [],
    because: named.slice(0, NAMED).map(({ coordinate, evidence }) => ({
      evidence,
      detail: `uses ${coordinate}, which it does not have`,
    })),
  };
}

/** Whether a change would be felt by somebody who meets it. */
export function isHarmful({ effects }: Change): boolean {
  return effects.some(
    ({ surface, severity }) => surface !== "promise" && severity !== "compatible",
  );
}

/** One use is the reason for several changes. */
function eachOnce(reasons: readonly ImpactReason[]): readonly ImpactReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
