import { describe, expect, it } from "vitest";
import { changesOf, lineOf } from "./compare-texts.ts";
import { documentOf, object, ref, TEXT, type Schema } from "./openapi-texts.ts";

/** A shop that takes an order in some media types. */
function order(schema: Schema, mediaTypes: readonly string[], version = "3.1.0"): string {
  const content = Object.fromEntries(
    mediaTypes.map((mediaType) => [mediaType, { schema: ref("Order") }]),
  );
  return documentOf({
    version,
    schemas: { Order: schema, Label: { type: "string" } },
    paths: {
      "/orders": {
        post: { requestBody: { content }, responses: { 204: { description: "Done" } } },
      },
    },
  });
}

async function lines(before: Schema, after: Schema, ...mediaTypes: readonly string[]) {
  const changes = await changesOf("openapi", order(before, mediaTypes), order(after, mediaTypes));
  return changes.map((change) => lineOf(change));
}

const named = (xml: unknown) => object({ sku: { ...TEXT, xml } });
const XML = "application/xml";
const CHANGED = "dangerous xml-changed #schemas.Order.sku";

describe("Names in XML", () => {
  it("matter to bodies in XML alone, and are told once", async () => {
    const [before, after] = [named({ name: "article" }), named({ name: "item" })];
    expect(await lines(before, after, XML)).toEqual([CHANGED]);
    expect(await lines(before, after, "application/problem+xml")).toEqual([CHANGED]);
    expect(await lines(before, after, "application/json")).toEqual([]);
    expect(await lines(before, after, "application/json", XML, "text/xml")).toEqual([CHANGED]);
  });

  it("are met in bodies in XML alone, where others are of the same schema", async () => {
    const [before, after] = [named({ name: "article" }), named({ name: "item" })];
    const both = ["application/json", XML];
    const [change] = await changesOf("openapi", order(before, both), order(after, both));
    expect(change?.reach).toEqual([
      { operation: "POST /orders", place: "req[application/xml].sku" },
    ]);
  });

  it.each([
    ["an attribute", { attribute: true }],
    ["in a namespace", { namespace: "https://shop.example/ns" }],
    ["a text", { nodeType: "text" }],
  ])("change what is written: %s", async (_, xml) => {
    expect(await lines(named({}), named(xml), XML)).toEqual([CHANGED]);
  });

  it.each([
    ["the name of the property", {}, { name: "sku" }],
    ["another prefix", { prefix: "a" }, { prefix: "b" }],
    ["a kind of node in the words of 3.2", { attribute: true }, { nodeType: "attribute" }],
    ["text in a CDATA section", { nodeType: "text" }, { nodeType: "cdata" }],
  ])("say the same: %s", async (_, before, after) => {
    expect(await lines(named(before), named(after), XML)).toEqual([]);
  });

  it("of a list are around it, or of its items alone", async () => {
    const list = (xml: unknown) => object({ sku: { type: "array", items: TEXT, xml } });
    expect(await lines(list({}), list({ wrapped: true }), XML)).toEqual([CHANGED]);
    expect(await lines(list({}), list({ wrapped: false }), XML)).toEqual([]);
  });

  it("stand beside a reference as well", async () => {
    const beside = (xml: unknown) => object({ sku: { ...ref("Label"), xml } });
    expect(await lines(beside({ name: "a" }), beside({ name: "b" }), XML)).toEqual([CHANGED]);
  });
});
