import { didYouMean, DriftError } from "../errors.ts";
import {
  branchNames,
  defaultBranch,
  findRepository,
  headCommit,
  isShallow,
  mergeBase,
} from "./git.ts";
import type { Repository } from "./git.ts";
import { commitOf } from "./git-tree.ts";

/** What a branch is compared with: the point where it left its target. */
export interface Base {
  /** The target as people name it: `origin/main`, `v2.3`. */
  readonly ref: string;
  /** The merge base of HEAD and the target: a full commit id. */
  readonly commit: string;
  /** The target's own commit; other than `commit` where the target has moved on. */
  readonly target: string;
  /** HEAD's commit; equal to `commit` where the target holds everything that HEAD has. */
  readonly head: string;
}

export interface BaseOptions {
  /** Any revision, as the user gave it on the command line. */
  readonly against?: string;
  /** The target branch by name, from the configuration or the CI; its remote state counts first. */
  readonly branch?: string;
  /** The revision that has left the target. Default: HEAD. */
  readonly head?: { readonly name: string; readonly commit: string };
}

/** The repository of a folder, or the `no-base` error that says so. */
export async function requireRepository(folder: string): Promise<Repository> {
  const repository = await findRepository(folder);
  if (repository !== undefined) return repository;
  throw noBase(
    `${folder} is not in a git repository, so there is no base to compare with.`,
    "Name both sides yourself: `contract-drift diff BEFORE AFTER`.",
  );
}

/**
 * The merge base of HEAD and the target branch, computed without touching the work tree. The
 * target is `against`, else `branch`, else the default branch. Rejects with `no-base` and the
 * remedy: never falls back to the target's tip, which would blame others' changes on this branch.
 */
export async function resolveBase(
  repository: Repository,
  options: BaseOptions = {},
): Promise<Base> {
  const candidates = await targetCandidates(repository, options);
  const { name, commit: named } = options.head ?? { name: "HEAD", commit: undefined };
  const [head, found] = await Promise.all([
    named ?? headCommit(repository),
    firstTarget(repository, candidates),
  ]);
  if (head === undefined) {
    throw noBase(
      "The repository has no commits yet, so there is no base to compare with.",
      "Commit the contracts once; the next run compares with that.",
    );
  }
  if (found === undefined) {
    throw await missingTarget(repository, options.against ?? options.branch, candidates);
  }
  const { ref, target } = found;
  const commit = await mergeBase(repository, target, head);
  if (commit !== undefined) return { ref, commit, target, head };
  throw (await isShallow(repository))
    ? noBase(
        `This is a shallow clone: it does not reach the commit where ${name} and ${ref} part.`,
        SHALLOW_HINT,
      )
    : noBase(
        `${name} and ${ref} have no commit in common.`,
        "Name the revision to compare with: `--against REVISION`.",
      );
}

const SHALLOW_HINT =
  "Fetch the whole history: `git fetch --unshallow`; in GitHub Actions, `fetch-depth: 0` for actions/checkout; in GitLab CI, `GIT_DEPTH: 0`.";

interface Target {
  readonly ref: string;
  readonly target: string;
}

async function firstTarget(
  repository: Repository,
  candidates: readonly string[],
): Promise<Target | undefined> {
  const targets = await Promise.all(candidates.map((ref) => commitOf(repository, ref)));
  for (const [index, ref] of candidates.entries()) {
    const target = targets[index];
    if (target !== undefined) return { ref: shortName(ref), target };
  }
  return undefined;
}

async function targetCandidates(
  repository: Repository,
  { against, branch }: BaseOptions,
): Promise<readonly string[]> {
  if (against !== undefined) return [against, `refs/remotes/origin/${against}`];
  if (branch !== undefined) return [`refs/remotes/origin/${branch}`, branch];
  const found = await defaultBranch(repository);
  return found === undefined ? [] : [found];
}

async function missingTarget(
  repository: Repository,
  named: string | undefined,
  candidates: readonly string[],
): Promise<DriftError> {
  if (named === undefined) {
    return noBase(
      "The target branch is not known: there is no origin/HEAD, and no branch main or master.",
      "Set `base` in the configuration file, or name a revision: `--against REVISION`.",
    );
  }
  const nearest = didYouMean(named, await branchNames(repository));
  const tried = candidates.map(shortName).join(" and ");
  const branch = named.replace(/^origin\//, "");
  const depth = (await isShallow(repository))
    ? " This clone is shallow: add `--unshallow`, or in GitHub Actions `fetch-depth: 0`."
    : "";
  const suggestion = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  return noBase(
    `There is no revision ${JSON.stringify(named)} to compare with (tried ${tried}).`,
    `${suggestion}Fetch it: \`git fetch origin ${branch}:refs/remotes/origin/${branch}\`.${depth}`,
  );
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes|tags)\//, "");
}

function noBase(message: string, hint: string): DriftError {
  return new DriftError({ code: "no-base", message, hint });
}
