import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { DriftError } from "../../errors.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import { enclosingWorkTree } from "../../sources/file.ts";
import { folderTree } from "../../sources/folder.ts";
import type { Config } from "./config.ts";

/** The names a configuration file may have, in any folder from the current one upwards. */
const CONFIG_NAMES = ["contract-drift.yaml", "contract-drift.yml", "contract-drift.json"] as const;

/** Where a configuration file is. */
export interface ConfigFile {
  /** The tree's root, absolute: the git work tree around the file, else the file's folder. */
  readonly root: string;
  /** The file's path in that tree; the same in every revision. */
  readonly path: string;
}

/** A configuration together with the folder that its paths count from. */
export interface LoadedConfig extends ConfigFile {
  readonly config: Config;
}

/**
 * The nearest configuration file, from `folder` upwards to the git work tree's root (without one:
 * to the file system's). Throws `bad-config` where a folder holds two.
 */
export function findConfig(folder: string): ConfigFile | undefined {
  const top = enclosingWorkTree(folder);
  for (let at = folder; ; at = dirname(at)) {
    const [found, second] = CONFIG_NAMES.filter((name) => existsSync(join(at, name)));
    if (found !== undefined && second !== undefined) {
      throw new DriftError({
        code: "bad-config",
        message: `There are two configuration files, ${found} and ${second}.`,
        place: { file: join(at, second) },
        hint: "Keep one of them.",
      });
    }
    if (found !== undefined) return configFile(join(at, found));
    if (at === top || at === dirname(at)) return undefined;
  }
}

/** The configuration of a tree: `path` as `findConfig` gave it. Undefined where the tree does not have it. */
export async function readConfig(tree: SourceTree, path: string): Promise<Config | undefined> {
  const text = await tree.read(path);
  if (text === undefined) return undefined;
  // Each side has an object of its own: who lends the other one its configuration is told by that.
  if (lastRead?.path === path && lastRead.text === text) return { ...lastRead.config };
  const config = await configFrom(path, text);
  lastRead = { path, text, config };
  return config;
}

/** The same text says the same: mostly both sides and the work tree have one. */
let lastRead: { readonly path: string; readonly text: string; readonly config: Config } | undefined;

async function configFrom(path: string, text: string): Promise<Config> {
  const { acceptConfig } = await import("./accept.ts");
  const accepted = acceptConfig(path, text);
  if (accepted !== undefined) return accepted;
  const { parseConfig } = await import("./parse.ts");
  return parseConfig(path, text);
}

/**
 * The configuration of the base. Where it has none at this path, it is looked for under the other
 * names and in the folders above: a branch that renames the file is still checked by what it was.
 */
export async function baseConfig(tree: SourceTree, path: string): Promise<Config | undefined> {
  const found = await configNear(tree, path);
  return found?.config;
}

/** The same with the path it stands at. */
export async function configNear(
  tree: SourceTree,
  path: string = CONFIG_NAMES[0],
): Promise<{ readonly path: string; readonly config: Config } | undefined> {
  const steps = path.split("/").slice(0, -1);
  const folders = steps.map((_, index) => `${steps.slice(0, steps.length - index).join("/")}/`);
  const names = [...folders, ""].flatMap((folder) => CONFIG_NAMES.map((name) => folder + name));
  for (const candidate of [path, ...names]) {
    const config = await readConfig(tree, candidate);
    if (config !== undefined) return { path: candidate, config };
  }
  return undefined;
}

/**
 * The configuration that holds in `folder`: the file named, else the nearest one. Rejects with
 * `bad-config` where there is none.
 */
export async function loadConfig(folder: string, named?: string): Promise<LoadedConfig> {
  const file = named === undefined ? findConfig(folder) : configFile(resolve(folder, named));
  if (file === undefined) throw noConfig(folder);
  const config = await readConfig(folderTree(file.root), file.path);
  if (config === undefined) throw noSuchConfig(named ?? file.path);
  return { ...file, config };
}

function configFile(absolute: string): ConfigFile {
  const root = enclosingWorkTree(dirname(absolute)) ?? dirname(absolute);
  return { root, path: relative(root, absolute).replaceAll(sep, "/") };
}

function noConfig(folder: string): DriftError {
  return new DriftError({
    code: "bad-config",
    message: `There is no ${CONFIG_NAMES[0]} in ${basename(folder)} or a folder above it.`,
    hint: "Write one with `contract-drift init`, or compare two files with `contract-drift diff BEFORE AFTER`.",
  });
}

function noSuchConfig(named: string): DriftError {
  return new DriftError({
    code: "bad-config",
    message: `There is no configuration file ${named}.`,
    place: { file: named },
    hint: "Write one with `contract-drift init`.",
  });
}
