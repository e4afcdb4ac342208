import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findConfig, loadConfig, readConfig } from "../../../src/app/config/find.ts";
import { gitTree } from "../../../src/sources/git-tree.ts";
import { temporaryFolder, writeFiles } from "../../sources/temporary.ts";
import { temporaryRepository } from "../../sources/temporary-git.ts";

const CONFIG = "contracts: [openapi.yaml]\n";

describe("the configuration file", () => {
  it("is found upwards, and its tree is the whole work tree", async () => {
    const { folder } = temporaryRepository({
      "shop/contract-drift.yml": CONFIG,
      "shop/services/orders/a.txt": "",
    });
    expect(findConfig(join(folder, "shop/services/orders"))).toEqual({
      root: folder,
      path: "shop/contract-drift.yml",
    });
    const { config } = await loadConfig(join(folder, "shop/services"));
    expect(config.contracts[0]?.paths).toEqual(["shop/openapi.yaml"]);
  });

  it("is not looked for above the work tree", async () => {
    const outer = temporaryFolder({ "contract-drift.yaml": CONFIG });
    const inner = join(outer, "inner");
    mkdirSync(join(inner, ".git"), { recursive: true });
    expect(findConfig(inner)).toBeUndefined();
    await expect(loadConfig(inner)).rejects.toMatchObject({
      code: "bad-config",
      message: "There is no contract-drift.yaml in inner or a folder above it.",
      hint: expect.stringContaining("contract-drift init"),
    });
  });

  it("outside a repository is found upwards as well, and its folder is the tree", async () => {
    const folder = temporaryFolder({
      "contract-drift.json": '{"contracts": ["a.proto"]}',
      "protos/a.txt": "",
    });
    expect(await loadConfig(join(folder, "protos"))).toMatchObject({
      root: folder,
      path: "contract-drift.json",
    });
  });

  it("can be named, relative to the current folder", async () => {
    const { folder } = temporaryRepository({ "ci/drift.yaml": "contracts: [../openapi.yaml]\n" });
    const { config, path } = await loadConfig(join(folder, "ci"), "drift.yaml");
    expect(path).toBe("ci/drift.yaml");
    expect(config.contracts[0]?.paths).toEqual(["openapi.yaml"]);
    await expect(loadConfig(folder, "missing.yaml")).rejects.toMatchObject({
      code: "bad-config",
      message: "There is no configuration file missing.yaml.",
    });
  });

  it("may not stand beside another one", () => {
    const folder = temporaryFolder({ "contract-drift.yaml": CONFIG, "contract-drift.json": "{}" });
    expect(() => findConfig(folder)).toThrow(
      expect.objectContaining({
        code: "bad-config",
        message: "There are two configuration files, contract-drift.yaml and contract-drift.json.",
      }),
    );
  });

  it("can be read from another revision at the same path", async () => {
    const repository = temporaryRepository({ "contract-drift.yaml": CONFIG });
    writeFiles(repository.folder, { "contract-drift.yaml": "contracts: [broken\n" });
    const tree = gitTree(repository, "HEAD");
    expect(await readConfig(tree, "contract-drift.yaml")).toMatchObject({
      contracts: [{ paths: ["openapi.yaml"] }],
    });
    expect(await readConfig(tree, "shop/contract-drift.yaml")).toBeUndefined();
    tree.close();
    await expect(loadConfig(repository.folder)).rejects.toMatchObject({ code: "bad-config" });
  });
});
