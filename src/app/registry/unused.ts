import { later } from "../../diff/lifecycle/calendar.ts";
import { windowOf } from "../../diff/lifecycle/window.ts";
import { indexOf } from "../../evidence/resolve/contract-index.ts";
import { resolveUse } from "../../evidence/resolve/elements-of.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate, ElementKind } from "../../model/element.ts";
import type { CalendarDate } from "../../model/lifecycle.ts";
import { elementsOf } from "../../model/walk.ts";
import type { Met } from "../../model/walk.ts";
import type { Activity, KnownEvidence, RegistryStore } from "../../registry/store.ts";
import type { UnusedAnswer, UnusedElement } from "../../report/registry-answers.ts";
import { requireEnvironment } from "./known-names.ts";
import { grainOf } from "./grain.ts";
import type { Grain } from "./grain.ts";
import { contractVersion, shelfOf } from "./shelf.ts";

/** What `unused` is asked. */
export interface UnusedQuestion {
  readonly contract: string;
  /** Default: the version published last. */
  readonly version?: string;
  readonly environment?: string;
  /** Uses that were last seen longer ago do not count, unless what uses them is live. */
  readonly days: number;
  readonly today: CalendarDate;
}

/** What of a contract nobody is seen to use, and how far that can be trusted. */
export async function askUnused(
  store: RegistryStore,
  question: UnusedQuestion,
): Promise<UnusedAnswer> {
  const { contract: name, environment, today } = question;
  await requireEnvironment(store, environment);
  const since = later(today, { count: -question.days, unit: "days" });
  const shelf = shelfOf(store);
  const version = await contractVersion(shelf, store, name, question.version);
  const { result } = await shelf.read(version);
  const { contract } = result;
  const use = useOf(contract, await store.activity(name, environment), since);
  const evidence = await store.evidence({
    contract: name,
    ...(environment === undefined ? {} : { environment }),
  });
  const current = await currentEvidence(store, evidence, { since, environment });
  const grain = await grainOf(store, { name, contract }, current.evidence);
  const uncovered = [...new Set([...grain.uncovered, ...current.stale])].sort();
  const known = new Set([...grain.known, ...current.stale]);
  const elements = candidates(contract);
  return {
    contract: name,
    version: version.version,
    since,
    ...(environment === undefined ? {} : { environment }),
    elements: unusedAmong(elements, {
      contract,
      use,
      grain,
      today,
      isBlind: uncovered.length > 0 || known.size === 0,
    }),
    total: elements.length,
    coverage: { known: known.size, covered: known.size - uncovered.length, uncovered },
  };
}

/** What uses meet in one contract version. */
interface Use {
  readonly certain: ReadonlySet<Coordinate>;
  readonly possible: ReadonlySet<Coordinate>;
  /** Uses from before the day that was asked for, with their last day. */
  readonly earlier: ReadonlyMap<Coordinate, CalendarDate>;
}

function useOf(contract: Contract, activity: readonly Activity[], since: CalendarDate): Use {
  const certain = new Set<Coordinate>();
  const possible = new Set<Coordinate>();
  const earlier = new Map<Coordinate, CalendarDate>();
  for (const { coordinate, lastSeen, live, onlyPerhaps } of activity) {
    const isCurrent = live || lastSeen >= since;
    for (const element of resolveUse(contract, coordinate)?.elements ?? []) {
      if (isCurrent) (onlyPerhaps ? possible : certain).add(element);
      else if ((earlier.get(element) ?? "") < lastSeen) earlier.set(element, lastSeen);
    }
  }
  return { certain, possible, earlier };
}

/**
 * Evidence that still holds, and consumers of which there is none though nothing says they are gone.
 * Where no environment is asked about, each one of which there is evidence needs some that holds.
 */
async function currentEvidence(
  store: RegistryStore,
  evidence: readonly KnownEvidence[],
  {
    since,
    environment,
  }: Pick<UnusedAnswer, "since"> & { readonly environment: string | undefined },
): Promise<{ readonly evidence: readonly KnownEvidence[]; readonly stale: readonly string[] }> {
  const running = await store.live(environment === undefined ? {} : { environment });
  const live = new Set(running.map(({ service, version }) => `${service} ${version}`));
  const tracked = new Set(await store.tracked());
  const holds = ({ consumer, lastSeen, sightings }: KnownEvidence): boolean =>
    lastSeen >= since ||
    sightings.some(({ version }) => version !== undefined && live.has(`${consumer} ${version}`));
  const isGone = (consumer: string, place: string | undefined): boolean =>
    tracked.has(consumer) &&
    !running.some(
      (one) => one.service === consumer && (place ?? one.environment) === one.environment,
    );
  const isStale = ([consumer, pieces]: readonly [string, readonly KnownEvidence[]]): boolean =>
    placesOf(pieces).some(
      (place) =>
        !isGone(consumer, place) &&
        !pieces.some((one) => (one.environment ?? place) === place && holds(one)),
    );
  const stale = [...Map.groupBy(evidence, ({ consumer }) => consumer)].filter(isStale);
  return { evidence: evidence.filter(holds), stale: stale.map(([consumer]) => consumer) };
}

/** The environments that pieces of evidence name; none that is named stands for any. */
function placesOf(pieces: readonly KnownEvidence[]): readonly (string | undefined)[] {
  const named = new Set(pieces.flatMap(({ environment }) => environment ?? []));
  return named.size === 0 ? [undefined] : [...named];
}

/** What consumers can name or meet. */
const KINDS: ReadonlySet<ElementKind> = new Set([
  "operation",
  "parameter",
  "type",
  "field",
  "argument",
  "enum-value",
]);

function candidates(contract: Contract): readonly Met[] {
  const found = new Map<Coordinate, Met>();
  for (const element of elementsOf(contract)) {
    if (isScalar(contract, element.coordinate) || isRoot(contract, element)) continue;
    const known = found.get(element.coordinate);
    if (KINDS.has(element.kind) && known?.deprecation === undefined) {
      found.set(
        element.coordinate,
        known === undefined ? element : { ...known, ...deprecationOf(element) },
      );
    }
  }
  return [...found.values()];
}

/** A scalar is used with whatever holds it; several formats have some that nobody declares. */
function isScalar({ types }: Contract, coordinate: Coordinate): boolean {
  return types.get(coordinate)?.definition === "scalar";
}

/** GraphQL's `query` as a whole: what is asked for are its fields. */
function isRoot({ format }: Contract, { kind }: Met): boolean {
  return format === "graphql" && kind === "operation";
}

function deprecationOf({ deprecation }: Met): Pick<Met, "deprecation"> {
  return deprecation === undefined ? {} : { deprecation };
}

interface Judging {
  readonly contract: Contract;
  readonly use: Use;
  readonly grain: Grain;
  readonly today: CalendarDate;
  /** True where some consumer could be using anything. */
  readonly isBlind: boolean;
}

/** The topmost elements that are not used: what stands below them goes without saying. */
function unusedAmong(elements: readonly Met[], at: Judging): readonly UnusedElement[] {
  const { certain } = at.use;
  const unused = new Set(
    elements.map(({ coordinate }) => coordinate).filter((coordinate) => !certain.has(coordinate)),
  );
  const index = indexOf(at.contract);
  return elements
    .filter(({ coordinate }) => {
      if (!unused.has(coordinate)) return false;
      const { parent, operation } = index.elements.get(coordinate) ?? {};
      const above = [parent, operation?.coordinate].filter((one) => one !== coordinate);
      return !above.some((one) => one !== undefined && unused.has(one));
    })
    .map((element) => judged(element, at));
}

function judged({ coordinate, kind, deprecation }: Met, at: Judging): UnusedElement {
  const { use, grain, isBlind, today } = at;
  const lastSeen = use.earlier.get(coordinate);
  const isOpen =
    isBlind ||
    use.possible.has(coordinate) ||
    grain.mayMeet(coordinate).length > 0 ||
    (kind === "enum-value" && isMet(coordinate, at));
  return {
    element: coordinate,
    kind,
    answer: isOpen ? "unknown" : "unused",
    ...(lastSeen === undefined ? {} : { lastSeen }),
    ...(deprecation === undefined || (!deprecation.deprecated && deprecation.sunset === undefined)
      ? {}
      : { lifecycle: windowOf(deprecation, today) }),
  };
}

/** Which values of an enum come back is for the provider to say: whoever reads it may meet each. */
function isMet(value: Coordinate, { contract, use }: Judging): boolean {
  const { parent, direction } = indexOf(contract).elements.get(value) ?? {};
  return (
    direction !== "input" &&
    parent !== undefined &&
    (use.certain.has(parent) || use.possible.has(parent))
  );
}
