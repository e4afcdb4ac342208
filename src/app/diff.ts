import { DriftError } from "../errors.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { memoryTree } from "../model/tree-in-memory.ts";
import type { Surface } from "../model/semantics.ts";
import type { Policy } from "../policy/policy.ts";
import { buildReport } from "../report/build.ts";
import type { Report, Revision } from "../report/report.ts";
import { openSource, parseSource } from "../sources/spec.ts";
import type { OpenedSource } from "../sources/spec.ts";
import { compareReadings, differentFormats } from "./compare.ts";
import type { DeclaredConsumers, RecordedConsumers } from "./consumers.ts";
import { withKnownTexts } from "./known-texts.ts";
import { loadEntries, loadTree } from "./load.ts";
import type { LoadedContract, LoadOptions } from "./load.ts";
import type { WitnessMode } from "./witnesses.ts";

/** Two sources to compare and how. A source is a path, `REVISION:PATH`, a URL or `-`. */
export interface DiffInput extends LoadOptions {
  readonly before: string;
  readonly after: string;
  /** What sources are relative to. */
  readonly folder: string;
  /** The contract's name. Default: after's file name without its extension. */
  readonly name?: string;
  readonly surfaces?: readonly Surface[];
  /** Globs of consumer manifests, relative to the folder. */
  readonly consumers?: readonly string[];
  /** What a registry knows of consumers. */
  readonly recorded?: RecordedConsumers;
  readonly today: CalendarDate;
  readonly policy: Policy;
  readonly allowNetwork?: boolean;
  /** Which changes witnesses are looked for. Default: none. */
  readonly witness?: WitnessMode;
  /** The tool's version, for the report. */
  readonly version: string;
}

/** Compares two sources. Rejects with a `DriftError` where one cannot be read or understood. */
export async function diffSources(input: DiffInput): Promise<Report> {
  if (input.before === "-" && input.after === "-") {
    throw new DriftError({
      code: "usage",
      message: "Standard input can be one of the two sides only.",
      hint: "Name a file or a revision for the other side.",
    });
  }
  const before = await open(input.before, input);
  try {
    const after = await open(input.after, input);
    try {
      return await compareSources(before, after, input);
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}

function open(source: string, { folder, allowNetwork }: DiffInput): Promise<OpenedSource> {
  return openSource(parseSource(source, folder), {
    folder,
    ...(allowNetwork === undefined ? {} : { allowNetwork }),
  });
}

async function compareSources(
  before: OpenedSource,
  after: OpenedSource,
  input: DiffInput,
): Promise<Report> {
  const options = { ...input, comparison: {} };
  const readBefore = await load(before, options);
  const { texts } = readBefore.result;
  const tree = withKnownTexts(after.tree, { tree: before.tree, texts });
  const readAfter = await load({ ...after, tree }, options);
  if (readBefore.format !== readAfter.format) {
    throw differentFormats(readBefore.format, readAfter.format);
  }
  const contract = input.name ?? nameOf(after, readAfter);
  const consumers = await consumersFor(contract, input);
  const { comparison, coverage } = await compareReadings(readBefore.result, readAfter.result, {
    contract,
    format: readAfter.format,
    ...(input.surfaces === undefined ? {} : { surfaces: input.surfaces }),
    ...(consumers === undefined ? {} : { consumers }),
    today: input.today,
    policy: input.policy,
    ...(input.witness === undefined ? {} : { witness: input.witness }),
    base: sideOf(input.before, before),
    head: sideOf(input.after, after),
  });
  return buildReport({
    version: input.version,
    today: input.today,
    comparisons: [comparison],
    coverage,
  });
}

/** Whom to judge by; some manifest or the registry has to speak of the contract, or the name is wrong. */
async function consumersFor(
  contract: string,
  input: DiffInput,
): Promise<DeclaredConsumers | undefined> {
  const { consumers, folder, recorded } = input;
  if (consumers === undefined && recorded === undefined) return undefined;
  const { manifestFiles } = await import("./manifest-files.ts");
  const { readConsumers, withRecorded } = await import("./consumers.ts");
  const { tree, files } =
    consumers === undefined
      ? { tree: memoryTree({}), files: [] }
      : await manifestFiles(consumers, folder);
  const declared = await readConsumers(tree, files);
  const named = new Set([
    ...declared.manifests.flatMap((manifest) => manifest.uses.map((use) => use.contract)),
    ...(recorded?.contracts ?? []),
  ]);
  if (named.has(contract)) return withRecorded(declared, recorded);
  const who = recorded === undefined ? "consumer manifest" : "consumer manifest and no registry";
  throw new DriftError({
    code: "usage",
    message: `No ${who} speaks of a contract named ${JSON.stringify(contract)}; there is ${[...named].sort().join(", ")}.`,
    hint: "Name the contract as they do: --name NAME.",
  });
}

function load(source: OpenedSource, options: LoadOptions): Promise<LoadedContract> {
  return source.entry === undefined
    ? loadTree(source.tree, options)
    : loadEntries(source.tree, [source.entry], options);
}

function sideOf(named: string, { commit }: OpenedSource): Revision {
  return { ref: named, ...(commit === undefined ? {} : { commit }) };
}

function nameOf(source: OpenedSource, { entries }: LoadedContract): string {
  const file = source.entry ?? (entries.length === 1 ? entries[0] : undefined) ?? source.tree.label;
  const base = file.replace(/\/+$/, "").split("/").at(-1) ?? file;
  return base.replace(/(?<=.)\.[^.]+$/, "");
}
