import { describe, expect, it } from "vitest";
import { compareContracts } from "../../../src/app/compare-contracts.ts";

async function removalsIn(before: string, after: string): Promise<readonly object[]> {
  const { changes } = await compareContracts({
    before: { files: { "catalog.graphql": before } },
    after: { files: { "catalog.graphql": after } },
    today: "2026-11-22",
  });
  return changes.flatMap(({ rule, element, lifecycle }) =>
    lifecycle === undefined
      ? []
      : [{ rule, element, state: lifecycle.state, from: lifecycle.inheritedFrom }],
  );
}

const gone = '@deprecated(reason: "Removal on 2026-06-01.")';
const ahead = '@deprecated(reason: "Removal on 2027-06-01.")';

describe("the window of a removal", () => {
  it("is early where the date was brought forward together with the removal", async () => {
    const removals = await removalsIn(
      `type Query { offer: Int ${ahead} product: Int }`,
      `type Query { product: Int }`,
    );
    expect(removals).toEqual([
      { rule: "field-removed", element: "Query.offer", state: "removed-early", from: undefined },
    ]);
  });

  it("of a type is that of the field that alone led to it", async () => {
    const removals = await removalsIn(
      `type Query { offer: Offer ${gone} product: Int } type Offer { price: Int }`,
      `type Query { product: Int }`,
    );
    expect(removals).toContainEqual({
      rule: "type-removed",
      element: "Offer",
      state: "removed-on-time",
      from: "Query.offer",
    });
  });

  it("of a field inside such a type is the same", async () => {
    const removals = await removalsIn(
      `type Query { offer: Offer ${gone} product: Int } type Offer { price: Int code: Int }`,
      `type Query { offer: Offer ${gone} product: Int } type Offer { price: Int }`,
    );
    expect(removals).toEqual([
      {
        rule: "field-removed",
        element: "Offer.code",
        state: "removed-on-time",
        from: "Query.offer",
      },
    ]);
  });

  it("is the element's own where that ends sooner", async () => {
    const removals = await removalsIn(
      `type Query { offer: Offer ${ahead} product: Int } type Offer { price: Int code: Int ${gone} }`,
      `type Query { offer: Offer ${ahead} product: Int } type Offer { price: Int }`,
    );
    expect(removals).toEqual([
      { rule: "field-removed", element: "Offer.code", state: "removed-on-time", from: undefined },
    ]);
  });
});
