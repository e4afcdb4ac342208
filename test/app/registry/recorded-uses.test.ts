import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shelfOf } from "../../../src/app/registry/shelf.ts";
import { usagesFromRegistry } from "../../../src/app/registry/usages.ts";
import type { Usage } from "../../../src/model/usage.ts";
import type { RegistryStore } from "../../../src/registry/store.ts";
import { catalog, freshRegistry, publishGraphql, recordFiles, selects } from "./shop.ts";

let store: RegistryStore;

beforeEach(async () => {
  store = await freshRegistry();
  await publishGraphql(store, "1.0", catalog());
});
afterEach(() => store.close());

async function usagesOfCatalog(): Promise<readonly Usage[]> {
  const [latest] = await shelfOf(store).versions("catalog");
  if (latest === undefined) throw new Error("there is a version");
  const { contract } = (await shelfOf(store).read(latest)).result;
  return (await usagesFromRegistry(store, { name: "catalog", contract })).usages;
}

describe("what a registry knows of uses", () => {
  it("says of a consumer of which nothing resolves that it uses the contract, and no more", async () => {
    const dangling = [{ coordinate: "Query.colours", reason: "Query has no field colours" }];
    await store.record([selects("app", "7", [], { dangling })]);
    const usages = await usagesOfCatalog();
    expect(usages).toMatchObject([
      { consumer: "app", coordinate: "", mode: "declared", evidence: { seen: "2026-06-01" } },
    ]);
  });

  it("names every operation of a document that uses an element, with its line", async () => {
    await recordFiles(
      store,
      {
        "web.graphql":
          "query Home { product(id: 1) { name } }\nquery Cart { product(id: 2) { name price } }\n",
      },
      { consumer: "web" },
    );
    const usages = await usagesOfCatalog();
    const users = (coordinate: string): readonly string[] =>
      usages
        .filter((one) => one.coordinate === coordinate)
        .map(({ evidence: { item = "", line = 0 } }) => `${item}:${line}`);
    expect(users("Product.name")).toEqual(["Home:1", "Cart:2"]);
    expect(users("Product.price")).toEqual(["Cart:2"]);
  });
});
