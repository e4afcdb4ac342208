import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { openSource, parseSource } from "../../src/sources/spec.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";
import { git, temporaryRepository } from "./temporary-git.ts";

describe("parseSource", () => {
  const folder = temporaryFolder({ "main:openapi.yaml": "a file with a colon\n" });

  it.each([
    ["-", { kind: "stdin" }],
    ["openapi.yaml", { kind: "path", path: "openapi.yaml" }],
    ["../main", { kind: "path", path: "../main" }],
    ["main:openapi.yaml", { kind: "path", path: "main:openapi.yaml" }],
    ["main:stock.yaml", { kind: "revision", revision: "main", path: "stock.yaml" }],
    ["origin/main:./a b.yaml", { kind: "revision", revision: "origin/main", path: "./a b.yaml" }],
    ["HEAD:", { kind: "revision", revision: "HEAD", path: "" }],
    ["HEAD:a:b.yaml", { kind: "revision", revision: "HEAD", path: "a:b.yaml" }],
    ["C:\\shop\\openapi.yaml", { kind: "path", path: "C:\\shop\\openapi.yaml" }],
    ["c:/shop/openapi.yaml", { kind: "path", path: "c:/shop/openapi.yaml" }],
    [
      "https://shop.example/openapi.yaml",
      { kind: "url", url: "https://shop.example/openapi.yaml" },
    ],
    ["FTP://shop.example/x", { kind: "url", url: "FTP://shop.example/x" }],
  ])("reads %j", (spec, expected) => {
    expect(parseSource(spec, folder)).toEqual(expected);
  });

  it("takes a file address for its path", () => {
    const path = join(folder, "openapi.yaml");
    expect(parseSource(pathToFileURL(path).href)).toEqual({ kind: "path", path });
  });

  it.each(["", ":openapi.yaml", "file://elsewhere/x"])("refuses %j", (spec) => {
    expect(() => parseSource(spec, folder)).toThrow(expect.objectContaining({ code: "usage" }));
  });
});

describe("openSource", () => {
  const shop = (): string => {
    const { folder } = temporaryRepository({
      "services/orders/openapi.yaml": "committed\n",
      "shared/error.yaml": "e\n",
    });
    writeFiles(folder, { "services/orders/openapi.yaml": "edited\n" });
    return folder;
  };

  it("opens a file in the work tree", async () => {
    const opened = await openSource(parseSource("services/orders/openapi.yaml"), {
      folder: shop(),
    });
    expect(opened.entry).toBe("services/orders/openapi.yaml");
    expect(await opened.tree.read("services/orders/openapi.yaml")).toBe("edited\n");
    opened.close();
  });

  it("opens a folder as a tree of its own", async () => {
    const opened = await openSource({ kind: "path", path: "services" }, { folder: shop() });
    expect(opened.entry).toBeUndefined();
    expect(opened.tree.label).toBe("services");
    expect(await opened.tree.list()).toEqual(["orders/openapi.yaml"]);
  });

  it.each([
    ["HEAD:services/orders/openapi.yaml", "."],
    ["HEAD:./orders/openapi.yaml", "services"],
    ["HEAD:../services/orders/openapi.yaml", "shared"],
  ])("opens %s from the folder %s, with the whole revision around it", async (spec, from) => {
    const folder = shop();
    const opened = await openSource(parseSource(spec, join(folder, from)), {
      folder: join(folder, from),
    });
    expect(opened.entry).toBe("services/orders/openapi.yaml");
    expect(opened.commit).toBe(git(folder, "rev-parse", "HEAD"));
    expect(await opened.tree.read("services/orders/openapi.yaml")).toBe("committed\n");
    expect(await opened.tree.read("shared/error.yaml")).toBe("e\n");
    opened.close();
  });

  it("opens a folder of a revision as a tree of its own", async () => {
    const opened = await openSource(parseSource("HEAD:services", "/"), { folder: shop() });
    expect(opened.entry).toBeUndefined();
    expect(await opened.tree.list()).toEqual(["orders/openapi.yaml"]);
    opened.close();
  });

  it("opens standard input", async () => {
    const opened = await openSource(
      { kind: "stdin" },
      { stdin: Readable.from(["openapi: 3.1.0\n"]) },
    );
    expect(await opened.tree.read(opened.entry ?? "")).toBe("openapi: 3.1.0\n");
  });

  it.each([
    ["HEAD:missing.yaml", "source-unreadable"],
    ["HEAD:../../secret.yaml", "outside-root"],
    ["missing:openapi.yaml", "source-unreadable"],
    ["missing.yaml", "source-unreadable"],
    ["https://ada:secret@shop.example/openapi.yaml", "network-refused"],
  ])("refuses %s with %s", async (spec, code) => {
    const folder = shop();
    await expect(openSource(parseSource(spec, folder), { folder })).rejects.toMatchObject({ code });
  });

  it("never shows a password of an address", async () => {
    const refused = openSource({
      kind: "url",
      url: "https://ada:secret@shop.example/openapi.yaml",
    });
    await expect(refused).rejects.toMatchObject({
      message: expect.not.stringContaining("secret"),
      hint: expect.stringContaining("--allow-network"),
    });
  });

  it("outside a repository, a revision has no meaning", async () => {
    await expect(
      openSource(parseSource("main:openapi.yaml"), { folder: temporaryFolder() }),
    ).rejects.toMatchObject({ code: "no-base" });
  });
});
