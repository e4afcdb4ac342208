import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidenceReaderFor } from "../../src/evidence/index.ts";
import { callsOf } from "../../src/evidence/traces/calls.ts";
import { jaegerReader, otlpReader } from "../../src/evidence/traces/reader.ts";
import type { Span } from "../../src/evidence/traces/span.ts";
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

  it("are recognised by their text", async () => {
    expect((await evidenceReaderFor("j.json", jaeger))?.kind).toBe("jaeger");
    expect((await evidenceReaderFor("a.jsonl", otlp))?.kind).toBe("otlp");
  });
});

describe("the caller of a span", () => {
  const span = (spanId: string, kind: Span["kind"], parts: Partial<Span>): Span => ({
    traceId: "t",
    spanId,
    kind,
    attributes: new Map(),
    ...parts,
  });
  const below = (spanId: string) => ({ parent: { traceId: "t", spanId } });

  it("is the nearest service above it, through its own inner spans", () => {
    const calls = callsOf([
      span("a", "client", { service: "web" }),
      span("b", "other", { service: "orders", ...below("a") }),
      span("c", "server", { service: "orders", ...below("b") }),
    ]);
    expect(calls.find((call) => call.span.spanId === "c")?.caller?.service).toBe("web");
  });

  it("is unknown where the span above was not recorded, and where spans lead round", () => {
    const calls = callsOf([
      span("c", "server", { service: "orders", ...below("x") }),
      span("d", "server", { service: "orders", ...below("e") }),
      span("e", "other", { service: "orders", ...below("d") }),
    ]);
    expect(calls.map((call) => call.caller)).toEqual([undefined, undefined]);
  });
});
