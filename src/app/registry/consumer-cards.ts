import type { CalendarDate } from "../../model/lifecycle.ts";
import type { KnownUse, RegisteredService, RegistryStore } from "../../registry/store.ts";
import type { ListedConsumer, ListedUse, LiveVersion } from "../../report/registry-answers.ts";
import { liveVersion } from "./deployments.ts";

/** The consumers that some uses are of, each with everything that is known of it. */
export async function listedConsumers(
  store: RegistryStore,
  uses: readonly KnownUse[],
): Promise<readonly ListedConsumer[]> {
  const byConsumer = Map.groupBy(uses, ({ evidence }) => evidence.consumer);
  if (byConsumer.size === 0) return [];
  const services = new Map((await store.services()).map((one) => [one.service, one]));
  const live = Map.groupBy(await store.live({}), ({ service }) => service);
  return [...byConsumer]
    .map(([consumer, own]) =>
      listedConsumer(own, services.get(consumer), {
        consumer,
        live: (live.get(consumer) ?? []).map((one) => liveVersion(one)),
      }),
    )
    .sort((a, b) => (a.consumer < b.consumer ? -1 : 1));
}

function listedConsumer(
  uses: readonly KnownUse[],
  service: RegisteredService | undefined,
  known: { readonly consumer: string; readonly live: readonly LiveVersion[] },
): ListedConsumer {
  const evidence = [...new Set(uses.map((use) => use.evidence))];
  const sightings = evidence
    .flatMap((one) => one.sightings)
    .sort((a, b) => (a.lastSeen > b.lastSeen ? -1 : 1));
  const days = uses.map((use) => seenOn(use)).sort();
  return {
    consumer: known.consumer,
    ...(service?.team === undefined ? {} : { team: service.team }),
    contacts: service?.contacts ?? [],
    environments: distinct(evidence.flatMap(({ environment }) => environment ?? [])),
    versions: [...new Set(sightings.flatMap(({ version }) => version ?? []))],
    live: known.live,
    firstSeen: evidence.map(({ firstSeen }) => firstSeen).sort()[0] ?? "",
    lastSeen: days.at(-1) ?? "",
    evidence: distinct(evidence.map(({ kind }) => kind)),
    uses: [...Map.groupBy(uses, ({ coordinate }) => coordinate)]
      .map(([coordinate, same]) => listedUse(coordinate, same))
      .sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1)),
  };
}

function listedUse(coordinate: string, same: readonly KnownUse[]): ListedUse {
  const count = same.reduce((total, use) => total + (use.count ?? 0), 0);
  const [first] = same;
  const { line, evidence } = first ?? {};
  return {
    coordinate,
    modes: [...new Set(same.map(({ mode }) => mode))].sort(),
    lastSeen:
      same
        .map((use) => seenOn(use))
        .sort()
        .at(-1) ?? "",
    ...(count === 0 ? {} : { count }),
    place: `${evidence?.file ?? ""}${line === undefined ? "" : `:${line}`}`,
  };
}

/** A use that its evidence does not date was seen when the evidence was. */
function seenOn({ seen, evidence }: KnownUse): CalendarDate {
  return seen ?? evidence.lastSeen;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
