import { posix } from "node:path";
import type { SourceTree } from "../model/source-tree.ts";
import type { FoundContract } from "./config/discover.ts";

/** One contract on both sides. */
export interface Both {
  readonly before: FoundContract;
  readonly after: FoundContract;
}

/** Fewer files than this are read faster than they are searched. */
const MANY = 100;

/** True for a Protobuf contract of so many files that looking for the ones that matter pays. */
export function isNarrowable({ before, after }: Both): boolean {
  const isProto = (path: string): boolean => path.endsWith(".proto");
  return (
    after.entries.length >= MANY && after.entries.every(isProto) && before.entries.every(isProto)
  );
}

/**
 * The files of a Protobuf contract that a change can be seen in: those that changed, those that
 * import them and those that they import, directly or not, and one of each package that would
 * otherwise seem to come or go. All other files say the same on both sides, reach nothing that
 * changed, and are reached by nothing that did. Both sides stay whole where the tree cannot search,
 * or where a statement is written in a way that a search cannot read.
 */
export async function narrowed(
  both: Both,
  changed: ReadonlySet<string>,
  trees: { readonly before: SourceTree; readonly after: SourceTree },
): Promise<Both> {
  const { before, after } = both;
  if (!isNarrowable(both)) return both;
  const entries = new Set([...before.entries, ...after.entries]);
  const lines = await trees.after.linesWith?.(["import", "package"], commonFolder(after.entries));
  const now = lines === undefined ? undefined : headsOf(lines);
  const earlier = now && (await headsBefore(before, changed, trees.before));
  if (now === undefined || earlier === undefined) return both;
  const needed = importersOf(changed, now);
  addImports(needed, entries, { now, earlier });
  addMates(needed, both, { now, earlier });
  return { before: only(before, needed), after: only(after, needed) };
}

function only(contract: FoundContract, needed: ReadonlySet<string>): FoundContract {
  return { ...contract, entries: neededIn(contract, needed) };
}

/** The folder that all paths stand in; empty for the root. */
function commonFolder(paths: readonly string[]): string {
  let folder = posix.dirname(paths[0] ?? "");
  for (const path of paths) {
    while (folder !== "." && !path.startsWith(`${folder}/`)) folder = posix.dirname(folder);
  }
  return folder === "." ? "" : folder;
}

/** What the head of a file says. */
interface Head {
  readonly imports: readonly string[];
  readonly package: string | undefined;
}

/** The line that nearly every import is. */
const PLAIN_IMPORT = /^import "([^"]+)";$/;
const IMPORT = /\bimport\s+(?:(?:public|weak|option)\s+)?["']([^"']+)["']/g;
const PACKAGE = /(?:^|;)\s*package\s+([\w.]+)\s*;/;
const COMMENT = /^\s*(?:\/\/|\*(?!\/))/;
/** A statement that goes on in the next line. */
const UNFINISHED = /(?:^|;)\s*(?:import(?:\s+(?:public|weak|option))?|package(?:\s+[\w.]+)?)\s*$/;

function headsOf(
  lines: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Head> | undefined {
  const heads = new Map<string, Head>();
  for (const [path, found] of lines) {
    const head = headOf(found);
    if (head === undefined) return undefined;
    heads.set(path, head);
  }
  return heads;
}

function headOf(lines: readonly string[]): Head | undefined {
  const imports: string[] = [];
  let name: string | undefined;
  for (const line of lines) {
    const [, plain] = PLAIN_IMPORT.exec(line) ?? [];
    if (plain !== undefined) {
      imports.push(plain);
      continue;
    }
    if (COMMENT.test(line)) continue;
    for (const [, path = ""] of line.matchAll(IMPORT)) imports.push(path);
    name ??= PACKAGE.exec(line)?.[1];
    if (UNFINISHED.test(line)) return undefined;
  }
  return { imports, package: name };
}

/** The changed files and all that import them, directly or not. */
function importersOf(changed: ReadonlySet<string>, heads: ReadonlyMap<string, Head>): Set<string> {
  const importers = new Map<string, { readonly path: string; readonly written: string }[]>();
  for (const [path, { imports }] of heads) {
    for (const written of imports) {
      const name = nameOf(written);
      const known = importers.get(name);
      if (known === undefined) importers.set(name, [{ path, written }]);
      else known.push({ path, written });
    }
  }
  const needed = new Set([...changed].filter((path) => path.endsWith(".proto")));
  // The iterator meets what is added meanwhile.
  for (const target of needed) {
    for (const { path, written } of importers.get(nameOf(target)) ?? []) {
      if (mayMean(written, target)) needed.add(path);
    }
  }
  return needed;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whichever folder an import is looked up in, the file's path ends as it is written. */
function mayMean(written: string, path: string): boolean {
  const end = written.replace(/^(?:\.{1,2}\/)+/, "");
  return path === end || path.endsWith(`/${end}`);
}

/** The heads that changed files had before; undefined where one cannot be told. */
async function headsBefore(
  { entries }: FoundContract,
  changed: ReadonlySet<string>,
  tree: SourceTree,
): Promise<ReadonlyMap<string, Head> | undefined> {
  const heads = new Map<string, Head>();
  for (const path of entries) {
    if (!changed.has(path)) continue;
    const head = headOf(((await tree.read(path)) ?? "").split(/\r?\n/));
    if (head === undefined) return undefined;
    heads.set(path, head);
  }
  return heads;
}

/** What files say on the after side, and what those that changed said before. */
interface Heads {
  readonly now: ReadonlyMap<string, Head>;
  readonly earlier: ReadonlyMap<string, Head>;
}

/** What only one side imports would seem to have come or gone. */
function addImports(
  needed: Set<string>,
  entries: ReadonlySet<string>,
  { now, earlier }: Heads,
): void {
  const named = Map.groupBy(entries, nameOf);
  // The iterator meets what is added meanwhile.
  for (const path of needed) {
    const imports = [...(now.get(path)?.imports ?? []), ...(earlier.get(path)?.imports ?? [])];
    for (const written of imports) {
      for (const target of named.get(nameOf(written)) ?? [])
        if (mayMean(written, target)) needed.add(target);
    }
  }
}

/**
 * An unchanged file for each package that has files among those needed on one side only, and some
 * unchanged file where a side would be left without any.
 */
function addMates(needed: Set<string>, { before, after }: Both, { now, earlier }: Heads): void {
  const packageNow = (path: string) => now.get(path)?.package;
  const packageThen = (path: string) => (earlier.get(path) ?? now.get(path))?.package;
  const was = new Set(neededIn(before, needed).map(packageThen));
  const is = new Set(neededIn(after, needed).map(packageNow));
  const isLonely = (name: string | undefined): boolean =>
    name !== undefined && was.has(name) !== is.has(name);
  const kept = new Set(after.entries);
  const unchanged = before.entries.filter((path) => !needed.has(path) && kept.has(path));
  for (const path of unchanged) {
    const name = packageNow(path);
    if (!isLonely(name)) continue;
    needed.add(path);
    was.add(name);
    is.add(name);
  }
  const [first] = unchanged;
  if (first !== undefined && (was.size === 0 || is.size === 0)) needed.add(first);
}

function neededIn({ entries }: FoundContract, needed: ReadonlySet<string>): readonly string[] {
  return entries.filter((path) => needed.has(path));
}
