import { windowOf } from "../../diff/lifecycle/window.ts";
import { DriftError, didYouMean } from "../../errors.ts";
import { serviceNames } from "../../evidence/aliases.ts";
import { resolveUse } from "../../evidence/resolve/elements-of.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { CalendarDate, Deprecation } from "../../model/lifecycle.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import { elementsOf } from "../../model/walk.ts";
import type { Met } from "../../model/walk.ts";
import type { KnownDangling, KnownUse, RegistryStore } from "../../registry/store.ts";
import type {
  DependenciesAnswer,
  Dependency,
  GoingElement,
} from "../../report/registry-answers.ts";
import { requireEnvironment } from "./known-names.ts";
import { shelfOf } from "./shelf.ts";
import type { Shelf } from "./shelf.ts";
import { resolvedAgain } from "./usages.ts";

/** What `dependencies` is asked. */
export interface DependenciesQuestion {
  readonly service: string;
  readonly environment?: string;
  /** True: only what is going away, what goes first first. */
  readonly goingAway?: boolean;
  readonly today: CalendarDate;
}

/** What a service uses, and what of it is going away. Rejects (`usage`) for an unknown service. */
export async function askDependencies(
  store: RegistryStore,
  { service: named, environment, goingAway, today }: DependenciesQuestion,
): Promise<DependenciesAnswer> {
  const services = await store.services();
  const name = serviceNames(services).nameOf(named);
  const service = services.find((one) => one.service === name);
  if (service === undefined)
    throw unknownService(
      named,
      services.map((one) => one.service),
    );
  await requireEnvironment(store, environment);
  const filter = { consumer: name, ...(environment === undefined ? {} : { environment }) };
  const uses = Map.groupBy(await store.uses(filter), (use) => use.evidence.contract);
  const dangling = Map.groupBy(await store.dangling(filter), (use) => use.evidence.contract);
  const providers = new Map((await store.contracts()).map((one) => [one.name, one.provider]));
  const shelf = shelfOf(store);
  const contracts: Dependency[] = [];
  for (const contract of [...new Set([...uses.keys(), ...dangling.keys()])].sort()) {
    const provider = providers.get(contract);
    const team = services.find((one) => one.service === provider)?.team;
    const part = { uses: uses.get(contract) ?? [], dangling: dangling.get(contract) ?? [], today };
    contracts.push({
      contract,
      ...(provider === undefined ? {} : { provider }),
      ...(team === undefined ? {} : { providerTeam: team }),
      ...(await dependencyOn(contract, shelf, part)),
    });
  }
  return {
    today,
    service: name,
    ...(service.team === undefined ? {} : { team: service.team }),
    ...(goingAway === true
      ? { goingAway, contracts: contracts.filter(({ going }) => going.length > 0).sort(byFirst) }
      : { contracts }),
  };
}

/** What loses an element first comes first; each contract has the earliest date at its head. */
function byFirst({ going: [one] }: Dependency, { going: [other] }: Dependency): number {
  return one === undefined || other === undefined ? 0 : bySunset(one, other);
}

interface Part {
  readonly uses: readonly KnownUse[];
  readonly dangling: readonly KnownDangling[];
  readonly today: CalendarDate;
}

async function dependencyOn(
  contract: string,
  shelf: Shelf,
  { uses, dangling, today }: Part,
): Promise<Omit<Dependency, "contract" | "provider" | "providerTeam">> {
  const evidence = [...new Set([...uses, ...dangling].map((use) => use.evidence))];
  const sightings = evidence
    .flatMap((one) => one.sightings)
    .sort((a, b) => (a.lastSeen > b.lastSeen ? -1 : 1));
  const fine = uses.filter(({ coordinate }) => coordinate !== WHOLE_CONTRACT);
  const isBound = fine.length > 0 && fine.every(({ mode }) => mode === "may-use");
  const common = {
    builtAgainst: [...new Set(sightings.flatMap(({ against }) => against ?? []))],
    uses: new Set(fine.map(({ coordinate }) => coordinate)).size,
    ...(isBound ? { atMost: true as const } : {}),
    lastSeen:
      evidence
        .map(({ lastSeen }) => lastSeen)
        .sort()
        .at(-1) ?? "",
  };
  const [latest] = await shelf.versions(contract);
  if (latest === undefined) return { ...common, going: [], missing: [] };
  const { result } = await shelf.read(latest);
  const again = resolvedAgain(result.contract, dangling);
  const coordinates = new Set([...fine, ...again.usages].map(({ coordinate }) => coordinate));
  const gone = [...coordinates].filter((one) => resolveUse(result.contract, one) === undefined);
  return {
    ...common,
    version: latest.version,
    going: goingAmong(coordinates, result.contract, today),
    missing: onePerCoordinate([
      ...gone.map((coordinate) => ({ coordinate, reason: `${latest.version} does not have it` })),
      ...again.dangling.map(({ coordinate, reason }) => ({ coordinate, reason })),
    ]),
  };
}

function onePerCoordinate(missing: Dependency["missing"]): Dependency["missing"] {
  const known = new Map(missing.map((one) => [one.coordinate, one]));
  return [...known.values()].sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

type Going = Met & { readonly deprecation: Deprecation };

function goingAmong(
  coordinates: ReadonlySet<Coordinate>,
  contract: Contract,
  today: CalendarDate,
): readonly GoingElement[] {
  const deprecated = new Map<Coordinate, Going>();
  for (const element of elementsOf(contract)) {
    const { deprecation } = element;
    if (deprecation === undefined || deprecated.has(element.coordinate)) continue;
    if (deprecation.deprecated || deprecation.sunset !== undefined) {
      deprecated.set(element.coordinate, { ...element, deprecation });
    }
  }
  const through = new Map<Coordinate, Coordinate[]>();
  for (const coordinate of coordinates) {
    for (const element of new Set(resolveUse(contract, coordinate)?.elements)) {
      if (!deprecated.has(element)) continue;
      const known = through.get(element);
      if (known === undefined) through.set(element, [coordinate]);
      else known.push(coordinate);
    }
  }
  return [...through]
    .flatMap(([element, uses]) => {
      const found = deprecated.get(element);
      return found === undefined ? [] : goingElement(found, uses, today);
    })
    .sort(bySunset);
}

function goingElement(
  { coordinate, kind, deprecation }: Going,
  through: readonly Coordinate[],
  today: CalendarDate,
): GoingElement {
  const { reason } = deprecation;
  return {
    element: coordinate,
    kind,
    lifecycle: windowOf(deprecation, today),
    ...(reason === undefined ? {} : { reason }),
    through: through.toSorted(),
  };
}

/** What has a date first, the earliest date first. */
function bySunset(one: GoingElement, other: GoingElement): number {
  const key = ({ lifecycle: { sunset = "9999" }, element }: GoingElement): string =>
    `${sunset} ${element}`;
  return key(one) < key(other) ? -1 : 1;
}

function unknownService(name: string, known: readonly string[]): DriftError {
  const nearest = didYouMean(name, known);
  return new DriftError({
    code: "usage",
    message: `The registry has never heard of a service named ${JSON.stringify(name)}.`,
    hint:
      nearest === undefined
        ? "`contract-drift registry services` lists those that it knows."
        : `Did you mean ${nearest}?`,
  });
}
