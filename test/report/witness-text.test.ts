import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { Witness } from "../../src/model/witness.ts";
import { witnessBlockOf, witnessLine } from "../../src/report/witness-text.ts";

type Confirmed = Extract<Witness, { status: "confirmed" }>;

function confirmed(kind: Confirmed["kind"], payload: Json, operation?: string): Confirmed {
  const by = { status: "confirmed", confirmedBy: "http-replay", detail: "refused" } as const;
  return { ...by, kind, payload, ...(operation === undefined ? {} : { operation }) };
}

describe("A witness on one line", () => {
  it.each<readonly [what: string, witness: Confirmed, line: string]>([
    [
      "is a request line with its body",
      confirmed("request", {
        method: "POST",
        path: "/orders?limit=5",
        headers: { "content-type": "application/json" },
        body: { sku: "a" },
      }),
      'request POST /orders?limit=5 {"sku":"a"}',
    ],
    [
      "names headers that matter",
      confirmed("request", { method: "GET", path: "/orders", headers: { accept: "text/csv" } }),
      "request GET /orders [accept: text/csv]",
    ],
    [
      "is named after its operation where no address is known",
      confirmed("request", { method: "POST", body: [1] }, "webhook orderPaid POST"),
      "request webhook orderPaid POST [1]",
    ],
    [
      "is a call of an RPC",
      confirmed("request", { path: "/shop.v1.Orders/Get" }),
      "request /shop.v1.Orders/Get",
    ],
    [
      "is a response with its status",
      confirmed("response", { status: 200, headers: {}, body: { id: null } }, "GET /orders/{}"),
      'response of GET /orders/{} 200 {"id":null}',
    ],
    [
      "is data beside the document that asked for it",
      confirmed("response", { document: "{ order { id } }", data: { order: null } }),
      'response {"order":null} to { order { id } }',
    ],
    [
      "is a document with its variables, its quotes as they are",
      confirmed("document", { document: '{ order(id: "a") { id } }', variables: { first: 1 } }),
      'document { order(id: "a") { id } } with {"first":1}',
    ],
    [
      "is what was written, and the bytes",
      confirmed("bytes", {
        writtenBy: "before",
        type: "Item",
        hex: "0a0161",
        written: { sku: "a" },
      }),
      'bytes before writes {"sku":"a"} (0a0161) as Item',
    ],
    [
      "says that a message takes no bytes",
      confirmed("bytes", { writtenBy: "after", type: "Item", hex: "", written: {} }),
      "bytes after writes {} (no bytes) as Item",
    ],
    [
      "is JSON text as it was written",
      confirmed("json", { writtenBy: "before", type: "Item", json: '{"sku":"a"}' }),
      'json before writes {"sku":"a"} as Item',
    ],
    ["is left to the detail where dates speak", confirmed("statement", { before: {} }), ""],
  ])("%s", (_what, witness, line) => {
    expect(witnessLine(witness)).toBe(line);
  });
});

describe("A witness as a block", () => {
  it("is GraphQL where it is a document", () => {
    const payload = { document: "{ order { id } }", variables: { first: 1 } };
    expect(witnessBlockOf(confirmed("document", payload))).toEqual({
      text: '{ order { id } }\n# variables: {"first":1}',
      language: "graphql",
    });
  });

  it("is JSON elsewhere, and nothing where dates speak", () => {
    expect(witnessBlockOf(confirmed("bytes", { hex: "00" }))?.language).toBe("json");
    expect(witnessBlockOf(confirmed("statement", {}))).toBeUndefined();
  });
});
