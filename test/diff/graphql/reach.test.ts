import { describe, expect, it } from "vitest";
import { onlyChange } from "../compare-texts.ts";

describe("The place of an argument", () => {
  it("is at its field, of the root as of any type", async () => {
    const { reach } = await onlyChange(
      "graphql",
      "type Query { orders(first: Int): Int }",
      "type Query { orders(first: Int!): Int }",
    );
    expect(reach).toEqual([{ operation: "query", place: "res.orders(first:)" }]);
  });

  it("is on the shortest way to its field", async () => {
    const shop = (first: string): string =>
      `type Query { all: [Customer] me: Customer } type Customer { orders(first: ${first}): Int }`;
    const { reach } = await onlyChange("graphql", shop("Int"), shop("Int!"));
    expect(reach).toEqual([{ operation: "query", place: "res.me.orders(first:)" }]);
  });
});

describe("The place of what is sent and received", () => {
  it("is where it breaks, of two that are as near", async () => {
    const shop = (values: string): string =>
      `type Query { state: State find(by: State): Int } enum State { ${values} }`;
    const change = await onlyChange("graphql", shop("OPEN SHUT"), shop("OPEN"));
    expect(change.effects).toContainEqual(
      expect.objectContaining({ surface: "wire", direction: "input", severity: "breaking" }),
    );
    expect(change.reach).toEqual([{ operation: "query", place: "res.find(by:)" }]);
  });
});
