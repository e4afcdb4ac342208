import { describe, expect, it } from "vitest";
import { isTouched } from "../../src/app/touched.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";

const ORDERS = {
  "orders/openapi.yaml": "openapi: 3.1.0\npaths:\n  /orders: { $ref: 'paths/orders.yaml' }\n",
  "orders/paths/orders.yaml": "get:\n  $ref: ../schemas/order%20line.json#/Line\n",
  "orders/schemas/order line.json": '{"Line": {"type": "object"}}',
  "orders/other.yaml": "type: string\n",
  "stock/proto/shop/stock.proto": 'import "shop/place.proto";\nimport "money.proto";\n',
  "stock/proto/shop/place.proto": "",
  "common/money.proto": "",
};

function touched(
  entries: readonly string[],
  changed: readonly string[],
  includePaths: readonly string[] = [],
) {
  return isTouched(memoryTree(ORDERS), { entries, includePaths }, new Set(changed));
}

describe("a contract is touched", () => {
  it.each([
    ["by its entry", ["orders/openapi.yaml"], "orders/openapi.yaml"],
    ["by a file it refers to", ["orders/openapi.yaml"], "orders/paths/orders.yaml"],
    [
      "by a file that such a file refers to",
      ["orders/openapi.yaml"],
      "orders/schemas/order line.json",
    ],
    [
      "by an import from a root above it",
      ["stock/proto/shop/stock.proto"],
      "stock/proto/shop/place.proto",
    ],
  ])("%s", async (_, entries, changed) => {
    expect(await touched(entries, [changed])).toBe(true);
  });

  it("by an import from a configured folder", async () => {
    const entries = ["stock/proto/shop/stock.proto"];
    expect(await touched(entries, ["common/money.proto"])).toBe(false);
    expect(await touched(entries, ["common/money.proto"], ["common"])).toBe(true);
  });

  it("by a file that is gone, since only reading can tell what that means", async () => {
    expect(await touched(["orders/missing.yaml"], ["x.yaml"])).toBe(true);
  });
});

it("a contract is not touched by files it does not pull in", async () => {
  expect(await touched(["orders/openapi.yaml"], ["orders/other.yaml", "README.md"])).toBe(false);
});

it.each([
  ["an entry, whatever its name", ["orders/openapi.yaml"], ["README.md"]],
  ["Protobuf", ["stock/proto/shop/stock.proto"], ["orders/openapi.yaml", "README.md"]],
])("nothing is read to see that no change can reach %s", async (_, entries, changed) => {
  const tree = { ...memoryTree({}), read: async () => Promise.reject(new Error("was read")) };
  const contract = { entries, includePaths: [] };
  expect(await isTouched(tree, contract, new Set(changed))).toBe(false);
});

it("references in a circle come to an end", async () => {
  const tree = memoryTree({ "a.yaml": "$ref: b.yaml", "b.yaml": "$ref: a.yaml" });
  const contract = { entries: ["a.yaml"], includePaths: [] };
  expect(await isTouched(tree, contract, new Set(["c.yaml"]))).toBe(false);
});
