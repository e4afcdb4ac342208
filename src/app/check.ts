import { DriftError } from "../errors.ts";
import type { Coverage } from "../impact/verdict.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Policy } from "../policy/policy.ts";
import { buildReport } from "../report/build.ts";
import type { Comparison, Report, Revision } from "../report/report.ts";
import { checkContract } from "./check-contract.ts";
import type { ConfiguredTree } from "./config/discover.ts";
import { manifestsOf, pairContracts } from "./config/discover.ts";
import type { DeclaredConsumers } from "./consumers.ts";

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
  readonly version: string;
  /** Told before each contract, for progress. */
  readonly onContract?: (name: string, index: number, total: number) => void;
}

/**
 * Every contract of a repository, before against after. A contract that cannot be read does not
 * hide the others: it is reported as unreadable.
 */
export async function checkContracts(input: CheckInput): Promise<Report> {
  const pairs = await pairContracts(input.before, input.after);
  if (pairs.length === 0) throw nothingToCheck(input.after);
  const consumers = await declaredConsumers(input.after);
  const comparisons: Comparison[] = [];
  const coverages: Coverage[] = [];
  for (const [index, pair] of pairs.entries()) {
    input.onContract?.(pair.name, index, pairs.length);
    const { comparison, coverage } = await checkContract(pair, {
      ...input,
      ...(consumers === undefined ? {} : { consumers }),
    });
    comparisons.push(comparison);
    coverages.push(coverage);
  }
  return buildReport({
    version: input.version,
    today: input.today,
    comparisons,
    coverage: joinCoverage(consumers, coverages),
  });
}

/** True where a contract could not be read: the run is no verdict on it. */
export function hasUnreadable(report: Report): boolean {
  return report.comparisons.some((comparison) => comparison.state === "unreadable");
}

async function declaredConsumers({
  config,
  tree,
}: ConfiguredTree): Promise<DeclaredConsumers | undefined> {
  const files = await manifestsOf(config, tree);
  if (files.length === 0) return undefined;
  const { readConsumers } = await import("./consumers.ts");
  return readConsumers(tree, files);
}

/** Every declared consumer is known; uncovered is whoever could not be judged on some contract. */
function joinCoverage(
  consumers: DeclaredConsumers | undefined,
  coverages: readonly Coverage[],
): Coverage {
  const known = new Set(consumers?.manifests.map((manifest) => manifest.consumer.service));
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
