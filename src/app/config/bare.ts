import { DriftError } from "../../errors.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import { gitTree } from "../../sources/git-tree.ts";
import { findRepository } from "../../sources/git.ts";
import type { Repository } from "../../sources/git.ts";
import { configNear, loadConfig, readConfig } from "./find.ts";
import type { LoadedConfig } from "./find.ts";

/** Where a check is asked, and of what. */
export interface Asked {
  readonly folder: string;
  readonly config?: string;
  readonly head?: string;
}

/**
 * The configuration on disk; in a bare repository, which has none, that of the revision to check.
 * Rejects with `bad-config` where there is none.
 */
export async function configFor({ folder, config, head }: Asked): Promise<LoadedConfig> {
  try {
    return await loadConfig(folder, config);
  } catch (error) {
    if (!(error instanceof DriftError) || error.code !== "bad-config") throw error;
    const repository = await findRepository(folder);
    if (repository?.bare !== true) throw error;
    if (head === undefined) throw nothingCheckedOut(repository);
    return configAt(repository, head, config);
  }
}

async function configAt(
  repository: Repository,
  head: string,
  named: string | undefined,
): Promise<LoadedConfig> {
  const tree = gitTree(repository, head);
  try {
    const found = named === undefined ? await configNear(tree) : await namedConfig(tree, named);
    if (found !== undefined) return { root: repository.folder, ...found };
  } finally {
    tree.close();
  }
  throw new DriftError({
    code: "bad-config",
    message: `${head} has no ${named ?? "contract-drift.yaml"}.`,
    hint: "Name where it stands in the repository: `--config PATH`.",
  });
}

async function namedConfig(tree: SourceTree, path: string): ReturnType<typeof configNear> {
  const config = await readConfig(tree, path);
  return config === undefined ? undefined : { path, config };
}

function nothingCheckedOut({ folder }: Repository): DriftError {
  return new DriftError({
    code: "usage",
    message: `${folder} is a bare repository: nothing is checked out to be checked.`,
    hint: "Name the branch or commit to check: `--head REVISION`.",
  });
}
