import type { Change } from "../diff/change.ts";
import type { EvidenceContract, EvidenceResult, KnownVersions } from "../evidence/evidence.ts";
import { UNKNOWN_CALLER } from "../evidence/traces/calls.ts";
import type { Replay, ReplayResult } from "../evidence/replay.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { UnattributedFailure } from "../impact/attribution.ts";
import { judgeImpact } from "../impact/judge.ts";
import { replayEvidence } from "../impact/replay-evidence.ts";
import type { ConsumerImpact, Coverage } from "../impact/verdict.ts";
import type { Diagnostic } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import type { DanglingUse } from "../model/usage.ts";
import { consumersOf, evidenceOn } from "./consumers.ts";
import type { DeclaredConsumers } from "./consumers.ts";
import type { EvidenceFile } from "./evidence-files.ts";

/** Whom the changes of one contract touch, and how much of that could be judged. */
export interface Judgement {
  readonly impacts: ReadonlyMap<Change, readonly ConsumerImpact[]>;
  readonly coverage: Coverage;
  /** Evidence that was not understood, or that contradicts the changes. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One contract on both sides, as it was read. */
export interface JudgedContract {
  readonly name: string;
  readonly before: ReadResult;
  readonly after: ReadResult;
  readonly surfaces: readonly Surface[];
  readonly today: CalendarDate;
  /** The versions up to before, for copies that consumers keep. */
  readonly versions?: () => Promise<KnownVersions>;
}

/** Judges what changes do to declared consumers: evidence is resolved against before. */
export async function judgeChanges(
  declared: DeclaredConsumers,
  contract: JudgedContract,
  changes: readonly Change[],
): Promise<Judgement> {
  const { before, after, surfaces, versions } = contract;
  const against: EvidenceContract = {
    name: contract.name,
    contract: before.contract,
    ...(versions === undefined ? {} : { versions: await versions() }),
  };
  const evidence = await evidenceOn(declared, against);
  const { replays, problems } = await replayFiles(evidence.files, before, after);
  const result = judgeImpact({
    before: before.contract,
    after: after.contract,
    changes,
    consumers: consumersOf(declared),
    usages: evidence.usages,
    replays,
    surfaces,
    today: contract.today,
  });
  return {
    impacts: new Map(changes.map((change, index) => [change, result.impacts[index] ?? []])),
    coverage: result.coverage,
    diagnostics: [
      ...evidenceDiagnostics(evidence),
      ...problems,
      ...result.strangers.map((service) => undeclared(service, contract.name)),
      ...result.unattributed.map((failure) => unexplained(failure)),
    ],
  };
}

/** Evidence that can be replayed, replayed against both sides. */
async function replayFiles(
  files: readonly EvidenceFile[],
  before: ReadResult,
  after: ReadResult,
): Promise<ReplayResult> {
  const replays: Replay[] = [];
  const problems: Diagnostic[] = [];
  for (const { kind, request } of files) {
    const result = await replayEvidence(kind, request, { before, after });
    replays.push(...result.replays);
    problems.push(...result.problems);
  }
  return { replays, problems };
}

/** What evidence could not be read or resolved, as a report tells it. */
export function evidenceDiagnostics(evidence: EvidenceResult): readonly Diagnostic[] {
  return [...evidence.problems, ...evidence.dangling.map((use) => danglingDiagnostic(use))];
}

/** Who is known from evidence only: nobody says which team it is, or it has another name. */
export function undeclared(service: string, contract: string): Diagnostic {
  const isNameless = service === UNKNOWN_CALLER;
  return {
    code: "unknown-consumer",
    message: isNameless
      ? `There are calls of ${contract} whose caller is not known: spans of the caller are missing, or they do not say service.name.`
      : `${service} uses ${contract} and no manifest declares it; write one, or make it an alias of the service it is.`,
  };
}

function danglingDiagnostic({ consumer, coordinate, reason, evidence }: DanglingUse): Diagnostic {
  const { file, line } = evidence;
  return {
    code: "unknown-use",
    message: `${consumer} uses ${coordinate}, which does not resolve: ${reason}`,
    location: { file, ...(line === undefined ? {} : { line }) },
  };
}

/** A failure without a change: the differ has missed something, so it is never dropped. */
function unexplained({ replay, failure }: UnattributedFailure): Diagnostic {
  const { file, line, item } = replay.evidence;
  return {
    code: "unexplained-failure",
    message: `${replay.consumer}${item === undefined ? "" : `, ${item}`}: ${failure.message}, though no change explains it`,
    location: { file, ...(line === undefined ? {} : { line }) },
  };
}
