import { createHash } from "node:crypto";
import { DriftError } from "../errors.ts";
import type { VendoredCopy } from "../evidence/evidence.ts";
import { detectFormat, isDescriptorSetName } from "../formats/detect.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { memoryTree } from "../model/tree-in-memory.ts";
import { evidenceText } from "./evidence-text.ts";
import { loadEntries } from "./load.ts";

/** A consumer's copy of a contract and the file it starts in. */
export interface FoundCopy {
  readonly path: string;
  readonly copy: VendoredCopy;
}

export interface FoundCopies {
  readonly copies: readonly FoundCopy[];
  /** The files that belong to no copy. */
  readonly others: readonly string[];
}

/**
 * The copies of a contract of this format among files of evidence. Files of GraphQL and Protobuf are
 * one copy together; each OpenAPI document that no other refers to is one. Rejects with a
 * `DriftError` where a copy cannot be understood.
 */
export async function copiesAmong(
  tree: SourceTree,
  paths: readonly string[],
  format: Format,
): Promise<FoundCopies> {
  const starts: string[] = [];
  for (const path of paths) if (await isOfFormat(tree, path, format)) starts.push(path);
  if (starts.length === 0) return { copies: [], others: paths };
  const groups = format === "openapi" ? starts.map((path) => [path]) : [starts];
  const read = await Promise.all(
    groups.map(async (entries) => ({
      path: entries[0] ?? "",
      entries,
      result: (await loadEntries(tree, entries, { format })).result,
    })),
  );
  const roots = read.filter(
    ({ path, result }) =>
      !read.some((other) => other.result !== result && other.result.texts.has(path)),
  );
  const parts = new Set(
    read.flatMap(({ entries, result }) => [...entries, ...result.texts.keys()]),
  );
  return {
    copies: roots.map(({ path, result }) => ({ path, copy: copyOf(result) })),
    others: paths.filter((path) => !parts.has(path)),
  };
}

const NAMES = /\.(?:ya?ml|json|proto|graphqls?|gql)$/i;

async function isOfFormat(tree: SourceTree, path: string, format: Format): Promise<boolean> {
  if (isDescriptorSetName(path)) return format === "protobuf";
  if (!NAMES.test(path)) return false;
  const { text, chunks } = await evidenceText(tree, path);
  return chunks === undefined && detectFormat(path, text) === format;
}

/**
 * The copy that a descriptor set inside of other evidence is, or a word on one that is none: the
 * rest of the evidence holds without it.
 */
export async function embeddedCopy(
  path: string,
  descriptors: Uint8Array,
): Promise<VendoredCopy | Diagnostic> {
  const entry = `${path}.binpb`;
  const tree = memoryTree({ [entry]: descriptors }, path);
  try {
    const copy = copyOf((await loadEntries(tree, [entry], { format: "protobuf" })).result);
    return { ...copy, locate: () => ({ file: path }) };
  } catch (error) {
    if (!(error instanceof DriftError)) throw error;
    const message = `The descriptor set inside of ${path} is left out: ${error.message.replaceAll(entry, "it")}`;
    return { code: "descriptors-unreadable", message, location: { file: path } };
  }
}

function copyOf(result: ReadResult): VendoredCopy {
  const texts = [...result.texts.values()].sort();
  const hash = createHash("sha256").update(result.contract.format);
  for (const text of texts) hash.update(`\n${text.length}\n`).update(text);
  return {
    contract: result.contract,
    digest: hash.digest("hex"),
    locate: (origin) => result.locate(origin),
  };
}
