import {
  closeSync,
  createReadStream,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import type { Dirent } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { OpenFile, SourceTree } from "../model/source-tree.ts";
import { onDisk } from "./on-disk.ts";
import { confine, isSkipped, outsideRoot } from "./path.ts";
import { decodedChunks, decodeText, MAX_FILE_BYTES, tooLarge, unreadable } from "./text.ts";

export interface FolderOptions {
  /** What messages call the tree. Default: the folder as given. */
  readonly label?: string;
  /** Default: `MAX_FILE_BYTES`. */
  readonly maxFileBytes?: number;
}

interface Folder {
  readonly root: string;
  readonly label: string;
  readonly maxFileBytes: number;
  /** Real paths of folders that were met, undefined for those that do not exist. */
  readonly realFolders: Map<string, string | undefined>;
}

/**
 * A folder on disk. Symbolic links are followed as long as they stay inside. Files are read
 * synchronously: for thousands of small files that takes a third of the time.
 */
export function folderTree(root: string, options: FolderOptions = {}): SourceTree {
  const folder: Folder = {
    root,
    label: options.label ?? root,
    maxFileBytes: options.maxFileBytes ?? MAX_FILE_BYTES,
    realFolders: new Map(),
  };
  return {
    label: folder.label,
    list: async (below = "") => Promise.resolve(listFiles(folder, confine(below, folder.label))),
    read: async (path) => {
      const confined = confine(path, folder.label);
      const bytes = readFile(folder, confined);
      return Promise.resolve(bytes && decodeText(bytes, confined));
    },
    readBytes: async (path) => Promise.resolve(readFile(folder, confine(path, folder.label))),
    open: async (path) => Promise.resolve(openIn(folder, confine(path, folder.label))),
  };
}

function readFile(folder: Folder, path: string): Buffer | undefined {
  try {
    const file = realFile(folder, path);
    return file === undefined ? undefined : readBounded(folder, file, path);
  } catch (error) {
    return absentOrThrow(error, path);
  }
}

function openIn(folder: Folder, path: string): OpenFile | undefined {
  try {
    const file = realFile(folder, path);
    const kind = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    if (file === undefined || kind?.isFile() !== true) return undefined;
    return { bytes: kind.size, chunks: () => decodedChunks(createReadStream(file), path) };
  } catch (error) {
    return absentOrThrow(error, path);
  }
}

/** The file's path with every link resolved, or undefined where there is no file. */
function realFile(folder: Folder, path: string): string | undefined {
  const parent = realFolder(folder, dirname(path));
  if (parent === undefined) return undefined;
  const plain = join(parent, basename(path));
  const isLink = lstatSync(plain, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  const file = isLink ? realpathSync.native(plain) : plain;
  refuseOutside(folder, file, path);
  return file;
}

function refuseOutside(folder: Folder, real: string, path: string): void {
  const root = realFolder(folder, ".") ?? folder.root;
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw outsideRoot(path, folder.label);
  }
}

function realFolder(folder: Folder, path: string): string | undefined {
  if (folder.realFolders.has(path)) return folder.realFolders.get(path);
  const plain = join(folder.root, path);
  const real = onDisk(plain) === "folder" ? realpathSync.native(plain) : undefined;
  folder.realFolders.set(path, real);
  return real;
}

function readBounded(folder: Folder, file: string, path: string): Buffer | undefined {
  const kind = statSync(file, { throwIfNoEntry: false });
  if (kind === undefined || kind.isDirectory()) return undefined;
  // Opening a pipe would wait for its writer.
  if (!kind.isFile()) throw unreadable(path, "is neither a file nor a folder.");
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size > folder.maxFileBytes) throw tooLarge(path, folder.maxFileBytes, size);
    const bytes = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const count = readSync(handle, bytes, filled, size - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(handle);
  }
}

const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG"]);

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "may not be read by this user."],
  ["EPERM", "may not be read by this user."],
  ["ELOOP", "is a symbolic link that leads back to itself."],
]);

function absentOrThrow(error: unknown, path: string): undefined {
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (ABSENT.has(code)) return undefined;
  throw unreadable(path, REASONS.get(code) ?? `cannot be read (${code}).`);
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    "syscall" in error
    ? error.code
    : undefined;
}

function listFiles(folder: Folder, below: string): readonly string[] {
  const files: string[] = [];
  const pending = isSkipped(below) ? [] : [below];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const entry of entriesOf(folder, path)) {
      if (isSkipped(entry.name)) continue;
      const child = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) pending.push(child);
      else if (
        entry.isFile() ||
        (entry.isSymbolicLink() && onDisk(join(folder.root, child)) === "file")
      )
        files.push(child);
    }
  }
  return files.sort();
}

function entriesOf(folder: Folder, path: string): readonly Dirent[] {
  try {
    return readdirSync(join(folder.root, path), { withFileTypes: true });
  } catch (error) {
    absentOrThrow(error, path === "" ? folder.label : path);
    return [];
  }
}
