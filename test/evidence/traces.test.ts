import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidenceReaderFor } from "../../src/evidence/index.ts";
import { callsOf } from "../../src/evidence/traces/calls.ts";
import type { SpanRole } from "../../src/evidence/traces/calls.ts";
import { spanTable } from "../../src/evidence/traces/span-table.ts";

import { FORMATS } from "../../src/formats/index.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import { jaegerReader, otlpReader } from "../../src/evidence/traces/reader.ts";
import { httpContract, operation, ordersContract } from "./orders-contract.ts";

const otlp = readFileSync("fixtures/evidence/traces/orders.jsonl", "utf8");
const jaeger = readFileSync("fixtures/evidence/traces/jaeger.json", "utf8");
const contract = { name: "orders", contract: ordersContract, providers: ["orders"] };

describe("traces in OTLP", () => {
  it("show who calls which operation, joined from client to server", async () => {
    const { usages } = await otlpReader.read({ path: "a.jsonl", text: otlp, contract });
    expect(usages.map((one) => `${one.consumer}: ${one.mode} ${one.coordinate}`)).toEqual([
      "web-bff: sent GET /orders/{}",
      "web-bff: delivered GET /orders/{} res.200",
      "unknown caller: sent POST /orders",
      "unknown caller: delivered POST /orders res.201",
      "unknown caller: declared ",
      "web-bff: sent DELETE /orders/{}",
    ]);
    expect(usages[0]).toMatchObject({
      consumerVersion: "3.2.0",
      environment: "production",
      evidence: { kind: "otlp", file: "a.jsonl", seen: "2026-11-05" },
    });
  });

  it("keep what the contract does not know", async () => {
    const { dangling } = await otlpReader.read({ path: "a.jsonl", text: otlp, contract });
    expect(dangling.map((one) => `${one.coordinate}: ${one.reason}`)).toEqual([
      "POST /orders query.dry: the contract has no such query parameter",
      "GET /health: the contract has no such path",
    ]);
  });

  it("count calls that meet no operation where the providers are not known", async () => {
    const { dangling, problems } = await otlpReader.read({
      path: "a.jsonl",
      text: otlp,
      contract: { name: "orders", contract: ordersContract },
    });
    expect(dangling.map((one) => one.coordinate)).not.toContain("GET /health");
    expect(problems.map((one) => one.code)).toEqual(["calls-left-out"]);
  });

  it("never tell values", async () => {
    const found = await otlpReader.read({ path: "a.jsonl", text: otlp, contract });
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  it("show calls of RPCs under new and old names", async () => {
    const stock = httpContract([operation("GET", "/", { responses: {} })], []);
    const call = {
      ...operation("GET", "/", { responses: {} }),
      coordinate: "shop.v1.Stock/Reserve",
    };
    const protobuf = {
      ...stock,
      format: "protobuf" as const,
      operations: [{ ...call, match: call.coordinate }],
    };
    const spans = [
      [{ key: "rpc.method", value: { stringValue: "shop.v1.Stock/Reserve" } }],
      [
        { key: "rpc.service", value: { stringValue: "shop.v1.Stock" } },
        { key: "rpc.method", value: { stringValue: "Reserve" } },
      ],
    ].map((attributes, index) => ({ traceId: "a", spanId: `s${index}`, kind: 2, attributes }));
    const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
    const { usages } = await otlpReader.read({
      path: "a.json",
      text,
      contract: { name: "stock", contract: protobuf },
    });
    expect(usages.map((one) => `${one.count} ${one.coordinate}`)).toEqual([
      "2 shop.v1.Stock/Reserve",
    ]);
  });

  it.each(["{", '{"a": 1}', '{"resourceSpans": []}\n{'])("%j is refused", async (text) => {
    await expect(otlpReader.read({ path: "a.json", text, contract })).rejects.toMatchObject({
      name: "DriftError",
    });
  });
});

describe("traces of Jaeger", () => {
  it("show the same", async () => {
    const { usages } = await jaegerReader.read({ path: "j.json", text: jaeger, contract });
    expect(
      usages.map((one) => `${one.consumer} ${one.consumerVersion}: ${one.coordinate}`),
    ).toEqual(["web-bff 3.2.0: GET /orders/{}", "web-bff 3.2.0: GET /orders/{} res.200"]);
    expect(usages[0]?.evidence.seen).toBe("2026-11-05");
  });

  it("may be one trace by itself, of which only the services are asked", async () => {
    const trace = { traceID: "1", spans: [{ traceID: "1", spanID: "2", processID: "p" }] };
    const text = JSON.stringify({ ...trace, processes: { p: { serviceName: "orders" } } });
    const { consumers } = await jaegerReader.read({ path: "j.json", text });
    expect(consumers?.map(({ service }) => service)).toEqual(["orders"]);
  });

  it("are recognised by their text", async () => {
    expect((await evidenceReaderFor("j.json", jaeger))?.kind).toBe("jaeger");
    expect((await evidenceReaderFor("a.jsonl", otlp))?.kind).toBe("otlp");
  });
});

describe("the caller of a span", () => {
  interface Placed extends SpanRole {
    readonly key: string;
    readonly above?: string;
  }

  function callsIn(spans: readonly Placed[]) {
    const table = spanTable<Placed>();
    for (const span of spans) {
      const { key, above } = span;
      const parent = above === undefined ? {} : { parent: { traceId: "t", spanId: above } };
      table.add({ traceId: "t", spanId: key, ...parent }, span);
    }
    return callsOf(table);
  }

  it("is the nearest service above it, through its own inner spans", () => {
    const calls = callsIn([
      { key: "a", kind: "client", service: "web" },
      { key: "b", kind: "other", service: "orders", above: "a" },
      { key: "c", kind: "server", service: "orders", above: "b" },
    ]);
    expect(calls.find((call) => call.span.key === "c")?.caller?.service).toBe("web");
  });

  it("is unknown where the span above was not recorded, and where spans lead round", () => {
    const calls = callsIn([
      { key: "c", kind: "server", service: "orders", above: "x" },
      { key: "d", kind: "server", service: "orders", above: "e" },
      { key: "e", kind: "other", service: "orders", above: "d" },
    ]);
    expect(calls.map((call) => call.caller)).toEqual([undefined, undefined]);
  });

  it("may stand in another file", async () => {
    const span = (file: string, parts: object, service: string) => ({
      path: file,
      contract,
      text: JSON.stringify({
        resourceSpans: [
          {
            // The resource may come after its spans.
            scopeSpans: [{ spans: [{ traceId: "aa", ...parts }] }],
            resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
          },
        ],
      }),
    });
    const attributes = [
      { key: "http.request.method", value: { stringValue: "GET" } },
      { key: "http.route", value: { stringValue: "/orders/:id" } },
    ];
    const found = await otlpReader.readTogether?.([
      span("orders.json", { spanId: "02", parentSpanId: "01", kind: 2, attributes }, "orders"),
      span("web.json", { spanId: "01", kind: 3 }, "web"),
    ]);
    expect(found?.usages.map(({ consumer, evidence }) => [consumer, evidence.file])).toEqual([
      ["web", "orders.json"],
    ]);
  });
});

describe("a document in a span", () => {
  async function shop() {
    const reader = await FORMATS.graphql();
    const text = "type Query { order(id: ID!): Order } type Order { id: ID! note: String }";
    const tree = memoryTree({ "shop.graphql": text });
    const read = await reader.read({ tree, entries: ["shop.graphql"] });
    return { name: "shop", contract: read.contract };
  }

  function traced(document: string): string {
    const attributes = Object.entries({
      "graphql.operation.type": "query",
      "graphql.document": document,
    }).map(([key, stringValue]) => ({ key, value: { stringValue } }));
    const spans = [{ traceId: "aa", spanId: "01", kind: 2, attributes }];
    return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  }

  it.each([
    [
      "query Page { order(id: 1) { id gone } }",
      ["graphql-span needed Order.id", "graphql-span sent Query.order(id:)"],
      ["Order.gone"],
    ],
    // Values were cut out so that it is no document any more.
    ["query Page { order(id: ?) { id } }", ["otlp sent query"], []],
  ])("%s is as exact as one in a file", async (document, uses, lost) => {
    const text = traced(document);
    const found = await otlpReader.read({ path: "a.json", text, contract: await shop() });
    const told = found.usages.map(
      ({ evidence, mode, coordinate }) => `${evidence.kind} ${mode} ${coordinate}`,
    );
    expect(told).toEqual(expect.arrayContaining(uses));
    expect(found.dangling.map(({ coordinate, evidence }) => [coordinate, evidence.line])).toEqual(
      lost.map((coordinate) => [coordinate, 1]),
    );
  });
});
