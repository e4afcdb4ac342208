import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { didYouMean, DriftError } from "../errors.ts";
import { memoryTree } from "../model/tree-in-memory.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { folderTree } from "./folder.ts";
import { onDisk } from "./on-disk.ts";
import { decodeText, MAX_FILE_BYTES, tooLarge } from "./text.ts";

/** A tree together with the file in it that was named. */
export interface OpenedFile {
  readonly tree: SourceTree;
  /** The file's path in the tree. */
  readonly entry: string;
}

/** The path under which standard input stands in its tree. */
const STDIN_PATH = "stdin";

/**
 * A single file with its surroundings, so that what it refers to resolves. References may reach
 * the whole git work tree around the file, or its folder where there is none.
 */
export function fileTree(path: string, folder: string = process.cwd()): OpenedFile {
  const absolute = resolve(folder, path);
  if (onDisk(absolute) === undefined) throw noSuchFile(path, absolute);
  const real = join(realpathSync.native(dirname(absolute)), basename(absolute));
  const root = enclosingWorkTree(dirname(real)) ?? dirname(real);
  return {
    tree: folderTree(root, { label: basename(root) }),
    entry: relative(root, real).replaceAll(sep, "/"),
  };
}

/** Standard input as a tree of one file. It can be read once in a process. */
export async function stdinTree(
  input: AsyncIterable<Buffer | string> = process.stdin,
  maxBytes: number = MAX_FILE_BYTES,
): Promise<OpenedFile> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw tooLarge(STDIN_PATH, maxBytes);
    chunks.push(bytes);
  }
  const text = decodeText(Buffer.concat(chunks), STDIN_PATH);
  return { tree: memoryTree({ [STDIN_PATH]: text }, STDIN_PATH), entry: STDIN_PATH };
}

/** The nearest folder upwards that holds `.git` (a file in worktrees and submodules), as git finds it. */
export function enclosingWorkTree(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function noSuchFile(path: string, absolute: string): DriftError {
  const nearest = didYouMean(basename(absolute), siblingsOf(absolute));
  return new DriftError({
    code: "source-unreadable",
    message: `There is no file ${path}.`,
    place: { file: path },
    hint:
      nearest === undefined
        ? "Check the path; it is taken from the current folder."
        : `Did you mean ${join(dirname(path), nearest)}?`,
  });
}

function siblingsOf(absolute: string): readonly string[] {
  try {
    return readdirSync(dirname(absolute));
  } catch {
    return [];
  }
}
