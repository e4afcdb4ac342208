import { DriftError, didYouMean } from "../errors.ts";
import { findRepository } from "../sources/git.ts";
import type { Repository } from "../sources/git.ts";
import { folderTree } from "../sources/folder.ts";
import { workTree } from "../sources/work-tree.ts";
import { contractsOf, manifestsOf } from "./config/discover.ts";
import type { ConfiguredTree, FoundContract } from "./config/discover.ts";
import { loadConfig } from "./config/find.ts";
import { nothingMatched } from "./config/nothing-matched.ts";
import { readConsumers } from "./consumers.ts";
import type { DeclaredConsumers } from "./consumers.ts";

/** The contracts of a folder as they stand on disk, and who declares to use them. */
export interface Catalogue extends ConfiguredTree {
  readonly contracts: ReadonlyMap<string, FoundContract>;
  readonly consumers: DeclaredConsumers;
  /** The folder that the tree's paths count from. */
  readonly root: string;
  /** The repository around it, where there is one. */
  readonly repository?: Repository;
}

/** Opens what the configuration in or above a folder describes; a repository is not needed. */
export async function openCatalogue(folder: string, named?: string): Promise<Catalogue> {
  const { config, root } = await loadConfig(folder, named);
  const repository = await findRepository(root);
  const tree =
    repository === undefined || repository.bare ? folderTree(root) : workTree(repository);
  const { contracts, unmatched } = await contractsOf(config, tree);
  const [missing] = unmatched;
  if (missing !== undefined) throw nothingMatched(missing);
  const consumers = await readConsumers(tree, await manifestsOf(config, tree));
  return {
    config,
    tree,
    contracts,
    consumers,
    root,
    ...(repository === undefined ? {} : { repository }),
  };
}

/** A contract by its name; an unknown one is a usage error that suggests. */
export function contractNamed(name: string, { contracts }: Catalogue): FoundContract {
  const found = contracts.get(name);
  if (found !== undefined) return found;
  const nearest = didYouMean(name, contracts.keys());
  throw new DriftError({
    code: "usage",
    message: `There is no contract named ${JSON.stringify(name)}.`,
    hint:
      nearest === undefined
        ? `The configuration has ${[...contracts.keys()].join(", ")}.`
        : `Did you mean ${nearest}?`,
  });
}
