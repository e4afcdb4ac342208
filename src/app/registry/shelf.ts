import { DriftError, didYouMean } from "../../errors.ts";
import type { ReadResult } from "../../formats/reader.ts";
import { memoryTree } from "../../model/tree-in-memory.ts";
import type { ContractVersion, RegistryStore } from "../../registry/store.ts";
import { loadEntries } from "../load.ts";
import { readingFromJson } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** A contract version of the registry, read. */
export interface ShelvedContract {
  readonly version: ContractVersion;
  readonly reading: Reading;
  readonly result: ReadResult;
}

/** The contract versions of a registry, each read at most once. */
export interface Shelf {
  /** The versions of a contract, the one published last first; none for an unknown contract. */
  versions(contract: string): Promise<readonly ContractVersion[]>;
  /** A version by its name. */
  find(contract: string, version: string): Promise<ContractVersion | undefined>;
  /** Reads a version from its texts. */
  read(version: ContractVersion): Promise<ShelvedContract>;
}

/** The shelf of a registry. */
export function shelfOf(store: RegistryStore): Shelf {
  const lists = new Map<string, Promise<readonly ContractVersion[]>>();
  const read = new Map<string, Promise<ReadResult>>();
  const versions = (contract: string): Promise<readonly ContractVersion[]> => {
    const known = lists.get(contract) ?? store.versions(contract);
    lists.set(contract, known);
    return known;
  };
  return {
    versions,
    find: async (contract, version) =>
      (await versions(contract)).find((one) => one.version === version),
    read: async (version) => {
      const reading = readingFromJson(version.reading);
      const key = `${version.contract}\0${version.digest}`;
      const result = read.get(key) ?? readVersion(store, version, reading);
      read.set(key, result);
      return { version, reading, result: await result };
    },
  };
}

async function readVersion(
  store: RegistryStore,
  { contract, version, format }: ContractVersion,
  reading: Reading,
): Promise<ReadResult> {
  const texts = await store.texts(contract, version);
  if (texts === undefined) throw new Error(`the texts of ${contract} ${version} are gone`);
  return readTexts(texts, { ...reading, format }, `${contract} ${version}`);
}

/** Reads a contract from the texts that the store keeps. */
export async function readTexts(
  texts: ReadonlyMap<string, string>,
  reading: Reading & { readonly format: ContractVersion["format"] },
  label: string,
): Promise<ReadResult> {
  const { result } = await loadEntries(memoryTree(texts, label), reading.entries, reading);
  return result;
}

/** A version of a contract, by default the one published last. Rejects (`usage`) where there is none. */
export async function contractVersion(
  shelf: Shelf,
  store: RegistryStore,
  contract: string,
  version?: string,
): Promise<ContractVersion> {
  const versions = await shelf.versions(contract);
  const [latest] = versions;
  if (latest === undefined) throw await unknownContract(store, contract);
  if (version === undefined) return latest;
  const found = versions.find((one) => one.version === version);
  if (found !== undefined) return found;
  const nearest = didYouMean(
    version,
    versions.map((one) => one.version),
  );
  throw new DriftError({
    code: "usage",
    message: `No version ${version} of ${contract} is published.`,
    hint: nearest === undefined ? `The last one is ${latest.version}.` : `Did you mean ${nearest}?`,
  });
}

async function unknownContract(store: RegistryStore, name: string): Promise<DriftError> {
  const known = (await store.contracts()).filter(({ versions }) => versions > 0);
  const nearest = didYouMean(
    name,
    known.map((one) => one.name),
  );
  return new DriftError({
    code: "usage",
    message: `The registry has no version of a contract named ${JSON.stringify(name)}.`,
    hint:
      nearest === undefined
        ? "Publish it first: contract-drift registry publish."
        : `Did you mean ${nearest}?`,
  });
}
