import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderTree } from "../../src/sources/folder.ts";
import { temporaryFolder } from "./temporary.ts";

const windows = process.platform === "win32";

describe("a folder tree", () => {
  const shop = (): string =>
    temporaryFolder({
      "openapi.yaml": "openapi: 3.1.0\n",
      "schemas/order.yaml": "type: object\n",
      "schemas/odd name 'quoted' ü.yaml": "type: string\n",
      "schemas/__proto__": "data\n",
      "schemas.yaml": "x: 1\n",
      ".git/config": "secret",
      "node_modules/tool/openapi.yaml": "openapi: 3.0.0\n",
      "web/node_modules/tool/openapi.yaml": "openapi: 3.0.0\n",
    });

  it("lists every file in code-unit order, without version control and packages", async () => {
    expect(await folderTree(shop()).list()).toEqual([
      "openapi.yaml",
      "schemas.yaml",
      "schemas/__proto__",
      "schemas/odd name 'quoted' ü.yaml",
      "schemas/order.yaml",
    ]);
  });

  it("gives bytes as they are, also of what is no text", async () => {
    const folder = shop();
    writeFileSync(join(folder, "image.binpb"), new Uint8Array([10, 2, 0xff, 0]));
    const tree = folderTree(folder);
    expect([...((await tree.readBytes?.("image.binpb")) ?? [])]).toEqual([10, 2, 0xff, 0]);
    expect(await tree.readBytes?.("missing.binpb")).toBeUndefined();
    await expect(tree.readBytes?.("../secret")).rejects.toMatchObject({ code: "outside-root" });
    await expect(tree.read("image.binpb")).rejects.toMatchObject({ code: "source-unreadable" });
  });

  it("lists one folder, and nothing of a folder that is not there or is never entered", async () => {
    const tree = folderTree(shop());
    expect(await tree.list("./schemas/")).toHaveLength(3);
    expect(await tree.list("missing")).toEqual([]);
    expect(await tree.list("openapi.yaml")).toEqual([]);
    expect(await tree.list("node_modules")).toEqual([]);
  });

  it("reads by any spelling of a path, and gives undefined for what is no file", async () => {
    const tree = folderTree(shop());
    expect(await tree.read("schemas/../schemas/./order.yaml")).toBe("type: object\n");
    expect(await tree.read("schemas/__proto__")).toBe("data\n");
    expect(await tree.read("schemas")).toBeUndefined();
    expect(await tree.read("")).toBeUndefined();
    expect(await tree.read("missing.yaml")).toBeUndefined();
    expect(await tree.read("missing/order.yaml")).toBeUndefined();
    expect(await tree.read("openapi.yaml/order.yaml")).toBeUndefined();
    expect(await tree.read("x".repeat(5000))).toBeUndefined();
  });

  it("refuses paths that leave the folder", async () => {
    const tree = folderTree(join(shop(), "schemas"));
    await expect(tree.read("../openapi.yaml")).rejects.toMatchObject({ code: "outside-root" });
    await expect(tree.list("..")).rejects.toMatchObject({ code: "outside-root" });
  });

  it("refuses a file above the limit without reading it, and takes one of exactly the limit", async () => {
    const folder = temporaryFolder({ "large.yaml": "x".repeat(101), "fits.yaml": "x".repeat(100) });
    const tree = folderTree(folder, { maxFileBytes: 100, label: "shop" });
    await expect(tree.read("large.yaml")).rejects.toMatchObject({
      code: "too-large",
      place: { file: "large.yaml" },
    });
    expect(await tree.read("fits.yaml")).toHaveLength(100);
  });

  it.skipIf(windows)(
    "follows links inside the folder and refuses those that leave it",
    async () => {
      const outside = temporaryFolder({
        "secret.yaml": "password: x\n",
        "more/secret.yaml": "password: y\n",
      });
      const folder = shop();
      symlinkSync("schemas/order.yaml", join(folder, "inside.yaml"));
      symlinkSync("schemas", join(folder, "linked"));
      symlinkSync(join(outside, "secret.yaml"), join(folder, "outside.yaml"));
      symlinkSync(join(outside, "more"), join(folder, "elsewhere"));
      symlinkSync("nowhere.yaml", join(folder, "dangling.yaml"));
      symlinkSync("loop.yaml", join(folder, "loop.yaml"));
      const tree = folderTree(folder, { label: "shop" });

      expect(await tree.read("inside.yaml")).toBe("type: object\n");
      expect(await tree.read("linked/order.yaml")).toBe("type: object\n");
      await expect(tree.read("outside.yaml")).rejects.toMatchObject({ code: "outside-root" });
      await expect(tree.read("elsewhere/secret.yaml")).rejects.toMatchObject({
        code: "outside-root",
      });
      expect(await tree.read("dangling.yaml")).toBeUndefined();
      await expect(tree.read("loop.yaml")).rejects.toMatchObject({ code: "source-unreadable" });
      const listed = await tree.list();
      expect(listed).toContain("inside.yaml");
      expect(listed).toContain("outside.yaml");
      expect(listed.filter((path) => /linked|elsewhere|dangling|loop/.test(path))).toEqual([]);
    },
  );

  it.skipIf(windows)("works below a folder that is a link itself", async () => {
    const folder = shop();
    const alias = join(temporaryFolder(), "alias");
    symlinkSync(folder, alias);
    expect(await folderTree(alias).read("schemas/order.yaml")).toBe("type: object\n");
  });

  it.skipIf(windows)(
    "does not confuse a neighbour whose name begins alike with the inside",
    async () => {
      const parent = temporaryFolder({ "shop/a.yaml": "a\n", "shop-secret/b.yaml": "b\n" });
      symlinkSync("../shop-secret/b.yaml", join(parent, "shop/b.yaml"));
      await expect(folderTree(join(parent, "shop")).read("b.yaml")).rejects.toMatchObject({
        code: "outside-root",
      });
    },
  );

  it.skipIf(windows)("does not wait for a pipe", async () => {
    const folder = temporaryFolder();
    execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
    await expect(folderTree(folder).read("pipe.yaml")).rejects.toMatchObject({
      code: "source-unreadable",
      message: "pipe.yaml is neither a file nor a folder.",
    });
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "says that a file may not be read",
    async () => {
      const folder = temporaryFolder({ "private.yaml": "x: 1\n" });
      chmodSync(join(folder, "private.yaml"), 0);
      await expect(folderTree(folder).read("private.yaml")).rejects.toMatchObject({
        code: "source-unreadable",
      });
    },
  );

  it("gives nothing where its own folder does not exist", async () => {
    const tree = folderTree(join(temporaryFolder(), "missing"));
    expect(await tree.list()).toEqual([]);
    expect(await tree.read("openapi.yaml")).toBeUndefined();
  });

  it("reads hard links and files in deep folders as any other", async () => {
    const deep = "a/".repeat(100);
    const folder = temporaryFolder({ [`${deep}order.yaml`]: "x: 1\n" });
    mkdirSync(join(folder, "b"));
    linkSync(join(folder, `${deep}order.yaml`), join(folder, "b/order.yaml"));
    expect(await folderTree(folder).list()).toEqual([`${deep}order.yaml`, "b/order.yaml"]);
    expect(await folderTree(folder).read("b/order.yaml")).toBe("x: 1\n");
  });
});
