import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Format } from "../../src/model/contract.ts";
import { changesOf, linesOf, onlyChange, type Texts } from "./compare-texts.ts";
import { object, ref, sent, received, shared, TEXT, WHOLE } from "./openapi-texts.ts";

function fixture(path: string): string {
  return readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), "utf8");
}

const SAMPLES: readonly (readonly [Format, string, Texts])[] = [
  ["graphql", "the shop", fixture("graphql/shop/schema.graphql")],
  ["graphql", "an old dialect", fixture("graphql/legacy/schema.graphql")],
  [
    "protobuf",
    "orders",
    {
      "shop/v1/orders.proto": fixture("protobuf/shop/before/shop/v1/orders.proto"),
      "shop/v1/catalog.proto": fixture("protobuf/shop/before/shop/v1/catalog.proto"),
    },
  ],
  ["protobuf", "proto2", fixture("protobuf/legacy/warehouse.proto")],
  ["protobuf", "an edition", fixture("protobuf/editions/customers.proto")],
  [
    "openapi",
    "a shared schema",
    shared(object({ sku: TEXT, parts: { type: "array", items: ref("Order") } })),
  ],
];

describe("The same contract", () => {
  it.each(SAMPLES)("has no change: %s, %s", async (format, _, text) => {
    expect(await changesOf(format, text, text)).toEqual([]);
  });
});

const BEFORE = shared(object({ sku: TEXT, count: WHOLE, note: TEXT }, ["sku"]));
const AFTER = shared(
  object({ sku: WHOLE, count: { type: "integer", maximum: 9 } }, ["sku", "count"]),
);

describe("The same two contracts", () => {
  it("have the same changes in the same order each time", async () => {
    const [one, two] = [
      await changesOf("openapi", BEFORE, AFTER),
      await changesOf("openapi", BEFORE, AFTER),
    ];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(one.length).toBeGreaterThan(2);
  });

  it("are told once for each cause, whatever the number of places", async () => {
    const changes = await changesOf("openapi", BEFORE, AFTER);
    const causes = changes.map(
      ({ rule, element, details }) => `${rule} ${element} ${details.keyword}`,
    );
    expect(new Set(causes).size).toBe(causes.length);
    expect(await linesOf("openapi", BEFORE, AFTER)).toEqual(
      expect.arrayContaining([
        "breaking type-changed #schemas.Order.sku",
        "breaking field-became-required #schemas.Order.count",
        "breaking constraint-tightened #schemas.Order.count",
        "dangerous field-removed #schemas.Order.note",
      ]),
    );
  });

  it("carry where each side is written, and what it says", async () => {
    const change = await onlyChange(
      "openapi",
      sent(object({ sku: TEXT })),
      sent(object({ sku: WHOLE })),
    );
    expect(change.before).toMatchObject({ value: "string", origin: { file: "shop.json" } });
    expect(change.after).toMatchObject({ value: "integer", origin: { file: "shop.json" } });
  });
});

describe("The other way round", () => {
  const narrow = object({ sku: { type: "string", maxLength: 4 } }, ["sku"]);
  const wide = object({ sku: TEXT });

  it("a narrowing is a widening, and input and output change places", async () => {
    expect(await linesOf("openapi", sent(wide), sent(narrow))).toEqual([
      "breaking field-became-required POST /orders req[application/json].sku",
      "breaking constraint-tightened POST /orders req[application/json].sku",
    ]);
    expect(await linesOf("openapi", sent(narrow), sent(wide))).toEqual([
      "compatible field-became-optional POST /orders req[application/json].sku",
      "compatible constraint-loosened POST /orders req[application/json].sku",
    ]);
    expect(await linesOf("openapi", received(narrow), received(wide))).toEqual([
      "breaking field-became-optional GET /orders res.200[application/json].sku",
      "breaking constraint-loosened GET /orders res.200[application/json].sku",
    ]);
  });

  it("what is added is removed", async () => {
    const swap = (line: string) =>
      line.replace("-added", "-gone").replace("-removed", "-added").replace("-gone", "-removed");
    const small = "type Query { a: Int } enum Status { OPEN }";
    const large = "type Query { a: Int b(status: Status): Int } enum Status { OPEN PAID }";
    const rules = async (before: string, after: string) =>
      (await changesOf("graphql", before, after))
        .map(({ rule, element }) => `${rule} ${element}`)
        .sort();
    expect((await rules(small, large)).map(swap).sort()).toEqual(await rules(large, small));
  });
});

describe("The promised surfaces", () => {
  it("decide the severity, and never the effects", async () => {
    const proto = (name: string) =>
      `syntax = "proto3"; package shop.v1; message Order { string ${name} = 1; }`;
    const on = async (...surfaces: readonly ("wire" | "json" | "source")[]) => {
      const [change] = await changesOf("protobuf", proto("sku"), proto("ean"), { surfaces });
      return change;
    };
    expect((await on("wire"))?.severity).toBe("compatible");
    expect((await on("wire", "json"))?.severity).toBe("breaking");
    expect((await on("wire"))?.effects).toEqual((await on("json"))?.effects);
  });
});
