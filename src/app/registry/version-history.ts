import { join } from "node:path";
import type { ContractVersion, FirstDeployment, RegistryStore } from "../../registry/store.ts";
import { cacheFolder } from "../../sources/cache-folder.ts";
import type { RecordedHistories } from "../consumers.ts";
import { historyFrom } from "../history/contract-history.ts";
import type { ContractHistory } from "../history/contract-history.ts";
import { datedVersions } from "../history/dated-versions.ts";
import type { DatedVersion } from "../history/dated-versions.ts";
import { CACHE } from "../cache-place.ts";
import type { HistoryPlace } from "../history/history-place.ts";
import { shelfOf } from "./shelf.ts";
import type { Shelf } from "./shelf.ts";

/**
 * What the published versions of a contract said and when, and when that came to each environment
 * in which its provider ran.
 */
export async function recordedHistories(
  store: RegistryStore,
  contract: string,
  { root, tool }: HistoryPlace,
): Promise<RecordedHistories> {
  const shelf = shelfOf(store);
  const versions = await shelf.versions(contract);
  if (versions.length === 0) return { live: new Map() };
  const starts = await startsOf(store, versions);
  const options = { cache: cacheFolder(join(root, ...CACHE)), tool };
  const published = versions.map((version) => publishedVersion(version, starts, shelf));
  const live = new Map<string, ContractHistory>();
  for (const [environment, some] of Map.groupBy(starts, (one) => one.environment)) {
    const deployed = some.flatMap(({ version: name, since }): readonly DatedVersion[] => {
      const version = versions.find((one) => one.version === name);
      return version === undefined ? [] : [{ ...unpublished(version, shelf), since }];
    });
    const source = datedVersions(`${contract} in ${environment}`, "deployment", deployed);
    live.set(environment, await historyFrom(source, options));
  }
  return {
    published: await historyFrom(datedVersions(contract, "registry", published), options),
    live,
  };
}

/** When the versions of the contract's provider came to its environments; others may have had it. */
async function startsOf(
  store: RegistryStore,
  versions: readonly ContractVersion[],
): Promise<readonly FirstDeployment[]> {
  const { provider } = versions[0] ?? {};
  return provider === undefined ? [] : store.firstDeployments(provider);
}

/** A version is public once it is published, or runs, whichever was first. */
function publishedVersion(
  version: ContractVersion,
  starts: readonly FirstDeployment[],
  shelf: Shelf,
): DatedVersion {
  const { publishedAt } = version;
  const start = starts.find((one) => one.version === version.version)?.since;
  const isLate = start !== undefined && start < publishedAt;
  return {
    ...unpublished(version, shelf),
    ...(isLate ? { since: start, by: "deployment" } : { since: publishedAt }),
  };
}

function unpublished(version: ContractVersion, shelf: Shelf): Omit<DatedVersion, "since"> {
  return {
    name: version.version,
    digest: version.digest,
    read: async () => {
      const { result } = await shelf.read(version);
      return { contract: result.contract, files: [...result.texts.keys()] };
    },
  };
}
