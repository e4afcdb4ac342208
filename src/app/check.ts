import { DriftError } from "../errors.ts";
import type { Coverage } from "../impact/verdict.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Policy } from "../policy/policy.ts";
import type { WaiverBook } from "../policy/waivers.ts";
import { buildReport } from "../report/build.ts";
import type { Comparison, Report, Revision } from "../report/report.ts";
import { checkContract, unchanged } from "./check-contract.ts";
import type { Histories } from "./history/histories.ts";
import type { Versions } from "./history/known-versions.ts";
import type { ConfiguredTree } from "./config/discover.ts";
import { manifestsOf, pairContracts } from "./config/discover.ts";
import type { ContractPair } from "./config/discover.ts";
import type { DeclaredConsumers, RecordedConsumers } from "./consumers.ts";
import type { EvidenceProgress } from "./evidence-text.ts";
import { policyNotices } from "./policy-notices.ts";
import type { WitnessMode } from "./witnesses.ts";

/** One side of a check: a tree, the configuration it is read with, and what people call it. */
export interface CheckSide extends ConfiguredTree {
  readonly revision: Revision;
}

export interface CheckInput {
  readonly before: CheckSide;
  readonly after: CheckSide;
  /** Paths whose bytes differ. Contracts without one of them are not read. Absent: read all. */
  readonly changed?: ReadonlySet<string>;
  readonly today: CalendarDate;
  /** What the command line says of the policy, over any configuration. */
  readonly override: Partial<Policy>;
  /** Whose configuration says what blocks. Default: the base's, so that no branch stops its own check. */
  readonly policyFrom?: "base" | "head";
  /** The branch's waivers. Default: none. */
  readonly waivers?: WaiverBook;
  /** Whether comparisons carry the digests of their texts, for waivers to be written. */
  readonly withContent?: boolean;
  /** What earlier versions said. Absent: nothing is known of them. */
  readonly histories?: Histories;
  /** Which changes witnesses are looked for. Default: none. */
  readonly witness?: WitnessMode;
  /** The earlier versions themselves, for copies that consumers keep. Absent: none is known. */
  readonly versions?: Versions;
  readonly version: string;
  /** Told before each contract, for progress. */
  readonly onContract?: (name: string, index: number, total: number) => void;
  /** Told while large files of evidence are read. */
  readonly onEvidence?: EvidenceProgress;
  /** What a registry knows of consumers, beside the manifests. */
  readonly recorded?: RecordedConsumers;
}

/**
 * Every contract of a repository, before against after. A contract that cannot be read does not
 * hide the others: it is reported as unreadable.
 */
export async function checkContracts(input: CheckInput): Promise<Report> {
  const pairs = await pairContracts(input.before, input.after);
  if (pairs.length === 0) throw nothingToCheck(input.after);
  const consumers = await declaredConsumers(input);
  const context = { ...input, ...(consumers === undefined ? {} : { consumers }) };
  const settled = await unchanged(pairs, context);
  const comparisons: Comparison[] = [];
  const coverages: Coverage[] = [];
  for (const [index, pair] of pairs.entries()) {
    input.onContract?.(pair.name, index, pairs.length);
    const { comparison, coverage } = settled.get(pair) ?? (await checkContract(pair, context));
    comparisons.push(comparison);
    coverages.push(coverage);
  }
  return buildReport({
    version: input.version,
    today: input.today,
    comparisons: await withOwners(comparisons, pairs, input),
    coverage: joinCoverage(consumers, coverages),
    policyNotices: await policyNotices(input, pairs, comparisons),
  });
}

/** True where a contract could not be read: the run is no verdict on it. */
export function hasUnreadable(report: Report): boolean {
  return report.comparisons.some((comparison) => comparison.state === "unreadable");
}

/** Who answers for a contract is looked up where there is something to ask them. */
async function withOwners(
  comparisons: readonly Comparison[],
  pairs: readonly ContractPair[],
  { before }: CheckInput,
): Promise<readonly Comparison[]> {
  if (!comparisons.some(({ changes }) => changes.length > 0)) return comparisons;
  const { contractOwners, ownershipIn } = await import("./owners.ts");
  const ownership = await ownershipIn(before.tree);
  return comparisons.map((comparison, index) => {
    const found = pairs[index]?.after ?? pairs[index]?.before;
    const owners = found === undefined ? [] : contractOwners(found, ownership);
    return comparison.changes.length === 0 || owners.length === 0
      ? comparison
      : { ...comparison, owners };
  });
}

async function declaredConsumers({
  after: { config, tree },
  onEvidence,
  recorded,
}: CheckInput): Promise<DeclaredConsumers | undefined> {
  const files = await manifestsOf(config, tree);
  if (files.length === 0 && recorded === undefined) return undefined;
  const { readConsumers, withRecorded } = await import("./consumers.ts");
  const declared = withRecorded(await readConsumers(tree, files), recorded);
  return onEvidence === undefined ? declared : { ...declared, onProgress: onEvidence };
}

/** Every declared consumer is known; uncovered is whoever could not be judged on some contract. */
function joinCoverage(
  consumers: DeclaredConsumers | undefined,
  coverages: readonly Coverage[],
): Coverage {
  const known = new Set([
    ...(consumers?.manifests ?? []).map((manifest) => manifest.consumer.service),
    ...(consumers?.recorded?.users ?? []),
  ]);
  const uncovered = [...new Set(coverages.flatMap((coverage) => coverage.uncovered))].sort();
  return { known: known.size, covered: known.size - uncovered.length, uncovered };
}

function nothingToCheck({ config }: ConfiguredTree): DriftError {
  return new DriftError({
    code: "nothing-to-compare",
    message: "The configuration names no contract.",
    place: { file: config.file },
    hint: "List at least one under `contracts`.",
  });
}
