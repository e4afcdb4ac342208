import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../sources/cache-folder.ts";
import { trackedBelow } from "../../sources/git.ts";
import type { Repository } from "../../sources/git.ts";
import { CACHE } from "../cache-place.ts";
import { keptComparisons } from "./kept-comparisons.ts";
import type { KeptComparisons } from "./kept-comparisons.ts";
import { digestOf } from "./recording-tree.ts";

/**
 * What has been compared before in a repository. Nothing is taken from a folder that is part of the
 * repository's files: a branch could bring the answers to its own check.
 */
export async function keptIn(
  repository: Repository,
  build: string | undefined = buildId(),
): Promise<KeptComparisons> {
  const [folder, ...below] = CACHE;
  const tracked = build === undefined ? [] : await trackedBelow(repository, folder);
  const whole = [folder, ...below].join("/");
  const isBrought = tracked.some(
    (path) => `${whole}/`.startsWith(`${path}/`) || path.startsWith(`${whole}/`),
  );
  if (build === undefined || repository.bare || isBrought) return comparedAnew;
  return keptComparisons(cacheFolder(join(repository.folder, ...CACHE)), build);
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
