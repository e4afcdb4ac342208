import { describe, expect, it } from "vitest";
import { harReader } from "../../src/evidence/har/reader.ts";
import { pactReader } from "../../src/evidence/pact/reader.ts";
import { touchedBy } from "../../src/evidence/resolve/touch.ts";
import { otlpReader } from "../../src/evidence/traces/reader.ts";
import { partsOfValue } from "../../src/evidence/resolve/shape-parts.ts";
import type { Json } from "../../src/model/json.ts";
import { httpContract, object, ordersContract, ref, schema } from "./orders-contract.ts";

const contract = { name: "orders", contract: ordersContract };
const DEEP = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;

describe("hostile evidence", () => {
  it.each([
    [
      "pact",
      pactReader,
      `{"consumer":{"name":"a"},"provider":{"name":"b"},"interactions":${DEEP}}`,
    ],
    ["recording", harReader, `{"log":{"entries":${DEEP}}}`],
    ["trace", otlpReader, `{"resourceSpans":${DEEP}}`],
  ])("a %s that is nested without end is refused", async (_, reader, text) => {
    const request = { path: "a.json", text, consumer: "web", contract };
    await expect(reader.read(request)).rejects.toMatchObject({ code: "too-deep" });
  });

  it("names like __proto__ and constructor are names like any other", async () => {
    const text = `{
      "consumer": { "name": "__proto__" }, "provider": { "name": "constructor" },
      "interactions": [{
        "description": "__proto__",
        "request": { "method": "POST", "path": "/orders", "body": { "__proto__": { "note": 1 } }, "query": { "__proto__": ["1"] } },
        "response": { "status": 201, "headers": { "constructor": "a" }, "body": { "constructor": 1 } }
      }]
    }`;
    const { usages, dangling } = await pactReader.read({ path: "a.json", text, contract });
    expect(usages[0]?.consumer).toBe("__proto__");
    expect(dangling.map((one) => one.coordinate)).toEqual([
      "POST /orders query.__proto__",
      "POST /orders req[application/json].__proto__",
      "POST /orders res.201[application/json].constructor",
    ]);
  });

  it("types that only refer to each other end", () => {
    const round = httpContract(
      [],
      [
        { ...schema("A", (at) => object(at, {})), shape: ref("B") },
        { ...schema("B", (at) => object(at, {})), shape: ref("A") },
      ],
    );
    expect(partsOfValue(round, [ref("A")], {}).shapes).toEqual([]);
  });

  it("alternatives inside alternatives are chosen in no time", () => {
    const node = schema("Node", (at) => object(at, { left: ref("Any"), right: ref("Any") }));
    const origin = { file: "a", pointer: "" };
    const any = {
      ...schema("Any", (at) => object(at, {})),
      shape: {
        kind: "shape" as const,
        coordinate: "#schemas.Any",
        origin,
        anyOf: [ref("Node"), ref("Any"), ref("Node")],
      },
    };
    let value: Json = {};
    for (let level = 0; level < 12; level++) value = { left: value, right: value };
    const tree = httpContract([], [node, any]);
    expect(touchedBy(tree, { at: "x", shape: ref("Any"), value }).undeclared).toEqual([]);
  });
});
