import { describe, expect, it } from "vitest";
import { decodeText, tooLarge } from "../../src/sources/text.ts";

describe("decodeText", () => {
  it("removes a byte order mark and keeps everything else, line ends included", () => {
    expect(decodeText(Buffer.from("\uFEFFopenapi: 3.1.0\r\n# Größe 😀\uFEFF"), "a.yaml")).toBe(
      "openapi: 3.1.0\r\n# Größe 😀\uFEFF",
    );
  });

  it("takes an empty file for an empty text", () => {
    expect(decodeText(Buffer.alloc(0), "a.yaml")).toBe("");
  });

  it("names the first line that is not UTF-8", () => {
    const latin1 = Buffer.concat([
      Buffer.from("type: ä\nname: x\n"),
      Buffer.from([0x47, 0xf6, 0xdf, 0x65, 0x0a]),
    ]);
    expect(() => decodeText(latin1, "stock.yaml")).toThrow(
      expect.objectContaining({
        code: "source-unreadable",
        message: "stock.yaml is not UTF-8 text.",
        place: { file: "stock.yaml", line: 3, column: 1 },
      }),
    );
  });

  it.each([
    ["UTF-16 little endian", Buffer.from("\uFEFFopenapi", "utf16le"), "not UTF-8"],
    ["UTF-16 big endian", Buffer.from("feff006f", "hex"), "not UTF-8"],
    ["binary", Buffer.from("order\0\0stock"), "NUL bytes"],
    [
      "a Git LFS pointer",
      Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
      "Git LFS pointer",
    ],
  ])("refuses %s", (_name, bytes, said) => {
    expect(() => decodeText(bytes, "orders.yaml")).toThrow(
      expect.objectContaining({
        code: "source-unreadable",
        message: expect.stringContaining(said),
        hint: expect.any(String),
      }),
    );
  });
});

describe("tooLarge", () => {
  it("speaks in megabytes", () => {
    expect(tooLarge("orders.yaml", 64 * 1024 * 1024, 70 * 1024 * 1024).message).toBe(
      "orders.yaml (70 MB) is larger than the limit of 64 MB for one file.",
    );
  });
});
