import { createHash } from "node:crypto";
import { DriftError } from "../../errors.ts";
import type { Provenance, Sighting } from "../../diff/lifecycle/history.ts";
import type { Contract } from "../../model/contract.ts";
import type { Cache } from "../../sources/cache-folder.ts";
import { recordKeeper } from "./records.ts";
import type { Records } from "./records.ts";
import { readStep, readWalk, writeStep, writeWalk } from "./step-text.ts";
import type { KeptStep, WalkedVersion } from "./step-text.ts";
import { statementsOf } from "../../diff/lifecycle/statements.ts";
import type { Statements } from "../../diff/lifecycle/statements.ts";
import { stepBetween } from "../../diff/lifecycle/step.ts";

/** One version of a contract, wherever it is kept. */
export interface ContractVersion {
  readonly at: Sighting;
  /** Equal for versions made of the same bytes, read in the same way. */
  readonly fingerprint: string;
  /** Undefined where the version does not have the contract. Rejects with `DriftError`. */
  read(): Promise<ReadVersion | undefined>;
}

export interface ReadVersion {
  readonly contract: Contract;
  /** The files it was read from. */
  readonly files: readonly string[];
}

/** Where versions are kept: a branch, a registry, a list of deployments. */
export interface VersionSource {
  readonly provenance: Provenance;
  /** What the source is of; of each, the last walk is kept. */
  readonly name: string;
  /** Equal for sources that give the same versions: a walk is repeated without asking for them. */
  readonly fingerprint: string;
  /** Oldest first. */
  versions(): Promise<readonly ContractVersion[]>;
}

/** What the versions of one contract show. */
export interface ContractHistory {
  readonly provenance: Provenance;
  readonly records: Records;
  /** Undefined: there is no version. */
  readonly first?: Sighting;
  readonly last?: Sighting;
  readonly versions: number;
  /** Versions that could not be understood; what they said is not known. */
  readonly unreadable: number;
  /** Every file that a version was read from. */
  readonly files: ReadonlySet<string>;
}

export interface HistoryOptions {
  readonly cache: Cache;
  /** The tool's version: another reader may read the same bytes differently. */
  readonly tool: string;
}

/**
 * Reads versions one after the other, each distinct one once, and none that the cache knows. A
 * walk that was done before is not done again.
 */
export async function historyFrom(
  source: VersionSource,
  options: HistoryOptions,
): Promise<ContractHistory> {
  const { provenance, name, fingerprint } = source;
  const key = digest("walk 1", options.tool, provenance, name);
  const kept = options.cache.get(key);
  const known = kept === undefined ? undefined : readWalk(kept);
  if (known?.fingerprint === fingerprint) return historyOf(provenance, known.versions);
  const versions = await walkThrough(await source.versions(), options);
  options.cache.put(key, writeWalk({ fingerprint, versions }));
  return historyOf(provenance, versions);
}

async function walkThrough(
  versions: readonly ContractVersion[],
  options: HistoryOptions,
): Promise<readonly WalkedVersion[]> {
  const stepTo = stepReader(options);
  const walk: WalkedVersion[] = [];
  let last: ContractVersion | undefined;
  for (const version of versions) {
    const { at } = version;
    if (version.fingerprint === last?.fingerprint) walk.push({ at });
    else {
      const step = await stepTo(last, version);
      walk.push({ at, step });
      if (!("unreadable" in step)) last = version;
    }
  }
  return walk;
}

function historyOf(provenance: Provenance, walk: readonly WalkedVersion[]): ContractHistory {
  const keeper = recordKeeper(provenance);
  const files = new Set<string>();
  let unreadable = 0;
  for (const { at, step } of walk) {
    if (step === undefined) keeper.seeAgain(at);
    else if ("unreadable" in step) unreadable += 1;
    else {
      keeper.take(step, at);
      for (const file of step.files) files.add(file);
    }
  }
  const [first] = walk;
  const last = walk.at(-1);
  return {
    provenance,
    records: keeper.records(),
    ...(first === undefined ? {} : { first: first.at }),
    ...(last === undefined ? {} : { last: last.at }),
    versions: walk.length,
    unreadable,
    files,
  };
}

type StepReader = (from: ContractVersion | undefined, to: ContractVersion) => Promise<KeptStep>;

interface Known {
  readonly fingerprint: string;
  readonly statements: Statements;
}

function stepReader({ cache, tool }: HistoryOptions): StepReader {
  // Only the last version is kept: the next step starts from it.
  let known: Known | undefined;
  const read = async (version: ContractVersion): Promise<readonly string[]> => {
    const found = await version.read();
    const statements = found === undefined ? new Map() : statementsOf(found.contract);
    known = { fingerprint: version.fingerprint, statements };
    return found?.files ?? [];
  };
  const statementsAt = async (version: ContractVersion): Promise<Statements> => {
    if (known?.fingerprint !== version.fingerprint) await read(version);
    return known?.statements ?? new Map();
  };
  return async (from, to) => {
    const key = digest("step 1", tool, from?.fingerprint ?? "", to.fingerprint);
    const kept = cache.get(key);
    const step = kept === undefined ? undefined : readStep(kept);
    if (step !== undefined) return step;
    try {
      const before = from === undefined ? undefined : await statementsAt(from);
      const files = await read(to);
      const made = stepBetween(before, await statementsAt(to), files);
      cache.put(key, writeStep(made));
      return made;
    } catch (error) {
      if (!(error instanceof DriftError)) throw error;
      const unreadable: KeptStep = { unreadable: error.message };
      // What could not be fetched now may be there next time; what cannot be understood stays so.
      if (error.code !== "source-unreadable") cache.put(key, writeStep(unreadable));
      return unreadable;
    }
  };
}

/** A key that no other list of texts has. */
export function digest(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length} ${part}`);
  return hash.digest("hex");
}
