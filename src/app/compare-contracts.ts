import { DriftError } from "../errors.ts";
import { detectFormatOf } from "../formats/detect.ts";
import type { ReadRequest, ReadResult, ReadSettings } from "../formats/reader.ts";
import type { Format } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import { memoryTree } from "../model/tree-in-memory.ts";
import { DEFAULT_POLICY } from "../policy/policy.ts";
import type { Policy } from "../policy/policy.ts";
import type { Comparison } from "../report/report.ts";
import { compareReadings, differentFormats } from "./compare.ts";
import { entriesOf } from "./entries.ts";
import { loadEntries } from "./load.ts";
import type { LoadOptions } from "./load.ts";
import type { WitnessMode } from "./witnesses.ts";

/** One side of a comparison: every text it may need, by path. */
export interface ContractFiles {
  readonly files: Readonly<Record<string, string>>;
  /** Where to start. Default: the files that no other file refers to. */
  readonly entry?: string;
}

export interface CompareContractsInput {
  readonly before: ContractFiles;
  readonly after: ContractFiles;
  /** Default: detected from the texts. */
  readonly format?: Format;
  /** The contract's name; it is part of every change's key. Default: `contract`. */
  readonly name?: string;
  /** The promised surfaces, which severity and verdict follow. Default: what the format promises. */
  readonly surfaces?: readonly Surface[];
  /** Protobuf: the direction of messages that no RPC reaches. Default: both. */
  readonly roots?: ReadRequest["roots"];
  /** Protobuf: folders that imports are looked up in. */
  readonly includePaths?: readonly string[];
  /** The day that windows are judged on. Default: the current day (UTC). */
  readonly today?: CalendarDate;
  readonly settings?: ReadSettings;
  readonly policy?: Policy;
  /** Which breaking changes get a message that shows them. Default: shown; none is much faster. */
  readonly witness?: WitnessMode;
}

/**
 * Compares two versions of one contract that are at hand as texts: no file, network or environment
 * is touched. Rejects with a `DriftError` where a side cannot be understood.
 */
export async function compareContracts(input: CompareContractsInput): Promise<Comparison> {
  const before = new Map(Object.entries(input.before.files));
  const after = new Map(Object.entries(input.after.files));
  const format = input.format ?? detectBoth(before, after);
  const options: LoadOptions = { ...input, comparison: {} };
  const readBefore = await readTexts(format, before, input.before.entry, options);
  const readAfter = await readTexts(format, after, input.after.entry, options);
  const { comparison } = await compareReadings(readBefore, readAfter, {
    contract: input.name ?? "contract",
    format,
    ...(input.surfaces === undefined ? {} : { surfaces: input.surfaces }),
    today: input.today ?? currentDate(),
    policy: input.policy ?? DEFAULT_POLICY,
    witness: input.witness ?? "shown",
  });
  return comparison;
}

function detectBoth(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Format {
  const was = detectFormatOf(before);
  const is = detectFormatOf(after);
  if (was !== is) throw differentFormats(was, is);
  return is;
}

async function readTexts(
  format: Format,
  files: ReadonlyMap<string, string>,
  entry: string | undefined,
  options: LoadOptions,
): Promise<ReadResult> {
  if (files.size === 0) {
    throw new DriftError({ code: "nothing-to-compare", message: "One side has no files." });
  }
  const entries = entry === undefined ? entriesOf(format, files) : [entry];
  const { result } = await loadEntries(memoryTree(files), entries, { ...options, format });
  return result;
}

/** Today's calendar day in UTC: the clock is read here and in the command line only. */
function currentDate(): CalendarDate {
  return new Date().toISOString().slice(0, 10);
}
