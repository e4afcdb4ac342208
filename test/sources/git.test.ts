import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitEnvironment, gitFailure } from "../../src/sources/git-command.ts";
import {
  changedPaths,
  defaultBranch,
  findRepository,
  headCommit,
  isShallow,
  mergeBase,
} from "../../src/sources/git.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";
import { commit, git, temporaryRepository } from "./temporary-git.ts";

describe("the environment of git", () => {
  it("keeps the user's variables, but not those that point at another repository", () => {
    const environment = gitEnvironment({
      PATH: "/bin",
      GIT_DIR: "/elsewhere/.git",
      GIT_INDEX_FILE: "x",
      GIT_SSH_COMMAND: "ssh -i key",
    });
    expect(environment).toMatchObject({
      PATH: "/bin",
      GIT_SSH_COMMAND: "ssh -i key",
      GIT_OPTIONAL_LOCKS: "0",
      LC_ALL: "C",
    });
    expect(environment).not.toHaveProperty("GIT_DIR");
    expect(environment).not.toHaveProperty("GIT_INDEX_FILE");
  });

  it("finds the folder's own repository inside a hook of another one", async () => {
    const { folder } = temporaryRepository({ "openapi.yaml": "x\n" });
    process.env["GIT_DIR"] = join(temporaryFolder(), ".git");
    try {
      expect(await findRepository(folder)).toEqual({ folder, bare: false });
    } finally {
      delete process.env["GIT_DIR"];
    }
  });

  it("says how to trust a repository that another user owns", () => {
    const stderr =
      "fatal: detected dubious ownership in repository at '/srv/shop'\nTo add an exception ...";
    expect(gitFailure("read", stderr)).toMatchObject({
      message: "git refuses to read /srv/shop because another user owns it.",
      hint: "Trust it with `git config --global --add safe.directory /srv/shop`.",
    });
  });

  it("passes git's own last words on", () => {
    expect(gitFailure("list files", "warning: x\nfatal: bad object 12\n").message).toBe(
      "git could not list files: bad object 12",
    );
    expect(gitFailure("list files", "").message).toBe("git could not list files.");
  });
});

describe("commits and branches", () => {
  it("has no head before the first commit", async () => {
    const repository = temporaryRepository();
    expect(await headCommit(repository)).toBeUndefined();
    const first = commit(repository.folder, { "openapi.yaml": "x\n" });
    expect(await headCommit(repository)).toBe(first);
  });

  it("finds where two branches part, or that they have nothing in common", async () => {
    const repository = temporaryRepository();
    const { folder } = repository;
    const shared = commit(folder, { "openapi.yaml": "1\n" });
    git(folder, "checkout", "-q", "-b", "topic");
    const topic = commit(folder, { "openapi.yaml": "2\n" });
    git(folder, "checkout", "-q", "main");
    const main = commit(folder, { "stock.yaml": "1\n" });
    expect(await mergeBase(repository, main, topic)).toBe(shared);
    git(folder, "checkout", "-q", "--orphan", "other");
    const other = commit(folder, { "stock.yaml": "3\n" });
    expect(await mergeBase(repository, main, other)).toBeUndefined();
  });

  it.each([1, 3, 4, 5, 9])("finds a target that is %d commits back", async (length) => {
    const repository = temporaryRepository();
    const target = commit(repository.folder, { "openapi.yaml": "0\n" });
    let head = target;
    for (let step = 1; step <= length; step++)
      head = commit(repository.folder, { "openapi.yaml": `${step}\n` });
    expect(await mergeBase(repository, target, head)).toBe(target);
    expect(await mergeBase(repository, head, target)).toBe(target);
  });

  it("finds a target that was merged into the branch", async () => {
    const repository = temporaryRepository();
    const { folder } = repository;
    commit(folder, { "openapi.yaml": "1\n" });
    git(folder, "checkout", "-q", "-b", "topic");
    commit(folder, { "openapi.yaml": "2\n", text: `parent ${"0".repeat(40)}\n` });
    git(folder, "checkout", "-q", "main");
    const main = commit(folder, { "stock.yaml": "1\n" });
    git(folder, "checkout", "-q", "topic");
    git(folder, "merge", "-q", "--no-edit", "main");
    const merged = git(folder, "rev-parse", "HEAD").trim();
    expect(await mergeBase(repository, main, merged)).toBe(main);
  });

  it("takes the default branch from origin/HEAD", async () => {
    const origin = temporaryRepository({ "openapi.yaml": "x\n" });
    git(origin.folder, "branch", "-m", "main", "trunk");
    const clone = join(temporaryFolder(), "clone");
    git(origin.folder, "clone", "-q", ".", clone);
    expect(await defaultBranch({ folder: clone, bare: false })).toBe("refs/remotes/origin/trunk");
  });

  it.each([
    ["main", undefined, "refs/heads/main"],
    ["master", undefined, "refs/heads/master"],
    ["develop", "develop", "refs/heads/develop"],
    ["develop", undefined, undefined],
  ])(
    "without a remote, on branch %s and init.defaultBranch %s, it is %s",
    async (branch, configured, expected) => {
      const repository = temporaryRepository({ "openapi.yaml": "x\n" });
      git(repository.folder, "branch", "-m", "main", branch);
      if (configured !== undefined)
        git(repository.folder, "config", "init.defaultBranch", configured);
      expect(await defaultBranch(repository)).toBe(expected);
    },
  );

  it("prefers the remote's main to a local one that may be stale", async () => {
    const { folder } = temporaryRepository({ "openapi.yaml": "x\n" });
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD");
    expect(await defaultBranch({ folder, bare: false })).toBe("refs/remotes/origin/main");
  });

  it("knows a shallow clone", async () => {
    const origin = temporaryRepository({ "openapi.yaml": "1\n" });
    commit(origin.folder, { "openapi.yaml": "2\n" });
    const clone = join(temporaryFolder(), "clone");
    git(origin.folder, "clone", "-q", "--depth", "1", `file://${origin.folder}`, clone);
    expect(await isShallow({ folder: clone, bare: false })).toBe(true);
    expect(await isShallow(origin)).toBe(false);
  });
});

describe("changed paths", () => {
  const start = {
    "kept.yaml": "kept\n",
    "edited.yaml": "1\n",
    "gone.yaml": "gone\n",
    "a b.yaml": "moved\n",
  };

  it("between two commits carry both blob ids, and a rename is a removal and an addition", async () => {
    const repository = temporaryRepository(start);
    const { folder } = repository;
    const base = git(folder, "rev-parse", "HEAD");
    git(folder, "mv", "a b.yaml", "Größe.yaml");
    rmSync(join(folder, "gone.yaml"));
    const head = commit(folder, { "edited.yaml": "2\n", "new.yaml": "new\n" });
    const changes = await changedPaths(repository, base, head);
    const blob = (name: string): string => git(folder, "rev-parse", name);
    const moved = blob(`${base}:a b.yaml`);
    expect(changes).toEqual(
      expect.arrayContaining([
        { path: "a b.yaml", before: moved, after: undefined, state: "removed" },
        { path: "Größe.yaml", before: undefined, after: moved, state: "added" },
        {
          path: "edited.yaml",
          before: blob(`${base}:edited.yaml`),
          after: blob(`${head}:edited.yaml`),
          state: "modified",
        },
        {
          path: "gone.yaml",
          before: blob(`${base}:gone.yaml`),
          after: undefined,
          state: "removed",
        },
        { path: "new.yaml", before: undefined, after: blob(`${head}:new.yaml`), state: "added" },
      ]),
    );
    expect(changes).toHaveLength(5);
    expect(await changedPaths(repository, base, base)).toEqual([]);
  });

  it("against the work tree include staged, unstaged and untracked files, not ignored ones", async () => {
    const repository = temporaryRepository({ ...start, ".gitignore": "dist/\n" });
    const { folder } = repository;
    git(folder, "config", "diff.relative", "true");
    writeFiles(folder, {
      "edited.yaml": "2\n",
      "staged.yaml": "s\n",
      "new/untracked.yaml": "u\n",
      "dist/openapi.yaml": "built\n",
      "kept.yaml": "kept\n",
    });
    git(folder, "add", "staged.yaml");
    rmSync(join(folder, "gone.yaml"));
    const changes = await changedPaths(repository, "HEAD");
    expect(changes.map(({ path, state }) => `${state} ${path}`).sort()).toEqual([
      "added new/untracked.yaml",
      "added staged.yaml",
      "modified edited.yaml",
      "removed gone.yaml",
    ]);
  });

  it("writes nothing into the repository", async () => {
    const repository = temporaryRepository(start);
    const before = git(repository.folder, "hash-object", ".git/index");
    writeFiles(repository.folder, { "kept.yaml": "kept\n" });
    await changedPaths(repository, "HEAD");
    expect(git(repository.folder, "hash-object", ".git/index")).toBe(before);
  });

  it("refuse the work tree of a bare repository", async () => {
    await expect(
      changedPaths({ folder: temporaryFolder(), bare: true }, "HEAD"),
    ).rejects.toMatchObject({ code: "source-unreadable" });
  });
});
