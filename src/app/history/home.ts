import type { Config, ContractConfig } from "../config/config.ts";
import { contractsOf } from "../config/discover.ts";
import type { FoundContract } from "../config/discover.ts";
import { readConfig } from "../config/find.ts";
import { globFolder, isGlob } from "../../sources/glob.ts";
import { gitTree } from "../../sources/git-tree.ts";
import type { GitTree } from "../../sources/git-tree.ts";
import { movedFiles } from "../../sources/git-history.ts";
import type { MovedFile } from "../../sources/git-history.ts";
import type { Repository } from "../../sources/git.ts";

/** Where a contract's files stand in some part of a history. */
export interface Home {
  readonly contract: FoundContract;
  readonly config: Config;
  /** True: which files it has may differ from version to version. */
  readonly isFolder: boolean;
  /** The files or folders that hold what reading starts from; empty text is the whole tree. */
  readonly paths: readonly string[];
}

/** Where a contract stands now. */
export function homeOf(contract: FoundContract, config: Config): Home {
  const { paths, together } = contract.config;
  const [entry] = contract.entries;
  const isGlobbed = !together && paths.some((path) => isGlob(path));
  const isNamed = entry !== undefined && paths.includes(entry);
  const isFolder = together || !(isNamed || isGlobbed);
  return {
    contract,
    config,
    isFolder,
    paths: isFolder
      ? paths.map((path) => (isGlob(path) ? globFolder(path) : path))
      : contract.entries,
  };
}

/** Everything beside the files' bytes that decides what is read. */
export function readingOf({ contract, paths, isFolder }: Home): string {
  const { format, roots, settings, exclude } = contract.config;
  return JSON.stringify([
    isFolder,
    paths,
    contract.includePaths,
    exclude,
    format ?? "",
    roots ?? "",
    settings ?? {},
  ]);
}

/** The contract as a version has it; undefined where it does not. */
export async function contractAt(home: Home, tree: GitTree): Promise<FoundContract | undefined> {
  const { contract, config } = home;
  if (!home.isFolder) {
    const [entry = ""] = contract.entries;
    return (await tree.contentId(entry)) === undefined ? undefined : contract;
  }
  const { contracts } = await contractsOf({ ...config, contracts: [contract.config] }, tree);
  return contracts.get(contract.name) ?? [...contracts.values()][0];
}

/**
 * Where a contract stood before the commit that put it where it is: its files as git follows them,
 * else the contract that the configuration names as its earlier self.
 */
export async function earlierHome(
  home: Home,
  commit: string,
  repository: Repository,
): Promise<Home | undefined> {
  const moved = await movedFiles(repository, commit);
  return followed(home, moved) ?? (await renamed(home, commit, repository));
}

function followed(home: Home, moved: readonly MovedFile[]): Home | undefined {
  const { contract } = home;
  const entries = contract.entries.flatMap((entry) => moved.filter(({ to }) => to === entry));
  const [first] = entries;
  if (first === undefined) return undefined;
  if (!home.isFolder) return at(home, [first.from]);
  const folder = home.paths.find((path) => path !== "" && first.to.startsWith(`${path}/`));
  const rest = folder === undefined ? undefined : first.to.slice(folder.length);
  if (rest === undefined || !first.from.endsWith(rest)) return undefined;
  return at(home, [first.from.slice(0, -rest.length)]);
}

/** The same contract with everything in another place. */
function at(home: Home, paths: readonly string[]): Home {
  const config: ContractConfig = { ...home.contract.config, paths, exclude: [] };
  const folders = home.isFolder ? paths : [];
  return {
    ...home,
    paths,
    contract: {
      ...home.contract,
      entries: paths,
      includePaths: [...folders, ...home.contract.includePaths],
      config,
    },
  };
}

async function renamed(
  home: Home,
  commit: string,
  repository: Repository,
): Promise<Home | undefined> {
  const { renamedFrom } = home.contract.config;
  if (renamedFrom === undefined) return undefined;
  const earlier = gitTree(repository, `${commit}^1`);
  try {
    const hasParent = await earlier.commit().catch(() => undefined);
    if (hasParent === undefined) return undefined;
    const config = await readConfig(earlier, home.config.file);
    if (config === undefined) return undefined;
    const contract = (await contractsOf(config, earlier)).contracts.get(renamedFrom);
    return contract === undefined ? undefined : homeOf(contract, config);
  } finally {
    earlier.close();
  }
}
