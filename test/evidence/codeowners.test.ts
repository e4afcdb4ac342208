import { describe, expect, it } from "vitest";
import { ownersOf, parseCodeowners } from "../../src/evidence/codeowners.ts";

function owners(text: string, path: string): readonly string[] {
  return ownersOf(parseCodeowners(text), path) ?? [];
}

describe("a pattern", () => {
  it.each([
    ["*", "a/b.yaml", true],
    ["*.yaml", "api/orders.yaml", true],
    ["*.yaml", "api/orders.json", false],
    ["/*.yaml", "orders.yaml", true],
    ["/*.yaml", "api/orders.yaml", false],
    ["orders.yaml", "api/v1/orders.yaml", true],
    ["api/orders.yaml", "api/orders.yaml", true],
    ["api/orders.yaml", "old/api/orders.yaml", false],
    ["api", "services/api/orders.yaml", true],
    ["/api", "api/v1/orders.yaml", true],
    ["/api/", "api/v1/orders.yaml", true],
    ["/api/", "api", false],
    ["api/", "services/api/orders.yaml", true],
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/deep/a.md", false],
    ["/docs/**", "docs/deep/a.md", true],
    ["/docs/**", "docs", false],
    ["services/**/openapi.yaml", "services/openapi.yaml", true],
    ["services/**/openapi.yaml", "services/a/b/openapi.yaml", true],
    ["services/*/openapi.yaml", "services/a/b/openapi.yaml", false],
    ["**/proto", "a/proto/shop.proto", true],
    ["/file?.yaml", "file1.yaml", true],
    ["/a+(b).yaml", "a+(b).yaml", true],
    [String.raw`/with\ space.yaml`, "with space.yaml", true],
  ])("%s on %s: %s", (pattern, path, matches) => {
    expect(owners(`${pattern} @shop/team`, path)).toEqual(matches ? ["@shop/team"] : []);
  });

  it.each(["*a".repeat(300), "**/".repeat(300), `/${"*?".repeat(300)}`])(
    "that is hostile takes no time",
    (pattern) => {
      const begun = performance.now();
      owners(`${pattern} @x`, `${"a".repeat(300)}/${"b/".repeat(300)}c`);
      expect(performance.now() - begun).toBeLessThan(500);
    },
  );
});

describe("a file", () => {
  const text = `# who answers
*            @shop/all
/services/   @shop/backend  ana@shop.example
/services/orders/ # nobody
/proto/stock.proto @bo # the owner
broken line without owners?
[Docs] @shop/writers
/docs/
/docs/api/ @shop/api
`;

  it.each([
    ["README.md", ["@shop/all"]],
    ["services/catalog/schema.graphql", ["@shop/backend", "ana@shop.example"]],
    ["services/orders/openapi.yaml", []],
    ["proto/stock.proto", ["@bo"]],
    ["docs/a.md", ["@shop/all", "@shop/writers"]],
    ["docs/api/a.md", ["@shop/all", "@shop/api"]],
  ])("%s belongs to %j: in each section the last line that matches counts", (path, expected) => {
    expect(owners(text, path)).toEqual(expected);
  });

  it("may be empty or nothing but noise", () => {
    expect(owners("", "a")).toEqual([]);
    expect(owners("\u0000\n\n   \n#", "a")).toEqual([]);
  });
});
