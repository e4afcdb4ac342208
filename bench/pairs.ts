import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { loadTree, type LoadedContract } from "../src/app/load.ts";
import type { Format } from "../src/model/contract.ts";
import { memoryTree } from "../src/model/tree-in-memory.ts";
import { folderTree } from "../src/sources/folder.ts";

/** Two versions of a contract; paths count from the folder of inputs. */
export interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** `old.json` and `new.json`, `old2022.yaml` and `new2023.yaml`, folders `old` and `new`. */
export function pairsIn(inputs: string): readonly Pair[] {
  const entries = readdirSync(inputs, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => relative(inputs, join(entry.parentPath, entry.name)));
  const kindOf = (path: string): string =>
    `${dirname(path)} ${extname(path)} ${String(/\d/.test(basename(path)))}`;
  const isSide = (side: string) => (path: string) =>
    new RegExp(`^${side}\\d*(?:\\.\\w+)?$`).test(basename(path));
  return paths
    .filter(isSide("old"))
    .sort()
    .flatMap((before) => {
      const after = paths.filter(isSide("new")).find((path) => kindOf(path) === kindOf(before));
      return after === undefined ? [] : [{ name: before, before, after }];
    });
}

/** The contract of a file or folder. Undefined: there is none of the format. */
export async function loadAs(path: string, format: Format): Promise<LoadedContract | undefined> {
  const isFile = extname(path) !== "";
  const tree = isFile
    ? memoryTree({ [basename(path)]: readFileSync(path, "utf8") })
    : folderTree(path);
  const loaded = await loadTree(tree).catch(() => undefined);
  return loaded?.format === format ? loaded : undefined;
}
