import { describe, expect, it } from "vitest";
import { changesOf, onlyChange } from "../compare-texts.ts";

const SHOP = `
type Query { customer(filter: Filter): Customer }
type Customer { orders: [Order!] }
type Order { lines: [Line!] status: Status }
type Line { amount: Int }
input Filter { status: [Status!] placed: Period }
input Period { days: Int }
enum Status { PAID SENT }
union Hit = Order | Line
`;

function edited(from: string, to: string): string {
  expect(SHOP).toContain(from);
  return SHOP.replace(from, to);
}

describe("A changed type that only unchanged types lead to", () => {
  it("is found where it is received, once, with the way there", async () => {
    const change = await onlyChange("graphql", SHOP, edited("amount: Int", "amount: String"));
    expect(change).toMatchObject({
      rule: "type-changed",
      element: "Line.amount",
      direction: "output",
      severity: "breaking",
      reach: [{ operation: "query", place: "res.customer.orders[].lines[].amount" }],
    });
  });

  it("is found where it is sent", async () => {
    const change = await onlyChange("graphql", SHOP, edited("days: Int", "days: Int!"));
    expect(change).toMatchObject({ element: "Period.days", severity: "breaking" });
    expect(change.direction).toBe("input");
  });

  it("is found in both directions where it is sent and received", async () => {
    const change = await onlyChange("graphql", SHOP, edited("PAID SENT", "PAID SENT LOST"));
    expect(change).toMatchObject({ element: "Status.LOST", direction: "both" });
  });

  it("is found behind a root type that got another name", async () => {
    const renamed = edited("amount: Int", "amount: String").replace("type Query", "type Root");
    const changes = await changesOf("graphql", SHOP, `schema { query: Root }\n${renamed}`);
    const found = changes.find(({ element }) => element === "Line.amount");
    expect(found).toMatchObject({ rule: "type-changed", severity: "breaking" });
  });
});
