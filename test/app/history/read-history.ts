import { loadFound } from "../../../src/app/load.ts";
import type { Contract } from "../../../src/model/contract.ts";
import { openCatalogue } from "../../../src/app/contracts.ts";
import type { ContractHistory } from "../../../src/app/history/contract-history.ts";
import {
  gitContractHistory,
  historyBranch,
} from "../../../src/app/history/git-contract-history.ts";
import { identityOf } from "../../../src/diff/lifecycle/statements.ts";
import { lifecycleOf } from "../../../src/diff/lifecycle/state.ts";
import type { Lifecycle } from "../../../src/diff/lifecycle/state.ts";
import { NO_CACHE } from "../../../src/sources/cache-folder.ts";
import type { Cache } from "../../../src/sources/cache-folder.ts";
import type { Repository } from "../../../src/sources/git.ts";

const TODAY = "2026-11-22";

/** What the default branch shows of a contract. */
export async function historyOf(
  repository: Repository,
  name: string,
  cache: Cache = NO_CACHE,
): Promise<ContractHistory> {
  const history = await openHistory(repository);
  return history(name, cache);
}

/** The same, for several questions to one repository. */
export async function openHistory(
  repository: Repository,
): Promise<(name: string, cache: Cache) => Promise<ContractHistory>> {
  const { config, contracts } = await openCatalogue(repository.folder);
  const branch = await historyBranch(repository, undefined);
  return (name, cache) => {
    const contract = contracts.get(name);
    if (branch === undefined || contract === undefined) throw new Error(`no history of ${name}`);
    return gitContractHistory(
      branch,
      { contract, config, files: contract.entries },
      { cache, tool: "test" },
    );
  };
}

/** A contract as it stands. */
export async function standingIn(repository: Repository, name: string): Promise<Contract> {
  const { contracts, tree } = await openCatalogue(repository.folder);
  const found = contracts.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return (await loadFound(found, tree)).result.contract;
}

/** The life of an element on a day, with 120 days of grace. */
export function lifeOf(history: ContractHistory, coordinate: string): Lifecycle | undefined {
  const record = history.records.get(identityOf(coordinate));
  return record === undefined ? undefined : lifecycleOf(record.history, TODAY, { graceDays: 120 });
}
