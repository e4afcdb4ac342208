import { resolve } from "node:path";
import { DriftError } from "../errors.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Revision } from "../report/report.ts";
import { commitOf, gitTree } from "../sources/git-tree.ts";
import { onDisk } from "../sources/on-disk.ts";
import { openSource, parseSource } from "../sources/spec.ts";
import type { PublishedSide } from "./check-input.ts";
import type { Config } from "./config/config.ts";
import { contractsOf } from "./config/discover.ts";
import type { FoundContract } from "./config/discover.ts";
import { baseConfig } from "./config/find.ts";
import type { Catalogue } from "./contracts.ts";
import { loadEntries, loadFound, loadTree } from "./load.ts";
import type { LoadedContract } from "./load.ts";

/** One version of a contract that is to be compared. */
export interface OpenedSide {
  readonly revision: Revision;
  /** Undefined where the side exists and does not have the contract. */
  read(): Promise<LoadedContract | undefined>;
  /** Must be called when nothing is read any more. */
  close(): void;
}

/** A published version of a contract. Rejects (`usage`) where there is none of that name. */
export type PublishedVersion = (contract: string, version: string) => Promise<PublishedSide>;

/** Where sides are looked for. */
export interface SidePlace {
  /** What paths are relative to. */
  readonly folder: string;
  readonly catalogue: Catalogue;
  readonly found: FoundContract;
  readonly published?: PublishedVersion;
}

/**
 * Opens what a person named: a path or `-`, `REVISION:PATH`, a revision (in which the contract is
 * found as the configuration says), `version:NAME` of the registry; the work tree where nothing is.
 */
export async function openContractSide(
  named: string | undefined,
  place: SidePlace,
): Promise<OpenedSide> {
  if (named === undefined) {
    const { found, catalogue } = place;
    return sideIn(catalogue.tree, { ref: "working tree" }, () => Promise.resolve(found));
  }
  const [, version] = /^version:(.+)$/s.exec(named) ?? [];
  if (version !== undefined) return publishedSide(version, place);
  if (/^[^:]+$/s.test(named) && named !== "-" && onDisk(resolve(place.folder, named)) === undefined)
    return revisionSide(named, place);
  return sourceSide(named, place);
}

async function revisionSide(named: string, { catalogue, found }: SidePlace): Promise<OpenedSide> {
  const { repository, config } = catalogue;
  const commit = repository && (await commitOf(repository, named));
  if (repository === undefined || commit === undefined) throw nothingNamed(named);
  const tree = gitTree(repository, commit, { label: named });
  // The revision may have the contract elsewhere, as its own configuration says.
  const contractThere = async (): Promise<FoundContract | undefined> =>
    (await foundBy(config, tree, found)) ??
    foundBy(await baseConfig(tree, config.file), tree, found);
  return { ...sideIn(tree, { ref: named, commit }, contractThere), close: () => tree.close() };
}

async function foundBy(
  config: Config | undefined,
  tree: SourceTree,
  { name, config: { renamedFrom } }: FoundContract,
): Promise<FoundContract | undefined> {
  if (config === undefined) return undefined;
  const { contracts } = await contractsOf(config, tree);
  return contracts.get(name) ?? contracts.get(renamedFrom ?? name);
}

async function publishedSide(
  version: string,
  { found, published }: SidePlace,
): Promise<OpenedSide> {
  if (published === undefined) {
    throw new DriftError({
      code: "usage",
      message: `version:${version} is a version of a registry, and none is named.`,
      hint: "Name it with --registry, or set CONTRACT_DRIFT_REGISTRY.",
    });
  }
  const { tree, entries, includePaths, revision } = await published(found.name, version);
  return sideIn(tree, revision, () => Promise.resolve({ ...found, entries, includePaths }));
}

async function sourceSide(named: string, { folder, found }: SidePlace): Promise<OpenedSide> {
  const source = await openSource(parseSource(named, folder), { folder });
  const { tree, entry, commit } = source;
  const { format, roots, settings } = found.config;
  const options = {
    ...(format === undefined ? {} : { format }),
    ...(roots === undefined ? {} : { roots }),
    ...(settings === undefined ? {} : { settings }),
    includePaths: entry === undefined ? [] : found.includePaths,
    comparison: {},
  };
  return {
    revision: { ref: named, ...(commit === undefined ? {} : { commit }) },
    read: () =>
      entry === undefined ? loadTree(tree, options) : loadEntries(tree, [entry], options),
    close: () => source.close(),
  };
}

function sideIn(
  tree: SourceTree,
  revision: Revision,
  contract: () => Promise<FoundContract | undefined>,
): OpenedSide {
  return {
    revision,
    read: async () => {
      const found = await contract();
      return found && loadFound(found, tree, { comparison: {} });
    },
    close: () => undefined,
  };
}

/** The error for a comparison that begins with nothing. */
export function nothingBefore(contract: string, ref: string): DriftError {
  return new DriftError({
    code: "nothing-to-compare",
    message: `${ref} has no contract named ${contract}, so nothing of it can break.`,
    hint: "Name an earlier version that has it with --before.",
  });
}

function nothingNamed(named: string): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `There is no file, folder or revision ${JSON.stringify(named)}.`,
    place: { file: named },
    hint: "A side is a path, a revision, REVISION:PATH, or version:NAME of a registry.",
  });
}
