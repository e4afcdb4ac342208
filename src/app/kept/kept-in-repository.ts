import { readFileSync } from "node:fs";
import type { Repository } from "../../sources/git.ts";
import { trustedCache } from "../trusted-cache.ts";
import { keptComparisons } from "./kept-comparisons.ts";
import type { KeptComparisons } from "./kept-comparisons.ts";
import { digestOf } from "./recording-tree.ts";

/** What has been compared before in a repository. */
export async function keptIn(
  repository: Repository,
  build: string | undefined = buildId(),
): Promise<KeptComparisons> {
  if (build === undefined || repository.bare) return comparedAnew;
  return keptComparisons(await trustedCache(repository, repository.folder), build);
}

const comparedAnew: KeptComparisons = async ({ trees, compare }) => (await compare(trees)).compared;

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
