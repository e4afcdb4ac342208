import { describe, expect, it } from "vitest";
import { orders, payloadOf, witnessesBetween } from "./pairs.ts";

/** Orders with many members that must be there, and a customer whose own need not be. */
function manyMembers(ofCustomer: readonly string[]): string {
  const lines = Array.from({ length: 80 }, (_, index) => `line${String(index)}`);
  const properties = lines.map((name) => `${name}: {type: string}`).join(", ");
  const customer = `{type: object, required: [${ofCustomer.join(", ")}], properties: {name: {type: string}, mail: {type: string}}}`;
  return `{type: object, required: [${lines.join(", ")}, customer], properties: {${properties}, customer: ${customer}}}`;
}

describe("the smallest message", () => {
  it("leaves out what is deep inside, however many members must be there", async () => {
    const found = await witnessesBetween(
      orders("{}", manyMembers(["name", "mail"])),
      orders("{}", manyMembers([])),
    );
    const ofName = found.find(({ change }) => change.element.endsWith(".name"));
    expect(payloadOf(ofName?.witness)).toMatchObject({ body: { line79: "a", customer: {} } });
    expect(JSON.stringify(payloadOf(ofName?.witness))).not.toContain("mail");
  });
});
