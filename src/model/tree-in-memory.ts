import type { SourceTree } from "./source-tree.ts";

/** A file at hand: its text, or its bytes. */
export type FileContent = string | Uint8Array;

/** A tree of files that are already at hand. Names such as `__proto__` are names like any other. */
export function memoryTree(
  files: Readonly<Record<string, FileContent>> | ReadonlyMap<string, FileContent>,
  label = "memory",
): SourceTree {
  const contents: ReadonlyMap<string, FileContent> =
    files instanceof Map ? files : new Map(Object.entries(files));
  const paths = [...contents.keys()].sort();
  return {
    label,
    list: (folder = "") =>
      Promise.resolve(
        folder === "" ? paths : paths.filter((path) => path.startsWith(`${folder}/`)),
      ),
    read: (path) => Promise.resolve(textOf(contents.get(path))),
    readBytes: (path) => Promise.resolve(bytesOf(contents.get(path))),
  };
}

function textOf(content: FileContent | undefined): string | undefined {
  // A decoder takes the byte order mark away by itself.
  return typeof content === "string"
    ? content.replace(/^\uFEFF/, "")
    : content && new TextDecoder().decode(content);
}

function bytesOf(content: FileContent | undefined): Uint8Array | undefined {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
