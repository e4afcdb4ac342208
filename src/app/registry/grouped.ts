import type { EvidenceResult } from "../../evidence/evidence.ts";
import type { CalendarDate } from "../../model/lifecycle.ts";
import type { DanglingUse, Usage } from "../../model/usage.ts";
import type { EvidenceRecord, RecordedDangling, RecordedUse } from "../../registry/store.ts";

/** What holds for everything that is recorded of one file. */
export interface RecordContext {
  readonly contract: string;
  /** The contract version that it was read against. */
  readonly against?: string;
  readonly consumerVersion?: string;
  readonly environment?: string;
  readonly file: string;
  /** The day of the recording, for what does not date itself. */
  readonly today: CalendarDate;
}

/**
 * What one file shows as pieces of evidence: one for each consumer, environment, version and kind
 * that it speaks of.
 */
export function evidenceRecords(
  { usages, dangling }: Pick<EvidenceResult, "usages" | "dangling">,
  context: RecordContext,
): readonly EvidenceRecord[] {
  const used = Map.groupBy(usages, (use) => keyOf(use, context));
  const unresolved = Map.groupBy(dangling, (use) => keyOf(use, context));
  return [...new Set([...used.keys(), ...unresolved.keys()])].flatMap((key) => {
    const uses = used.get(key) ?? [];
    const left = unresolved.get(key) ?? [];
    const first = uses[0] ?? left[0];
    return first === undefined ? [] : [recordOf(first, uses, left, context)];
  });
}

/** Dangling uses do not say version and environment: those of the whole file hold. */
function keyOf(use: Usage | DanglingUse, context: RecordContext): string {
  const { consumerVersion, environment } = placeOf(use, context);
  return JSON.stringify([use.consumer, consumerVersion, environment, use.evidence.kind]);
}

function placeOf(
  use: Usage | DanglingUse,
  context: RecordContext,
): Pick<EvidenceRecord, "consumerVersion" | "environment"> {
  const own = "mode" in use ? use : undefined;
  const consumerVersion = own?.consumerVersion ?? context.consumerVersion;
  const environment = own?.environment ?? context.environment;
  return {
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
  };
}

function recordOf(
  first: Usage | DanglingUse,
  uses: readonly Usage[],
  dangling: readonly DanglingUse[],
  context: RecordContext,
): EvidenceRecord {
  const { contract, against, file, today } = context;
  const days = uses.flatMap(({ evidence }) => evidence.seen ?? []).sort();
  return {
    contract,
    consumer: first.consumer,
    ...placeOf(first, context),
    ...(against === undefined ? {} : { against }),
    kind: first.evidence.kind,
    file,
    seen: days.at(-1) ?? today,
    uses: uses.map((use) => recordedUse(use)),
    dangling: dangling.map((use) => recordedDangling(use)),
  };
}

function recordedUse({ coordinate, operation, mode, evidence, count }: Usage): RecordedUse {
  const { item, line, seen } = evidence;
  return {
    coordinate,
    ...(operation === undefined ? {} : { operation }),
    mode,
    ...(item === undefined ? {} : { item }),
    ...(line === undefined ? {} : { line }),
    ...(seen === undefined ? {} : { seen }),
    ...(count === undefined ? {} : { count }),
  };
}

function recordedDangling({ coordinate, reason, evidence }: DanglingUse): RecordedDangling {
  const { item, line } = evidence;
  return {
    coordinate,
    reason,
    ...(item === undefined ? {} : { item }),
    ...(line === undefined ? {} : { line }),
  };
}
