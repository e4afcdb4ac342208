import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findRepository } from "../../src/sources/git.ts";
import type { Repository } from "../../src/sources/git.ts";
import { gitTree } from "../../src/sources/git-tree.ts";
import type { GitTree, GitTreeOptions } from "../../src/sources/git-tree.ts";
import { workTree } from "../../src/sources/work-tree.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";
import { commit, git, temporaryRepository } from "./temporary-git.ts";

const opened: GitTree[] = [];

afterEach(() => {
  for (const tree of opened.splice(0)) tree.close();
});

function open(repository: Repository, revision: string, options?: GitTreeOptions): GitTree {
  const tree = gitTree(repository, revision, options);
  opened.push(tree);
  return tree;
}

const SHOP = {
  "services/orders/openapi.yaml": "openapi: 3.1.0\n",
  "services/orders/schemas/order.yaml": "type: object\n",
  "services/catalog/openapi.yaml": "openapi: 3.0.3\n",
  "node_modules/tool/openapi.yaml": "openapi: 3.0.0\n",
};

describe("the tree of a revision", () => {
  it("reads what was committed, not what stands in the work tree", async () => {
    const repository = temporaryRepository(SHOP);
    writeFiles(repository.folder, {
      "services/orders/openapi.yaml": "openapi: 3.2.0\n",
      "untracked.yaml": "x\n",
    });
    const tree = open(repository, "main");
    expect(await tree.read("services/orders/openapi.yaml")).toBe("openapi: 3.1.0\n");
    expect(await tree.read("services/orders/../catalog/openapi.yaml")).toBe("openapi: 3.0.3\n");
    expect(await tree.read("untracked.yaml")).toBeUndefined();
    expect(await tree.read("services")).toBeUndefined();
    expect(await tree.read("services/orders/openapi.yaml/x")).toBeUndefined();
    expect(git(repository.folder, "status", "--porcelain").split("\n")).toHaveLength(2);
  });

  it("gives bytes as they were committed", async () => {
    const repository = temporaryRepository(SHOP);
    const bytes = new Uint8Array([10, 2, 0xff, 0]);
    writeFileSync(join(repository.folder, "image.binpb"), bytes);
    commit(repository.folder, {});
    const tree = open(repository, "HEAD");
    expect([...((await tree.readBytes?.("image.binpb")) ?? [])]).toEqual([...bytes]);
    expect(await tree.readBytes?.("missing.binpb")).toBeUndefined();
    await expect(tree.read("image.binpb")).rejects.toMatchObject({ code: "source-unreadable" });
  });

  it("lists the whole tree or one folder, without installed packages", async () => {
    const tree = open(temporaryRepository(SHOP), "HEAD");
    expect(await tree.list()).toEqual([
      "services/catalog/openapi.yaml",
      "services/orders/openapi.yaml",
      "services/orders/schemas/order.yaml",
    ]);
    expect(await tree.list("services/orders/schemas")).toEqual([
      "services/orders/schemas/order.yaml",
    ]);
    expect(await tree.list("missing")).toEqual([]);
    expect(await tree.list("services/orders/openapi.yaml")).toEqual([]);
  });

  it("can be rooted in a folder, which then confines it", async () => {
    const tree = open(temporaryRepository(SHOP), "HEAD", { folder: "services/orders" });
    expect(await tree.list()).toEqual(["openapi.yaml", "schemas/order.yaml"]);
    expect(await tree.list("schemas")).toEqual(["schemas/order.yaml"]);
    expect(await tree.read("schemas/order.yaml")).toBe("type: object\n");
    await expect(tree.read("../catalog/openapi.yaml")).rejects.toMatchObject({
      code: "outside-root",
    });
  });

  it("is empty where the revision does not have the folder yet", async () => {
    const tree = open(temporaryRepository(SHOP), "HEAD", { folder: "services/stock" });
    expect(await tree.list()).toEqual([]);
    expect(await tree.read("openapi.yaml")).toBeUndefined();
  });

  it("knows content ids that are equal exactly for equal bytes, without reading", async () => {
    const repository = temporaryRepository(SHOP);
    git(repository.folder, "tag", "v1");
    commit(repository.folder, { "services/orders/openapi.yaml": "openapi: 3.2.0\n" });
    const [before, after] = [open(repository, "v1"), open(repository, "HEAD")];
    const changed = "services/orders/openapi.yaml";
    const kept = "services/catalog/openapi.yaml";
    expect(await before.contentId(changed)).not.toBe(await after.contentId(changed));
    expect(await before.contentId(kept)).toBe(await after.contentId(kept));
    expect(await before.contentId(kept)).toMatch(/^[0-9a-f]{40}$/);
    expect(await before.contentId("services")).toBeUndefined();
  });

  it("answers many requests at once, each with its own text", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`schemas/${n}.yaml`, `name: ${n}\n`.repeat(n)]),
    );
    const tree = open(temporaryRepository(files), "HEAD");
    const paths = Object.keys(files);
    const texts = await Promise.all([...paths, "missing.yaml"].map((path) => tree.read(path)));
    expect(texts).toEqual([...Object.values(files), undefined]);
  });

  it("can be read again after it was closed", async () => {
    const tree = open(temporaryRepository(SHOP), "HEAD");
    await tree.read("services/orders/openapi.yaml");
    tree.close();
    tree.close();
    expect(await tree.read("services/catalog/openapi.yaml")).toBe("openapi: 3.0.3\n");
  });

  describe("with odd names", () => {
    const names = [
      "with space.yaml",
      'quo"ted.yaml',
      "Größe-😀.yaml",
      "tab\there.yaml",
      "-option.yaml",
      "line\nfeed.yaml",
      ":(top)x.yaml",
      "a*b.yaml",
      "back\\slash.yaml",
      "__proto__",
    ];
    const repository = temporaryRepository(
      Object.fromEntries(
        names.flatMap((name) => [
          [`odd/${name}`, name],
          [`${name}/order.yaml`, `in ${name}`],
        ]),
      ),
    );

    it.each(names)("reads and lists %j", async (name) => {
      const tree = open(repository, "HEAD");
      expect(await tree.list("odd")).toContain(`odd/${name}`);
      expect(await tree.list(name)).toEqual([`${name}/order.yaml`]);
      expect(await tree.read(`odd/${name}`)).toBe(name);
      expect(await tree.read(`${name}/order.yaml`)).toBe(`in ${name}`);
    });
  });

  it("refuses a file above the limit and goes on reading others", async () => {
    const tree = open(
      temporaryRepository({ "large.yaml": "x".repeat(2000), "small.yaml": "x" }),
      "HEAD",
      { maxFileBytes: 1000 },
    );
    await expect(tree.read("large.yaml")).rejects.toMatchObject({
      code: "too-large",
      place: { file: "large.yaml" },
    });
    expect(await tree.read("small.yaml")).toBe("x");
  });

  it("follows links inside the revision and refuses those that leave it", async () => {
    const repository = temporaryRepository(SHOP);
    const { folder } = repository;
    symlinkSync("services/orders/openapi.yaml", join(folder, "current.yaml"));
    symlinkSync("../orders/schemas", join(folder, "services/catalog/schemas"));
    symlinkSync("/etc/hostname", join(folder, "absolute.yaml"));
    symlinkSync("../outside.yaml", join(folder, "outside.yaml"));
    symlinkSync("loop.yaml", join(folder, "loop.yaml"));
    symlinkSync("missing.yaml", join(folder, "dangling.yaml"));
    commit(folder);
    const tree = open(repository, "HEAD");
    expect(await tree.read("current.yaml")).toBe("openapi: 3.1.0\n");
    expect(await tree.read("services/catalog/schemas/order.yaml")).toBe("type: object\n");
    await expect(tree.read("absolute.yaml")).rejects.toMatchObject({ code: "outside-root" });
    await expect(tree.read("outside.yaml")).rejects.toMatchObject({ code: "outside-root" });
    await expect(tree.read("loop.yaml")).rejects.toMatchObject({ code: "source-unreadable" });
    expect(await tree.read("dangling.yaml")).toBeUndefined();
    expect((await tree.list()).filter((path) => !path.startsWith("services"))).toEqual([
      "absolute.yaml",
      "current.yaml",
      "outside.yaml",
    ]);
  });

  it("says what to do about submodules and Git LFS pointers", async () => {
    const repository = temporaryRepository({
      "openapi.yaml": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    });
    const inside = git(repository.folder, "rev-parse", "HEAD");
    git(
      repository.folder,
      "update-index",
      "--add",
      "--cacheinfo",
      `160000,${inside},vendor/catalog`,
    );
    git(repository.folder, "commit", "-q", "-m", "Vendor the catalog");
    const tree = open(repository, "HEAD");
    await expect(tree.read("openapi.yaml")).rejects.toMatchObject({
      code: "source-unreadable",
      hint: expect.stringContaining("git lfs"),
    });
    await expect(tree.read("vendor/catalog/openapi.yaml")).rejects.toMatchObject({
      code: "source-unreadable",
      message: "vendor/catalog/openapi.yaml is inside the submodule vendor/catalog.",
      hint: expect.stringContaining("submodule's own repository"),
    });
    expect(await tree.list()).toEqual(["openapi.yaml"]);
  });
});

describe("revisions", () => {
  const repository = temporaryRepository();
  const { folder } = repository;
  const first = commit(folder, { "openapi.yaml": "first\n" }, "first");
  git(folder, "tag", "v1");
  git(folder, "tag", "-a", "-m", "v1", "v1-annotated");
  git(folder, "checkout", "-q", "-b", "release/1.0");
  git(folder, "checkout", "-q", "-b", "next");
  commit(folder, { "openapi.yaml": "second\n" });

  it.each(["HEAD~1", "v1", "v1-annotated", "release/1.0", "HEAD^{/first}", "@{-1}"])(
    "accept %s",
    async (revision) => {
      const tree = open(repository, revision);
      expect(await tree.read("openapi.yaml")).toBe("first\n");
      expect(await tree.commit()).toBe(first);
    },
  );

  it.each([
    "missing",
    "--help",
    "--all",
    "-1",
    "",
    "HEAD:openapi.yaml",
    "main..main",
    "a\0b",
    "main\nHEAD",
  ])("refuse %j", async (revision) => {
    const tree = open(repository, revision);
    await expect(tree.read("openapi.yaml")).rejects.toMatchObject({ code: "source-unreadable" });
    await expect(tree.list()).rejects.toMatchObject({ code: "source-unreadable" });
  });

  it("get the suggestion that was meant", async () => {
    await expect(open(repository, "relaese/1.0").read("x")).rejects.toMatchObject({
      hint: "Did you mean release/1.0?",
    });
  });
});

describe("repositories of every kind", () => {
  it("reads a bare repository", async () => {
    const bare = join(temporaryFolder(), "shop.git");
    git(temporaryRepository(SHOP).folder, "clone", "-q", "--bare", ".", bare);
    const repository = await findRepository(bare);
    expect(repository).toEqual({ folder: bare, bare: true });
    expect(await open(repository!, "main").read("services/orders/openapi.yaml")).toBe(
      "openapi: 3.1.0\n",
    );
    expect(await open(repository!, "main").list()).toHaveLength(3);
  });

  it("reads a linked worktree, from a folder inside it", async () => {
    const { folder } = temporaryRepository(SHOP);
    const linked = join(temporaryFolder(), "linked");
    git(folder, "worktree", "add", "-q", "-b", "topic", linked);
    const repository = await findRepository(join(linked, "services"));
    expect(repository).toEqual({ folder: linked, bare: false });
    expect(await open(repository!, "main").read("services/orders/openapi.yaml")).toBe(
      "openapi: 3.1.0\n",
    );
  });

  it("reads a repository with SHA-256 ids", async () => {
    const folder = temporaryFolder();
    git(folder, "init", "-q", "-b", "main", "--object-format=sha256");
    commit(folder, SHOP);
    const tree = open({ folder, bare: false }, "HEAD");
    expect(await tree.read("services/orders/schemas/order.yaml")).toBe("type: object\n");
    expect(await tree.contentId("services/orders/openapi.yaml")).toMatch(/^[0-9a-f]{64}$/);
  });

  it("says so where there is no repository at all", async () => {
    expect(await findRepository(temporaryFolder())).toBeUndefined();
    await expect(findRepository(join(temporaryFolder(), "missing"))).rejects.toMatchObject({
      code: "source-unreadable",
    });
    const gone = open({ folder: temporaryFolder(), bare: false }, "HEAD");
    await expect(gone.read("openapi.yaml")).rejects.toMatchObject({ code: "source-unreadable" });
  });
});

describe("a search of a revision", () => {
  const files = {
    "proto/shop/orders.proto": 'import "shop/line.proto";\npackage shop;\n',
    "proto/shop/größe a.proto": "package shop;\n",
    "proto/binary.proto": Buffer.from("package \0;"),
    "docs/orders.md": "package holiday\n",
  };
  const expected = new Map([
    ["proto/shop/größe a.proto", ["package shop;"]],
    ["proto/shop/orders.proto", ['import "shop/line.proto";', "package shop;"]],
  ]);

  it("gives the lines with one of the words, below a folder", async () => {
    const repository = temporaryRepository(files);
    writeFiles(repository.folder, { "proto/new.proto": "package fresh;\n" });
    expect(await open(repository, "HEAD").linesWith?.(["import", "package"], "proto")).toEqual(
      expected,
    );
    expect(await workTree(repository).linesWith?.(["import", "package"], "proto")).toEqual(
      new Map([...expected, ["proto/new.proto", ["package fresh;"]]]),
    );
  });

  it("gives paths from the tree's own root, and nothing where no line has a word", async () => {
    const tree = open(temporaryRepository(files), "HEAD", { folder: "proto" });
    expect([...((await tree.linesWith?.(["import"], "")) ?? [])]).toEqual([
      ["shop/orders.proto", ['import "shop/line.proto";']],
    ]);
    expect(await tree.linesWith?.(["export"], "")).toEqual(new Map());
  });
});
