import type { Contradiction } from "./case.ts";

/**
 * Contradictions that are known and not mended yet, each with its cause. An entry goes when its
 * cause does; nothing else may be added without a pair of files that shows it.
 */
const KNOWN: readonly {
  readonly cause: string;
  readonly isIt: (found: Contradiction) => boolean;
}[] = [];

export function isKnown(found: Contradiction): boolean {
  return KNOWN.some(({ isIt }) => isIt(found));
}
