import { defaultBranch, isShallow } from "../../sources/git.ts";
import type { Repository } from "../../sources/git.ts";
import { commitOf } from "../../sources/git-tree.ts";
import type { Config } from "../config/config.ts";
import type { FoundContract } from "../config/discover.ts";
import { digest, historyFrom } from "./contract-history.ts";
import type { ContractHistory, HistoryOptions } from "./contract-history.ts";
import { gitVersions } from "./git-versions.ts";
import { homeOf, readingOf } from "./home.ts";

/** A branch whose history counts, at the commit it is read from. */
export interface HistoryBranch {
  readonly repository: Repository;
  readonly commit: string;
  /** The clone does not have the whole history: what it shows first may be older. */
  readonly shallow: boolean;
}

/** The branch that work is merged into, else where the work tree stands; undefined: no commits. */
export async function historyBranch(
  repository: Repository,
  base: string | undefined,
): Promise<HistoryBranch | undefined> {
  const named = base === undefined ? [] : [`refs/remotes/origin/${base}`, base];
  for (const name of [...named, await defaultBranch(repository), "HEAD"]) {
    const commit = name === undefined ? undefined : await commitOf(repository, name);
    if (commit !== undefined) return { repository, commit, shallow: await isShallow(repository) };
  }
  return undefined;
}

export interface ContractInHistory {
  readonly contract: FoundContract;
  readonly config: Config;
  /** The files it is made of now; what they were made of earlier is found on the way. */
  readonly files: Iterable<string>;
}

/** So often may reading earlier versions lead to files that nothing refers to any more. */
const MAX_ROUNDS = 4;

/** What the commits of a branch show of a contract. */
export async function gitContractHistory(
  { repository, commit, shallow }: HistoryBranch,
  { contract, config, files }: ContractInHistory,
  options: HistoryOptions,
): Promise<ContractHistory> {
  const home = homeOf(contract, config);
  const beside = new Set(files);
  for (let round = 1; ; round++) {
    const paths = [...beside].sort();
    const history = await historyFrom(
      {
        provenance: "git",
        name: digest(readingOf(home), ...paths),
        fingerprint: digest(commit, String(shallow)),
        versions: () => gitVersions(repository, commit, { home, beside: paths }),
      },
      options,
    );
    const more = [...history.files].filter((file) => !beside.has(file));
    if (more.length === 0 || round === MAX_ROUNDS) return history;
    for (const file of more) beside.add(file);
  }
}
