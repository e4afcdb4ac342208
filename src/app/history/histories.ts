import type { Cache } from "../../sources/cache-folder.ts";
import { trustedCache } from "../trusted-cache.ts";
import type { Config } from "../config/config.ts";
import type { FoundContract } from "../config/discover.ts";
import type { ContractHistory } from "./contract-history.ts";
import type { RecordedConsumers } from "../consumers.ts";
import { bestOf } from "./dated-versions.ts";
import type { Catalogue } from "../contracts.ts";
import { gitContractHistory, historyBranch } from "./git-contract-history.ts";
import type { HistoryBranch } from "./git-contract-history.ts";
import type { HistoryPlace } from "./history-place.ts";

/** A contract as it stands, with the configuration that names it. */
export interface StandingContract {
  readonly contract: FoundContract;
  readonly config: Config;
  /** Every file it is read from. */
  readonly files: Iterable<string>;
}

/** What earlier versions of a contract said; looked up when asked. Undefined: none is known. */
export type Histories = (standing: StandingContract) => Promise<ContractHistory | undefined>;

/** Histories from a branch; nothing is asked of git before the first of them is. */
export function gitHistories(
  branchOf: () => Promise<HistoryBranch>,
  { root, tool }: HistoryPlace,
): Histories {
  let branch: Promise<HistoryBranch> | undefined;
  let cache: Promise<Cache> | undefined;
  return async (standing) => {
    const known = await (branch ??= branchOf());
    cache ??= trustedCache(known.repository, root);
    return gitContractHistory(known, standing, { cache: await cache, tool });
  };
}

/**
 * Histories from a branch together with what a registry knows of published versions: of each
 * element, what the better source says.
 */
export function knownHistories(
  ofBranch: Histories | undefined,
  recorded: Pick<RecordedConsumers, "historiesOf"> | undefined,
  place: HistoryPlace,
): Histories | undefined {
  if (recorded === undefined) return ofBranch;
  return async (standing) => {
    const { published } = await recorded.historiesOf(standing.contract.name, place);
    const committed = await ofBranch?.(standing);
    return bestOf([published, committed].filter((one) => one !== undefined));
  };
}

/** Histories of the branch that work is merged into. */
export interface BranchHistories {
  readonly of: Histories;
  /** The clone does not have all of it. */
  readonly shallow: boolean;
}

/** The histories of a catalogue's contracts; undefined where there is no repository, or no commit. */
export async function historiesOf(
  { repository, config, root }: Pick<Catalogue, "repository" | "config" | "root">,
  tool: string,
): Promise<BranchHistories | undefined> {
  if (repository === undefined) return undefined;
  const branch = await historyBranch(repository, config.base);
  if (branch === undefined) return undefined;
  const of = gitHistories(() => Promise.resolve(branch), { root, tool });
  return { of, shallow: branch.shallow };
}
