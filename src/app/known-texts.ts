import type { SourceTree } from "../model/source-tree.ts";

/** A tree of which some files have been read. */
export interface ReadTree {
  readonly tree: SourceTree;
  readonly texts: ReadonlyMap<string, string>;
}

/** The other side's tree, in which files are not read again that have the content that is known. */
export function withKnownTexts(other: SourceTree, { tree, texts }: ReadTree): SourceTree {
  if (other.contentId === undefined || tree.contentId === undefined) return other;
  return {
    ...other,
    read: async (path) => {
      const known = texts.get(path);
      if (known === undefined) return other.read(path);
      const [was, is] = await Promise.all([tree.contentId?.(path), other.contentId?.(path)]);
      return was !== undefined && was === is ? known : other.read(path);
    },
  };
}
