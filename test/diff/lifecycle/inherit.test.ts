import { describe, expect, it } from "vitest";
import { inheritedWindows } from "../../../src/diff/lifecycle/inherit.ts";
import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

async function windowsIn(sdl: string): Promise<readonly string[]> {
  const tree = memoryTree(new Map([["catalog.graphql", sdl]]));
  const { contract } = await graphqlReader.read({ tree, entries: ["catalog.graphql"] });
  return [...inheritedWindows(contract)].map(
    ([type, { deprecation, from }]) => `${type} ${deprecation.sunset ?? "undated"} ${from}`,
  );
}

const soon = '@deprecated(reason: "Removal on 2027-01-01.")';
const then = '@deprecated(reason: "Removal on 2028-01-01.")';

describe("types that only deprecated elements lead to", () => {
  it("share the latest date of the ways to them", async () => {
    expect(
      await windowsIn(`type Query { offer: Offer ${soon} deal: Offer ${then} product: Product }
        type Product { name: String }
        type Offer { price: Price }
        type Price { amount: Int }`),
    ).toEqual(["Offer 2028-01-01 Query.deal", "Price 2028-01-01 Query.deal"]);
  });

  it("last as long as the first element to go on the way", async () => {
    expect(
      await windowsIn(`type Query { offer: Offer ${then} }
        type Offer { price: Price ${soon} code: Code }
        type Price { amount: Int }
        enum Code { SUMMER }`),
    ).toEqual([
      "Offer 2028-01-01 Query.offer",
      "Code 2028-01-01 Query.offer",
      "Price 2027-01-01 Offer.price",
    ]);
  });

  it("share no date where a way has none", async () => {
    expect(
      await windowsIn(`type Query { offer: Offer ${soon} deal: Offer @deprecated }
        type Offer { price: Int }`),
    ).toEqual(["Offer undated Query.deal"]);
  });

  it("share nothing where one way is not deprecated, however long it is", async () => {
    expect(
      await windowsIn(`type Query { offer: Offer ${soon} product: Product }
        type Product { shelf: Shelf }
        type Shelf { offers: [Offer!]! }
        type Offer { product: Product next: Offer ${soon} }`),
    ).toEqual([]);
  });

  it("share the window of an argument that alone takes them", async () => {
    expect(
      await windowsIn(`type Query { products(by: Order ${soon}): Int }
        enum Order { NAME }`),
    ).toEqual(["Order 2027-01-01 Query.products(by:)"]);
  });
});
