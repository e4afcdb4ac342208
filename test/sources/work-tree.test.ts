import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workTree } from "../../src/sources/work-tree.ts";
import { writeFiles } from "./temporary.ts";
import { git, temporaryRepository } from "./temporary-git.ts";

describe("the working tree", () => {
  it("lists tracked and untracked files, not ignored, deleted or vendored ones", async () => {
    const repository = temporaryRepository({
      ".gitignore": "dist/\n",
      "services/orders/openapi.yaml": "1\n",
      "services/stock/openapi.yaml": "1\n",
      "node_modules/tool/openapi.yaml": "1\n",
    });
    const { folder } = repository;
    git(
      folder,
      "update-index",
      "--add",
      "--cacheinfo",
      `160000,${git(folder, "rev-parse", "HEAD")},vendor`,
    );
    rmSync(join(folder, "services/stock/openapi.yaml"));
    symlinkSync("services", join(folder, "linked"));
    writeFiles(folder, {
      "vendor/openapi.yaml": "v\n",
      "dist/openapi.yaml": "built\n",
      "services/Größe/a b.yaml": "2\n",
    });
    const tree = workTree(repository);
    expect(await tree.list()).toEqual([
      ".gitignore",
      "services/Größe/a b.yaml",
      "services/orders/openapi.yaml",
    ]);
    expect(await tree.list("services/orders")).toEqual(["services/orders/openapi.yaml"]);
  });

  it("reads what stands on disk, ignored or not", async () => {
    const repository = temporaryRepository({ ".gitignore": "dist/\n", "openapi.yaml": "1\n" });
    writeFiles(repository.folder, { "openapi.yaml": "2\n", "dist/openapi.yaml": "built\n" });
    const tree = workTree(repository);
    expect(await tree.read("openapi.yaml")).toBe("2\n");
    expect(await tree.read("dist/openapi.yaml")).toBe("built\n");
    expect(tree.label).toBe("the working tree");
  });
});
