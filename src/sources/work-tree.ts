import { join } from "node:path";
import type { SourceTree } from "../model/source-tree.ts";
import { folderTree } from "./folder.ts";
import type { FolderOptions } from "./folder.ts";
import { gitOutput } from "./git-command.ts";
import type { Repository } from "./git-command.ts";
import { linesWith } from "./git-grep.ts";
import { kindOf } from "./git-trees.ts";
import { onDisk } from "./on-disk.ts";
import { confine, isSkipped } from "./path.ts";

/** The files of a work tree. */
export interface WorkTree extends SourceTree {
  /** The files that git does not track and does not ignore, as the list was made. */
  untracked(): Promise<readonly string[]>;
}

/**
 * The files of a work tree as they stand on disk. It lists what git tracks or would track, so
 * that build output and other ignored files do not look like contracts; reading is not limited.
 * The list is made once.
 */
export function workTree(repository: Repository, options: FolderOptions = {}): WorkTree {
  const files = folderTree(repository.folder, { label: "the working tree", ...options });
  let asked: Promise<Listing> | undefined;
  const listing = (): Promise<Listing> => (asked ??= listWorkTree(repository));
  return {
    ...files,
    untracked: async () => (await listing()).untracked,
    list: async (below = "") => {
      const folder = confine(below, files.label);
      const { paths } = await listing();
      return folder === "" ? paths : paths.filter((path) => path.startsWith(`${folder}/`));
    },
    linesWith: async (words, folder) =>
      linesWith(words, { repository, folder: confine(folder, files.label) }),
  };
}

interface Listing {
  /** In code-unit order. */
  readonly paths: readonly string[];
  readonly untracked: readonly string[];
}

async function listWorkTree(repository: Repository): Promise<Listing> {
  const output = await gitOutput(
    repository,
    ["ls-files", "-z", "-t", "--stage", "--deleted", "--others", "--exclude-standard"],
    "list the working tree",
  );
  const paths = new Set<string>();
  const deleted = new Set<string>();
  const untracked: string[] = [];
  for (const record of output.split("\0")) {
    const { path, state } = parseRecord(record);
    if (state === "untracked") untracked.push(path);
    if (path === "" || isSkipped(path)) continue;
    if (state === "deleted") deleted.add(path);
    // git knows plain files; links and files that it does not track are looked at.
    else if (state === "there" || onDisk(join(repository.folder, path)) === "file") paths.add(path);
  }
  return { paths: [...paths].filter((path) => !deleted.has(path)).sort(), untracked };
}

interface Listed {
  readonly path: string;
  readonly state: "there" | "deleted" | "unsure" | "untracked";
}

/**
 * `? path` for what is not tracked, `H mode id stage TAB path` for what is; the tag is R for what
 * was deleted, S for what a sparse checkout may have left out (git-ls-files, -t).
 */
function parseRecord(record: string): Listed {
  const tab = record.indexOf("\t");
  if (record.startsWith("? ")) return { path: record.slice(2), state: "untracked" };
  if (tab === -1) return { path: "", state: "unsure" };
  const path = record.slice(tab + 1);
  const [tag, mode = ""] = record.slice(0, tab).split(" ", 2);
  if (tag === "R") return { path, state: "deleted" };
  return { path, state: tag === "H" && kindOf(mode) === "file" ? "there" : "unsure" };
}
