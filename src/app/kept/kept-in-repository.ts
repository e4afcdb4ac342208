import { readFileSync } from "node:fs";
import type { Repository } from "../../sources/git.ts";
import { trustedCache } from "../trusted-cache.ts";
import { keptComparisons } from "./kept-comparisons.ts";
import type { KeptComparisons } from "./kept-comparisons.ts";
import { keptNarrowing } from "./kept-narrowing.ts";
import type { KeptNarrowing } from "./kept-narrowing.ts";
import { digestOf } from "./recording-tree.ts";

/** What earlier runs have found out. */
export interface Kept {
  readonly comparisons: KeptComparisons;
  readonly narrowing: KeptNarrowing;
}

/** What earlier runs in a repository have found out. */
export async function keptIn(
  repository: Repository,
  build: string | undefined = buildId(),
): Promise<Kept> {
  if (build === undefined || repository.bare) return NOTHING_KEPT;
  const cache = await trustedCache(repository, repository.folder);
  return { comparisons: keptComparisons(cache, build), narrowing: keptNarrowing(cache, build) };
}

const NOTHING_KEPT: Kept = {
  comparisons: async ({ trees, compare }) => (await compare(trees)).compared,
  narrowing: ({ search }) => search(),
};

/**
 * Another program may answer otherwise. The built command names its parts by their contents, so its
 * first file stands for all of them; sources have no such name.
 */
function buildId(): string | undefined {
  if (import.meta.url.endsWith(".ts")) return undefined;
  try {
    const main = readFileSync(new URL("../cli/main.js", import.meta.url));
    return `${digestOf(main)} ${process.version}`;
  } catch {
    return undefined;
  }
}
