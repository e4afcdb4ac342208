import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { harReader } from "../../src/evidence/har/reader.ts";
import { evidenceReaderFor } from "../../src/evidence/index.ts";
import type { Parameter } from "../../src/model/operation.ts";
import { httpContract, oneOfValues, operation, ordersContract, query } from "./orders-contract.ts";

const text = readFileSync("fixtures/evidence/har/web.har", "utf8");
const contract = { name: "orders", contract: ordersContract };
const request = { path: "web.har", text, consumer: "web", contract };

describe("a recording", () => {
  it("shows what was sent, and what was delivered, with counts and the last day", async () => {
    const { usages } = await harReader.read(request);
    expect(usages.map((one) => `${one.count ?? 1} ${one.mode} ${one.coordinate}`)).toEqual([
      "2 sent GET /orders",
      "1 sent GET /orders query.status",
      '1 sent GET /orders query.status="paid"',
      "2 sent GET /orders query.page",
      "2 delivered GET /orders res.200",
      "2 delivered GET /orders res.200[application/json]",
      "1 delivered GET /orders res.200[application/json][]",
      "1 delivered GET /orders res.200[application/json][].id",
      '1 delivered GET /orders res.200[application/json][].status="paid"',
      "1 delivered GET /orders res.200[application/json][].note",
      "1 sent POST /orders",
      "1 sent POST /orders req[application/json]",
      "1 sent POST /orders req[application/json].lines",
      "1 delivered POST /orders res.201",
    ]);
    expect(usages[0]?.evidence.seen).toBe("2026-11-05");
  });

  it("keeps what the contract does not declare, and says which hosts it left out", async () => {
    const { dangling, problems } = await harReader.read(request);
    expect(dangling.map((one) => one.coordinate)).toEqual([
      "POST /orders req[application/json].coupon",
    ]);
    expect(problems.map((one) => one.message)).toEqual([
      "1 requests to fonts.example are left out: the contract names other servers.",
    ]);
  });

  it("never tells values that are not of an enum", async () => {
    expect(JSON.stringify(await harReader.read(request))).not.toMatch(/secret|"42"/);
  });

  it("needs to be told whose it is", async () => {
    await expect(harReader.read({ path: "web.har", text, contract })).rejects.toThrow(
      "A recording does not say whose it is.",
    );
  });

  it.each(["{", '{"log": {}}'])("%s is refused", async (broken) => {
    await expect(harReader.read({ ...request, text: broken })).rejects.toMatchObject({
      name: "DriftError",
    });
  });

  it("is recognised by its text", async () => {
    expect((await evidenceReaderFor("a.json", text))?.kind).toBe("har");
  });
});

describe("cookies", () => {
  const cookie: Parameter = {
    ...query("GET /cart", "region", oneOfValues("#schemas.Region", ["eu", "us"])),
    coordinate: "GET /cart cookie.region",
    place: "cookie",
  };
  const cart = httpContract(
    [operation("GET", "/cart", { parameters: [cookie], responses: { "200": undefined } })],
    [],
  );

  it.each([
    ["a header", { headers: [{ name: "Cookie", value: "session=1; region=eu" }] }],
    ["a list", { headers: [], cookies: [{ name: "region", value: "eu" }] }],
  ])("are read from %s", async (_, given) => {
    const request = { method: "GET", url: "https://shop.example/api/v1/cart", ...given };
    const { usages } = await harReader.read({
      path: "web.har",
      text: JSON.stringify({ log: { entries: [{ request, response: { status: 200 } }] } }),
      consumer: "web",
      contract: { name: "cart", contract: cart },
    });
    expect(usages.map(({ coordinate }) => coordinate)).toEqual(
      expect.arrayContaining(["GET /cart cookie.region", 'GET /cart cookie.region="eu"']),
    );
  });
});

describe("what dangles", () => {
  it("keeps the line of its request", async () => {
    const { dangling } = await harReader.read(request);
    const line = text.split("\n").findIndex((one) => one.includes("coupon")) + 1;
    expect(dangling[0]?.evidence.line).toBeLessThanOrEqual(line);
    expect(dangling[0]?.evidence.line).toBeGreaterThan(1);
  });
});
