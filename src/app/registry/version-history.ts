import { join } from "node:path";
import type { RegistryStore } from "../../registry/store.ts";
import { cacheFolder } from "../../sources/cache-folder.ts";
import { historyFrom } from "../history/contract-history.ts";
import type { ContractHistory } from "../history/contract-history.ts";
import { datedVersions } from "../history/dated-versions.ts";
import { CACHE } from "../history/histories.ts";
import type { HistoryPlace } from "../history/histories.ts";
import { shelfOf } from "./shelf.ts";

/** What the published versions of a contract said, and when; undefined where there is none. */
export async function publishedHistory(
  store: RegistryStore,
  contract: string,
  { root, tool }: HistoryPlace,
): Promise<ContractHistory | undefined> {
  const shelf = shelfOf(store);
  const versions = await shelf.versions(contract);
  if (versions.length === 0) return undefined;
  const dated = versions.map((version) => ({
    name: version.version,
    since: version.publishedAt,
    digest: version.digest,
    read: async () => {
      const { result } = await shelf.read(version);
      return { contract: result.contract, files: [...result.texts.keys()] };
    },
  }));
  const cache = cacheFolder(join(root, ...CACHE));
  return historyFrom(datedVersions(contract, "registry", dated), { cache, tool });
}
