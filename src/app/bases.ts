import { DriftError } from "../errors.ts";
import { latestRelease } from "../policy/release.ts";
import { ciTargetBranch } from "../sources/ci-branch.ts";
import { resolveBase } from "../sources/git-base.ts";
import type { Base, BaseOptions } from "../sources/git-base.ts";
import { commitOf, gitTree } from "../sources/git-tree.ts";
import { headCommit, mergedTags, tagNames } from "../sources/git.ts";
import type { Repository } from "../sources/git.ts";
import { globMatcher } from "../sources/glob.ts";
import { baseConfig } from "./config/find.ts";
import type { LoadedConfig } from "./config/find.ts";

/** What `--against` names. */
export type Target =
  | { readonly kind: "revision"; readonly name: string }
  /** The latest release whose tag matches. */
  | { readonly kind: "release"; readonly pattern: string }
  /** What runs in an environment, as a registry knows it. */
  | { readonly kind: "environment"; readonly name: string };

/** Reads `main`, `v1.4`, `latest v*` (or `latest:v*`) and `env:production`. */
function targetOf(text: string): Target {
  const [, pattern] = /^latest[: ]\s*(\S.*)$/.exec(text.trim()) ?? [];
  if (pattern !== undefined) return { kind: "release", pattern: pattern.trim() };
  const [, name] = /^env:(.+)$/.exec(text.trim()) ?? [];
  if (name !== undefined) return { kind: "environment", name };
  return { kind: "revision", name: text };
}

/** What a check compares with. */
export interface Bases {
  /** Whose configuration says what blocks. */
  readonly policy: Base;
  /** In the order they were asked for; at least one. */
  readonly compared: readonly ComparedBase[];
  /** Releases that were asked for and of which there is none yet. */
  readonly missing: readonly string[];
}

export type ComparedBase =
  | { readonly kind: "git"; readonly base: Base }
  | { readonly kind: "environment"; readonly name: string };

/** What decides which bases there are. */
export interface BasesRequest {
  /** As the command line names them. None: the target branch. */
  readonly against?: readonly string[];
  /** The revision to check. Default: what is checked out. */
  readonly head?: string;
  /** For the target branch that a CI names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The bases of a check. The policy comes from the first that is a branch, a tag or a commit, else
 * from where the branch left its target: releases and environments are older than what was agreed
 * since. The configuration is waited for where it decides. Rejects with `no-base` and the remedy.
 */
export async function basesOf(
  repository: Repository,
  loaded: Promise<LoadedConfig>,
  request: BasesRequest,
): Promise<Bases> {
  const targets = (request.against ?? []).map(targetOf);
  const compared: ComparedBase[] = [];
  const missing: string[] = [];
  let policy: Base | undefined;
  for (const target of targets) {
    if (target.kind === "environment") {
      compared.push({ kind: "environment", name: target.name });
    } else if (target.kind === "release") {
      const base = await releaseBase(repository, target.pattern, request);
      if (base === undefined) missing.push(target.pattern);
      else compared.push({ kind: "git", base });
    } else {
      const base = await branchBase(repository, loaded, { ...request, against: target.name });
      policy ??= base;
      compared.push({ kind: "git", base });
    }
  }
  const [first] = missing;
  if (compared.length === 0 && first !== undefined) throw noRelease(first);
  policy ??= await policyBase(repository, loaded, request, compared);
  return {
    policy,
    compared: compared.length === 0 ? [{ kind: "git", base: policy }] : compared,
    missing,
  };
}

interface BranchRequest extends Pick<BasesRequest, "head" | "environment"> {
  readonly against?: string;
}

/** The merge base with a revision, or with the target branch as the base's own configuration names it. */
async function branchBase(
  repository: Repository,
  loaded: Promise<LoadedConfig>,
  request: BranchRequest,
): Promise<Base> {
  const { against, environment, head } = request;
  const left = await headOf(repository, head);
  if (against !== undefined) return resolveBase(repository, { ...left, against });
  const target = ciTargetBranch(environment);
  if (target !== undefined) return resolveBase(repository, { ...left, branch: target });
  const own = await loaded;
  const branch = own.config.base;
  const base = await resolveBase(repository, {
    ...left,
    ...(branch === undefined ? {} : { branch }),
  });
  const named = await baseNamedIn(repository, base, own);
  if (named === undefined || named === branch) return base;
  return resolveBase(repository, { ...left, branch: named });
}

/** The target branch that the base's configuration names: a branch must not choose its own. */
async function baseNamedIn(
  repository: Repository,
  { commit }: Base,
  { path }: LoadedConfig,
): Promise<string | undefined> {
  const tree = gitTree(repository, commit);
  try {
    return (await baseConfig(tree, path))?.base;
  } finally {
    tree.close();
  }
}

async function headOf(
  repository: Repository,
  head: string | undefined,
): Promise<Pick<BaseOptions, "head">> {
  if (head === undefined) return {};
  return { head: { name: head, commit: await requireCommit(repository, head) } };
}

async function requireCommit(repository: Repository, revision: string): Promise<string> {
  const commit = await commitOf(repository, revision);
  if (commit !== undefined) return commit;
  throw new DriftError({
    code: "source-unreadable",
    message: `There is no revision ${JSON.stringify(revision)}.`,
    hint: "Name a branch, a tag or a commit of this repository.",
  });
}

/**
 * The latest release of a pattern: among those that the branch contains, so that an older line is
 * held against its own; else among all. What was released counts itself, no merge base with it.
 */
async function releaseBase(
  repository: Repository,
  pattern: string,
  { head: named }: Pick<BasesRequest, "head">,
): Promise<Base | undefined> {
  const head =
    named === undefined ? await headCommit(repository) : await requireCommit(repository, named);
  if (head === undefined) return undefined;
  const matches = globMatcher(pattern);
  const contained = (await mergedTags(repository, head)).filter(matches);
  const tags = contained.length > 0 ? contained : (await tagNames(repository)).filter(matches);
  const ref = latestRelease(tags);
  if (ref === undefined) return undefined;
  const commit = await requireCommit(repository, `refs/tags/${ref}`);
  return { ref, commit, target: commit, head };
}

async function policyBase(
  repository: Repository,
  loaded: Promise<LoadedConfig>,
  { head, environment }: BasesRequest,
  compared: readonly ComparedBase[],
): Promise<Base> {
  try {
    return await branchBase(repository, loaded, {
      environment,
      ...(head === undefined ? {} : { head }),
    });
  } catch (error) {
    // Without a target branch a release says what it was checked by.
    const release = compared.find((one) => one.kind === "git");
    if (!(error instanceof DriftError) || release === undefined) throw error;
    return release.base;
  }
}

function noRelease(pattern: string): DriftError {
  return new DriftError({
    code: "no-base",
    message: `No tag matches ${JSON.stringify(pattern)}, so there is no release to compare with.`,
    hint: "Fetch the tags: `git fetch --tags`; in GitHub Actions, `fetch-depth: 0` for actions/checkout. Before the first release, compare with the target branch.",
  });
}
