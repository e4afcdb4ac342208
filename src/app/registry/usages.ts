import { resolveUse } from "../../evidence/resolve/elements-of.ts";
import type { Contract } from "../../model/contract.ts";
import type { Consumer, DanglingUse, EvidenceSource, Usage, UsageMode } from "../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type {
  EvidenceFilter,
  KnownDangling,
  KnownUse,
  RecordedDangling,
  RecordedUse,
  RegistryStore,
} from "../../registry/store.ts";

/** What the registry knows of the use of one contract, as `judgeImpact` takes it. */
export interface RegistryUsages {
  readonly usages: readonly Usage[];
  /** What does not resolve in the contract at hand either. */
  readonly dangling: readonly DanglingUse[];
  readonly consumers: readonly Consumer[];
}

/** A contract with the name that the registry knows it by. */
export interface NamedContract {
  readonly name: string;
  readonly contract: Contract;
}

/**
 * The recorded uses of a contract. What did not resolve in the version that it was read against is
 * tried again in this one: the client may have been ahead.
 */
export async function usagesFromRegistry(
  store: RegistryStore,
  { name, contract }: NamedContract,
  filter: Omit<EvidenceFilter, "contract"> = {},
): Promise<RegistryUsages> {
  const of = { ...filter, contract: name };
  const known = await store.uses(of);
  const again = resolvedAgain(contract, await store.dangling(of));
  const holds = await holdingOf(store, known, filter.environment);
  const usages = known.flatMap((use) =>
    usagesOf(use).map((one) => withHolding(one, holds.get(use.evidence.consumer))),
  );
  const resolved = [...usages, ...otherVersions(known, holds), ...again.usages];
  return {
    usages: [...resolved, ...lostIn(again.unresolved, resolved)],
    dangling: again.dangling,
    consumers: await store.services(),
  };
}

/** Of whom nothing resolves, it is known that the contract is used, and no more. */
function lostIn(
  unresolved: readonly KnownDangling[],
  resolved: readonly Usage[],
): readonly Usage[] {
  const known = new Set(resolved.map(({ consumer }) => consumer));
  const lost = new Map(
    unresolved.flatMap(({ evidence }) =>
      known.has(evidence.consumer) ? [] : [[evidence.consumer, evidence] as const],
    ),
  );
  return [...lost.values()].map((evidence) =>
    usageOf({ coordinate: WHOLE_CONTRACT, mode: "declared", evidence }),
  );
}

/**
 * Of each consumer of which it is known what runs: whether there is evidence of all of that. A use
 * that was recorded without a version may be of any. Where an environment is asked about, what runs
 * elsewhere does not matter.
 */
async function holdingOf(
  store: RegistryStore,
  known: readonly KnownUse[],
  environment: string | undefined,
): Promise<ReadonlyMap<string, boolean>> {
  const asked = environment === undefined ? {} : { environment };
  const live = Map.groupBy(await store.live(asked), ({ service }) => service);
  const seen = new Map<string, Set<string | undefined>>();
  for (const evidence of new Set(known.map((use) => use.evidence))) {
    const versions = seen.get(evidence.consumer) ?? new Set();
    for (const { version } of evidence.sightings) versions.add(version);
    seen.set(evidence.consumer, versions);
  }
  return new Map(
    [...seen].flatMap(([consumer, versions]) => {
      const running = live.get(consumer) ?? [];
      if (running.length === 0 || versions.has(undefined)) return [];
      return [[consumer, running.every(({ version }) => versions.has(version))] as const];
    }),
  );
}

function withHolding(usage: Usage, holds: boolean | undefined): Usage {
  return holds === undefined ? usage : { ...usage, evidence: { ...usage.evidence, holds } };
}

/** A recorded use in each operation or interaction that showed it, for a version of its consumer. */
export function usagesOf(use: KnownUse, version?: string): readonly Usage[] {
  const { also = [] } = use;
  const first = usageOf(use, version);
  if (also.length === 0) return [first];
  const { kind, file, seen, holds } = first.evidence;
  const evidence = {
    kind,
    file,
    ...(seen === undefined ? {} : { seen }),
    ...(holds === undefined ? {} : { holds }),
  };
  // Counts are of all of them together.
  const { count: _, ...rest } = first;
  return [first, ...also.map((one) => ({ ...rest, evidence: { ...evidence, ...one } }))];
}

/** A recorded use, for the version of its consumer that was seen last. */
export function usageOf(use: KnownUse, version?: string): Usage {
  const { evidence, coordinate, operation, mode, count } = use;
  const consumerVersion = version ?? evidence.sightings[0]?.version;
  return {
    consumer: evidence.consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(evidence.environment === undefined ? {} : { environment: evidence.environment }),
    contract: evidence.contract,
    coordinate,
    ...(operation === undefined ? {} : { operation }),
    mode,
    evidence: sourceOf(use),
    ...(count === undefined ? {} : { count }),
  };
}

/** How many versions of a consumer are named for one piece of evidence. */
const VERSIONS = 5;

/** Further versions with the same uses, each as a use of the whole: they are named, not counted. */
function otherVersions(
  uses: readonly KnownUse[],
  holds: ReadonlyMap<string, boolean>,
): readonly Usage[] {
  const pieces = new Set(uses.map(({ evidence }) => evidence));
  return [...pieces].flatMap((evidence) =>
    evidence.sightings.slice(1, VERSIONS).flatMap(({ version }) => {
      if (version === undefined) return [];
      const whole = usageOf({ coordinate: WHOLE_CONTRACT, mode: "declared", evidence }, version);
      return withHolding(whole, holds.get(evidence.consumer));
    }),
  );
}

function sourceOf(
  use: (RecordedUse | RecordedDangling) & Pick<KnownUse, "evidence">,
): EvidenceSource {
  const { evidence, item, line } = use;
  return {
    kind: evidence.kind,
    file: evidence.file,
    ...(item === undefined ? {} : { item }),
    ...(line === undefined ? {} : { line }),
    seen: ("seen" in use ? use.seen : undefined) ?? evidence.lastSeen,
  };
}

/** Dangling uses that resolve in a contract become uses of it. */
export function resolvedAgain(
  contract: Contract,
  dangling: readonly KnownDangling[],
): Pick<RegistryUsages, "usages" | "dangling"> & { readonly unresolved: readonly KnownDangling[] } {
  const usages: Usage[] = [];
  const left: DanglingUse[] = [];
  const unresolved: KnownDangling[] = [];
  for (const use of dangling) {
    const { evidence, coordinate, reason } = use;
    const found = resolveUse(contract, coordinate);
    if (found === undefined) {
      const { consumer, contract: name } = evidence;
      unresolved.push(use);
      left.push({ consumer, contract: name, coordinate, reason, evidence: sourceOf(use) });
    } else {
      const mode = modeOf(evidence.kind, found.direction);
      usages.push({
        ...usageOf({ coordinate, mode, evidence }),
        ...(found.operation === undefined ? {} : { operation: found.operation.coordinate }),
        evidence: sourceOf(use),
      });
    }
  }
  return { usages, dangling: left, unresolved };
}

/** Kinds of evidence that show what came back, never what was read of it. */
const TRAFFIC: ReadonlySet<string> = new Set(["har", "otlp", "jaeger"]);

function modeOf(kind: string, direction: "input" | "output" | undefined): UsageMode {
  if (direction === "input") return "sent";
  return TRAFFIC.has(kind) ? "delivered" : "needed";
}
