import { gitOutput, runGit } from "./git-command.ts";
import { parseRaw } from "./git.ts";
import type { ChangedPath, Repository } from "./git.ts";

/** A commit of a branch, and what it changed of the paths that were asked for. */
export interface LoggedCommit {
  readonly id: string;
  /** Seconds since 1970 at which it came to be where it is (the committer's date). */
  readonly time: number;
  readonly changes: readonly ChangedPath[];
}

/**
 * The commits of a branch that changed something below the paths, oldest first. Only first parents
 * are followed: a merge is one step, at the time it was merged. The first commit of a history, or
 * of what a shallow clone has of it, adds everything it holds.
 */
export async function branchHistory(
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<readonly LoggedCommit[]> {
  if (paths.length === 0) return [];
  const output = await gitOutput(
    repository,
    [
      "-c",
      "log.showRoot=true",
      "log",
      "--first-parent",
      "-m",
      "--raw",
      "-z",
      "--no-abbrev",
      "--no-renames",
      "--no-show-signature",
      "--format=%x01%H %ct",
      commit,
      "--",
      ...paths,
    ],
    "read the history",
  );
  const commits = output.split("\u0001").slice(1).map(parseCommit);
  return commits.reverse();
}

function parseCommit(text: string): LoggedCommit {
  const end = text.indexOf("\0");
  const [id = "", time = ""] = text
    .slice(0, end === -1 ? undefined : end)
    .trim()
    .split(" ");
  const raw = end === -1 ? "" : text.slice(end + 1).replace(/^\n/, "");
  return { id, time: Number(time), changes: parseRaw(raw) };
}

/** A file that a commit moved: similar bytes under another path. */
export interface MovedFile {
  readonly from: string;
  readonly to: string;
}

/** The files that a commit moved, as git finds them by their contents. */
export async function movedFiles(
  repository: Repository,
  commit: string,
): Promise<readonly MovedFile[]> {
  const { code, stdout } = await runGit(repository.folder, [
    "diff-tree",
    "-r",
    "-z",
    "-M",
    "--diff-filter=R",
    "--name-status",
    `${commit}^1`,
    commit,
    "--",
  ]);
  // A commit without a parent has moved nothing.
  if (code !== 0) return [];
  const parts = stdout.split("\0");
  const moved: MovedFile[] = [];
  for (let index = 0; index + 2 < parts.length; index += 3) {
    moved.push({ from: parts[index + 1] ?? "", to: parts[index + 2] ?? "" });
  }
  return moved;
}

/** Seconds since 1970 at which a commit came to be where it is. */
export async function commitTime(repository: Repository, commit: string): Promise<number> {
  const shown = await gitOutput(
    repository,
    ["show", "--no-patch", "--no-show-signature", "--format=%ct", commit, "--"],
    "look at a commit",
  );
  return Number(shown.trim());
}
