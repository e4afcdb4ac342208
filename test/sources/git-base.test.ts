import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { requireRepository, resolveBase } from "../../src/sources/git-base.ts";
import type { Repository } from "../../src/sources/git.ts";
import { temporaryFolder } from "./temporary.ts";
import { commit, git, temporaryRepository } from "./temporary-git.ts";

interface Shop {
  readonly repository: Repository;
  /** Where the topic branch left main. */
  readonly fork: string;
  readonly topic: string;
  readonly main: string;
}

/** `topic` is checked out; `main` has moved on since. Every test gets a copy of its own. */
function forkedShop(): Shop {
  original ??= makeForkedShop();
  const folder = temporaryFolder();
  cpSync(original.repository.folder, folder, { recursive: true });
  return { ...original, repository: { folder, bare: false } };
}

let original: Shop | undefined;

function makeForkedShop(): Shop {
  const repository = temporaryRepository({ "openapi.yaml": "1\n" });
  const { folder } = repository;
  const fork = commit(folder, { "openapi.yaml": "2\n" });
  const main = commit(folder, { "stock.yaml": "1\n" });
  git(folder, "checkout", "-q", "-b", "topic", fork);
  const topic = commit(folder, { "openapi.yaml": "3\n" });
  return { repository, fork, topic, main };
}

function clone(origin: Repository, ...options: readonly string[]): Repository {
  const folder = join(temporaryFolder(), "clone");
  git(origin.folder, "clone", "-q", ...options, `file://${origin.folder}`, folder);
  return { folder, bare: false };
}

describe("the base of a branch", () => {
  it("is where it left the default branch, not that branch's tip", async () => {
    const { repository, fork, topic, main } = forkedShop();
    expect(await resolveBase(repository)).toEqual({
      ref: "main",
      commit: fork,
      target: main,
      head: topic,
    });
  });

  it("is the same with a detached head, as CI checks out", async () => {
    const { repository, fork, topic, main } = forkedShop();
    git(repository.folder, "checkout", "-q", "--detach");
    expect(await resolveBase(repository)).toEqual({
      ref: "main",
      commit: fork,
      target: main,
      head: topic,
    });
  });

  it("of a merge commit with the target is the target's tip", async () => {
    const { repository, main } = forkedShop();
    git(repository.folder, "checkout", "-q", "--detach");
    git(repository.folder, "merge", "-q", "--no-edit", "main");
    expect((await resolveBase(repository)).commit).toBe(main);
  });

  it("of a stacked branch is where it left the branch below, when that is named", async () => {
    const { repository, topic } = forkedShop();
    git(repository.folder, "checkout", "-q", "-b", "stacked");
    commit(repository.folder, { "openapi.yaml": "4\n" });
    expect(await resolveBase(repository, { branch: "topic" })).toMatchObject({
      ref: "topic",
      commit: topic,
    });
  });

  it("takes a tag or any other revision with `against`", async () => {
    const { repository, fork } = forkedShop();
    git(repository.folder, "tag", "v1.0", `${fork}~1`);
    expect(await resolveBase(repository, { against: "v1.0" })).toMatchObject({
      ref: "v1.0",
      commit: git(repository.folder, "rev-parse", `${fork}~1`),
    });
    expect(await resolveBase(repository, { against: "HEAD~1" })).toMatchObject({
      ref: "HEAD~1",
      commit: fork,
    });
  });

  it("finds the remote branch where the clone has no local one", async () => {
    const { repository, fork } = forkedShop();
    const copy = clone(repository);
    expect(await resolveBase(copy, { against: "main" })).toMatchObject({
      ref: "origin/main",
      commit: fork,
    });
    expect(await resolveBase(copy, { branch: "main" })).toMatchObject({
      ref: "origin/main",
      commit: fork,
    });
    expect(await resolveBase(copy, { against: "origin/main" })).toMatchObject({
      ref: "origin/main",
      commit: fork,
    });
  });

  it("prefers the remote's state of a configured branch to a stale local one", async () => {
    const { repository, fork } = forkedShop();
    const { folder } = repository;
    git(folder, "update-ref", "refs/remotes/origin/main", "main");
    git(folder, "update-ref", "refs/heads/main", `${fork}~1`);
    expect(await resolveBase(repository, { branch: "main" })).toMatchObject({
      ref: "origin/main",
      commit: fork,
    });
    expect(await resolveBase(repository, { against: "main" })).toMatchObject({
      ref: "main",
      commit: `${git(folder, "rev-parse", `${fork}~1`)}`,
    });
  });

  it("equals the head on the target branch itself", async () => {
    const { repository, main } = forkedShop();
    git(repository.folder, "checkout", "-q", "main");
    expect(await resolveBase(repository)).toEqual({
      ref: "main",
      commit: main,
      target: main,
      head: main,
    });
  });
});

describe("without a base", () => {
  it("outside a repository, the hint is to name both sides", async () => {
    await expect(requireRepository(temporaryFolder())).rejects.toMatchObject({
      code: "no-base",
      hint: expect.stringContaining("diff BEFORE AFTER"),
    });
  });

  it("before the first commit, the sentence says so", async () => {
    await expect(resolveBase(temporaryRepository())).rejects.toMatchObject({
      code: "no-base",
      message: expect.stringContaining("no commits yet"),
    });
  });

  it("in a shallow clone that does not reach it, the remedy is to fetch the history", async () => {
    const { repository } = forkedShop();
    const shallow = clone(repository, "--depth", "1", "--no-single-branch");
    await expect(resolveBase(shallow, { branch: "main" })).rejects.toMatchObject({
      code: "no-base",
      message:
        "This is a shallow clone: it does not reach the commit where HEAD and origin/main part.",
      hint: expect.stringMatching(/git fetch --unshallow.*fetch-depth: 0/),
    });
  });

  it("in a shallow clone of one branch, the missing branch and the depth are both named", async () => {
    const { repository } = forkedShop();
    const shallow = clone(repository, "--depth", "1");
    await expect(resolveBase(shallow, { branch: "main" })).rejects.toMatchObject({
      code: "no-base",
      message: 'There is no revision "main" to compare with (tried origin/main and main).',
      hint: expect.stringMatching(/git fetch origin main:refs\/remotes\/origin\/main.*--unshallow/),
    });
  });

  it("a misspelt branch gets a suggestion", async () => {
    await expect(resolveBase(forkedShop().repository, { against: "tpic" })).rejects.toMatchObject({
      code: "no-base",
      hint: expect.stringContaining("Did you mean topic?"),
    });
  });

  it("an unknown default branch asks for the setting", async () => {
    const repository = temporaryRepository({ "openapi.yaml": "1\n" });
    git(repository.folder, "branch", "-m", "main", "develop");
    await expect(resolveBase(repository)).rejects.toMatchObject({
      code: "no-base",
      hint: expect.stringContaining("Set `base`"),
    });
  });

  it("unrelated histories are told apart from shallow ones", async () => {
    const { repository } = forkedShop();
    git(repository.folder, "checkout", "-q", "--orphan", "other");
    commit(repository.folder, { "openapi.yaml": "x\n" });
    await expect(resolveBase(repository)).rejects.toMatchObject({
      code: "no-base",
      message: "HEAD and main have no commit in common.",
    });
  });

  it("an argument that looks like an option is only an unknown revision", async () => {
    await expect(
      resolveBase(forkedShop().repository, { against: "--output=/tmp/x" }),
    ).rejects.toMatchObject({ code: "no-base" });
  });
});
