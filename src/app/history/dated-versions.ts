import { startOfDeprecation } from "../../diff/lifecycle/history.ts";
import type { Provenance } from "../../diff/lifecycle/history.ts";
import { dayOf } from "../../diff/lifecycle/calendar.ts";
import { digest } from "./contract-history.ts";
import type { ContractHistory, ReadVersion, VersionSource } from "./contract-history.ts";
import type { ElementRecord } from "./records.ts";

/** A version that was published or deployed, wherever that is recorded. */
export interface DatedVersion {
  /** The version's label. */
  readonly name: string;
  /** Since when consumers could see it: an instant in ISO form. */
  readonly since: string;
  /** Known from its first deployment, which came before its publication was recorded. */
  readonly by?: "deployment";
  /** Equal for versions with the same texts, read in the same way. */
  readonly digest: string;
  /** Rejects with `DriftError` where it cannot be understood. */
  read(): Promise<ReadVersion | undefined>;
}

/**
 * Versions of a contract from a registry, or from the deployments of its provider. The name tells
 * the source from others of the same provenance.
 */
export function datedVersions(
  name: string,
  provenance: Extract<Provenance, "registry" | "deployment">,
  list: readonly DatedVersion[],
): VersionSource {
  const versions = list.toSorted((one, other) => Date.parse(one.since) - Date.parse(other.since));
  return {
    provenance,
    name,
    fingerprint: digest(
      ...versions.flatMap((one) => [one.since, one.name, one.digest, one.by ?? ""]),
    ),
    versions: () =>
      Promise.resolve(
        versions.map((one) => ({
          at: {
            on: dayOf(Date.parse(one.since)),
            version: one.name,
            ...(one.by === undefined ? {} : { by: one.by }),
          },
          fingerprint: one.digest,
          read: () => one.read(),
        })),
      ),
  };
}

/** From the best to the worst; what is written in the contract itself goes before all of them. */
const ORDER: readonly Provenance[] = ["registry", "git", "deployment"];

/**
 * What several sources know of one contract. Each element has the record of the best source that
 * knows when its deprecation began; where none saw it begin, of the one that reaches back furthest.
 * Records are not mixed, since sources see the same statements at different times.
 */
export function bestOf(histories: readonly ContractHistory[]): ContractHistory | undefined {
  const ranked = histories.toSorted(
    (one, other) => ORDER.indexOf(one.provenance) - ORDER.indexOf(other.provenance),
  );
  const [best] = ranked;
  if (best === undefined) return undefined;
  const records = new Map<string, ElementRecord>();
  for (const history of ranked)
    for (const [identity, record] of history.records) {
      const known = records.get(identity);
      if (known === undefined || knowsMore(record, known)) records.set(identity, record);
    }
  return { ...best, records };
}

/** Whether a record shows the beginning of a deprecation that a better source's does not. */
function knowsMore({ history }: ElementRecord, { history: known }: ElementRecord): boolean {
  const [start, best] = [startOfDeprecation(history), startOfDeprecation(known)];
  return start !== undefined && best?.orEarlier === true && start.on <= best.on;
}
