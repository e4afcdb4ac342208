import { rmSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

// The situations in which a check is run, one test each, through the command line. What decides
// them is tested in detail in test/sources/git-base.test.ts and test/sources/git-tree.test.ts.

const CATALOG = "type Query {\n  product: String\n  order: String\n}\n";
const SHORTER = "type Query {\n  product: String\n}\n";
const CONFIG = "contracts:\n  - { name: catalog, path: catalog.graphql }\n";
const FILES = { "catalog.graphql": CATALOG, "contract-drift.yaml": CONFIG };

function check(folder: string, ...args: readonly string[]): Run {
  return contractDrift(["check", "--today", "2026-11-22", ...args], { cwd: folder });
}

/** A repository on a branch that has left main with this contract. */
function branch(catalog: string = SHORTER): string {
  const { folder } = temporaryRepository(FILES);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, { "catalog.graphql": catalog });
  return folder;
}

describe("3. a check in every situation: stale branch, stacked request, shallow clone, merge commit, fork, first run, renamed file, LFS pointer, empty glob", () => {
  it("of a stale branch: what others have added to main since is not its removal", () => {
    const folder = branch(CATALOG);
    git(folder, "checkout", "-q", "main");
    commit(folder, { "catalog.graphql": `${CATALOG}\ntype Shelf {\n  id: ID\n}\n` });
    git(folder, "checkout", "-q", "work");
    const { code, stdout } = check(folder);
    expect(code).toBe(0);
    expect(stdout).toContain("1 unchanged");
  });

  it("of a stacked branch: only its own changes, where the branch below is named", () => {
    const folder = branch();
    git(folder, "checkout", "-q", "-b", "above");
    commit(folder, { "readme.md": "more" });
    expect(check(folder).code).toBe(1);
    expect(check(folder, "--against", "work").code).toBe(0);
  });

  it("of a merge commit, as a CI checks out a request, with a detached head", () => {
    const folder = branch();
    git(folder, "checkout", "-q", "main");
    commit(folder, { "readme.md": "more" });
    git(folder, "checkout", "-q", "--detach", "main");
    git(folder, "merge", "-q", "--no-edit", "work");
    const { code, stdout } = check(folder);
    expect(code).toBe(1);
    expect(stdout).toContain("Query.order");
  });

  it("of a fork's clone: the target is the remote's branch, not a stale one of the same name", () => {
    const upstream = temporaryRepository(FILES).folder;
    const fork = join(temporaryFolder(), "fork");
    git(upstream, "clone", "-q", pathToFileURL(upstream).href, fork);
    git(fork, "checkout", "-q", "-b", "work");
    commit(fork, { "catalog.graphql": SHORTER });
    const { code, stdout } = check(fork);
    expect(code).toBe(1);
    expect(stdout).toContain("origin/main (");
  });

  it("of a shallow clone: exit 4 and the remedy, never the tip instead", () => {
    const folder = branch();
    git(folder, "checkout", "-q", "main");
    commit(folder, { "readme.md": "more" });
    const clone = join(temporaryFolder(), "clone");
    const from = pathToFileURL(folder).href;
    git(folder, "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "work", from, clone);
    const { code, stdout, stderr } = check(clone);
    expect([code, stdout]).toEqual([4, ""]);
    expect(stderr).toContain("git fetch --unshallow");
    expect(stderr).toContain("fetch-depth: 0");
  });

  it("that is the first: a new contract has nothing to compare with, and is said to be new", () => {
    const { folder } = temporaryRepository({ "readme.md": "shop" });
    git(folder, "checkout", "-q", "-b", "work");
    commit(folder, FILES);
    const { code, stdout } = check(folder);
    expect(code).toBe(0);
    expect(stdout).toContain("new contract, nothing to compare with");
  });

  it("on main itself: nothing has changed, and it says how much was compared", () => {
    const { code, stdout } = check(temporaryRepository(FILES).folder);
    expect(code).toBe(0);
    expect(stdout).toContain("Compared 1 contract (1 unchanged)");
  });

  it("of a contract whose file was renamed, with its name kept", () => {
    const folder = branch(CATALOG);
    mkdirSync(join(folder, "api"));
    renameSync(join(folder, "catalog.graphql"), join(folder, "api/shop.graphql"));
    commit(folder, {
      "contract-drift.yaml": CONFIG.replace("catalog.graphql", "api/shop.graphql"),
      "api/shop.graphql": SHORTER,
    });
    const { code, stdout } = check(folder);
    expect(code).toBe(1);
    expect(stdout).toContain("Query.order  catalog.graphql:3:3 (before)");
    expect(stdout).not.toContain("contract-removed");
  });

  it("of a contract whose name went with its path: gone, and how to say that it moved", () => {
    const folder = branch(CATALOG);
    renameSync(join(folder, "catalog.graphql"), join(folder, "shop.graphql"));
    const renamed = "contracts:\n  - { name: shop, path: shop.graphql }\n";
    commit(folder, { "contract-drift.yaml": renamed });
    const before = check(folder);
    expect(before.code).toBe(1);
    expect(before.stdout).toContain("contract-removed  catalog");
    expect(before.stdout).toContain(
      'shop is new: where it is catalog under another name, write `renamedFrom: "catalog"` beside its path.  shop.graphql',
    );
    const said = renamed.replace(" }", ', renamedFrom: "catalog" }');
    commit(folder, { "contract-drift.yaml": said });
    expect(check(folder).code).toBe(0);
  });

  it("in a bare repository: of the revision that is named, by its own configuration", () => {
    const bare = join(temporaryFolder(), "shop.git");
    git(branch(), "clone", "-q", "--bare", ".", bare);
    const { code, stderr } = check(bare);
    expect(code).toBe(2);
    expect(stderr).toContain("nothing is checked out");
    expect(stderr).toContain("--head REVISION");
    const named = check(bare, "--head", "work", "--against", "main");
    expect(named.code).toBe(1);
    expect(named.stdout).toContain("Query.order  catalog.graphql:3:3 (before)");
    const none = check(bare, "--head", "work", "--config", "ci/drift.yaml", "--against", "main");
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("work has no ci/drift.yaml");
    expect(check(bare, "--head", "nowhere").code).toBe(3);
  });

  it("of a pointer of Git LFS: exit 3 and how to fetch the file", () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12\n`;
    const { code, stdout } = check(branch(pointer));
    expect(code).toBe(3);
    expect(stdout).toContain("git lfs pull");
  });

  it("of a contract in a submodule: exit 3 and where to run it instead", () => {
    const inner = temporaryRepository({ "api.graphql": CATALOG }).folder;
    const { folder } = temporaryRepository({
      "contract-drift.yaml": "contracts:\n  - { name: api, path: api/api.graphql }\n",
    });
    const allowed = ["-c", "protocol.file.allow=always"];
    git(folder, ...allowed, "submodule", "--quiet", "add", inner, "api");
    commit(folder);
    git(folder, "checkout", "-q", "-b", "work");
    commit(folder, {
      "contract-drift.yaml": "contracts: [{ name: api, path: api/api.graphql }]\n",
    });
    const { code, stdout, stderr } = check(folder);
    expect(code).toBe(3);
    expect(stdout + stderr).toContain("inside the submodule api");
  });

  it("from a linked worktree", () => {
    const folder = branch();
    const linked = join(temporaryFolder(), "linked");
    git(folder, "worktree", "add", "-q", "--detach", linked, "work");
    expect(check(linked).code).toBe(1);
    git(folder, "worktree", "remove", "--force", linked);
  });

  it("of a glob that matches nothing: an error, never green", () => {
    const config = "contracts: [api/*.yaml]\n";
    const { folder } = temporaryRepository({ "contract-drift.yaml": config });
    const { code, stderr } = check(folder);
    expect(code).toBe(2);
    expect(stderr).toContain('No file matches "api/*.yaml", neither before nor after.');
  });

  it("where a contract was deleted from the work tree only", () => {
    const { folder } = temporaryRepository(FILES);
    rmSync(join(folder, "catalog.graphql"));
    const { code, stdout } = check(folder);
    expect(code).toBe(1);
    expect(stdout).toContain("contract-removed");
  });
});
