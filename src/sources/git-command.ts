import { execFile } from "node:child_process";
import { DriftError } from "../errors.ts";

/** A repository as found on disk: every command runs in `folder`. */
export interface Repository {
  /** The work tree's root, or the git directory where there is no work tree (bare). Absolute. */
  readonly folder: string;
  readonly bare: boolean;
}

/** What one command printed and how it ended. Codes other than 0 are an answer, not an error. */
export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MILLISECONDS = 60_000;
const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;

// Hooks set these for the repository they run in; ours is found from the folder alone.
const LOCATION_VARIABLES = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
];

/**
 * The environment of every git command: the user's own, without what would point at another
 * repository, and set so that git writes nothing, asks nothing, and speaks English.
 */
export function gitEnvironment(user: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(user).filter(([name]) => !LOCATION_VARIABLES.includes(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_PAGER: "cat",
    LC_ALL: "C",
  };
}

/** Options that stand before every subcommand. A file system monitor would be started by reading. */
export const GIT_OPTIONS: readonly string[] = ["--no-pager", "-c", "core.fsmonitor=false"];

/** Runs one git command to its end. Rejects (`source-unreadable`) only where git cannot run at all. */
export function runGit(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    execFile(
      "git",
      [...GIT_OPTIONS, ...args],
      {
        cwd: folder,
        env: { ...gitEnvironment(), ...environment },
        timeout: TIMEOUT_MILLISECONDS,
        maxBuffer: MAX_OUTPUT_BYTES,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr });
        else if (typeof error.code === "number") resolve({ code: error.code, stdout, stderr });
        else reject(cannotRun(error, folder));
      },
    );
  });
}

/** The output of a command that must succeed. `doing` completes "git could not …". */
export async function gitOutput(
  repository: Repository,
  args: readonly string[],
  doing: string,
): Promise<string> {
  const result = await runGit(repository.folder, args);
  if (result.code === 0) return result.stdout;
  throw gitFailure(doing, result.stderr);
}

/** The error for a command that failed, with git's own last words. `doing` completes "git could not …". */
export function gitFailure(doing: string, stderr: string): DriftError {
  const owner = /detected dubious ownership in repository at '(.+)'/.exec(stderr)?.[1];
  if (owner !== undefined) {
    return new DriftError({
      code: "source-unreadable",
      message: `git refuses to read ${owner} because another user owns it.`,
      hint: `Trust it with \`git config --global --add safe.directory ${owner}\`.`,
    });
  }
  const said = stderr
    .trim()
    .split("\n")
    .at(-1)
    ?.replace(/^(?:fatal|error): /, "");
  return new DriftError({
    code: "source-unreadable",
    message: `git could not ${doing}${said === undefined || said === "" ? "." : `: ${said}`}`,
  });
}

/** The error for a git that did not start or did not end in time. */
export function cannotRun(error: Error, folder: string): DriftError {
  const code = "code" in error ? error.code : undefined;
  const message =
    code === "ENOENT"
      ? `git is not installed, or ${folder} does not exist.`
      : "killed" in error && error.killed === true
        ? `git did not answer within ${TIMEOUT_MILLISECONDS / 1000} seconds.`
        : `git could not be started (${error.message}).`;
  return new DriftError({
    code: "source-unreadable",
    message,
    hint: "Revisions are read with the git command, version 2.30 or later; files can be compared without it.",
    cause: error,
  });
}
