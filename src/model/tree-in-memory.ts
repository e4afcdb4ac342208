import type { SourceTree } from "./source-tree.ts";

/** A tree of texts that are already at hand. Names such as `__proto__` are names like any other. */
export function memoryTree(
  files: Readonly<Record<string, string>> | ReadonlyMap<string, string>,
  label = "memory",
): SourceTree {
  const texts = files instanceof Map ? files : new Map(Object.entries(files));
  const paths = [...texts.keys()].sort();
  return {
    label,
    list: (folder = "") =>
      Promise.resolve(
        folder === "" ? paths : paths.filter((path) => path.startsWith(`${folder}/`)),
      ),
    read: (path) => Promise.resolve(texts.get(path)?.replace(/^\uFEFF/, "")),
  };
}
