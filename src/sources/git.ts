import { DriftError } from "../errors.ts";
import { gitFailure, gitOutput, runGit } from "./git-command.ts";
import type { Repository } from "./git-command.ts";
import { objectReader } from "./git-objects.ts";
import { commitOf } from "./git-tree.ts";
import { workTree } from "./work-tree.ts";
import type { WorkTree } from "./work-tree.ts";

export type { Repository } from "./git-command.ts";

/** The repository a folder belongs to, or undefined. Worktrees, submodules and bare ones count. */
export async function findRepository(folder: string): Promise<Repository | undefined> {
  const { code, stdout, stderr } = await runGit(folder, [
    "rev-parse",
    "--is-inside-work-tree",
    "--absolute-git-dir",
    "--show-toplevel",
  ]);
  const [inside = "", gitFolder = folder, ...top] = stdout.split("\n");
  // The last of the questions has no answer there.
  if (inside === "false") return { folder: gitFolder, bare: true };
  if (code === 0) return { folder: top.join("\n").replace(/\n$/, ""), bare: false };
  if (stderr.includes("not a git repository")) return undefined;
  throw gitFailure(`look for a repository in ${folder}`, stderr);
}

/** The full id of HEAD's commit; undefined where there is no commit yet. */
export function headCommit(repository: Repository): Promise<string | undefined> {
  return commitOf(repository, "HEAD");
}

/** True where the clone's history is cut off, so that common ancestors may be missing. */
export async function isShallow(repository: Repository): Promise<boolean> {
  const asked = await gitOutput(
    repository,
    ["rev-parse", "--is-shallow-repository"],
    "look at the clone's depth",
  );
  return asked.trim() === "true";
}

/** The best common ancestor of two commits, or undefined. Both are full commit ids. */
export async function mergeBase(
  repository: Repository,
  target: string,
  head: string,
): Promise<string | undefined> {
  if (target === head) return head;
  if (await isNearAncestor(repository, target, head)) return target;
  const { code, stdout, stderr } = await runGit(repository.folder, ["merge-base", target, head]);
  if (code === 0) return stdout.trim();
  if (code === 1) return undefined;
  throw gitFailure("find the merge base", stderr);
}

/** How many generations are looked at before git is asked, which takes as long as some of them. */
const NEAR = 4;

/** True for a branch of a few commits on top of its target, and for what a CI has merged into it. */
async function isNearAncestor(
  repository: Repository,
  ancestor: string,
  commit: string,
): Promise<boolean> {
  const objects = objectReader(repository);
  try {
    let generation: readonly string[] = [commit];
    for (let step = 0; step < NEAR && generation.length > 0; step++) {
      const commits = await Promise.all(generation.map((id) => objects.read(id)));
      generation = [...new Set(commits.flatMap((one) => parentsIn(one?.body)))];
      if (generation.includes(ancestor)) return true;
    }
    return false;
  } finally {
    objects.close();
  }
}

/** The parents that a commit object names in the lines before its message. */
function parentsIn(body: Buffer | undefined): readonly string[] {
  const [head = ""] = body?.toString("latin1").split("\n\n", 1) ?? [];
  return Array.from(head.matchAll(/^parent ([0-9a-f]+)$/gm), ([, id = ""]) => id);
}

/**
 * The branch that work is merged into, as a full ref name: where `origin/HEAD` points, else the
 * configured `init.defaultBranch`, `main` or `master`, on the remote before the local one.
 */
export async function defaultBranch(repository: Repository): Promise<string | undefined> {
  const configured = await runGit(repository.folder, ["config", "--get", "init.defaultBranch"]);
  const names = [configured.stdout.trim(), "main", "master"].filter((name) => name !== "");
  const wanted = names.flatMap((name) => [`refs/remotes/origin/${name}`, `refs/heads/${name}`]);
  const refs = await gitOutput(
    repository,
    ["for-each-ref", "--format=%(refname)%00%(symref)", "refs/remotes/origin/HEAD", ...wanted],
    "list branches",
  );
  const known = new Map<string, string>();
  for (const line of refs.split("\n")) {
    const [name = "", target = ""] = line.split("\0");
    known.set(name, target);
  }
  const pointed = known.get("refs/remotes/origin/HEAD");
  return pointed !== undefined && pointed !== "" ? pointed : wanted.find((name) => known.has(name));
}

/** The branches that exist, remote ones included, as people name them: `main`, `origin/main`. */
export async function branchNames(repository: Repository): Promise<readonly string[]> {
  const output = await gitOutput(
    repository,
    ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes"],
    "list branches",
  );
  return output.split("\n").filter((name) => name !== "");
}

/** A path whose bytes differ between two trees, with the blob ids git knows without reading. */
export interface ChangedPath {
  readonly path: string;
  /** Undefined: the path is not there before. */
  readonly before: string | undefined;
  /** Undefined: the path is not there after, or stands in the work tree without an id. */
  readonly after: string | undefined;
  readonly state: "added" | "removed" | "modified";
}

/**
 * What differs between two commits, by blob id, in the order of git; a rename is a removal and an
 * addition. With a work tree instead of a second commit, its untracked files are included, ignored
 * ones are not.
 */
export async function changedPaths(
  repository: Repository,
  base: string,
  head: string | Pick<WorkTree, "untracked"> = workTree(repository),
): Promise<readonly ChangedPath[]> {
  if (base === head) return [];
  if (typeof head === "string") {
    const raw = await gitOutput(
      repository,
      ["diff-tree", "-r", "-z", "--raw", "--no-renames", base, head, "--"],
      "compare two commits",
    );
    return parseRaw(raw);
  }
  if (repository.bare) throw noWorkTree(repository);
  const [raw, added] = await Promise.all([
    gitOutput(
      repository,
      [
        // Comparing must not write the index, which `git diff` does whatever locks are optional.
        "-c",
        "diff.autoRefreshIndex=false",
        "diff",
        "-z",
        "--raw",
        "--no-renames",
        "--no-abbrev",
        "--no-relative",
        "--no-ext-diff",
        "--ignore-submodules=dirty",
        base,
        "--",
      ],
      "compare a commit with the work tree",
    ),
    head.untracked(),
  ]);
  return [
    ...parseRaw(raw),
    ...added.map((path): ChangedPath => ({
      path,
      before: undefined,
      after: undefined,
      state: "added",
    })),
  ];
}

const STATES: ReadonlyMap<string, ChangedPath["state"]> = new Map([
  ["A", "added"],
  ["D", "removed"],
]);

/** Records of `:mode mode id id status NUL path NUL`; an id of zeros means "not known or not there". */
export function parseRaw(raw: string): readonly ChangedPath[] {
  const parts = raw.split("\0");
  const changes: ChangedPath[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, , before, after, status = ""] = parts[index]?.split(" ") ?? [];
    const path = parts[index + 1] ?? "";
    changes.push({
      path,
      before: known(before),
      after: known(after),
      state: STATES.get(status) ?? "modified",
    });
  }
  return changes;
}

function known(id: string | undefined): string | undefined {
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}

function noWorkTree(repository: Repository): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `${repository.folder} is a bare repository and has no work tree to compare.`,
    hint: "Name two revisions instead.",
  });
}

/** The names of all tags, sorted. */
export async function tagNames(repository: Repository): Promise<readonly string[]> {
  const output = await gitOutput(
    repository,
    ["for-each-ref", "--format=%(refname:strip=2)", "refs/tags"],
    "list tags",
  );
  return output.split("\n").filter((name) => name !== "");
}

/** The names of the tags that a commit contains, sorted. */
export async function mergedTags(
  repository: Repository,
  commit: string,
): Promise<readonly string[]> {
  const output = await gitOutput(
    repository,
    ["for-each-ref", "--format=%(refname:strip=2)", `--merged=${commit}`, "refs/tags"],
    "list tags",
  );
  return output.split("\n").filter((name) => name !== "");
}

/** The files at or below a path that git tracks in the work tree. */
export async function trackedBelow(
  repository: Repository,
  path: string,
): Promise<readonly string[]> {
  if (repository.bare) return [];
  const output = await gitOutput(repository, ["ls-files", "-z", "--", path], "list tracked files");
  return output.split("\0").filter((name) => name !== "");
}
