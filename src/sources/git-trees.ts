import { DriftError } from "../errors.ts";
import type { ObjectReader } from "./git-objects.ts";
import { confine, outsideRoot } from "./path.ts";
import { unreadable } from "./text.ts";

/** What a path names in a revision. */
export interface TreeEntry {
  readonly kind: "folder" | "file" | "link" | "submodule";
  readonly id: string;
}

type Folder = ReadonlyMap<string, TreeEntry>;

/** Finds paths in one tree object, reading only the folders on the way, each once. */
export interface TreeWalk {
  /** Links are followed inside the tree. Undefined: no such path. `submodule` entries are refused. */
  find(path: string): Promise<TreeEntry | undefined>;
}

const MAX_LINKS = 40;

/** `root` is the id of a tree object; `label` is what messages call it. */
export function treeWalk(objects: ObjectReader, root: string, label: string): TreeWalk {
  const folders = new Map<string, Promise<Folder>>();
  const folderOf = (id: string): Promise<Folder> => {
    const known = folders.get(id) ?? readFolder(objects, id);
    folders.set(id, known);
    return known;
  };
  const linkTarget = async (id: string): Promise<string> =>
    (await objects.read(id))?.body?.toString("utf8") ?? "";

  const find = async (path: string, links: number): Promise<TreeEntry | undefined> => {
    const segments = path === "" ? [] : path.split("/");
    let entry: TreeEntry | undefined = { kind: "folder", id: root };
    for (const [index, segment] of segments.entries()) {
      if (entry.kind !== "folder") return undefined;
      entry = (await folderOf(entry.id)).get(segment);
      if (entry === undefined) return undefined;
      if (entry.kind === "submodule")
        throw inSubmodule(path, segments.slice(0, index + 1).join("/"));
      if (entry.kind !== "link") continue;
      if (links === MAX_LINKS)
        throw unreadable(path, "is a symbolic link that leads back to itself.");
      const target = await linkTarget(entry.id);
      if (target.startsWith("/")) throw outsideRoot(path, label);
      const rest = segments.slice(index + 1);
      return find(
        confine([...segments.slice(0, index), target, ...rest].join("/"), label),
        links + 1,
      );
    }
    return entry;
  };
  return { find: (path) => find(path, 0) };
}

function inSubmodule(path: string, submodule: string): DriftError {
  return unreadable(
    path,
    submodule === path ? "is a submodule, not a file." : `is inside the submodule ${submodule}.`,
    "A revision holds only a submodule's commit, not its files: run the check in the submodule's own repository.",
  );
}

async function readFolder(objects: ObjectReader, id: string): Promise<Folder> {
  const object = await objects.read(id);
  if (object?.type !== "tree" || object.body === undefined) {
    throw new DriftError({
      code: "source-unreadable",
      message: `git has no tree object ${id}.`,
      hint: "The clone is incomplete or damaged; `git fsck` tells more.",
    });
  }
  return parseTree(object.body, id.length / 2);
}

/**
 * The entries of a tree object: `mode SP name NUL id`, again and again, where the id is binary and
 * as long as the repository's hash (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects).
 */
function parseTree(body: Buffer, idBytes: number): Folder {
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at);
    const end = body.indexOf(0, space);
    if (space === -1 || end === -1) break;
    const mode = body.toString("latin1", at, space);
    const name = body.toString("utf8", space + 1, end);
    at = end + 1 + idBytes;
    entries.set(name, { kind: kindOf(mode), id: body.toString("hex", end + 1, at) });
  }
  return entries;
}

/** What a file mode of git means: `40000`, `100644`, `120000`, `160000`. */
export function kindOf(mode: string): TreeEntry["kind"] {
  if (mode === "120000") return "link";
  if (mode === "160000") return "submodule";
  return mode === "40000" || mode === "040000" ? "folder" : "file";
}
