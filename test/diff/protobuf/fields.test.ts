import { describe, expect, it } from "vitest";
import { feltOn, JSON_FORM, method, proto2, edition2023, SOURCE, WIRE } from "./texts.ts";

type Row = readonly [
  what: string,
  before: string,
  after: string,
  /** Severity and rule on the wire and in JSON, for who sends the message. */
  sent: { readonly wire?: string; readonly json?: string; readonly source?: string },
  /** The same for who receives it. */
  received: { readonly wire?: string; readonly json?: string; readonly source?: string },
];

const NAMES: readonly Row[] = [
  ["added", "", "string sku = 1;", {}, {}],
  [
    "removed",
    "string sku = 1;",
    "",
    {
      wire: "dangerous field-removed",
      json: "breaking field-removed",
      source: "breaking field-removed",
    },
    {
      wire: "dangerous field-removed",
      json: "dangerous field-removed",
      source: "breaking field-removed",
    },
  ],
  [
    "renamed",
    "string sku = 1;",
    "string ean = 1;",
    { json: "breaking field-renamed", source: "breaking field-renamed" },
    { json: "breaking field-renamed", source: "breaking field-renamed" },
  ],
  [
    "renamed under its JSON name",
    "string stock_unit = 1;",
    'string sku = 1 [json_name = "stockUnit"];',
    { json: "dangerous field-renamed", source: "breaking field-renamed" },
    { json: "dangerous field-renamed", source: "breaking field-renamed" },
  ],
  [
    "given another JSON name",
    "string sku = 1;",
    'string sku = 1 [json_name = "unit"];',
    // Parsers know a field by its own name as well.
    {},
    { json: "breaking json-name-changed" },
  ],
  [
    "given another number",
    "string sku = 1;",
    "string sku = 2;",
    { wire: "breaking field-number-changed" },
    { wire: "breaking field-number-changed" },
  ],
];

const TYPES: readonly Row[] = [
  [
    "int32 to int64: who reads int32 loses large values",
    "int32 count = 1;",
    "int64 count = 1;",
    {
      wire: "dangerous encoding-incompatible",
      json: "dangerous encoding-incompatible",
      source: "breaking encoding-incompatible",
    },
    {
      wire: "breaking encoding-incompatible",
      json: "breaking encoding-incompatible",
      source: "breaking encoding-incompatible",
    },
  ],
  [
    "int32 to sint32: other bytes, the same JSON, the same code",
    "int32 count = 1;",
    "sint32 count = 1;",
    { wire: "breaking encoding-incompatible" },
    { wire: "breaking encoding-incompatible" },
  ],
  [
    "string to bytes: every text is bytes, not every bytes are text",
    "string sku = 1;",
    "bytes sku = 1;",
    {
      wire: "dangerous encoding-incompatible",
      json: "breaking encoding-incompatible",
      source: "breaking encoding-incompatible",
    },
    {
      wire: "breaking encoding-incompatible",
      json: "breaking encoding-incompatible",
      source: "breaking encoding-incompatible",
    },
  ],
  [
    "the value of a map",
    "map<string, int32> stock = 1;",
    "map<string, string> stock = 1;",
    {
      wire: "breaking encoding-incompatible",
      json: "breaking encoding-incompatible",
      source: "breaking encoding-incompatible",
    },
    {
      wire: "breaking encoding-incompatible",
      json: "breaking encoding-incompatible",
      source: "breaking encoding-incompatible",
    },
  ],
];

const CARDINALITY: readonly Row[] = [
  [
    "one text to many: of a list who reads one keeps the last",
    "string sku = 1;",
    "repeated string sku = 1;",
    {
      wire: "dangerous type-changed",
      json: "breaking type-changed",
      source: "breaking type-changed",
    },
    {
      wire: "breaking type-changed",
      json: "breaking type-changed",
      source: "breaking type-changed",
    },
  ],
  [
    "many numbers to one",
    "repeated int32 count = 1;",
    "int32 count = 1;",
    {
      wire: "breaking type-changed",
      json: "breaking type-changed",
      source: "breaking type-changed",
    },
    {
      wire: "dangerous type-changed",
      json: "breaking type-changed",
      source: "breaking type-changed",
    },
  ],
  [
    "packed or not",
    "repeated int32 count = 1;",
    "repeated int32 count = 1 [packed = false];",
    {},
    {},
  ],
  [
    "presence: accessors only",
    "int32 count = 1;",
    "optional int32 count = 1;",
    { source: "breaking presence-changed" },
    { source: "breaking presence-changed" },
  ],
];

const SURFACES = { wire: WIRE, json: JSON_FORM, source: SOURCE } as const;

async function feltEverywhere(before: string, after: string): Promise<Record<string, string>> {
  const felt: Record<string, string> = {};
  for (const [name, surfaces] of Object.entries(SURFACES)) {
    const [line] = await feltOn(surfaces, before, after);
    if (line !== undefined) felt[name] = line.split(" ").slice(0, 2).join(" ");
  }
  return felt;
}

describe.each([
  ["A field that is", NAMES],
  ["A field of another type:", TYPES],
  ["A field of another cardinality:", CARDINALITY],
])("%s", (_, rows) => {
  it.each(rows)("%s", async (_what, before, after, ...expected) => {
    const [sent, received] = expected;
    expect(await feltEverywhere(method(before, ""), method(after, ""))).toEqual(sent);
    expect(await feltEverywhere(method("", before), method("", after))).toEqual(received);
  });
});

describe("Two fields that swap their numbers", () => {
  it("exchange their values on the wire, and nowhere else", async () => {
    const before = method("string sku = 1; string ean = 2;", "");
    const after = method("string sku = 2; string ean = 1;", "");
    expect(await feltOn(WIRE, before, after)).toEqual([
      "breaking field-number-changed shop.v1.Request.sku#1",
      "breaking field-number-changed shop.v1.Request.ean#2",
    ]);
    expect(await feltOn(JSON_FORM, before, after)).toEqual([]);
  });
});

describe("A required field", () => {
  const message = (fields: string) => proto2(`message Order { ${fields} }`);

  it.each([
    ["added", "", "required string sku = 1;", "breaking field-added"],
    [
      "that was optional",
      "optional string sku = 1;",
      "required string sku = 1;",
      "breaking field-became-required",
    ],
    [
      "that becomes optional",
      "required string sku = 1;",
      "optional string sku = 1;",
      "breaking field-became-optional",
    ],
    ["removed", "required string sku = 1;", "", "breaking field-removed"],
  ])("%s breaks one side of the wire", async (_, before, after, line) => {
    expect(await feltOn(WIRE, message(before), message(after))).toEqual([
      `${line} shop.v1.Order.sku#1`,
    ]);
  });

  it("is one under editions as well", async () => {
    const after = edition2023(
      "message Order { string sku = 1 [features.field_presence = LEGACY_REQUIRED]; }",
    );
    expect(await feltOn(WIRE, edition2023("message Order { }"), after)).toEqual([
      "breaking field-added shop.v1.Order.sku#1",
    ]);
  });
});

describe("A default", () => {
  it("is assumed by whoever reads, so both sides may read another value", async () => {
    const message = (value: string) =>
      proto2(`message Order { optional string c = 1 [default = "${value}"]; }`);
    expect(await feltOn(WIRE, message("EUR"), message("CHF"))).toEqual([
      "dangerous default-changed shop.v1.Order.c#1",
    ]);
  });
});

describe("Groups and nested messages", () => {
  it("are written in other bytes", async () => {
    const group = proto2("message Order { optional group Line = 1 { optional string sku = 1; } }");
    const nested = proto2(
      "message Order { optional Line line = 1; message Line { optional string sku = 1; } }",
    );
    const lines = await feltOn(WIRE, group, nested);
    expect(lines).toEqual(["breaking attribute-changed shop.v1.Order.line#1"]);
    expect(await feltOn(JSON_FORM, group, nested)).toEqual([]);
  });
});
