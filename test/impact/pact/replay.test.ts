import { describe, expect, it } from "vitest";
import { diffContracts } from "../../../src/diff/index.ts";
import { pactReader } from "../../../src/evidence/pact/reader.ts";
import { openapiReader } from "../../../src/formats/openapi/index.ts";
import type { ReadResult } from "../../../src/formats/reader.ts";
import { judgeImpact } from "../../../src/impact/judge.ts";
import { replayEvidence } from "../../../src/impact/replay-evidence.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

/** A shop's orders; tests edit it as text. */
const ORDERS = `
openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters:
        - { name: expand, in: query, schema: { type: string } }
      responses: { "200": { description: ok } }
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/NewOrder" } } }
      responses: { "201": { description: ok } }
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
components:
  schemas:
    NewOrder:
      type: object
      required: [sku]
      properties: { sku: { type: string }, note: { type: string } }
    Order:
      type: object
      required: [id, status, total]
      properties:
        id: { type: string }
        status: { type: string, enum: [open, paid] }
        total: { type: integer }
        note: { type: string }
`;

const PACT = {
  consumer: { name: "web" },
  provider: { name: "orders" },
  interactions: [
    {
      description: "an order",
      request: { method: "GET", path: "/orders/42" },
      response: {
        status: 200,
        headers: { "Content-Type": ["application/json"] },
        body: { id: "42", status: "paid", total: 3 },
        matchingRules: {
          body: {
            "$.id": { matchers: [{ match: "type" }] },
            "$.total": { matchers: [{ match: "integer" }] },
          },
        },
      },
    },
    {
      description: "placing an order",
      request: {
        method: "POST",
        path: "/orders",
        headers: { "Content-Type": ["application/json"] },
        body: { sku: "tea" },
      },
      response: { status: 201 },
    },
    {
      description: "orders with lines",
      request: { method: "GET", path: "/orders", query: { expand: ["lines"] } },
      response: { status: 200 },
    },
  ],
};

function read(text: string): Promise<ReadResult> {
  return openapiReader.read({ tree: memoryTree({ "a.yaml": text }), entries: ["a.yaml"] });
}

/** `field-removed breaks: an order: response.body.total is not promised`. */
async function impactOf(
  edit: (contract: string) => string,
  pact: unknown = PACT,
  contract = ORDERS,
): Promise<readonly string[]> {
  const before = await read(contract);
  const after = await read(edit(contract));
  const request = {
    path: "web.json",
    text: JSON.stringify(pact),
    contract: { name: "orders", contract: before.contract },
  };
  const { usages } = await pactReader.read(request);
  const { replays } = await replayEvidence("pact", request, { before, after });
  const changes = diffContracts(before.contract, after.contract, {
    surfaces: ["wire"],
    today: "2026-11-22",
  });
  const { impacts, unattributed } = judgeImpact({
    before: before.contract,
    after: after.contract,
    changes,
    consumers: [],
    usages,
    replays,
  });
  expect(unattributed).toEqual([]);
  return changes.flatMap((change, index) =>
    (impacts[index] ?? [])
      .filter((one) => one.verdict !== "no-use-seen")
      .map(({ verdict, because: [first] }) => {
        const why = verdict === "breaks" ? `: ${first?.evidence.item}: ${first?.detail}` : "";
        return `${change.rule} ${verdict}${why}`;
      }),
  );
}

/** The same contract without `type: object`, and with a type that may be null. */
const WITHOUT_TYPE = ORDERS.replace("    Order:\n      type: object\n", "    Order:\n");
const NULLABLE_TYPE = ORDERS.replace(
  "    Order:\n      type: object\n",
  "    Order:\n      type: [object, 'null']\n",
);

const withoutTotal = (contract: string): string =>
  contract.replace("[id, status, total]", "[id, status]").replace(/ +total: .*\n/, "");

describe("a pact that is replayed", () => {
  it.each<[string, (contract: string) => string, readonly string[]]>([
    [
      "a response property is removed",
      withoutTotal,
      ["field-removed breaks: an order: response.body.total is not promised"],
    ],
    [
      "an enum value is removed that the consumer relies on",
      (contract) => contract.replace("[open, paid]", "[open]"),
      ["enum-value-removed breaks: an order: response.body.status is none of the listed values"],
    ],
    [
      "a request property is demanded",
      (contract) => contract.replace("required: [sku]", "required: [sku, note]"),
      ["field-became-required breaks: placing an order: request.body.note is missing"],
    ],
    [
      "a request property is added and demanded",
      (contract) =>
        contract
          .replace("required: [sku]", "required: [sku, shop]")
          .replace("{ sku: {", "{ shop: { type: string }, sku: {"),
      ["field-added breaks: placing an order: request.body.shop is missing"],
    ],
    [
      "a query parameter is removed",
      (contract) => contract.replace(/ +parameters:\n +- \{ name: expand.*\n/, ""),
      ["parameter-removed breaks: orders with lines: request.query.expand is not understood"],
    ],
    [
      "a query parameter is demanded",
      (contract) =>
        contract.replace(
          "- { name: expand",
          "- { name: shop, in: query, required: true, schema: { type: string } }\n        - { name: expand",
        ),
      ["parameter-added breaks: orders with lines: request.query.shop is missing"],
    ],
    [
      "a response property becomes optional",
      (contract) => contract.replace("[id, status, total]", "[id, status]"),
      ["field-became-optional breaks: an order: response.body.total may be absent"],
    ],
    [
      "a response property may be null",
      (contract) =>
        contract.replace("total: { type: integer }", "total: { type: [integer, 'null'] }"),
      ["null-allowed breaks: an order: response.body.total may be null"],
    ],
    [
      "a response property has another type",
      (contract) => contract.replace("total: { type: integer }", "total: { type: string }"),
      ["type-changed breaks: an order: response.body.total must be string"],
    ],
    [
      "an operation is removed",
      (contract) => contract.replace(/ {4}post:[\s\S]*?(?= {2}\/orders\/)/, ""),
      ["operation-removed breaks: placing an order: the path has no such method"],
    ],
  ])("fails where %s", async (_, edit, expected) => {
    expect(await impactOf(edit)).toEqual(expected);
  });

  it.each([
    ["without a type", WITHOUT_TYPE],
    ["that may be null", NULLABLE_TYPE],
  ])("misses a property of a schema %s", async (_, contract) => {
    expect(await impactOf(withoutTotal, PACT, contract)).toEqual([
      "field-removed breaks: an order: response.body.total is not promised",
    ]);
  });

  it.each<[string, (contract: string) => string]>([
    [
      "a property that it does not need goes",
      (contract) => contract.replace(/ +note: \{.*\n$/, ""),
    ],
    ["a property is added", (contract) => `${contract}        colour: { type: string }\n`],
    [
      "an optional request property is added",
      (contract) => contract.replace("{ sku: {", "{ colour: { type: string }, sku: {"),
    ],
    [
      "a text that it takes as it comes is bounded",
      (contract) => contract.replace("id: { type: string }", "id: { type: string, maxLength: 1 }"),
    ],
    [
      "what it always sends is demanded",
      (contract) =>
        contract.replace(
          "{ name: expand, in: query,",
          "{ name: expand, in: query, required: true,",
        ),
    ],
  ])("holds where %s", async (_, edit) => {
    expect(await impactOf(edit)).toEqual([]);
  });

  it("may break where a promise is widened that its matchers do not tell", async () => {
    const edit = (contract: string) => contract.replace("[open, paid]", "[open, paid, lost]");
    expect(await impactOf(edit)).toEqual(["enum-value-added may-break"]);
  });

  it("does not fail for what was wrong before", async () => {
    const interactions = [
      {
        description: "a colour",
        request: { method: "GET", path: "/orders/42" },
        response: { status: 200, body: { colour: "red", total: 3 } },
      },
    ];
    const found = await impactOf(withoutTotal, { ...PACT, interactions });
    expect(found).toEqual(["field-removed breaks: a colour: response.body.total is not promised"]);
  });

  it("is not asked about a request that the consumer sends to be refused", async () => {
    const interactions = [
      {
        description: "no sku",
        request: { method: "POST", path: "/orders", body: {} },
        response: { status: 400 },
      },
    ];
    const contract = ORDERS.replace(
      'responses: { "201": { description: ok } }',
      'responses: { "201": { description: ok }, "400": { description: no } }',
    );
    const edit = (text: string) => text.replace("required: [sku]", "required: [sku, note]");
    const found = await impactOf(edit, { ...PACT, interactions }, contract);
    expect(found).not.toContainEqual(expect.stringContaining("breaks: no sku"));
  });
});
