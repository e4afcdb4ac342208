import type {
  Deployment,
  EvidenceFilter,
  KnownEvidence,
  RegisteredContract,
  RegisteredService,
  RegistryStore,
} from "../../registry/store.ts";
import type {
  ContractsAnswer,
  EvidenceAnswer,
  ListedContract,
  ListedEvidence,
  ListedService,
  ListedTeam,
  ServicesAnswer,
  TeamsAnswer,
} from "../../report/registry-answers.ts";
import { liveVersion } from "./deployments.ts";

/** Every service: who owns it, what it serves and uses, where it runs. */
export async function listServices(store: RegistryStore): Promise<ServicesAnswer> {
  const known: Known = {
    contracts: await store.contracts(),
    evidence: Map.groupBy(await store.evidence({}), ({ consumer }) => consumer),
    live: Map.groupBy(await store.live({}), ({ service }) => service),
  };
  const services = (await store.services()).map((service) => listedService(service, known));
  return { registry: store.label, services };
}

interface Known {
  readonly contracts: readonly RegisteredContract[];
  readonly evidence: ReadonlyMap<string, readonly KnownEvidence[]>;
  readonly live: ReadonlyMap<string, readonly Deployment[]>;
}

function listedService(
  { service, declared, team, contacts, aliases, profile }: RegisteredService,
  { contracts, evidence, live }: Known,
): ListedService {
  const own = evidence.get(service) ?? [];
  const days = own.map(({ lastSeen }) => lastSeen).sort();
  const lastSeen = days.at(-1);
  return {
    service,
    declared,
    ...(team === undefined ? {} : { team }),
    contacts,
    aliases,
    ...(profile === undefined ? {} : { profile }),
    provides: contracts.filter(({ provider }) => provider === service).map(({ name }) => name),
    uses: [...new Set(own.map(({ contract }) => contract))].sort(),
    live: (live.get(service) ?? []).map((one) => liveVersion(one)),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}

/** The teams that own services, with everybody to ask. */
export async function listTeams(store: RegistryStore): Promise<TeamsAnswer> {
  const services = await store.services();
  const byTeam = Map.groupBy(services, ({ team }) => team ?? "");
  const teams = [...byTeam].flatMap(([team, own]): readonly ListedTeam[] => {
    if (team === "") return [];
    const contacts = new Set(own.flatMap((one) => one.contacts));
    return [{ team, contacts: [...contacts].sort(), services: own.map(({ service }) => service) }];
  });
  return {
    registry: store.label,
    teams: teams.sort((a, b) => (a.team < b.team ? -1 : 1)),
    withoutTeam: (byTeam.get("") ?? []).map(({ service }) => service),
  };
}

/** Every contract: who serves it, its versions, how many use it. */
export async function listContracts(store: RegistryStore): Promise<ContractsAnswer> {
  const contracts: ListedContract[] = [];
  for (const { name, format, provider, versions, consumers } of await store.contracts()) {
    const known = await store.versions(name);
    const [latest] = known;
    const labels = known.flatMap((one) => one.labels.map((label) => [label, one.version] as const));
    contracts.push({
      contract: name,
      ...(format === undefined ? {} : { format }),
      ...(provider === undefined ? {} : { service: provider }),
      owners: latest?.owners ?? [],
      versions,
      ...(latest === undefined
        ? {}
        : { latest: { version: latest.version, publishedAt: latest.publishedAt } }),
      labels: Object.fromEntries(labels.sort(([a], [b]) => (a < b ? -1 : 1))),
      consumers,
    });
  }
  return { registry: store.label, contracts };
}

/** Every piece of evidence that a filter lets through, the newest first. */
export async function listEvidence(
  store: RegistryStore,
  filter: EvidenceFilter,
): Promise<EvidenceAnswer> {
  const evidence = await store.evidence(filter);
  return { registry: store.label, evidence: evidence.map((one) => listedEvidence(one)) };
}

function listedEvidence(one: KnownEvidence): ListedEvidence {
  const { contract, consumer, environment, kind, file, firstSeen, lastSeen, uses, dangling } = one;
  return {
    contract,
    consumer,
    ...(environment === undefined ? {} : { environment }),
    kind,
    file,
    versions: one.sightings.flatMap(({ version }) => version ?? []),
    firstSeen,
    lastSeen,
    uses,
    dangling,
  };
}
