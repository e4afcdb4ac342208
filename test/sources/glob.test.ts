import { describe, expect, it } from "vitest";
import { globFolder, globMatcher, isGlob } from "../../src/sources/glob.ts";

describe("globs", () => {
  it.each([
    ["services/*/openapi.{yaml,json}", "services/orders/openapi.json", true],
    ["services/*/openapi.yaml", "services/a/b/openapi.yaml", false],
    ["**/*.proto", "shop/v1/order.proto", true],
    ["**/*.proto", "order.proto", true],
    ["**/*.proto", ".cache/order.proto", false],
    [".cache/*.proto", ".cache/order.proto", true],
    ["services/[ab]*/x", "services/billing/x", true],
    ["a?.yaml", "ab.yaml", true],
    ["!a.yaml", "b.yaml", false],
    ["__proto__/*", "__proto__/x", true],
    ["services/orders/**", "services/orders", true],
    ["services/orders/**", "services/orders/v1/a.yaml", true],
    ["services/orders/**", "services/stock/a.yaml", false],
    ["services/order{,s}/*.yaml", "services/orders/a.yaml", true],
    ["./services/*.yaml", "services/a.yaml", true],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(globMatcher(pattern)(path)).toBe(expected);
  });

  it("can be handed to filter as they are", () => {
    expect(["a.txt", "b.yaml", "c.txt"].filter(globMatcher("*.yaml"))).toEqual(["b.yaml"]);
  });

  it.each([
    ["protos/**/*.proto", "protos"],
    ["services/orders/*.yaml", "services/orders"],
    ["*.graphql", ""],
    ["services/{a,b}/c.yaml", "services"],
  ])("%s matches below the folder %j", (pattern, folder) => {
    expect(globFolder(pattern)).toBe(folder);
  });

  it("are told from plain paths", () => {
    expect(isGlob("services/orders/openapi.yaml")).toBe(false);
    expect(isGlob("services/{a,b}.yaml")).toBe(true);
  });

  it("that cannot be read are refused with a sentence", () => {
    expect(() => globMatcher("services/[a")).toThrow(
      expect.objectContaining({ code: "usage", message: expect.stringContaining("is not a glob") }),
    );
    expect(() => globMatcher("x".repeat(100_000))).toThrow(
      expect.objectContaining({ code: "usage" }),
    );
  });
});
