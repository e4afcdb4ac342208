import { createHash } from "node:crypto";
import { dayOf } from "../../diff/lifecycle/calendar.ts";
import { branchHistory } from "../../sources/git-history.ts";
import type { LoggedCommit } from "../../sources/git-history.ts";
import { isWithin } from "../../sources/path.ts";
import { gitTree } from "../../sources/git-tree.ts";
import type { Repository } from "../../sources/git.ts";
import { loadFound } from "../load.ts";
import { digest } from "./contract-history.ts";
import type { ContractVersion, ReadVersion } from "./contract-history.ts";
import { contractAt, earlierHome, readingOf } from "./home.ts";
import type { Home } from "./home.ts";

/** A stretch of a branch in which a contract stands in one place. */
interface Stretch {
  readonly home: Home;
  readonly commits: readonly LoggedCommit[];
}

/** A file that moves this often has no history that anybody follows. */
const MAX_MOVES = 20;

/**
 * The versions of a contract on a branch, oldest first: one for each commit that changed one of
 * its files, or one of the files beside (what it refers to). Moves are followed.
 */
export async function gitVersions(
  repository: Repository,
  commit: string,
  { home, beside }: { readonly home: Home; readonly beside: readonly string[] },
): Promise<readonly ContractVersion[]> {
  const stretches: Stretch[] = [];
  let at: Home | undefined = home;
  let tip = commit;
  for (let moves = 0; at !== undefined && moves <= MAX_MOVES; moves++) {
    const stretch = await stretchOf(repository, tip, at, beside);
    const [first] = stretch.commits;
    if (first === undefined) break;
    stretches.unshift(stretch);
    at = await earlierHome(at, first.id, repository);
    tip = `${first.id}^1`;
  }
  const blobs = blobSet();
  return stretches.flatMap((stretch) =>
    stretch.commits.map((one) => versionAt(repository, one, stretch.home, blobs)),
  );
}

/** From the commit that put the contract where it is. */
async function stretchOf(
  repository: Repository,
  tip: string,
  home: Home,
  beside: readonly string[],
): Promise<Stretch> {
  const isWhole = home.paths.includes("");
  const paths = isWhole ? ["."] : [...new Set([...home.paths, ...beside])].sort();
  const commits = await branchHistory(repository, tip, paths);
  const start = commits.findIndex(({ changes }) =>
    changes.some(({ path }) => home.paths.some((own) => isWithin(path, own))),
  );
  if (start === -1) return { home, commits: [] };
  // What stood beside it earlier belongs to the first version.
  const earlier = commits.slice(0, start).flatMap(({ changes }) => changes);
  const [first, ...rest] = commits.slice(start);
  return first === undefined
    ? { home, commits: [] }
    : { home, commits: [{ ...first, changes: [...earlier, ...first.changes] }, ...rest] };
}

function versionAt(
  repository: Repository,
  { id, time, changes }: LoggedCommit,
  home: Home,
  blobs: BlobSet,
): ContractVersion {
  for (const { path, after } of changes) blobs.set(path, after);
  return {
    at: { on: dayOf(time * 1000), version: id },
    fingerprint: digest(readingOf(home), blobs.fingerprint()),
    read: () => readAt(repository, id, home),
  };
}

async function readAt(
  repository: Repository,
  commit: string,
  home: Home,
): Promise<ReadVersion | undefined> {
  const tree = gitTree(repository, commit);
  try {
    const contract = await contractAt(home, tree);
    if (contract === undefined) return undefined;
    const { result } = await loadFound(contract, tree);
    return { contract: result.contract, files: [...result.texts.keys()] };
  } finally {
    tree.close();
  }
}

/** Files with their blob ids; its fingerprint follows each change without looking at the others. */
interface BlobSet {
  /** Undefined: the file is gone. */
  set(path: string, blob: string | undefined): void;
  fingerprint(): string;
}

function blobSet(): BlobSet {
  const known = new Map<string, string>();
  let sum = 0n;
  return {
    set(path, blob) {
      const was = known.get(path);
      if (was !== undefined) sum ^= numberOf(path, was);
      if (blob === undefined) known.delete(path);
      else {
        known.set(path, blob);
        sum ^= numberOf(path, blob);
      }
    },
    fingerprint: () => `${known.size} ${sum.toString(16)}`,
  };
}

function numberOf(path: string, blob: string): bigint {
  return BigInt(`0x${createHash("sha256").update(`${path}\0${blob}`).digest("hex")}`);
}
