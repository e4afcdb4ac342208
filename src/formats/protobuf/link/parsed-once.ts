import type { ProtoFile } from "../syntax/syntax-tree.ts";

type Parse = (path: string, text: string) => readonly ProtoFile[];

/** A text that one side had, and what it was parsed to. */
interface Parsed {
  readonly text: string;
  readonly files: readonly ProtoFile[];
}

/** How many characters of text are kept as trees: a contract far larger shares what fits. */
const MOST = 8 * 1024 * 1024;

const FIRST_SIDE = new WeakMap<object, ReadonlyMap<string, Parsed>>();

/**
 * Parses for one side of a comparison: what the side before has parsed under the same path is not
 * parsed again. The first side keeps its trees for the other, which forgets them.
 */
export function parsedOnce(comparison: object | undefined, parse: Parse): Parse {
  if (comparison === undefined) return parse;
  const known = FIRST_SIDE.get(comparison);
  if (known !== undefined) {
    FIRST_SIDE.delete(comparison);
    return (path, text) => {
      const earlier = known.get(path);
      return earlier?.text === text ? earlier.files : parse(path, text);
    };
  }
  const kept = new Map<string, Parsed>();
  let size = 0;
  FIRST_SIDE.set(comparison, kept);
  return (path, text) => {
    const files = parse(path, text);
    size += text.length;
    if (size <= MOST) kept.set(path, { text, files });
    return files;
  };
}
