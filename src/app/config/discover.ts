import { DriftError } from "../../errors.ts";
import type { Format } from "../../model/contract.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import { globFolder, globMatcher, isGlob } from "../../sources/glob.ts";
import { isWithin } from "../../sources/path.ts";
import type { Config, ContractConfig } from "./config.ts";
import { nothingMatched } from "./nothing-matched.ts";

/** A contract that a tree holds. */
export interface FoundContract {
  readonly name: string;
  /** Its files in the tree: where reading starts. Several for folders and `together`. */
  readonly entries: readonly string[];
  /** Folders that Protobuf imports are looked up in: its own folder, then those configured. */
  readonly includePaths: readonly string[];
  readonly config: ContractConfig;
}

/** A tree with the configuration that speaks about it. */
export interface ConfiguredTree {
  readonly config: Config;
  readonly tree: SourceTree;
}

/** One contract on both sides. A side that is absent: new, or removed. */
export interface ContractPair {
  readonly name: string;
  readonly before?: FoundContract;
  readonly after?: FoundContract;
}

export interface Discovery {
  readonly contracts: ReadonlyMap<string, FoundContract>;
  /** Entries of the configuration that match no file of the tree. */
  readonly unmatched: readonly ContractConfig[];
}

/**
 * The contracts a configuration finds in a tree, by name. Entries that name their files win over
 * globs that also match them. Throws `bad-config` where two contracts would have one name.
 */
export async function contractsOf(config: Config, tree: SourceTree): Promise<Discovery> {
  const paths = await tree.list();
  const matches = new Map<ContractConfig, readonly Match[]>();
  for (const entry of config.contracts) matches.set(entry, await matchesOf(entry, tree, paths));
  const named = new Set(
    [...matches.values()]
      .flat()
      .filter((match) => !match.byGlob)
      .flatMap(({ files }) => files),
  );
  const contracts = new Map<string, FoundContract>();
  for (const [entry, all] of matches) {
    const free = all.filter(
      ({ byGlob, files }) => !byGlob || !files.some((file) => named.has(file)),
    );
    for (const contract of contractsFrom(entry, free, config)) {
      const earlier = contracts.get(contract.name);
      if (earlier !== undefined) throw sameName(earlier, contract);
      contracts.set(contract.name, contract);
    }
  }
  return {
    contracts,
    unmatched: config.contracts.filter((entry) => matches.get(entry)?.length === 0),
  };
}

/**
 * The contracts of two sides, paired by name, or by `renamedFrom`. What either side's
 * configuration knows is looked for on both, so that a contract that one of them does not list
 * yet, or no longer, is compared all the same. Rejects with `nothing-to-compare` where an entry of
 * after's configuration matches nothing on either side.
 */
export async function pairContracts(
  before: ConfiguredTree,
  after: ConfiguredTree,
): Promise<readonly ContractPair[]> {
  const was = await contractsOfEither(before, after.config);
  const is = await contractsOfEither(after, before.config);
  const nowhere = after.config.contracts.find(
    (entry) => was.unmatched.includes(entry) && is.unmatched.includes(entry),
  );
  if (nowhere !== undefined) throw nothingMatched(nowhere, ", neither before nor after");
  const pairs: ContractPair[] = [];
  const paired = new Set<FoundContract>();
  for (const contract of is.contracts.values()) {
    const earlier = counterpart(contract, was.contracts, is.contracts);
    if (earlier !== undefined) paired.add(earlier);
    pairs.push({
      name: contract.name,
      ...(earlier === undefined ? {} : { before: earlier }),
      after: contract,
    });
  }
  for (const contract of was.contracts.values()) {
    if (!paired.has(contract)) pairs.push({ name: contract.name, before: contract });
  }
  return pairs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The consumer manifests of a tree. Throws `bad-config` where a configured glob matches none. */
export async function manifestsOf(config: Config, tree: SourceTree): Promise<readonly string[]> {
  const { globs, place } = config.consumers;
  const paths = await tree.list();
  const matches = globs.map(globMatcher);
  const found = paths.filter((path) => matches.some((match) => match(path)));
  if (found.length > 0 || place === undefined) return found;
  throw new DriftError({
    code: "bad-config",
    message: `No consumer manifest matches ${globs.join(", ")}.`,
    place,
    hint: "Mend the glob, or remove `consumers` until there is a manifest.",
  });
}

/** Files that belong together, with the path or glob that found them. */
interface Match {
  readonly pattern: string;
  readonly files: readonly string[];
  readonly byGlob: boolean;
  /** Where Protobuf imports of these files start. */
  readonly folder?: string;
}

const EXTENSIONS: Readonly<Record<Format, RegExp>> = {
  openapi: /\.(?:ya?ml|json)$/i,
  graphql: /\.(?:graphqls?|gql)$/i,
  protobuf: /\.proto$/i,
};

async function matchesOf(
  entry: ContractConfig,
  tree: SourceTree,
  paths: readonly string[],
): Promise<readonly Match[]> {
  const excluded = entry.exclude.map(globMatcher);
  const kept = (path: string): boolean => !excluded.some((matches) => matches(path));
  const found: Match[] = [];
  for (const pattern of entry.paths)
    found.push(...(await matchPattern(pattern, entry, { tree, paths: paths.filter(kept) })));
  if (!entry.together || found.length === 0) return found;
  const files = [...new Set(found.flatMap((match) => match.files))].sort();
  const [first] = found;
  return [
    {
      pattern: first?.pattern ?? "",
      files,
      byGlob: false,
      ...(first?.folder === undefined ? {} : { folder: first.folder }),
    },
  ];
}

interface Listed {
  readonly tree: SourceTree;
  readonly paths: readonly string[];
}

async function matchPattern(
  pattern: string,
  entry: ContractConfig,
  { tree, paths }: Listed,
): Promise<readonly Match[]> {
  // What git ignores is not listed, but may be named: generated contracts.
  const isNamed = paths.includes(pattern) || (!isGlob(pattern) && (await isThere(tree, pattern)));
  if (isNamed) return [{ pattern, files: [pattern], byGlob: false }];
  if (isGlob(pattern)) {
    const folder = globFolder(pattern);
    return paths
      .filter(globMatcher(pattern))
      .map((path) => ({ pattern: path, files: [path], byGlob: true, folder }));
  }
  const files = paths.filter(
    (path) => isWithin(path, pattern) && mayBeContract(path, entry.format),
  );
  return files.length === 0 ? [] : [{ pattern, files, byGlob: false, folder: pattern }];
}

async function isThere(tree: SourceTree, path: string): Promise<boolean> {
  const content = tree.readBytes === undefined ? tree.read(path) : tree.readBytes(path);
  return (await content) !== undefined;
}

function mayBeContract(path: string, format: Format | undefined): boolean {
  return format === undefined
    ? Object.values(EXTENSIONS).some((names) => names.test(path))
    : EXTENSIONS[format].test(path);
}

function contractsFrom(
  entry: ContractConfig,
  matches: readonly Match[],
  config: Config,
): readonly FoundContract[] {
  if (entry.name !== undefined && matches.length > 1) {
    throw badConfig(
      entry,
      `The name ${entry.name} would stand for ${matches.length} contracts: ${matches
        .flatMap(({ files }) => files)
        .slice(0, 3)
        .join(", ")}${matches.length > 3 ? " …" : ""}.`,
      "Leave the name out, so that each is named after its path, or set `together: true` where they are one contract.",
    );
  }
  return matches.map((match) => ({
    name: entry.name ?? defaultName(entry, match, config),
    entries: match.files,
    includePaths: [
      ...(match.folder === undefined || match.folder === "" ? [] : [match.folder]),
      ...entry.include,
    ],
    config: entry,
  }));
}

/** The path without extension, from the configuration file's folder. */
function defaultName(entry: ContractConfig, match: Match, config: Config): string {
  const folder = config.file.split("/").slice(0, -1).join("/");
  const path =
    folder !== "" && isWithin(match.pattern, folder)
      ? match.pattern.slice(folder.length + 1)
      : match.pattern;
  const name = path.replace(/(?<=[^/])\.[^./]+$/, "");
  if (name !== "") return name;
  throw badConfig(entry, "The contract has no name of its own.", "Give it one: `name: orders`.");
}

async function contractsOfEither(side: ConfiguredTree, other: Config): Promise<Discovery> {
  const own = await contractsOf(side.config, side.tree);
  if (other.contracts === side.config.contracts) return own;
  const more = await contractsOf(other, side.tree);
  const contracts = new Map(own.contracts);
  const taken = new Set([...contracts.values()].flatMap(({ entries }) => entries));
  for (const [name, contract] of more.contracts) {
    if (!contracts.has(name) && !contract.entries.some((path) => taken.has(path)))
      contracts.set(name, contract);
  }
  return { contracts, unmatched: [...own.unmatched, ...more.unmatched] };
}

type ByName = ReadonlyMap<string, FoundContract>;

/** The before side of a contract: by name, by its earlier name, or where only the name has changed. */
function counterpart(
  contract: FoundContract,
  before: ByName,
  after: ByName,
): FoundContract | undefined {
  const sameNamed = before.get(contract.name);
  if (sameNamed !== undefined) return sameNamed;
  const { renamedFrom } = contract.config;
  if (renamedFrom !== undefined && !after.has(renamedFrom)) return before.get(renamedFrom);
  const [entry] = contract.entries;
  return [...before.values()].find(({ name, entries }) => !after.has(name) && entries[0] === entry);
}

function sameName(first: FoundContract, second: FoundContract): DriftError {
  return badConfig(
    second.config,
    `Two contracts would be named ${first.name}: ${first.entries[0] ?? ""} and ${second.entries[0] ?? ""}.`,
    "Give one of them a `name`.",
  );
}

function badConfig(entry: ContractConfig, message: string, hint: string): DriftError {
  return new DriftError({ code: "bad-config", message, place: entry.place, hint });
}
