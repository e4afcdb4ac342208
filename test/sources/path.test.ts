import { describe, expect, it } from "vitest";
import { confine, isSkipped, isWithin } from "../../src/sources/path.ts";

describe("confine", () => {
  it.each([
    ["openapi.yaml", "openapi.yaml"],
    ["./services/orders/../catalog//openapi.yaml", "services/catalog/openapi.yaml"],
    ["", ""],
    ["services/..", ""],
    ["__proto__/constructor.yaml", "__proto__/constructor.yaml"],
    ["...", "..."],
    ["a:b.yaml", "a:b.yaml"],
  ])("brings %j to its shortest form %j", (path, expected) => {
    expect(confine(path, "shop")).toBe(expected);
  });

  it.each([
    "..",
    "../secrets.yaml",
    "services/../../secrets.yaml",
    "/etc/passwd",
    "C:\\secrets",
    "C:/secrets",
    "\\\\host\\x",
    ".git/config",
    "services/.GIT/config",
    "a\0b",
  ])("refuses %j", (path) => {
    expect(() => confine(path, "shop")).toThrow(expect.objectContaining({ code: "outside-root" }));
  });

  it("says which path and which tree, and what to do", () => {
    expect(() => confine("../stock.yaml", "services")).toThrow(
      expect.objectContaining({
        message: '"../stock.yaml" leads outside services, and nothing outside is read.',
        hint: expect.stringContaining("Copy the file into the tree"),
      }),
    );
  });
});

describe("isSkipped", () => {
  it.each([
    [".git/HEAD", true],
    ["web/node_modules/x/openapi.yaml", true],
    [".github/openapi.yaml", false],
    ["my_node_modules/openapi.yaml", false],
  ])("%s: %s", (path, expected) => {
    expect(isSkipped(path)).toBe(expected);
  });
});

describe("isWithin", () => {
  it.each([
    ["services/orders", "", true],
    ["services/orders", "services", true],
    ["services", "services", true],
    ["services-old/orders", "services", false],
  ])("%s in %j: %s", (path, folder, expected) => {
    expect(isWithin(path, folder)).toBe(expected);
  });
});
