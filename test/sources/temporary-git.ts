import { execFileSync } from "node:child_process";
import { devNull } from "node:os";
import type { Repository } from "../../src/sources/git.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";

// What the machine's user configured must not decide what the tests see.
process.env["GIT_CONFIG_GLOBAL"] = devNull;
process.env["GIT_CONFIG_NOSYSTEM"] = "1";

const IDENTITY = [
  "-c",
  "user.name=Ada",
  "-c",
  "user.email=ada@shop.example",
  "-c",
  "commit.gpgsign=false",
];

/** Runs git in a folder, isolated from whatever repository the tests themselves run in. */
export function git(folder: string, ...args: readonly string[]): string {
  const environment = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("GIT_") || name.startsWith("GIT_CONFIG_"),
  );
  return execFileSync("git", [...IDENTITY, ...args], {
    cwd: folder,
    env: Object.fromEntries(environment),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** A repository on branch `main` with one commit of these files, or none. */
export function temporaryRepository(
  files: Readonly<Record<string, string | Buffer>> = {},
): Repository {
  const folder = temporaryFolder();
  git(folder, "init", "-q", "-b", "main");
  if (Object.keys(files).length > 0) commit(folder, files);
  return { folder, bare: false };
}

/** Writes files, commits everything, and gives the commit's id. */
export function commit(
  folder: string,
  files: Readonly<Record<string, string | Buffer>> = {},
  message = "Change",
): string {
  writeFiles(folder, files);
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "--allow-empty", "-m", message);
  return git(folder, "rev-parse", "HEAD");
}
