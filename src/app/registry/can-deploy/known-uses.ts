import { daysBetween } from "../../../diff/lifecycle/calendar.ts";
import type { CalendarDate } from "../../../model/lifecycle.ts";
import type { Usage } from "../../../model/usage.ts";
import type {
  KnownDangling,
  KnownEvidence,
  KnownUse,
  RegistryStore,
} from "../../../registry/store.ts";
import { usagesOf } from "../usages.ts";

/** Everything recorded of one consumer's use of one contract. */
export interface ConsumerRecord {
  readonly consumer: string;
  readonly contract: string;
  readonly uses: readonly KnownUse[];
  readonly dangling: readonly KnownDangling[];
  /** Newest first. */
  readonly evidence: readonly KnownEvidence[];
}

/** What is recorded of one version of a consumer. */
export interface VersionRecord {
  readonly usages: readonly Usage[];
  readonly dangling: readonly KnownDangling[];
  /** Contract versions that it was read against, the latest first. */
  readonly against: readonly string[];
  readonly evidence: readonly KnownEvidence[];
}

/** Everything recorded of a contract, by consumer; or of a consumer, by contract. */
export async function consumerRecords(
  store: RegistryStore,
  filter: { readonly contract: string } | { readonly consumer: string },
): Promise<readonly ConsumerRecord[]> {
  const keyOf = ({ consumer, contract }: KnownEvidence): string =>
    JSON.stringify([contract, consumer]);
  const evidence = await store.evidence(filter);
  const uses = Map.groupBy(await store.uses(filter), (use) => keyOf(use.evidence));
  const dangling = Map.groupBy(await store.dangling(filter), (use) => keyOf(use.evidence));
  return [...Map.groupBy(evidence, keyOf)].flatMap(([key, pieces]) => {
    const [first] = pieces;
    if (first === undefined) return [];
    const { consumer, contract } = first;
    return {
      consumer,
      contract,
      uses: uses.get(key) ?? [],
      dangling: dangling.get(key) ?? [],
      evidence: pieces,
    };
  });
}

/**
 * What is recorded of one version: evidence for that version, wherever it was seen, and evidence
 * that names no version, unless it was seen in another environment. Without a version: everything
 * that was seen in the environment, or in none that is named.
 */
export function recordOfVersion(
  record: ConsumerRecord,
  version: string | undefined,
  environment: string,
): VersionRecord {
  const counts = ({ sightings, environment: seenIn }: KnownEvidence): boolean =>
    sightings.some((sighting) => version !== undefined && sighting.version === version) ||
    ((version === undefined || sightings.some((sighting) => sighting.version === undefined)) &&
      (seenIn === undefined || seenIn === environment));
  const evidence = record.evidence.filter(counts);
  const ids = new Set(evidence.map(({ id }) => id));
  return {
    evidence,
    usages: record.uses
      .filter((use) => ids.has(use.evidence.id))
      .flatMap((use) => usagesOf(use, version)),
    dangling: record.dangling.filter((use) => ids.has(use.evidence.id)),
    against: againstOf(evidence, version),
  };
}

function againstOf(
  evidence: readonly KnownEvidence[],
  version: string | undefined,
): readonly string[] {
  const sightings = evidence
    .flatMap((one) => one.sightings)
    .filter((one) => version === undefined || (one.version ?? version) === version)
    .sort((a, b) => (a.lastSeen > b.lastSeen ? -1 : 1));
  return [...new Set(sightings.flatMap((one) => one.against ?? []))];
}

/** Whether some evidence is of this very version. */
export function isOfVersion({ evidence }: VersionRecord, version: string): boolean {
  return evidence.some(({ sightings }) => sightings.some((one) => one.version === version));
}

/** Every version of the consumer that evidence names, the one seen last first. */
export function versionsOf({ evidence }: ConsumerRecord): readonly string[] {
  const sightings = evidence
    .flatMap((one) => one.sightings)
    .sort((a, b) => (a.lastSeen > b.lastSeen ? -1 : 1));
  return [...new Set(sightings.flatMap(({ version }) => version ?? []))];
}

/** The last day that anything was seen, where that is longer ago than evidence stays good. */
export function staleSince(
  { evidence }: VersionRecord,
  today: CalendarDate,
  staleAfter: number,
): CalendarDate | undefined {
  const days = evidence.map(({ lastSeen }) => lastSeen).sort();
  const last = days.at(-1);
  return last !== undefined && daysBetween(last, today) > staleAfter ? last : undefined;
}
