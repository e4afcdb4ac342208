/**
 * A confined set of text files: a folder, a git revision, or texts in memory. Paths use `/`, are
 * relative to the tree's root and never leave it; implementations refuse with `outside-root`.
 */
export interface SourceTree {
  /** What a person calls it: a folder, `main`, `stdin`. */
  readonly label: string;
  /** Every file below `folder` (default: the whole tree), in code-unit order. */
  list(folder?: string): Promise<readonly string[]>;
  /** The text (UTF-8, BOM removed), or undefined where there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** The bytes, for the few inputs that are not text; a tree without it has texts only. */
  readBytes?(path: string): Promise<Uint8Array | undefined>;
  /** A file to be read in pieces, whatever its size; a tree without it gives whole files only. */
  open?(path: string): Promise<OpenFile | undefined>;
  /**
   * The lines that hold one of the words in the files below a folder, by path, where the tree can
   * search without giving its files away. Files that are not text are left out.
   */
  linesWith?(
    words: readonly string[],
    folder: string,
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** A content id, equal for equal bytes, where the tree knows one without reading (git blob id). */
  contentId?(path: string): Promise<string | undefined>;
}

/** A file that is too large to be held. */
export interface OpenFile {
  readonly bytes: number;
  /** The text (UTF-8, BOM removed) from its beginning, each time it is asked for. */
  chunks(): AsyncIterable<string>;
}
