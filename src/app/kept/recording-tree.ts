import { createHash } from "node:crypto";
import type { SourceTree } from "../../model/source-tree.ts";

/** What a reader asked of a tree: everything that its answer can depend on. */
export interface Asked {
  /** The files, in the order in which they were first asked for; also those that are not there. */
  readonly paths: readonly string[];
  /** Whether it asked which files there are. */
  readonly listed: boolean;
}

/** A tree that notes what is asked of it. */
export function recordingTree(tree: SourceTree): {
  readonly tree: SourceTree;
  asked(): Asked;
} {
  const paths = new Set<string>();
  let listed = false;
  const noted = (path: string): string => {
    paths.add(path);
    return path;
  };
  return {
    asked: () => ({ paths: [...paths], listed }),
    tree: {
      ...tree,
      read: (path) => tree.read(noted(path)),
      list: (folder) => {
        listed = true;
        return tree.list(folder);
      },
      // What a tree cannot do it cannot do recorded, either.
      ...(tree.readBytes === undefined
        ? {}
        : { readBytes: async (path: string) => tree.readBytes?.(noted(path)) }),
      ...(tree.contentId === undefined
        ? {}
        : { contentId: async (path: string) => tree.contentId?.(noted(path)) }),
    },
  };
}

/** Equal where the tree would answer the same again. Nothing is parsed, and of a commit nothing is read. */
export async function answersOf(tree: SourceTree, { paths, listed }: Asked): Promise<string> {
  const contents = await Promise.all(paths.map((path) => contentOf(tree, path)));
  const names = listed ? digestOf((await tree.list()).join("\0")) : "";
  return digestOf([names, ...contents].join("\n"));
}

async function contentOf(tree: SourceTree, path: string): Promise<string> {
  const id = await tree.contentId?.(path);
  if (id !== undefined) return id;
  const content = await (tree.readBytes === undefined ? tree.read(path) : tree.readBytes(path));
  return content === undefined ? "none" : digestOf(content);
}

/** A short name for some content, as keys of the cache are written. */
export function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
