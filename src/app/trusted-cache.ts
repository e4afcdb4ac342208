import { join } from "node:path";
import { cacheFolder, NO_CACHE } from "../sources/cache-folder.ts";
import type { Cache } from "../sources/cache-folder.ts";
import { trackedBelow } from "../sources/git.ts";
import type { Repository } from "../sources/git.ts";
import { CACHE } from "./cache-place.ts";

/**
 * What earlier runs have kept below a folder. Nothing is taken from what is part of the repository's
 * files, or stands behind a link of theirs: a branch could bring the answers to its own check.
 */
export async function trustedCache(repository: Repository, root: string): Promise<Cache> {
  const whole = CACHE.join("/");
  const tracked = await trackedBelow(repository, CACHE[0]);
  const isBrought = tracked.some(
    (path) => `${whole}/`.startsWith(`${path}/`) || path.startsWith(`${whole}/`),
  );
  return isBrought ? NO_CACHE : cacheFolder(join(root, ...CACHE));
}
