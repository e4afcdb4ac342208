import { DriftError, type Place } from "../../../errors.ts";
import type { SourceTree } from "../../../model/source-tree.ts";

/** Looks up imports in a tree. */
export interface ImportFinder {
  /** The path in the tree that an import means for the file that has it; undefined: missing. */
  find(written: string, importer: Place): Promise<string | undefined>;
}

/**
 * Imports are meant from the tree's root, then from each include path, then (for trees whose
 * source root is some folder) from each folder around the importing file, and at last anywhere. `./` and `../`
 * are meant from the importing file, as protobufjs has it; protoc refuses them.
 * `has` knows files without reading them; `read` is memoised by the caller.
 */
export function importFinder(
  tree: SourceTree,
  includePaths: readonly string[],
  files: { has(path: string): boolean; read(path: string): Promise<string | undefined> },
): ImportFinder {
  let index: Promise<ReadonlyMap<string, ReadonlySet<string>>> | undefined;
  const exists = async (path: string): Promise<boolean> =>
    files.has(path) || (await files.read(path)) !== undefined;
  return {
    async find(written, importer) {
      if (files.has(written)) return written;
      const path = confined(written, importer);
      if (await exists(path)) return path;
      if (path !== written) return undefined;
      for (const folder of includePaths) {
        const candidate = joined(folder, path);
        if (await exists(candidate)) return candidate;
      }
      index ??= protoFilesByName(tree);
      const candidates = (await index).get(nameOf(path)) ?? NO_FILES;
      return around(path, importer.file, candidates) ?? elsewhere(path, importer.file, candidates);
    },
  };
}

/** The path that is looked up first; `outside-root` for one that leaves the tree. */
function confined(written: string, importer: Place): string {
  const relative = written.startsWith("./") || written.startsWith("../");
  const parts = relative ? importer.file.split("/").slice(0, -1) : [];
  let inside = !written.startsWith("/") && !written.includes("\\");
  for (const part of written.split("/")) {
    if (part === "..") inside &&= parts.pop() !== undefined;
    else if (part !== "." && part !== "") parts.push(part);
  }
  if (inside) return parts.join("/");
  throw new DriftError({
    code: "outside-root",
    message: `The import ${JSON.stringify(written)} leads outside the contract's folder.`,
    place: importer,
    hint: "Import by a path below the root or below an include path.",
  });
}

function joined(folder: string, path: string): string {
  const trimmed = folder.replace(/^\.\//, "").replace(/\/+$/, "");
  return trimmed === "" || trimmed === "." ? path : `${trimmed}/${path}`;
}

const NO_FILES: ReadonlySet<string> = new Set();

async function protoFilesByName(
  tree: SourceTree,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byName = new Map<string, Set<string>>();
  for (const path of await tree.list()) {
    if (!path.endsWith(".proto")) continue;
    const known = byName.get(nameOf(path));
    if (known === undefined) byName.set(nameOf(path), new Set([path]));
    else known.add(path);
  }
  return byName;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The file below the innermost folder around the importer that has it. */
function around(
  path: string,
  importer: string,
  candidates: ReadonlySet<string>,
): string | undefined {
  for (let folder = folderOf(importer); folder !== ""; folder = folderOf(folder)) {
    const candidate = `${folder}/${path}`;
    if (candidate !== importer && candidates.has(candidate)) return candidate;
  }
  return undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The file that shares most of its path with the importer; the first of equals. */
function elsewhere(
  path: string,
  importer: string,
  candidates: ReadonlySet<string>,
): string | undefined {
  let best: { readonly path: string; readonly shared: number } | undefined;
  for (const candidate of candidates) {
    if (candidate === importer || !candidate.endsWith(`/${path}`)) continue;
    const shared = sharedLength(candidate, importer);
    if (best === undefined || shared > best.shared) best = { path: candidate, shared };
  }
  return best?.path;
}

function sharedLength(a: string, b: string): number {
  const first = a.split("/");
  const second = b.split("/");
  const end = first.findIndex((part, at) => part !== second[at]);
  return end === -1 ? first.length : end;
}
