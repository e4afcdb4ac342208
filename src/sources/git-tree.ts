import { didYouMean, DriftError } from "../errors.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { gitOutput, runGit } from "./git-command.ts";
import type { Repository } from "./git-command.ts";
import { linesWith } from "./git-grep.ts";
import { objectReader } from "./git-objects.ts";
import type { ObjectReader } from "./git-objects.ts";
import { kindOf, treeWalk } from "./git-trees.ts";
import type { TreeWalk } from "./git-trees.ts";
import { confine, isSkipped } from "./path.ts";
import { decodeText, MAX_FILE_BYTES, tooLarge } from "./text.ts";

/** A revision's files, read from the object store: nothing is checked out or written. */
export interface GitTree extends SourceTree {
  /** The full id of the revision's commit. */
  commit(): Promise<string>;
  contentId(path: string): Promise<string | undefined>;
  /** Ends the git process behind the tree. */
  close(): void;
}

export interface GitTreeOptions {
  /** The tree's root as a path in the repository. Default: the whole repository. */
  readonly folder?: string;
  /** What messages call the tree. Default: the revision. */
  readonly label?: string;
  /** Default: `MAX_FILE_BYTES`. */
  readonly maxFileBytes?: number;
}

interface Opened {
  readonly commit: string;
  /** Undefined where the revision does not have the folder: an empty tree. */
  readonly walk: TreeWalk | undefined;
}

/**
 * The tree of a revision (branch, tag, commit, `HEAD~2` …). The revision is resolved once, when
 * first needed, and rejects with `source-unreadable` where there is none of that name.
 */
export function gitTree(
  repository: Repository,
  revision: string,
  options: GitTreeOptions = {},
): GitTree {
  const label = options.label ?? revision;
  const limit = options.maxFileBytes ?? MAX_FILE_BYTES;
  const folder = confine(options.folder ?? "", label);
  const objects = objectReader(repository);
  let opened: Promise<Opened> | undefined;
  let listed: Promise<Listed> | undefined;
  const open = (): Promise<Opened> =>
    (opened ??= openRevision({ repository, revision, objects, folder, label }));
  const fileId = async (path: string): Promise<string | undefined> => {
    const confined = confine(path, label);
    // What is listed need not be looked for folder by folder.
    const known = (await listed)?.ids.get(confined);
    if (known !== undefined) return known;
    const entry = await (await open()).walk?.find(confined);
    return entry?.kind === "file" ? entry.id : undefined;
  };
  const readBytes = async (path: string): Promise<Buffer | undefined> => {
    const id = await fileId(path);
    const object = id === undefined ? undefined : await objects.read(id, limit);
    if (object === undefined) return undefined;
    if (object.body === undefined) throw tooLarge(path, limit, object.size);
    return object.body;
  };
  return {
    label,
    commit: async () => (await open()).commit,
    contentId: fileId,
    list: async (below = "") => {
      const within = confine(below, label);
      const { commit, walk } = await open();
      if (walk === undefined) return [];
      const { paths } = await (listed ??= listRevision({ repository, commit, folder, walk }));
      return within === "" ? paths : paths.filter((path) => path.startsWith(`${within}/`));
    },
    linesWith: async (words, below) => {
      const { commit } = await open();
      const within = [folder, confine(below, label)].filter((part) => part !== "").join("/");
      const found = await linesWith(words, { repository, commit, folder: within });
      if (folder === "") return found;
      return new Map([...found].map(([path, lines]) => [path.slice(folder.length + 1), lines]));
    },
    read: async (path) => {
      const bytes = await readBytes(path);
      return bytes && decodeText(bytes, path);
    },
    readBytes,
    close: () => objects.close(),
  };
}

/** Names are given to git on a line of their own or as an argument. */
function isRevision(name: string): boolean {
  return name !== "" && !/[\0\n]/.test(name);
}

/** The full id of the commit a revision names, or undefined. The revision is never read as an option. */
export async function commitOf(
  repository: Repository,
  revision: string,
): Promise<string | undefined> {
  const objects = objectReader(repository);
  try {
    return await commitIn(objects, revision);
  } finally {
    objects.close();
  }
}

async function commitIn(objects: ObjectReader, revision: string): Promise<string | undefined> {
  const found = isRevision(revision) ? await objects.read(`${revision}^{commit}`) : undefined;
  return found?.id;
}

interface Revision {
  readonly repository: Repository;
  readonly revision: string;
  readonly objects: ObjectReader;
  readonly folder: string;
  readonly label: string;
}

async function openRevision({
  repository,
  revision,
  objects,
  folder,
  label,
}: Revision): Promise<Opened> {
  const commit = await commitIn(objects, revision);
  if (commit === undefined) throw await unknownRevision(repository, revision);
  const whole = await objects.read(`${commit}^{tree}`);
  const root = whole && (await treeWalk(objects, whole.id, label).find(folder));
  return {
    commit,
    walk: root?.kind === "folder" ? treeWalk(objects, root.id, label) : undefined,
  };
}

interface Listed {
  /** In code-unit order. */
  readonly paths: readonly string[];
  /** The blobs of files that are no links, by path. */
  readonly ids: ReadonlyMap<string, string>;
}

interface Listing {
  readonly repository: Repository;
  readonly commit: string;
  readonly folder: string;
  readonly walk: TreeWalk;
}

async function listRevision({ repository, commit, folder, walk }: Listing): Promise<Listed> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const output = await gitOutput(
    repository,
    ["ls-tree", "-r", "-z", "--full-tree", commit, ...(folder === "" ? [] : ["--", prefix])],
    `list the files of ${commit}`,
  );
  const paths: string[] = [];
  const ids = new Map<string, string>();
  for (const line of output.split("\0")) {
    const tab = line.indexOf("\t");
    const path = line.slice(tab + 1 + prefix.length);
    if (tab === -1 || isSkipped(path)) continue;
    const kind = kindOf(line.slice(0, line.indexOf(" ")));
    if (kind === "file") ids.set(path, line.slice(line.lastIndexOf(" ", tab) + 1, tab));
    if (kind === "file" || (kind === "link" && (await leadsToFile(walk, path)))) paths.push(path);
  }
  return { paths: paths.sort(), ids };
}

/** Links that lead outside are listed: reading them is refused, and silence would hide them. */
async function leadsToFile(walk: TreeWalk, path: string): Promise<boolean> {
  try {
    return (await walk.find(path))?.kind === "file";
  } catch (error) {
    return error instanceof DriftError && error.code === "outside-root";
  }
}

async function unknownRevision(repository: Repository, revision: string): Promise<DriftError> {
  const { stdout } = await runGit(repository.folder, ["for-each-ref", "--format=%(refname:short)"]);
  const nearest = didYouMean(
    revision,
    stdout.split("\n").filter((name) => name !== ""),
  );
  return new DriftError({
    code: "source-unreadable",
    message: `${JSON.stringify(revision)} is no revision of the repository ${repository.folder}.`,
    hint:
      nearest === undefined
        ? "Name a branch, tag or commit that `git log` knows here; a shallow clone has few of them."
        : `Did you mean ${nearest}?`,
  });
}
