import type { LoadedFile } from "./load-files.ts";
import { packagesOf, type TypeSymbol } from "./symbols.ts";

/** What a file may name: its own declarations and those of what it imports. */
export interface Visibility {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  /** The file's package. */
  readonly around: string;
  /** What names mean in the package, and outside of it, as far as somebody has asked. */
  readonly found: Map<string, TypeSymbol | undefined>;
}

/** Itself, its imports, and what those import publicly, and so on. */
export function visibilityOf(file: LoadedFile, files: ReadonlyMap<string, LoadedFile>): Visibility {
  const visible = new Set([file.path]);
  const packages = new Set(packagesOf(file.package));
  const pending = targetsOf(file, false);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (visible.has(path)) continue;
    visible.add(path);
    const imported = files.get(path);
    for (const name of packagesOf(imported?.package ?? packageOfKnown(path))) packages.add(name);
    if (imported !== undefined) pending.push(...targetsOf(imported, true));
  }
  return { files: visible, packages, around: file.package, found: new Map() };
}

function targetsOf(file: LoadedFile, publicOnly: boolean): string[] {
  return file.resolvedImports.flatMap(({ node, target }) =>
    target === undefined || (publicOnly && node.modifier !== "public") ? [] : [target],
  );
}

function packageOfKnown(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/"))).replaceAll("/", ".");
}
