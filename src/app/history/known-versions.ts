import { DriftError } from "../../errors.ts";
import type { EarlierVersion, KnownVersions } from "../../evidence/evidence.ts";
import type { Contract } from "../../model/contract.ts";
import type { ContractVersion } from "./contract-history.ts";
import type { FoundContract } from "../config/discover.ts";
import type { Catalogue } from "../contracts.ts";
import { historyBranch } from "./git-contract-history.ts";
import type { HistoryBranch } from "./git-contract-history.ts";
import { gitVersions } from "./git-versions.ts";
import type { StandingContract } from "./histories.ts";
import { homeOf } from "./home.ts";

/** The versions of a contract, so that copies of it can be placed; looked up when asked. */
export type Versions = (standing: StandingContract) => Promise<KnownVersions>;

/** The versions that the commits of a branch made; nothing is asked of git before it is needed. */
export function gitKnownVersions(branchOf: () => Promise<HistoryBranch>): Versions {
  let branch: Promise<HistoryBranch> | undefined;
  return async ({ contract, config, files }) => {
    const { repository, commit, shallow } = await (branch ??= branchOf());
    const at = { home: homeOf(contract, config), beside: [...files] };
    let versions: Promise<readonly ContractVersion[]> | undefined;
    // Every copy starts from the newest again; what was read is not kept, for it may be large.
    const start = (): AsyncGenerator<EarlierVersion> =>
      newestFirst((versions ??= gitVersions(repository, commit, at)));
    return { newestFirst: { [Symbol.asyncIterator]: start }, isWhole: !shallow };
  };
}

/** The versions of a catalogue's contract on the branch that work is merged into, where there is one. */
export async function catalogueVersions(
  { repository, config }: Pick<Catalogue, "repository" | "config">,
  contract: FoundContract,
  files: Iterable<string>,
): Promise<KnownVersions | undefined> {
  if (repository === undefined) return undefined;
  const branch = await historyBranch(repository, config.base);
  if (branch === undefined) return undefined;
  return gitKnownVersions(() => Promise.resolve(branch))({ contract, config, files });
}

/** Each version once, by the commit that made it first. */
async function* newestFirst(
  list: Promise<readonly ContractVersion[]>,
): AsyncGenerator<EarlierVersion> {
  const versions = await list;
  for (const [index, version] of [...versions.entries()].toReversed()) {
    if (version.fingerprint === versions[index - 1]?.fingerprint) continue;
    yield { name: nameOf(version), read: () => contractAt(version) };
  }
}

/** As people find it again: `3f2a9c1 of 2026-03-01`. */
function nameOf({ at: { on, version } }: ContractVersion): string {
  return version === undefined ? `the version of ${on}` : `${version.slice(0, 7)} of ${on}`;
}

async function contractAt(version: ContractVersion): Promise<Contract | undefined> {
  try {
    return (await version.read())?.contract;
  } catch (error) {
    if (error instanceof DriftError) return undefined;
    throw error;
  }
}
