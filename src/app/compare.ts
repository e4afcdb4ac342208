import { diffContracts } from "../diff/index.ts";
import type { Change } from "../diff/change.ts";
import { DriftError } from "../errors.ts";
import type { KnownVersions } from "../evidence/evidence.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { Coverage } from "../impact/verdict.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { CalendarDate, Stability } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import type { Policy } from "../policy/policy.ts";
import { withSeverities } from "../policy/severities.ts";
import type { SeverityOverrides } from "../policy/severities.ts";
import { rulingOn } from "../policy/waivers.ts";
import type { ContentIds, WaiverBook } from "../policy/waivers.ts";
import { finishChanges, verdictOf } from "../report/finish.ts";
import type { Comparison, Revision } from "../report/report.ts";
import type { DeclaredConsumers } from "./consumers.ts";
import { removalOf } from "./contract-removal.ts";
import type { ContractHistory } from "./history/contract-history.ts";
import type { Judgement } from "./judge.ts";
import { contentId } from "./waivers/content.ts";
import { judgeWindows } from "./windows.ts";
import { withWitnesses } from "./witnesses.ts";
import type { WitnessMode } from "./witnesses.ts";

/** What a comparison of two contracts that have been read depends on. */
export interface CompareOptions {
  readonly contract: string;
  readonly format: Format;
  /** The promised surfaces. Default: what after's format promises. */
  readonly surfaces?: readonly Surface[];
  readonly today: CalendarDate;
  readonly policy: Policy;
  /** What rules count as instead of the catalogue's severity. */
  readonly severities?: SeverityOverrides;
  readonly base?: Revision;
  readonly head?: Revision;
  /** Who uses the contract. Default: nobody is known. */
  readonly consumers?: DeclaredConsumers;
  /** The contract's own level of stability. */
  readonly stability?: Stability;
  /** What versions up to before said; asked only where a window depends on it. */
  readonly history?: () => Promise<ContractHistory | undefined>;
  /** The versions up to before; asked only where a consumer keeps a copy. */
  readonly versions?: () => Promise<KnownVersions>;
  readonly waivers?: WaiverBook;
  /** Which changes witnesses are looked for. Default: none. */
  readonly witness?: WitnessMode;
  /** Whether the comparison carries the digests of its texts. */
  readonly withContent?: boolean;
}

/** A comparison, and how many of the consumers it touches could be judged. */
export interface Compared {
  readonly comparison: Comparison;
  readonly coverage: Coverage;
}

const NOBODY: Coverage = { known: 0, covered: 0, uncovered: [] };

/** One contract, before against after: the differ's changes, judged and ready to be reported. */
export async function compareReadings(
  before: ReadResult,
  after: ReadResult,
  options: CompareOptions,
): Promise<Compared> {
  const surfaces = options.surfaces ?? after.contract.semantics.promised;
  const changes = diffContracts(before.contract, after.contract, {
    surfaces,
    today: options.today,
  });
  return finish(changes, { ...options, before, after, surfaces, state: "compared" });
}

/** A contract that is gone: one change, which takes everything with it. */
export async function compareRemoval(
  before: ReadResult,
  options: CompareOptions,
): Promise<Compared> {
  const surfaces = options.surfaces ?? before.contract.semantics.promised;
  const nothing = { operations: [], types: new Map(), declarations: new Map() };
  const after: ReadResult = {
    contract: { ...before.contract, ...nothing },
    diagnostics: [],
    texts: new Map(),
    locate: (origin) => before.locate(origin),
  };
  const change = removalOf(before.contract, options.contract, surfaces);
  return finish([change], { ...options, before, after, surfaces, state: "removed" });
}

interface Finishing extends CompareOptions {
  readonly before: ReadResult;
  readonly after: ReadResult;
  readonly surfaces: readonly Surface[];
  readonly state: Comparison["state"];
}

async function finish(found: readonly Change[], at: Finishing): Promise<Compared> {
  const { contract, before, after, surfaces } = at;
  const windows = await judgeWindows(found, {
    before: before.contract,
    after: after.contract,
    surfaces,
    policy: at.policy.window,
    stability: at.stability,
    today: at.today,
    history: at.history,
  });
  const counted = withSeverities(windows.changes, at.severities ?? new Map());
  const { changes, witnesses } = await withWitnesses(counted, at, modeOf(at));
  const judgement = await judged(changes, at);
  let content: ContentIds | undefined;
  const contentOf = (): ContentIds =>
    (content ??= { before: contentId(before), after: contentId(after) });
  const { waivers } = at;
  const reported = finishChanges(changes, {
    contract,
    surfaces,
    semantics: before.contract.semantics,
    policy: at.policy,
    requirements: windows.requirements,
    witnesses,
    locateBefore: (origin) => before.locate(origin),
    locateAfter: (origin) => after.locate(origin),
    ...(judgement === undefined ? {} : { impacts: judgement.impacts }),
    ...(waivers === undefined
      ? {}
      : { rulingOf: (key: string) => rulingOn(key, waivers, contentOf) }),
  });
  const comparison: Comparison = {
    contract,
    format: at.format,
    state: at.state,
    ...(at.base === undefined ? {} : { base: at.base }),
    ...(at.head === undefined ? {} : { head: at.head }),
    ...(at.withContent === true ? { content: contentOf() } : {}),
    verdict: verdictOf(reported),
    size: { operations: after.contract.operations.length, types: after.contract.types.size },
    diagnostics: [
      ...distinctDiagnostics([...before.diagnostics, ...after.diagnostics]),
      ...(judgement?.diagnostics ?? []),
    ],
    changes: reported,
  };
  return { comparison, coverage: judgement?.coverage ?? NOBODY };
}

/** Of a contract that is gone there is no other side to ask. */
function modeOf({ state, witness }: Finishing): WitnessMode {
  return state === "compared" ? (witness ?? "none") : "none";
}

/** Evidence and its libraries are loaded only where there is something to judge. */
async function judged(
  changes: readonly Change[],
  { contract: name, before, after, surfaces, today, consumers, versions }: Finishing,
): Promise<Judgement | undefined> {
  if (consumers === undefined || changes.length === 0) return undefined;
  const { judgeChanges } = await import("./judge.ts");
  const at = {
    name,
    before,
    after,
    surfaces,
    today,
    ...(versions === undefined ? {} : { versions }),
  };
  return judgeChanges(consumers, at, changes);
}

/** What both sides have to say is told once. */
function distinctDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Map(diagnostics.map((one) => [`${one.code} ${one.message}`, one]));
  return [...told.values()];
}

/** The error for two sides of which one is a contract of another kind. */
export function differentFormats(before: Format, after: Format): DriftError {
  return new DriftError({
    code: "not-a-contract",
    message: `The sides are of different formats: before is ${before}, after is ${after}.`,
    hint: "Compare two versions of the same contract.",
  });
}
