import { DriftError } from "../errors.ts";
import { detectFormat, detectFormatOf, isDescriptorSetName } from "../formats/detect.ts";
import { FORMATS } from "../formats/index.ts";
import type { ReadRequest, ReadResult, ReadSettings } from "../formats/reader.ts";
import type { Format } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { FoundContract } from "./config/discover.ts";
import { entriesOf } from "./entries.ts";

/** How a contract is to be read; the same for both sides. */
export interface LoadOptions {
  /** Default: detected. */
  readonly format?: Format;
  readonly includePaths?: readonly string[];
  readonly roots?: ReadRequest["roots"];
  readonly settings?: ReadSettings;
  readonly comparison?: ReadRequest["comparison"];
}

/** A contract that has been read, and from where. */
export interface LoadedContract {
  readonly format: Format;
  readonly entries: readonly string[];
  readonly result: ReadResult;
}

/**
 * Reads the contract that starts at these files of a tree. Rejects with a `DriftError` where one
 * is missing or cannot be understood.
 */
export async function loadEntries(
  tree: SourceTree,
  entries: readonly string[],
  options: LoadOptions = {},
): Promise<LoadedContract> {
  const texts = options.format === undefined ? await textsOf(tree, entries) : NO_TEXTS;
  const format = options.format ?? detectFormatOf(texts);
  return readAs(format, handingOver(tree, texts), entries, options);
}

/** Reads the entries as contracts of a format. */
async function readAs(
  format: Format,
  tree: SourceTree,
  entries: readonly string[],
  options: LoadOptions,
): Promise<LoadedContract> {
  const reader = await FORMATS[format]();
  const read = await reader.read({
    tree,
    entries,
    ...(options.includePaths === undefined ? {} : { includePaths: options.includePaths }),
    ...(options.roots === undefined ? {} : { roots: options.roots }),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.comparison === undefined ? {} : { comparison: options.comparison }),
  });
  const result = { ...read, entries };
  if (options.settings?.validate !== true) return { format, entries, result };
  const found = (await reader.validate?.(result.texts, entries)) ?? [];
  return { format, entries, result: { ...result, diagnostics: [...result.diagnostics, ...found] } };
}

/**
 * Reads the one contract that several files hold, by default all of the tree; files that are no
 * contract are left alone.
 */
export async function loadTree(
  tree: SourceTree,
  options: LoadOptions & { readonly paths?: readonly string[] } = {},
): Promise<LoadedContract> {
  const { format, entries, texts } = await survey(tree, options);
  return readAs(format, handingOver(tree, texts), entries, options);
}

/** Reads a contract that a configuration found in a tree, as the configuration says. */
export function loadFound(
  contract: FoundContract,
  tree: SourceTree,
  options: Pick<LoadOptions, "comparison"> = {},
): Promise<LoadedContract> {
  const { format, roots, settings } = contract.config;
  return loadTree(tree, {
    ...options,
    paths: contract.entries,
    includePaths: contract.includePaths,
    ...(format === undefined ? {} : { format }),
    ...(roots === undefined ? {} : { roots }),
    ...(settings === undefined ? {} : { settings }),
  });
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

/** A tree that gives known texts away, each once, instead of reading their files again. */
function handingOver(tree: SourceTree, known: ReadonlyMap<string, string>): SourceTree {
  const texts = new Map(known);
  return {
    ...tree,
    read: async (path) => {
      const text = texts.get(path);
      if (text === undefined) return tree.read(path);
      texts.delete(path);
      return text;
    },
  };
}

interface Survey {
  readonly format: Format;
  readonly entries: readonly string[];
  /** What was read to find that out. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What the files are and where reading starts. */
async function survey(
  tree: SourceTree,
  options: LoadOptions & { readonly paths?: readonly string[] },
): Promise<Survey> {
  const paths = options.paths ?? (await tree.list());
  // Descriptor sets are built from other files: they count where they are named.
  const isNamed = options.paths !== undefined;
  const candidates = paths.filter(
    (path) => MAY_HOLD_A_CONTRACT.test(path) || (isNamed && isDescriptorSetName(path)),
  );
  const found = new Map<string, string>();
  for (const [path, text] of await textsOf(tree, candidates)) {
    const format = detectFormat(path, text);
    if (format !== undefined && (options.format ?? format) === format) found.set(path, text);
  }
  if (found.size === 0) throw noContractIn(tree, candidates.length);
  const format = options.format ?? detectFormatOf(found);
  return { format, entries: entriesOf(format, found), texts: found };
}

const MAY_HOLD_A_CONTRACT = /\.(?:ya?ml|json|proto|graphqls?|gql)$/i;

async function textsOf(
  tree: SourceTree,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = isDescriptorSetName(path) ? "" : await tree.read(path);
    if (text === undefined) throw missing(tree, path);
    texts.set(path, text);
  }
  return texts;
}

function missing(tree: SourceTree, path: string): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `There is no file ${path} in ${tree.label}.`,
    place: { file: path },
  });
}

function noContractIn(tree: SourceTree, looked: number): DriftError {
  return new DriftError({
    code: "not-a-contract",
    message: `No contract was found in ${tree.label}: ${looked === 0 ? "no file has the name of one" : `none of ${looked} files is OpenAPI, GraphQL or Protobuf`}.`,
    place: { file: tree.label },
    hint: "Name the file the contract starts in.",
  });
}
