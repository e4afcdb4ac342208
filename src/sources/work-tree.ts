import { join } from "node:path";
import type { SourceTree } from "../model/source-tree.ts";
import { folderTree } from "./folder.ts";
import type { FolderOptions } from "./folder.ts";
import { gitOutput } from "./git-command.ts";
import type { Repository } from "./git-command.ts";
import { onDisk } from "./on-disk.ts";
import { confine, isSkipped, isWithin } from "./path.ts";

/**
 * The files of a work tree as they stand on disk. It lists what git tracks or would track, so
 * that build output and other ignored files do not look like contracts; reading is not limited.
 */
export function workTree(repository: Repository, options: FolderOptions = {}): SourceTree {
  const files = folderTree(repository.folder, { label: "the working tree", ...options });
  return {
    ...files,
    list: async (below = "") => {
      const folder = confine(below, files.label);
      const output = await gitOutput(
        repository,
        [
          "ls-files",
          "-z",
          "--cached",
          "--others",
          "--exclude-standard",
          ...(folder === "" ? [] : ["--", `${folder}/`]),
        ],
        "list the working tree",
      );
      const paths = new Set(output.split("\0"));
      // Tracked paths include deleted files and submodules.
      return [...paths]
        .filter((path) => path !== "" && isWithin(path, folder) && !isSkipped(path))
        .filter((path) => onDisk(join(repository.folder, path)) === "file")
        .sort();
    },
  };
}
