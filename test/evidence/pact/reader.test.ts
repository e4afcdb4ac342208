import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { EvidenceResult } from "../../../src/evidence/evidence.ts";
import { evidenceReaderFor } from "../../../src/evidence/index.ts";
import { pactReader } from "../../../src/evidence/pact/reader.ts";
import { documentParser } from "../../../src/evidence/yaml-documents.ts";
import { parseDocument } from "../../../src/formats/document/parse-document.ts";
import { ordersContract } from "../orders-contract.ts";

const contract = { name: "orders", contract: ordersContract };

function read(text: string, providers?: readonly string[]): Promise<EvidenceResult> {
  const against = providers === undefined ? contract : { ...contract, providers };
  return pactReader.read({ path: "pacts/web-orders.json", text, contract: against });
}

function fixture(version: string): string {
  return readFileSync(`fixtures/evidence/pact/web-orders.${version}.json`, "utf8");
}

function pactOf(interaction: unknown, metadata = {}): string {
  return JSON.stringify({
    consumer: { name: "web" },
    provider: { name: "orders" },
    interactions: [interaction],
    metadata,
  });
}

const parse = documentParser(parseDocument);

describe("a pact of which the text is at hand", () => {
  it("says on which line each interaction begins", async () => {
    const text = fixture("v3");
    const { usages } = await pactReader.read({ path: "a.json", text, contract, parse });
    const starts = text
      .split("\n")
      .flatMap((line, index) => (line.includes('"description"') ? [index + 1] : []));
    const lines = new Set(usages.flatMap(({ evidence }) => evidence.line ?? []));
    // The brace stands on the line before.
    expect([...lines].map((line) => line + 1)).toEqual(starts);
  });
});

describe("a pact", () => {
  it.each(["v2", "v3", "v4", "ruby"])(
    "of %s says what is sent and what is needed",
    async (version) => {
      const { usages, dangling } = await read(fixture(version));
      const told = usages.map((usage) => `${usage.mode} ${usage.coordinate}`);
      expect(told).toEqual([
        "sent GET /orders/{}",
        "needed GET /orders/{} res.200",
        "needed GET /orders/{} res.200[application/json]",
        "needed GET /orders/{} res.200[application/json].id",
        'needed GET /orders/{} res.200[application/json].status="paid"',
        "needed GET /orders/{} res.200[application/json].lines",
        "needed GET /orders/{} res.200[application/json].lines[]",
        "needed GET /orders/{} res.200[application/json].lines[].sku",
        "sent GET /orders",
        "sent GET /orders query.status",
        'sent GET /orders query.status="open"',
        "sent GET /orders query.page",
        "needed GET /orders res.200",
        "sent POST /orders",
        "sent POST /orders req[application/json]",
        "sent POST /orders req[application/json].lines",
        "sent POST /orders req[application/json].lines[]",
        "sent POST /orders req[application/json].lines[].sku",
        "sent POST /orders req[application/json].lines[].count",
        'sent POST /orders req[application/json].status="open"',
        'sent POST /orders req[application/json].status="paid"',
        "needed POST /orders res.4XX",
        "needed POST /orders res.4XX[application/json]",
        "needed POST /orders res.4XX[application/json].title",
        "declared ",
      ]);
      expect(dangling).toEqual([]);
    },
  );

  it("names the interaction with its state as evidence", async () => {
    const { usages } = await read(fixture("v3"));
    expect(usages[0]?.evidence).toEqual({
      kind: "pact",
      file: "pacts/web-orders.json",
      item: "a paid order (given order 42 is paid)",
    });
  });

  it("never tells values that are not of an enum", async () => {
    const result = JSON.stringify(await read(fixture("v4")));
    expect(result).not.toMatch(/tea|no stock|"42"/);
  });

  it("reports what it leaves out", async () => {
    const { problems } = await read(fixture("v4"));
    expect(problems.map((one) => one.message)).toEqual([
      'The interaction "an order was paid" is left out: it is a message, which has no request.',
    ]);
  });

  it("keeps what the contract does not know", async () => {
    const { dangling } = await read(
      pactOf({
        description: "a coupon",
        request: { method: "POST", path: "/orders", body: { coupon: "X1" }, query: "dry=1" },
        response: { status: 418, body: { colour: "red" } },
      }),
    );
    expect(dangling.map((use) => `${use.coordinate}: ${use.reason}`)).toEqual([
      "POST /orders query.dry: the contract has no such query parameter",
      "POST /orders req[application/json].coupon: the contract does not declare it",
      "POST /orders res.4XX[application/json].colour: the contract does not declare it",
    ]);
  });

  it("keeps requests that lead nowhere, without the values in their paths", async () => {
    const { usages, dangling } = await read(
      pactOf({
        description: "a basket",
        request: { method: "GET", path: "/baskets/4711" },
        response: {},
      }),
    );
    expect(dangling.map((use) => use.coordinate)).toEqual(["GET /baskets/{}"]);
    expect(usages.map((usage) => usage.coordinate)).toEqual([""]);
  });

  it("of another provider shows nothing of this contract", async () => {
    const { usages, problems } = await read(fixture("v2"), ["stock"]);
    expect(usages).toEqual([]);
    expect(problems.map((one) => one.code)).toEqual(["other-provider"]);
  });

  it("takes the keys of a map as data, where the contract or a matcher says so", async () => {
    const { usages, dangling } = await read(
      pactOf({
        description: "labels",
        request: { method: "POST", path: "/orders", body: { labels: { gift: "yes" } } },
        response: {
          status: 201,
          body: { lines: [], note: { a: 1 } },
          matchingRules: { body: { "$.note": { matchers: [{ match: "values" }] } } },
        },
      }),
    );
    expect(usages.map((usage) => usage.coordinate)).toContain(
      "POST /orders req[application/json].labels{}",
    );
    expect(JSON.stringify([usages, dangling])).not.toMatch(/gift|note\.a/);
  });

  it.each<[string, string]>([
    ["{", "The pact is not valid JSON."],
    ["[]", "A pact is a JSON object; this file is not."],
    [
      '{"consumer": {"name": "web"}, "interactions": []}',
      "A pact names its consumer and its provider; this file does not.",
    ],
  ])("%s is refused", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it("is recognised among other files", async () => {
    expect((await evidenceReaderFor("a.json", fixture("v2")))?.kind).toBe("pact");
    expect(await evidenceReaderFor("a.json", "{}")).toBeUndefined();
  });
});
