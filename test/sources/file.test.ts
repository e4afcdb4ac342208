import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { fileTree, stdinTree } from "../../src/sources/file.ts";
import { temporaryFolder } from "./temporary.ts";
import { temporaryRepository } from "./temporary-git.ts";

describe("a single file", () => {
  it("in a repository may refer to everything in the work tree", async () => {
    const { folder } = temporaryRepository({
      "services/orders/openapi.yaml": "o\n",
      "shared/error.yaml": "e\n",
    });
    const { tree, entry } = fileTree("orders/openapi.yaml", join(folder, "services"));
    expect(entry).toBe("services/orders/openapi.yaml");
    expect(await tree.read(entry)).toBe("o\n");
    expect(await tree.read("shared/error.yaml")).toBe("e\n");
  });

  it("elsewhere may refer to its own folder only", async () => {
    const folder = temporaryFolder({
      "orders/openapi.yaml": "o\n",
      "orders/order.yaml": "x\n",
      "shared/error.yaml": "e\n",
    });
    const { tree, entry } = fileTree(join(folder, "orders/openapi.yaml"));
    expect(entry).toBe("openapi.yaml");
    expect(await tree.read("order.yaml")).toBe("x\n");
    await expect(tree.read("../shared/error.yaml")).rejects.toMatchObject({ code: "outside-root" });
  });

  it("is found through a folder that is a link", async () => {
    const { folder } = temporaryRepository({ "services/openapi.yaml": "o\n" });
    const alias = join(temporaryFolder(), "alias");
    symlinkSync(join(folder, "services"), alias);
    const { tree, entry } = fileTree("openapi.yaml", alias);
    expect(entry).toBe("services/openapi.yaml");
    expect(await tree.read(entry)).toBe("o\n");
  });

  it("that is not there gets the nearest name beside it", () => {
    const folder = temporaryFolder({ "openapi.yaml": "o\n" });
    expect(() => fileTree("./opneapi.yaml", folder)).toThrow(
      expect.objectContaining({
        code: "source-unreadable",
        message: "There is no file ./opneapi.yaml.",
        hint: "Did you mean openapi.yaml?",
      }),
    );
    expect(() => fileTree("missing/openapi.yaml", folder)).toThrow(
      expect.objectContaining({ code: "source-unreadable" }),
    );
  });
});

describe("standard input", () => {
  it("is a tree of one file, put together from chunks that may cut a character", async () => {
    const bytes = Buffer.from("\uFEFFname: Größe\n");
    const { tree, entry } = await stdinTree(
      Readable.from([bytes.subarray(0, 12), bytes.subarray(12)]),
    );
    expect(entry).toBe("stdin");
    expect(await tree.list()).toEqual(["stdin"]);
    expect(await tree.read(entry)).toBe("name: Größe\n");
  });

  it("is refused above the limit while it still comes in", async () => {
    const endless = (async function* (): AsyncGenerator<Buffer> {
      for (;;) yield Promise.resolve(Buffer.alloc(1000, "x"));
    })();
    await expect(stdinTree(endless, 10_000)).rejects.toMatchObject({ code: "too-large" });
  });
});
