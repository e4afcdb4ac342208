import { describe, expect, it } from "vitest";
import { edited, essence, SHOP, witnessesBetween } from "./shop.ts";

describe("a search", () => {
  it("has nothing to do for equal schemas", async () => {
    expect(await witnessesBetween(SHOP, SHOP)).toEqual([]);
  });

  it("finds the same every time", async () => {
    const after = edited(
      ["NEW USED", "NEW"],
      ["total: Int!", "total: Float"],
      ["since: Date ", ""],
    );
    expect(await witnessesBetween(SHOP, after)).toEqual(await witnessesBetween(SHOP, after));
  });

  it("gives up after as many proposals as it may make", async () => {
    const after = edited(["order(id: ID!)", "order(id: String!)"]);
    const [one] = await witnessesBetween(SHOP, after, 1);
    expect(one?.witness).toEqual({
      status: "not-found",
      why: "none of 1 documents and responses was judged differently",
    });
    expect((await witnessesBetween(SHOP, after, 2))[0]?.witness.status).toBe("confirmed");
  });

  it("says what the referee says of it", async () => {
    const [removed] = await witnessesBetween(SHOP, edited(["note: String total", "total"]));
    expect(removed?.witness).toEqual({
      status: "confirmed",
      kind: "document",
      operation: "query",
      payload: { document: '{ order(id: "a") { note } }' },
      confirmedBy: "graphql-js",
      detail: 'refused: Cannot query field "note" on type "Order"',
    });
    const [nulled] = await witnessesBetween(SHOP, edited(["total: Int!", "total: Int"]));
    expect(nulled?.witness).toEqual({
      status: "confirmed",
      kind: "response",
      operation: "query",
      payload: {
        document: '{ order(id: "a") { total } }',
        data: { order: { total: null } },
      },
      confirmedBy: "graphql-js",
      detail: "data.order.total is null",
    });
  });

  it("takes a way that lasts, though a shorter one is gone as well", async () => {
    const before =
      "type Query { stock: Stock shop: Shop } type Shop { stock: Stock } type Stock { level: Int sku: ID }";
    const after = "type Query { shop: Shop } type Shop { stock: Stock } type Stock { sku: ID }";
    expect((await witnessesBetween(before, after)).map(essence)).toEqual([
      "field-removed: { stock { __typename } }",
      "field-removed: { shop { stock { level } } }",
    ]);
  });

  it("sees nothing where a document breaks for another reason only", async () => {
    // The enum is only received: no document can name it, and its fields break by themselves.
    const before =
      "type Query { order: Order } type Order { id: ID status: Status } enum Status { OPEN }";
    const after = "type Query { order: Order } type Order { id: ID }";
    const [gone] = (await witnessesBetween(before, after)).filter(
      ({ change }) => change.rule === "type-removed",
    );
    expect(gone?.witness.status ?? "not-found").toBe("not-found");
  });

  it("starts from fragments where a schema has no root types", async () => {
    const before =
      "type Order { id: ID! note: String total: Int! } input Line { sku: ID, count: Int }";
    const after = "type Order { id: ID! total: Int } input Line { sku: ID }";
    expect((await witnessesBetween(before, after)).map(essence)).toEqual([
      "field-removed: { ...Part } fragment Part on Order { note }",
      'null-allowed: { ...Part } fragment Part on Order { total } {"total":null}',
      "field-removed: query ($value: Line = {count: 1}) { __typename }",
    ]);
  });
});

describe("hostile names", () => {
  it("are names like any other", async () => {
    const before =
      "type Query { __proto__: constructor } type constructor { toString: Int hasOwnProperty: Int }";
    const after = "type Query { __proto__: constructor } type constructor { hasOwnProperty: Int }";
    expect((await witnessesBetween(before, after)).map(essence)).toEqual([
      "field-removed: { __proto__ { toString } }",
    ]);
  });
});
