import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { whenBrokenOff } from "./cleanup.ts";
import { GIT_OPTIONS, gitEnvironment, gitFailure, gitOutput, runGit } from "./git-command.ts";
import type { Repository } from "./git-command.ts";

/** The files of a repository as one state of it has them. */
export interface Snapshot {
  /** The commit that a checkout of it stands on. */
  readonly commit: string;
  /** The id of its tree: equal for equal files. */
  readonly tree: string;
  /** Where git finds what only this run has written; empty for a commit. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/** A commit as a snapshot. */
export async function commitSnapshot(repository: Repository, commit: string): Promise<Snapshot> {
  const asked = ["rev-parse", "--verify", `${commit}^{tree}`];
  const tree = await gitOutput(repository, asked, `find the tree of ${commit}`);
  return { commit, tree: tree.trim(), environment: {}, close: () => undefined };
}

/**
 * The work tree as it stands, what git ignores left out. Nothing is written to the repository:
 * index and new objects stand in a folder of their own.
 */
export async function workTreeSnapshot(repository: Repository, commit: string): Promise<Snapshot> {
  const folder = temporary();
  const asked = ["rev-parse", "--git-path", "index", "--git-path", "objects"];
  const [index = "", objects = ""] = (await gitOutput(repository, asked, "look for the index"))
    .trim()
    .split("\n")
    .map((path) => resolve(repository.folder, path));
  const environment = {
    GIT_INDEX_FILE: join(folder.path, "index"),
    GIT_OBJECT_DIRECTORY: join(folder.path, "objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: [objects, process.env["GIT_ALTERNATE_OBJECT_DIRECTORIES"]]
      .filter((path) => path !== undefined && path !== "")
      .join(delimiter),
  };
  try {
    mkdirSync(environment.GIT_OBJECT_DIRECTORY);
    // The index knows which files are as git has them; without it all are read.
    if (existsSync(index)) copyFileSync(index, environment.GIT_INDEX_FILE);
    await done(repository.folder, ["add", "--all"], environment);
    const tree = await done(repository.folder, ["write-tree"], environment);
    return { commit, tree: tree.trim(), environment, close: () => folder.close() };
  } catch (error) {
    folder.close();
    throw error;
  }
}

/** Does some work in a checkout of a snapshot, which is gone afterwards whatever happens. */
export async function withCheckout<T>(
  repository: Repository,
  { commit, tree, environment }: Snapshot,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const temporaryFolder = temporary();
  const folder = join(temporaryFolder.path, "checkout");
  const remove = (): void => {
    spawnSync("git", [...GIT_OPTIONS, "worktree", "remove", "--force", folder], {
      cwd: repository.folder,
      env: gitEnvironment(),
      stdio: "ignore",
    });
  };
  const brokenOff = whenBrokenOff(remove);
  try {
    const hookless = ["-c", "core.hooksPath=/dev/null"];
    const add = ["worktree", "add", "--detach", "--no-checkout", "--quiet", folder, commit];
    await done(repository.folder, [...hookless, ...add], {});
    const { GIT_INDEX_FILE: _index, ...objects } = environment;
    await done(folder, ["read-tree", tree], objects);
    await done(folder, ["checkout-index", "--all", "--force", "--quiet"], objects);
    return await work(folder);
  } finally {
    remove();
    brokenOff.settled();
    temporaryFolder.close();
  }
}

function temporary(): { readonly path: string; close(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "contract-drift-")));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const brokenOff = whenBrokenOff(remove);
  return {
    path,
    close: () => {
      remove();
      brokenOff.settled();
    },
  };
}

async function done(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, stdout, stderr } = await runGit(folder, args, environment);
  if (code === 0) return stdout;
  throw gitFailure("make a checkout for a generated contract", stderr);
}
