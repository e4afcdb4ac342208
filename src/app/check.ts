import { DriftError } from "../errors.ts";
import type { Coverage } from "../impact/verdict.ts";
import type { Diagnostic } from "../model/contract.ts";
import { buildReport } from "../report/build.ts";
import type { Comparison, Report, Revision } from "../report/report.ts";
import type { CheckInput, CheckSide } from "./check-input.ts";
import { checkContract, unchanged } from "./check-contract.ts";
import type { ContractConfig } from "./config/config.ts";
import type { ConfiguredTree } from "./config/discover.ts";
import { manifestsOf, pairContracts } from "./config/discover.ts";
import type { ContractPair } from "./config/discover.ts";
import type { DeclaredConsumers } from "./consumers.ts";
import type { Ownership } from "./owners.ts";
import { policyNotices } from "./policy-notices.ts";
import { withRenameNotes } from "./renamed.ts";

/**
 * Every contract of a repository, before against after, and against further bases: one report. A
 * contract that cannot be read does not hide the others: it is reported as unreadable.
 */
export async function checkContracts(
  input: CheckInput,
  further: readonly CheckInput[] = [],
): Promise<Report> {
  const consumers = await declaredConsumers(input);
  const pairs = await pairContracts(input.before, input.after);
  const { policySide = input.before } = input;
  const policyPairs =
    policySide.tree === input.before.tree ? pairs : await pairContracts(policySide, input.after);
  const judged: Judged = {
    policies: new Map(
      policyPairs.flatMap(({ name, before }) =>
        before === undefined ? [] : [[name, before.config]],
      ),
    ),
    ...(consumers === undefined ? {} : { consumers }),
  };
  const runs = [await checkBase(input, pairs, judged)];
  for (const one of further)
    runs.push(await checkBase(one, await pairContracts(one.before, one.after), judged));
  const comparisons = runs.flatMap((run) => run.comparisons);
  return buildReport({
    version: input.version,
    today: input.today,
    comparisons,
    ...(further.length === 0 ? {} : { bases: runs }),
    coverage: joinCoverage(
      runs.flatMap((run) => run.coverages),
      knownTo(consumers, [input, ...further]),
    ),
    policyNotices: await policyNotices(input, policyPairs, comparisons),
    diagnostics: [input, ...further].flatMap(unpublishedNotes),
  });
}

/** What holds whatever is compared with. */
interface Judged {
  /** The contracts as the policy's side configures them. */
  readonly policies: ReadonlyMap<string, ContractConfig>;
  readonly consumers?: DeclaredConsumers;
}

interface BaseRun {
  readonly revision: Revision;
  readonly comparisons: readonly Comparison[];
  readonly coverages: readonly Coverage[];
}

async function checkBase(
  input: CheckInput,
  pairs: readonly ContractPair[],
  judged: Judged,
): Promise<BaseRun> {
  if (pairs.length === 0) throw nothingToCheck(input.after);
  const comparisons: Comparison[] = [];
  const coverages: Coverage[] = [];
  const ownership = ownershipOnce(input.before);
  const context = { ...input, ...judgedIn(judged, input) };
  const settled = await unchanged(pairs, context);
  for (const [index, pair] of pairs.entries()) {
    if (!settled.has(pair)) input.onContract?.(pair.name, index, pairs.length);
    for (const one of sidesOf(pair, input)) {
      const { comparison, coverage } =
        settled.get(one.pair) ??
        (await checkContract(one.pair, { ...context, before: one.before }));
      comparisons.push(await withOwners(comparison, pair, ownership));
      coverages.push(coverage);
    }
  }
  const noted = withRenameNotes(comparisons, pairs, input);
  return { revision: input.before.revision, comparisons: noted, coverages };
}

/** What runs in an environment is judged by who uses it there. */
function judgedIn(judged: Judged, { published }: CheckInput): Judged {
  const { consumers } = judged;
  if (published === undefined || consumers === undefined) return judged;
  return { ...judged, consumers: { ...consumers, environment: published.environment } };
}

interface PairSides {
  readonly pair: ContractPair;
  readonly before: CheckSide;
}

/** A pair with what it is compared with: before's own contract, or each version that was published. */
function sidesOf(pair: ContractPair, { before, published }: CheckInput): readonly PairSides[] {
  if (published === undefined) return [{ pair, before }];
  const { before: was, ...rest } = pair;
  const known = was ?? pair.after;
  const sides = published.sides.get(pair.name) ?? [];
  if (known === undefined || sides.length === 0)
    return pair.after === undefined ? [] : [{ pair: rest, before }];
  return sides.map(({ entries, includePaths, tree, revision }) => ({
    pair: { ...rest, before: { ...known, entries, includePaths } },
    before: { ...before, tree, revision },
  }));
}

function unpublishedNotes({ published, before }: CheckInput): readonly Diagnostic[] {
  return (published?.unpublished ?? []).map((version) => ({
    code: "version-unpublished",
    message: `${version} runs in ${before.revision.ref.replace(/^env:/, "")}, but it is not published, so nothing is compared with it.`,
  }));
}

/** True where a contract could not be read: the run is no verdict on it. */
export function hasUnreadable(report: Report): boolean {
  return report.comparisons.some((comparison) => comparison.state === "unreadable");
}

type OwnershipOf = () => Promise<Ownership>;

/** Who answers for a contract is looked up once, where there is something to ask them. */
function ownershipOnce({ tree }: CheckSide): OwnershipOf {
  let found: Promise<Ownership> | undefined;
  return () => (found ??= import("./owners.ts").then(({ ownershipIn }) => ownershipIn(tree)));
}

async function withOwners(
  comparison: Comparison,
  { before, after }: ContractPair,
  ownership: OwnershipOf,
): Promise<Comparison> {
  const found = after ?? before;
  if (comparison.changes.length === 0 || found === undefined) return comparison;
  const { contractOwners } = await import("./owners.ts");
  const owners = contractOwners(found, await ownership());
  return owners.length === 0 ? comparison : { ...comparison, owners };
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
function joinCoverage(coverages: readonly Coverage[], known: ReadonlySet<string>): Coverage {
  const uncovered = [...new Set(coverages.flatMap((coverage) => coverage.uncovered))].sort();
  return { known: known.size, covered: known.size - uncovered.length, uncovered };
}

/** Who is known where the bases are: everywhere, unless all of them are environments. */
function knownTo(
  consumers: DeclaredConsumers | undefined,
  inputs: readonly CheckInput[],
): ReadonlySet<string> {
  const { manifests = [], recorded } = consumers ?? {};
  const places = inputs.map(({ published }) => published?.environment);
  return new Set([
    ...manifests.map(({ consumer }) => consumer.service),
    ...[...new Set(places)].flatMap((place) => recorded?.users(place) ?? []),
  ]);
}

function nothingToCheck({ config }: ConfiguredTree): DriftError {
  return new DriftError({
    code: "nothing-to-compare",
    message: "The configuration names no contract.",
    place: { file: config.file },
    hint: "List at least one under `contracts`.",
  });
}
