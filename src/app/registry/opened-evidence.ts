import type { SourceTree } from "../../model/source-tree.ts";

/** A file of evidence with the tree that it stands in. */
export interface OpenedEvidence {
  /** As it was named. */
  readonly named: string;
  readonly tree: SourceTree;
  readonly entry: string;
  /** The whole text, or the beginning of a large one. */
  readonly text: string;
  readonly isLarge: boolean;
}
