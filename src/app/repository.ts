import type { CalendarDate } from "../model/lifecycle.ts";
import type { Policy } from "../policy/policy.ts";
import type { WaiverBook } from "../policy/waivers.ts";
import type { Report } from "../report/report.ts";
import { ciTargetBranch } from "../sources/ci-branch.ts";
import { commitOf, gitTree } from "../sources/git-tree.ts";
import type { GitTree } from "../sources/git-tree.ts";
import { changedPaths, isShallow, mergeBase, tagNames } from "../sources/git.ts";
import type { Repository } from "../sources/git.ts";
import { requireRepository, resolveBase } from "../sources/git-base.ts";
import type { Base } from "../sources/git-base.ts";
import { workTree } from "../sources/work-tree.ts";
import { DriftError } from "../errors.ts";
import { checkContracts } from "./check.ts";
import type { CheckInput, CheckSide } from "./check.ts";
import { baseConfig, loadConfig, readConfig } from "./config/find.ts";
import type { LoadedConfig } from "./config/find.ts";
import type { HistoryBranch } from "./history/git-contract-history.ts";
import { gitHistories } from "./history/histories.ts";
import { gitKnownVersions } from "./history/known-versions.ts";
import { waiverBook } from "./waivers/book.ts";

/** What `check` is asked from inside a repository. */
export interface RepositoryCheck {
  /** The current folder: configuration and repository are looked for from here upwards. */
  readonly folder: string;
  /** The configuration file, where it is named. */
  readonly config?: string;
  /** A revision to check instead of the work tree. */
  readonly head?: string;
  /** What to compare with: the merge base with this revision. Default: with the target branch. */
  readonly against?: string;
  readonly today: CalendarDate;
  readonly override: Partial<Policy>;
  readonly policyFrom?: CheckInput["policyFrom"];
  /** Reads all contracts, unchanged ones too, and gives the digests of their texts. */
  readonly withContent?: boolean;
  readonly witness?: CheckInput["witness"];
  readonly version: string;
  /** For the target branch that a CI names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onContract?: CheckInput["onContract"];
  readonly onEvidence?: CheckInput["onEvidence"];
  readonly recorded?: CheckInput["recorded"];
}

/** A check, with what is needed to write waivers of what it found. */
export interface RepositoryRun {
  readonly report: Report;
  readonly waivers: WaiverBook;
  /** The files of waivers that count; paths from the root. */
  readonly waiverFiles: readonly string[];
  /** The work tree's folder. */
  readonly root: string;
}

/**
 * Checks every contract of a repository: the point where the branch left its target against the
 * work tree, or against `head`. Nothing is checked out.
 */
export async function checkRepository(request: RepositoryCheck): Promise<Report> {
  const { report } = await inspectRepository(request);
  return report;
}

/** Checks a repository, and gives the waivers it was checked with beside the report. */
export async function inspectRepository(request: RepositoryCheck): Promise<RepositoryRun> {
  const loaded = await loadConfig(request.folder, request.config);
  const repository = await requireRepository(loaded.root);
  const base = await baseOf(repository, loaded, request);
  const before = gitTree(repository, base.commit);
  try {
    if (request.head === undefined) {
      const tree = workTree(repository);
      const after: CheckSide = {
        config: loaded.config,
        tree,
        revision: { ref: "working tree" },
      };
      return await checkSides(request, repository, { base, before, after, loaded });
    }
    const head = gitTree(repository, request.head);
    try {
      const after = await revisionSide(head, request.head, loaded);
      return await checkSides(request, repository, { base, before, after, loaded });
    } finally {
      head.close();
    }
  } finally {
    before.close();
  }
}

interface Sides {
  readonly base: Base;
  readonly before: GitTree;
  readonly after: CheckSide;
  readonly loaded: LoadedConfig;
}

async function checkSides(
  request: RepositoryCheck,
  repository: Repository,
  { base, before, after, loaded }: Sides,
): Promise<RepositoryRun> {
  const changes = await changedPaths(repository, base.commit, after.revision.commit);
  // A repository that gets its first configuration is read with that on both sides.
  const config = (await baseConfig(before, loaded.path)) ?? after.config;
  const { today, policyFrom, withContent, witness } = request;
  const { waivers: waiverFiles } = policyFrom === "head" ? after.config : config;
  const waivers = await waiverBook({
    files: waiverFiles,
    before,
    after: after.tree,
    today,
    releases: () => tagNames(repository),
  });
  const readsAll = withContent === true || changes.some(({ path }) => path === loaded.path);
  const branchOf = async (): Promise<HistoryBranch> => ({
    repository,
    commit: base.commit,
    shallow: await isShallow(repository),
  });
  const report = await checkContracts({
    before: { config, tree: before, revision: { ref: base.ref, commit: base.commit } },
    after,
    // Another configuration may read the same bytes differently.
    ...(readsAll ? {} : { changed: new Set(changes.map(({ path }) => path)) }),
    today,
    override: request.override,
    waivers,
    ...(policyFrom === undefined ? {} : { policyFrom }),
    ...(withContent === undefined ? {} : { withContent }),
    ...(witness === undefined ? {} : { witness }),
    histories: gitHistories(branchOf, { root: loaded.root, tool: request.version }),
    versions: gitKnownVersions(branchOf),
    version: request.version,
    ...(request.onContract === undefined ? {} : { onContract: request.onContract }),
    ...(request.onEvidence === undefined ? {} : { onEvidence: request.onEvidence }),
    ...(request.recorded === undefined ? {} : { recorded: request.recorded }),
  });
  return { report, waivers, waiverFiles, root: loaded.root };
}

async function baseOf(
  repository: Repository,
  { config }: LoadedConfig,
  { against, environment, head }: RepositoryCheck,
): Promise<Base> {
  const branch = ciTargetBranch(environment) ?? config.base;
  const base = await resolveBase(repository, {
    ...(against === undefined ? {} : { against }),
    ...(branch === undefined ? {} : { branch }),
  });
  if (head === undefined) return base;
  const commit = await commitOf(repository, head);
  const shared =
    commit === undefined ? undefined : await mergeBase(repository, base.target, commit);
  if (commit !== undefined && shared !== undefined)
    return { ...base, commit: shared, head: commit };
  throw new DriftError({
    code: commit === undefined ? "source-unreadable" : "no-base",
    message:
      commit === undefined
        ? `There is no revision ${JSON.stringify(head)}.`
        : `${head} and ${base.ref} have no commit in common.`,
    hint: "Name a branch, a tag or a commit of this repository.",
  });
}

/** A revision is read with its own configuration; the work tree's is for the work tree. */
async function revisionSide(tree: GitTree, ref: string, loaded: LoadedConfig): Promise<CheckSide> {
  const config = (await readConfig(tree, loaded.path)) ?? loaded.config;
  return { config, tree, revision: { ref, commit: await tree.commit() } };
}
