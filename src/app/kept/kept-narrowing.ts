import type { SourceTree } from "../../model/source-tree.ts";
import type { Cache } from "../../sources/cache-folder.ts";
import type { FoundContract } from "../config/discover.ts";
import type { Both } from "../narrow.ts";
import { answersOf, digestOf } from "./recording-tree.ts";

/** A search for the files that a change can be seen in, which may have been made before. */
export interface Search {
  readonly both: Both;
  /** The commit of before. */
  readonly commit: string;
  /** The paths whose bytes differ between that commit and after. */
  readonly changed: ReadonlySet<string>;
  readonly after: SourceTree;
  readonly search: () => Promise<Both>;
}

/** Answers with what is known, else searches. */
export type KeptNarrowing = (search: Search) => Promise<Both>;

/**
 * Searches that are made once for the same files: a commit and what differs from it say what all
 * files hold, without one of them being looked at. `build` is the program itself.
 */
export function keptNarrowing(cache: Cache, build: string): KeptNarrowing {
  return async (asked) => {
    const key = await keyOf(build, asked);
    const known = namesIn(cache.get(key));
    const { before, after } = asked.both;
    if (known !== undefined) return { before: only(before, known), after: only(after, known) };
    const found = await asked.search();
    const names = new Set([...found.before.entries, ...found.after.entries]);
    cache.put(key, JSON.stringify([...names]));
    return found;
  };
}

async function keyOf(build: string, { both, commit, changed, after }: Search): Promise<string> {
  const paths = [...changed].filter((path) => path.endsWith(".proto"));
  const contents = await answersOf(after, { paths, listed: false });
  const entries = [both.before, both.after].map((side) => digestOf(side.entries.join("\0")));
  return digestOf(["narrowing", build, commit, ...entries, paths.join("\0"), contents].join("\n"));
}

function only(contract: FoundContract, names: ReadonlySet<string>): FoundContract {
  return { ...contract, entries: contract.entries.filter((path) => names.has(path)) };
}

function namesIn(text: string | undefined): ReadonlySet<string> | undefined {
  try {
    const names: unknown = text === undefined ? undefined : JSON.parse(text);
    if (!Array.isArray(names) || names.length === 0) return undefined;
    return new Set(names.map(String));
  } catch {
    return undefined;
  }
}
