import { DriftError } from "../../../errors.ts";
import type { SourceTree } from "../../../model/source-tree.ts";
import type { ReadRequest } from "../../reader.ts";
import { mapLimited } from "./concurrency.ts";
import { isDescriptorSetName } from "../../detect.ts";
import { descriptorSetOfBytes } from "../descriptor/descriptor-bytes.ts";
import { filesOfDescriptorSet, parseDescriptorSet } from "../descriptor/descriptor-set.ts";
import { importFinder, type ImportFinder } from "./find-import.ts";
import { isKnownFile } from "./known-files.ts";
import { parsedOnce } from "./parsed-once.ts";
import { isEmptyProto, parseProto } from "../syntax/parse-file.ts";
import type { ImportNode, ProtoFile } from "../syntax/syntax-tree.ts";

/** An import and the file it leads to. */
export interface ResolvedImport {
  readonly node: ImportNode;
  /** Path of a loaded file; of a known file as it was written; undefined: missing. */
  readonly target: string | undefined;
  /** The target is known without being in the tree. */
  readonly known: boolean;
}

export interface LoadedFile extends ProtoFile {
  readonly resolvedImports: readonly ResolvedImport[];
}

export interface Loaded {
  /** By path: entries first, then what they import, breadth first. */
  readonly files: ReadonlyMap<string, LoadedFile>;
  readonly texts: ReadonlyMap<string, string>;
  /** Entries that hold nothing but white space and comments. */
  readonly empty: readonly string[];
}

/** How many files are read at a time. */
const CONCURRENCY = 32;

/** Reads and parses the entries and everything they import. */
export async function loadFiles(request: ReadRequest): Promise<Loaded> {
  const entries = [...new Set(request.entries)];
  const texts = new Map<string, string>();
  const files = new Map<string, LoadedFile>();
  const empty: string[] = [];
  const read = memoisedRead(request.tree);
  const parseFile = parsedOnce(request.comparison, parse);
  const expected = new Set(entries);
  const finder = importFinder(request.tree, request.includePaths ?? [], {
    has: (path) => expected.has(path),
    read,
  });
  for (let wave: readonly string[] = entries; wave.length > 0;) {
    const contents = await mapLimited(wave, CONCURRENCY, read);
    const parsed: ProtoFile[] = [];
    for (const [at, path] of wave.entries()) {
      const text = contents[at];
      if (text === undefined) throw unreadable(path);
      texts.set(path, text);
      if (isEmptyProto(text)) empty.push(path);
      else parsed.push(...parseFile(path, text));
    }
    for (const { path } of parsed) expected.add(path);
    wave = await followImports(parsed, finder, { files, expected });
  }
  refuseEmpty(files, empty);
  return { files, texts, empty };
}

function memoisedRead(tree: SourceTree): (path: string) => Promise<string | undefined> {
  const reads = new Map<string, Promise<string | undefined>>();
  return (path) => {
    const known = reads.get(path);
    if (known !== undefined) return known;
    const reading = textOf(tree, path);
    reads.set(path, reading);
    return reading;
  };
}

/** The text of a file; of a binary descriptor set its JSON form, which says the same. */
async function textOf(tree: SourceTree, path: string): Promise<string | undefined> {
  if (!isDescriptorSetName(path) || tree.readBytes === undefined) return tree.read(path);
  const bytes = await tree.readBytes(path);
  if (bytes === undefined) return undefined;
  if (isJson(bytes)) return new TextDecoder().decode(bytes);
  return JSON.stringify(await descriptorSetOfBytes(path, bytes));
}

/** A binary set starts with the tag of its first file (10) and that file's length. */
function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return /^\{(?:\s*["}]|\s*$)/.test(start);
}

function parse(path: string, text: string): readonly ProtoFile[] {
  if (text.includes("\0")) throw binary(path);
  if (!text.trimStart().startsWith("{")) return [parseProto(path, text)];
  return filesOfDescriptorSet(parseDescriptorSet(path, text));
}

interface Collected {
  readonly files: Map<string, LoadedFile>;
  /** Paths that are loaded or about to be. */
  readonly expected: Set<string>;
}

/** Keeps the files with their imports resolved; answers with the paths to read next. */
async function followImports(
  parsed: readonly ProtoFile[],
  finder: ImportFinder,
  collected: Collected,
): Promise<readonly string[]> {
  const loaded = await mapLimited(parsed, CONCURRENCY, async (file) => ({
    ...file,
    resolvedImports: await mapLimited(file.imports, 1, (node) => resolve(node, file, finder)),
  }));
  const next: string[] = [];
  for (const file of loaded) {
    if (!collected.files.has(file.path)) collected.files.set(file.path, file);
    for (const { target, known } of file.resolvedImports) {
      if (target === undefined || known || collected.expected.has(target)) continue;
      collected.expected.add(target);
      next.push(target);
    }
  }
  return next;
}

async function resolve(
  node: ImportNode,
  file: ProtoFile,
  finder: ImportFinder,
): Promise<ResolvedImport> {
  const { line, column } = node;
  const target = await finder.find(node.path, { file: file.path, line, column });
  if (target !== undefined) return { node, target, known: false };
  const known = isKnownFile(node.path);
  return { node, target: known ? node.path : undefined, known };
}

function refuseEmpty(files: ReadonlyMap<string, LoadedFile>, empty: readonly string[]): void {
  if (files.size > 0) return;
  const [path] = empty;
  throw new DriftError({
    code: "not-a-contract",
    message: path === undefined ? "There is no .proto file to read." : "The file declares nothing.",
    ...(path === undefined ? {} : { place: { file: path, line: 1, column: 1 } }),
    hint: "An empty file says nothing about an API; check the path and the revision.",
  });
}

function unreadable(path: string): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: "There is no such file.",
    place: { file: path },
  });
}

function binary(path: string): DriftError {
  return new DriftError({
    code: "not-a-contract",
    message: "The file is binary, and its name is not that of a descriptor set.",
    place: { file: path },
    hint: "Name descriptor sets `.binpb`, or write them as JSON: `buf build -o image.json`.",
  });
}
