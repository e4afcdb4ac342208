import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the real contracts are, and what is made of them. */
export interface Inputs {
  /** The folder of a pair; undefined where it is not there. */
  pair(name: string): string | undefined;
  /** A file or folder that is made once, kept in the cache. `make` writes it to the path it is given. */
  made(name: string, make: (path: string) => void): string;
  /** A repository whose branches `before` and `after` hold these folders, each with a configuration. */
  repository(name: string, sides: Sides): string;
}

export interface Sides {
  readonly before: string;
  readonly after: string;
  /** The text of contract-drift.yaml on both branches. */
  readonly config: string;
}

/**
 * Pairs as folders `NAME/…` or archives `NAME.tar.xz` in one folder. Archives are unpacked into the
 * cache; a folder that holds nothing but a folder of its own name stands for that.
 */
export function inputsIn(folder: string, cache: string): Inputs {
  const made = (name: string, make: (path: string) => void): string => {
    const path = join(cache, "inputs", name);
    const done = `${path}.done`;
    if (existsSync(done)) return path;
    rmSync(path, { recursive: true, force: true });
    mkdirSync(join(path, ".."), { recursive: true });
    make(path);
    writeFileSync(done, "");
    return path;
  };
  return {
    pair(name) {
      const archive = join(folder, `${name}.tar.xz`);
      const unpacked = existsSync(archive)
        ? made(name, (path) => unpack(archive, path))
        : join(folder, name);
      return existsSync(unpacked) ? innermost(unpacked, name) : undefined;
    },
    made,
    repository: (name, sides) => made(`git/${name}`, (path) => makeRepository(path, sides)),
  };
}

function unpack(archive: string, path: string): void {
  mkdirSync(path, { recursive: true });
  execFileSync("tar", ["-xJf", archive, "-C", path]);
}

function innermost(path: string, name: string): string {
  const entries = readdirSync(path);
  return entries.length === 1 && entries[0] === name ? innermost(join(path, name), name) : path;
}

function makeRepository(path: string, { before, after, config }: Sides): void {
  mkdirSync(path, { recursive: true });
  git(path, "init", "-q", "-b", "before");
  commit(path, before, config);
  git(path, "checkout", "-q", "-b", "after");
  for (const name of readdirSync(path)) {
    if (name !== ".git") rmSync(join(path, name), { recursive: true });
  }
  commit(path, after, config);
  git(path, "gc", "-q");
}

function commit(path: string, content: string, config: string): void {
  cpSync(content, path, { recursive: true });
  writeFileSync(join(path, "contract-drift.yaml"), config);
  commitAll(path);
}

/** Commits everything that stands in a work tree. */
export function commitAll(path: string): void {
  git(path, "add", "-A");
  git(path, "commit", "-q", "--allow-empty", "-m", "Change");
}

const IDENTITY = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"];

/** Runs git in a folder. */
export function git(path: string, ...args: readonly string[]): void {
  execFileSync("git", [...IDENTITY, "-c", "commit.gpgsign=false", ...args], {
    cwd: path,
    stdio: "ignore",
  });
}
