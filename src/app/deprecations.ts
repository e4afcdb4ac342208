import type { ElementHistory, Sighting } from "../diff/lifecycle/history.ts";
import { lifecycleOf } from "../diff/lifecycle/state.ts";
import type { Lifecycle } from "../diff/lifecycle/state.ts";
import { impactOfRemoval } from "../impact/removal.ts";
import type { ConsumerImpact } from "../impact/verdict.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { Coordinate } from "../model/element.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { WHOLE_CONTRACT } from "../model/usage.ts";
import type { Usage } from "../model/usage.ts";
import { around, stabilityIn } from "../policy/stability.ts";
import { NO_WINDOW_POLICY, requirementsOf } from "../policy/windows.ts";
import type { WindowPolicy, WindowRequirements } from "../policy/windows.ts";
import type {
  DeprecatedElement,
  DeprecationsAnswer,
  HistoryNote,
  RemovalAnswer,
  RemovedElement,
} from "../report/answers.ts";
import { consumersOf, evidenceOn, withRecorded } from "./consumers.ts";
import type { DeclaredConsumers, RecordedConsumers } from "./consumers.ts";
import { bestOf } from "./history/dated-versions.ts";
import { contractNamed, openCatalogue } from "./contracts.ts";
import type { Catalogue } from "./contracts.ts";
import type { FoundContract } from "./config/discover.ts";
import { announcedIn, lifeOf, liveSince, windowIn } from "./deprecation/lives.ts";
import type { Announced } from "./deprecation/lives.ts";
import { byRemoval, byUrgency, isWanted, wantsRemoved } from "./deprecation/select.ts";
import type { DeprecationFilter } from "./deprecation/select.ts";
import type { ContractHistory } from "./history/contract-history.ts";
import { historiesOf } from "./history/histories.ts";
import type { BranchHistories } from "./history/histories.ts";
import { evidenceDiagnostics } from "./judge.ts";
import { loadFound } from "./load.ts";

/** What `deprecations` is asked. */
export interface DeprecationsQuestion {
  readonly folder: string;
  readonly config?: string;
  /** Default: every contract. */
  readonly contract?: string;
  readonly filter?: DeprecationFilter;
  readonly today: CalendarDate;
  /** False: only what the contracts say today. Default: the default branch is read too. */
  readonly history?: boolean;
  /** What a registry knows of consumers and of earlier versions. */
  readonly recorded?: RecordedConsumers;
  /** The tool's version, by which histories are kept. */
  readonly version: string;
  /** Told before each contract, for progress. */
  readonly onContract?: (name: string, index: number, total: number) => void;
}

/** What is announced to go, whose window ends when, who still uses it, what may go now. */
export async function askDeprecations(question: DeprecationsQuestion): Promise<DeprecationsAnswer> {
  const catalogue = await openCatalogue(question.folder, question.config);
  const found =
    question.contract === undefined
      ? [...catalogue.contracts.values()]
      : [contractNamed(question.contract, catalogue)];
  const histories =
    question.history === false ? undefined : await historiesOf(catalogue, question.version);
  const filter = question.filter ?? {};
  const parts: Part[] = [];
  for (const [index, contract] of found.entries()) {
    question.onContract?.(contract.name, index, found.length);
    parts.push(await partOf(contract, { catalogue, histories, filter, question }));
  }
  return {
    today: question.today,
    contracts: found.map(({ name }) => name).sort(),
    deprecations: parts
      .flatMap((part) => part.deprecations)
      .filter((one) => isWanted(one, filter))
      .sort(byUrgency),
    removed: parts.flatMap((part) => part.removed).sort(byRemoval),
    histories: parts.flatMap((part) => part.histories),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

type Part = Omit<DeprecationsAnswer, "today" | "contracts">;

interface Asking {
  readonly catalogue: Catalogue;
  readonly histories: BranchHistories | undefined;
  readonly filter: DeprecationFilter;
  readonly question: DeprecationsQuestion;
}

async function partOf(found: FoundContract, asking: Asking): Promise<Part> {
  const { catalogue, histories } = asking;
  const { recorded, today } = asking.question;
  const { result } = await loadFound(found, catalogue.tree);
  const announced = announcedIn(result.contract);
  const withRemoved = wantsRemoved(asking.filter);
  const past = announced.length > 0 || withRemoved ? await pastOf(found, result, asking) : NO_PAST;
  const { known, live } = past;
  const history = bestOf(known);
  const judging = judgingOf(found, result, { history, live, today });
  const judged =
    announced.length === 0
      ? undefined
      : await deprecationsOf(announced, judging, withRecorded(catalogue.consumers, recorded));
  return {
    deprecations: judged?.deprecations ?? [],
    removed: withRemoved ? removedIn(judging, asking.filter) : [],
    histories: known.map((one) =>
      noteOf(found.name, one, one.provenance === "git" && histories?.shallow === true),
    ),
    diagnostics: [...result.diagnostics, ...(judged?.diagnostics ?? [])],
  };
}

/** What is known of a contract's earlier versions. */
interface Past {
  readonly known: readonly ContractHistory[];
  /** By environment. */
  readonly live: ReadonlyMap<string, ContractHistory>;
}

const NO_PAST: Past = { known: [], live: new Map() };

/** What the registry and the branch know of a contract's earlier versions. */
async function pastOf(
  contract: FoundContract,
  { texts }: ReadResult,
  { catalogue, histories, question }: Asking,
): Promise<Past> {
  const { config, root } = catalogue;
  const { history, recorded, version: tool } = question;
  if (history === false) return NO_PAST;
  const { published, live = NO_PAST.live } =
    (await recorded?.historiesOf(contract.name, { root, tool })) ?? {};
  const committed = await histories?.of({ contract, config, files: texts.keys() });
  return { known: [published, committed].filter((one) => one !== undefined), live };
}

interface Judging {
  readonly name: string;
  readonly result: ReadResult;
  readonly history: ContractHistory | undefined;
  readonly live: Past["live"];
  readonly today: CalendarDate;
  readonly policy: WindowPolicy;
  readonly requirements: (element: string) => WindowRequirements;
}

function judgingOf(
  { name, config }: FoundContract,
  result: ReadResult,
  known: Pick<Judging, "history" | "live" | "today">,
): Judging {
  const policy = config.policy.window ?? NO_WINDOW_POLICY;
  const surfaces = config.surfaces ?? result.contract.semantics.promised;
  const stability = stabilityIn(result.contract, config.stability);
  const requirements = (element: string): WindowRequirements =>
    requirementsOf(policy, stability(element), surfaces);
  return { name, result, policy, requirements, ...known };
}

async function deprecationsOf(
  announced: readonly Announced[],
  judging: Judging,
  consumers: DeclaredConsumers,
): Promise<Pick<Part, "deprecations" | "diagnostics">> {
  const { contract } = judging.result;
  const evidence = await evidenceOn(consumers, { name: judging.name, contract });
  const { history, today, requirements } = judging;
  const deprecations = announced.map((element) => {
    const life = lifeOf(element, history, { today, terms: requirements(element.coordinate) });
    const { impact } = impactOfRemoval({
      contract,
      element,
      consumers: consumersOf(consumers),
      usages: withinWindow(evidence.usages, life),
      today,
    });
    return deprecatedElement(element, { life, impact }, judging);
  });
  return { deprecations, diagnostics: evidenceDiagnostics(evidence) };
}

/** Of whom nothing is seen since the deprecation, no more is known than that the contract is used. */
function withinWindow(usages: readonly Usage[], life: Lifecycle): readonly Usage[] {
  const waited = usages.filter((usage) => isWithinWindow(usage, life));
  const seen = new Set(waited.map(({ consumer }) => consumer));
  const gone = new Map(
    usages.flatMap((one) => (seen.has(one.consumer) ? [] : [[one.consumer, one] as const])),
  );
  const whole = [...gone.values()].map((usage): Usage => ({
    ...usage,
    coordinate: WHOLE_CONTRACT,
    mode: "declared",
  }));
  return [...waited, ...whole];
}

/**
 * Whether a use is one that the window has to wait for: what was last seen before the deprecation
 * is not. Evidence without a date is of today; where only a latest date of the deprecation is
 * known, everything counts.
 */
function isWithinWindow({ evidence }: Usage, { since }: Lifecycle): boolean {
  if (evidence.seen === undefined || since === undefined || since.orEarlier) return true;
  return evidence.seen >= since.on;
}

interface JudgedElement {
  readonly life: Lifecycle;
  readonly impact: readonly ConsumerImpact[];
}

function deprecatedElement(
  element: Announced,
  { life, impact }: JudgedElement,
  { name, result, policy, live: environments }: Judging,
): DeprecatedElement {
  const { deprecation } = element;
  const live = liveSince(element, environments);
  return {
    contract: name,
    element: element.coordinate,
    kind: element.kind,
    location: result.locate(element.origin),
    lifecycle: windowIn(life, { ...deprecation, ...element }),
    ...(life.since === undefined ? {} : { since: life.since }),
    ...(live === undefined ? {} : { live }),
    ...(deprecation.reason === undefined ? {} : { reason: deprecation.reason }),
    promises: life.promises,
    notes: life.notes,
    removal: removalAnswer(life, impact, policy.coverage),
    impact,
  };
}

function removalAnswer(
  { state, sunset }: Lifecycle,
  impact: readonly ConsumerImpact[],
  coverage: number,
): RemovalAnswer {
  if (sunset === undefined) return "undated";
  if (state !== "window-closed" && state !== "overdue") return "later";
  if (impact.some(({ verdict }) => verdict === "breaks" || verdict === "may-break")) return "used";
  const judged = impact.filter(({ verdict }) => verdict === "no-use-seen").length;
  // Where nobody is known, nothing is known: that is no coverage.
  return impact.length > 0 && judged / impact.length >= coverage ? "now" : "unknown-use";
}

function removedIn(
  { name, history, today, requirements }: Judging,
  { states }: DeprecationFilter,
): readonly RemovedElement[] {
  const gone = new Map<Coordinate, Sighting | undefined>();
  for (const { coordinate, history: marks } of history?.records.values() ?? [])
    gone.set(coordinate, absentSince(marks));
  return [...(history?.records.values() ?? [])].flatMap(({ coordinate, kind, history: marks }) => {
    const since = gone.get(coordinate);
    if (since === undefined || wentWithParent(coordinate, since, gone)) return [];
    const life = lifecycleOf(marks, today, requirements(coordinate));
    const { removal, promises, notes } = life;
    if (removal === undefined || states?.includes(life.state) === false) return [];
    const lifecycle = windowIn(life, {});
    return [{ contract: name, element: coordinate, kind, lifecycle, removal, promises, notes }];
  });
}

function absentSince({ marks }: ElementHistory): Sighting | undefined {
  const last = marks.at(-1);
  return last?.says === "absent" ? last.from : undefined;
}

/** What went in the same version as the element around it is no removal of its own. */
function wentWithParent(
  coordinate: Coordinate,
  since: Sighting,
  gone: ReadonlyMap<Coordinate, Sighting | undefined>,
): boolean {
  for (let at = around(coordinate); at !== ""; at = around(at)) {
    const parent = gone.get(at);
    if (parent !== undefined) return parent.on === since.on && parent.version === since.version;
  }
  return false;
}

function noteOf(contract: string, history: ContractHistory, shallow: boolean): HistoryNote {
  const { provenance, versions, unreadable, first } = history;
  return {
    contract,
    provenance,
    versions,
    unreadable,
    ...(first === undefined ? {} : { from: first }),
    shallow,
  };
}
