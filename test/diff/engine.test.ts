import { describe, expect, it } from "vitest";
import { engineFor } from "../../src/diff/compare/engine.ts";
import type { Subject } from "../../src/diff/finding.ts";
import { normaliserFor } from "../../src/diff/normal/normalise.ts";
import { samenessOf } from "../../src/diff/same.ts";
import { openapiReader } from "../../src/formats/openapi/index.ts";
import type { Contract } from "../../src/model/contract.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import { TODAY } from "./compare-texts.ts";

async function shop(schemas: object): Promise<Contract> {
  const text = JSON.stringify({ openapi: "3.1.0", paths: {}, components: { schemas } });
  const request = { tree: memoryTree({ "shop.json": text }), entries: ["shop.json"] };
  return (await openapiReader.read(request)).contract;
}

/** Orders that hold each other, and a customer. */
function orders(status: object): object {
  const customer = { type: "object", properties: { name: { type: "string" } } };
  const parent = { $ref: "#/components/schemas/Order" };
  return { Order: { type: "object", properties: { status, parent, customer } } };
}

const SUBJECT: Subject = {
  element: "#schemas.Order",
  kind: "type",
  name: "Order",
  holder: { place: "" },
};

describe("findings of a pair", () => {
  it("are collected once, however often they are asked for", async () => {
    const before = await shop(orders({ type: "string" }));
    const after = await shop(orders({ type: "integer" }));
    const engine = engineFor({
      before: normaliserFor(before),
      after: normaliserFor(after),
      semantics: after.semantics,
      sameness: samenessOf(before, after),
      today: TODAY,
    });
    const origin = { file: "shop.json", pointer: "/components/schemas/Order" };
    const order = { kind: "ref", to: "#schemas.Order", nullable: false, origin } as const;
    const use = engine.meet({
      before: order,
      after: order,
      subject: SUBJECT,
      itself: true,
      circumstances: { direction: "input" },
    });
    const found = engine.findingsIn(use);
    expect(found.map(({ rule }) => rule)).toEqual(["type-changed"]);
    expect(engine.findingsIn(use)).toBe(found);
  });
});
