import { describe, expect, it } from "vitest";
import { touchedBy } from "../../../src/evidence/resolve/touch.ts";
import type { Json } from "../../../src/model/json.ts";
import { ordersContract, ref } from "../orders-contract.ts";

const REQUEST = "POST /orders req[application/json]";

function touch(schema: string, value: Json, at = REQUEST) {
  return touchedBy(ordersContract, { at, shape: ref(schema), value });
}

function uses(schema: string, value: Json): readonly string[] {
  return touch(schema, value).touches.map((one) => one.use.slice(REQUEST.length));
}

describe("what a value meets", () => {
  it("is every member it has, items as one place", () => {
    const value = { lines: [{ sku: "a", count: 1 }, { sku: "b" }], note: "soon" };
    expect(uses("NewOrder", value)).toEqual([
      "",
      ".lines",
      ".lines[]",
      ".lines[].sku",
      ".lines[].count",
      ".note",
    ]);
  });

  it("names the declarations on the way", () => {
    const { touches } = touch("NewOrder", { lines: [{ sku: "a" }] });
    expect(touches.find((one) => one.use.endsWith(".sku"))?.elements).toEqual([
      "#schemas.Line.sku",
    ]);
    expect(touches.find((one) => one.use.endsWith("[]"))?.elements).toEqual(["#schemas.Line"]);
  });

  it("tells enum values and no other value", () => {
    const found = JSON.stringify(touch("NewOrder", { status: "paid", note: "secret" }));
    expect(found).toContain(JSON.stringify(`${REQUEST}.status="paid"`).slice(1, -1));
    expect(found).not.toContain("secret");
  });

  it("takes the keys of a map as data", () => {
    const found = touch("NewOrder", { labels: { gift: "yes", colour: "red" } });
    expect(found.touches.map((one) => one.use)).toContain(`${REQUEST}.labels{}`);
    expect(JSON.stringify(found)).not.toMatch(/gift|colour|yes|"red"/);
  });

  it("follows the alternative that fits", () => {
    expect(uses("Order", { payment: { due: "2026-01-01" } })).toContain(".payment.due");
    expect(JSON.stringify(touch("Order", { payment: { due: "x" } }))).not.toContain(
      "#schemas.Card",
    );
  });

  it("follows recursion as deep as the value goes", () => {
    const found = uses("Order", { parent: { parent: { note: "n" } } });
    expect(found).toContain(".parent.parent.note");
  });

  it("tells members that no shape declares", () => {
    const { undeclared } = touch("NewOrder", { coupon: "X1" });
    expect(undeclared).toEqual([{ use: `${REQUEST}.coupon`, refused: false }]);
  });

  it("takes __proto__ as a name like any other", () => {
    const value: Json = JSON.parse('{"__proto__": {"note": "x"}, "constructor": 1}');
    expect(touch("NewOrder", value).undeclared.map((one) => one.use)).toEqual([
      `${REQUEST}.__proto__`,
      `${REQUEST}.constructor`,
    ]);
  });
});
