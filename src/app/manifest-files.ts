import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { DriftError } from "../errors.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { enclosingWorkTree } from "../sources/file.ts";
import { folderTree } from "../sources/folder.ts";
import { globFolder, globMatcher } from "../sources/glob.ts";

/** Manifests on disk, in the tree that their evidence may stand in. */
export interface ManifestFiles {
  readonly tree: SourceTree;
  readonly files: readonly string[];
}

/**
 * The manifests that globs of the command line match. Their evidence is looked for in the git
 * work tree around them; without one, in the current folder or beside the manifests.
 */
export async function manifestFiles(
  globs: readonly string[],
  folder: string,
): Promise<ManifestFiles> {
  const [first = "*"] = globs;
  const root = rootOf(resolve(folder, globFolder(first)), folder);
  const tree = folderTree(root, { label: root });
  const files: string[] = [];
  for (const glob of globs) {
    const pattern = relative(root, resolve(folder, glob)).replaceAll(sep, "/");
    const found = (await tree.list(globFolder(pattern))).filter(globMatcher(pattern));
    if (found.length === 0) throw noManifest(glob);
    files.push(...found);
  }
  return { tree, files: [...new Set(files)].sort() };
}

function rootOf(manifests: string, folder: string): string {
  const around = enclosingWorkTree(manifests);
  if (around !== undefined) return around;
  const way = relative(folder, manifests);
  const isBelow = !way.startsWith("..") && !isAbsolute(way);
  return isBelow ? folder : dirname(manifests);
}

function noManifest(glob: string): DriftError {
  return new DriftError({
    code: "usage",
    message: `No consumer manifest matches ${JSON.stringify(glob)}.`,
    hint: "Quote the glob, so that the shell leaves it alone; it counts from the current folder.",
  });
}
