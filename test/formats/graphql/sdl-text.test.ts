import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DriftError } from "../../../src/errors.ts";
import { piecesOf } from "../../../src/formats/graphql/pieces.ts";
import type { PiecePlace } from "../../../src/formats/graphql/pieces.ts";
import { writtenOf } from "../../../src/formats/graphql/sdl-nodes.ts";
import { readSdlText } from "../../../src/formats/graphql/sdl-text.ts";
import { parseDocument } from "../../../src/formats/graphql/syntax.ts";
import type { WrittenDefinition } from "../../../src/formats/graphql/written.ts";
import type { Origin } from "../../../src/model/position.ts";
import { fixture, readFiles, readSdl } from "./read.ts";

const FILE = "shop.graphql";

/** Definitions as plain data, every origin counted from the start of the text. */
function plain(
  definitions: readonly WrittenDefinition[] | undefined,
  places: ReadonlyMap<number, PiecePlace> = new Map(),
): unknown {
  return JSON.parse(
    JSON.stringify(definitions ?? "not read", (key, value: unknown) => {
      if (key === "distinct") return undefined;
      if (typeof value === "bigint") return `${String(value)}n`;
      return key === "origin" ? offsetOf(value as Origin, places) : value;
    }),
  );
}

function offsetOf(origin: Origin, places: ReadonlyMap<number, PiecePlace>): number {
  if (!("offset" in origin)) return -1;
  const start = "piece" in origin ? places.get(origin.piece)?.start : 0;
  return (start ?? Number.NaN) + origin.offset;
}

function read(text: string): unknown {
  const places = new Map<number, PiecePlace>();
  const definitions = readSdlText(FILE, text, { pieces: piecesOf(), places });
  return plain(definitions, places);
}

/** What graphql-js makes of a text; undefined where that is an error or needs its syntax repaired. */
function parsed(text: string): unknown {
  try {
    const { document, legacy } = parseDocument(FILE, text);
    if (legacy) return undefined;
    return plain((document?.definitions ?? []).map((node) => writtenOf(node, FILE)));
  } catch (error) {
    if (error instanceof DriftError) return undefined;
    throw error;
  }
}

const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ["nothing", " \n# nothing\n"],
  ["types with fields and arguments", "type Query { order(id: ID!, first: Int = 10): [Order!]! }"],
  [
    "types that implement others",
    "type A implements & B & C @d { a: Int } interface B implements C",
  ],
  ["types without a body", "type A interface B enum C input D union E scalar F"],
  ["unions", "union Hit = | Order | Item\nunion None @d\nextend union Hit = Customer"],
  ["enums", '"The state." enum Status { "Paid." PAID @deprecated(reason: "gone") SENT }'],
  ["inputs", "input Filter @oneOf { status: [Status!] = [PAID], placed: Period = { days: 1 } }"],
  ["schemas", "schema @d { query: Shop, mutation: Buy } extend schema { subscription: S }"],
  ["extended schemas", 'extend schema @link(url: "https://shop.example", import: ["@key"])'],
  ["directives", "directive @cost(weight: Int! = 1 @d) repeatable on | FIELD | OBJECT"],
  ["extended directives", "directive @a on FIELD\nextend directive @a @b"],
  ["extensions", 'extend type Order @key(fields: "id") { id: ID! } extend scalar Date @d'],
  ["names that are keywords", "type type { input: enum, on(extend: on): true } enum on { on }"],
  [
    "numbers",
    "input N { a: Int = -0, b: Float = 1.50e+3, c: Int = 12345678901234567890, d: F = -1.0 }",
  ],
  ["constants", "input C { a: A = null, b: B = [true false [], {}], c: C = {a: {b: ENUM}} }"],
  ["strings", 'type A @d(a: "\\u00e9\\n\\"\\\\\\/", b: "") { a: Int }'],
  ["blocks", 'type A @d(a: """\n    one\n      two \\"""\n  """) { """ \\""" """ a: Int }'],
  ["comments", '#{\ntype A #}\r{ # "\n a #\n: #\n Int } # end'],
  ["commas and marks", "\uFEFF,type,A,{,a,:,[,Int,!,],!,}\uFEFF\t"],
  ["lines that end as on Windows", "type A {\r\n  a: Int\r\n}\r\n"],
  [
    "the same name twice",
    "type A { a: Int a(b: Int b: Int): Int __typename: Int } type A { b: Int }",
  ],
  [
    "names of object prototypes",
    "type __proto__ { constructor(__proto__: Int = 1): Int } enum E { __proto__ }",
  ],
  [
    "what is applied with such names",
    "type A @d(__proto__: 1, toString: {__proto__: 2}) { a: Int }",
  ],
];

/** What only graphql-js reads, or nobody does. */
const OTHERS: readonly (readonly [what: string, text: string])[] = [
  ["operations", "type A { a: Int } query { a }"],
  ["fragments", "fragment F on A { a } type A { a: Int }"],
  ["empty bodies", "type A {}"],
  ["empty arguments", "type A { a(): Int }"],
  ["empty arguments of a directive", "type A @d() { a: Int }"],
  ["interfaces without a mark between", "type A implements B C { a: Int }"],
  ["extensions that say nothing", "extend type A"],
  ["extensions with a description", '"An A." extend type A { a: Int }'],
  ["schemas without a root type", "schema @d"],
  ["locations that do not exist", "directive @a on PLACE"],
  ["enum values that are constants", "enum E { true }"],
  ["variables", "input A { a: Int = $b }"],
  ["numbers that go on", "input A { a: Int = 01 }"],
  ["numbers with a letter behind", "input A { a: Int = 1x }"],
  ["strings that are not closed", 'type A @d(a: "b\n") { a: Int }'],
  ["blocks that are not closed", '"""type A { a: Int }'],
  ["escapes that do not exist", '"\\q" type A { a: Int }'],
  ["characters that are halves", '"\uD800" type A { a: Int }'],
  ["escaped halves", 'type A @d(a: "\\uD83D") { a: Int }'],
  ["bodies that are not closed", "type A { a: Int"],
  ["what nests very deep", `type A { a: ${"[".repeat(400)}Int${"]".repeat(400)} }`],
  ["other characters", "type A { a: Int ? }"],
];

describe("SDL that is read without a tree", () => {
  it.each(TEXTS)("gives what graphql-js gives for %s", (_, text) => {
    expect(read(text)).toEqual(parsed(text));
    expect(parsed(text)).toBeDefined();
  });

  it.each(["shop/schema.graphql", "subgraphs/orders.graphql"])(
    "gives it for the fixture %s",
    (path) => {
      const text = fixture(path);
      expect(read(text)).toEqual(parsed(text));
    },
  );

  it.each(OTHERS)("leaves %s to graphql-js", (_, text) => {
    expect(read(text)).toBe("not read");
  });

  it("never gives anything else, however a text is damaged", () => {
    const whole = [...TEXTS, ...OTHERS]
      .map(([, text]) => text)
      .filter(({ length }) => length < 400);
    const marks = '{ } ( ) [ ] ! : = | & @ $ " # \\ , . _ - 0 """ a 1 on'.split(" ");
    const bits = [...marks, " ", "\n", "\r", "type ", "extend "];
    const damage = fc.record({
      texts: fc.array(fc.constantFrom(...whole), { minLength: 1, maxLength: 3 }),
      edits: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          cut: fc.nat(6),
          put: fc.constantFrom("", ...bits),
        }),
        { maxLength: 3 },
      ),
    });
    const samples = fc.sample(damage, { numRuns: 3000, seed: 7 }).map(damaged);
    const isRead = samples.filter((text) => read(text) !== "not read");
    expect(isRead.length).toBeGreaterThan(300);
    const others = isRead.filter((text) => !isDeepStrictEqual(read(text), parsed(text)));
    expect(others).toEqual([]);
  });
});

interface Damage {
  readonly texts: readonly string[];
  readonly edits: readonly { readonly at: number; readonly cut: number; readonly put: string }[];
}

function damaged({ texts, edits }: Damage): string {
  let text = texts.join("\n");
  for (const { at, cut, put } of edits) {
    const offset = Math.floor(at * text.length);
    text = text.slice(0, offset) + put + text.slice(offset + cut);
  }
  return text;
}

describe("a side that is read beside another", () => {
  const BEFORE = `type Query { order(id: ID!): Order, hit: Hit }
"An order." type Order implements Node { id: ID!, total(in: Currency = { code: 1 }): Int }
interface Node { id: ID! } union Hit = Order | Item
type Item { sku: String! } input Currency { code: ID } scalar Date enum Status { PAID SENT }
`;

  /** All that a side says, every place as its line and column. */
  async function said(text: string, comparison: object, files: Record<string, string> = {}) {
    const result = await readFiles({ [FILE]: text, ...files }, { comparison });
    const located: unknown = JSON.parse(
      JSON.stringify(result.contract, (key, value: unknown) => {
        if (value instanceof Map) return [...value];
        return key === "origin" ? result.locate(value as Origin) : value;
      }),
    );
    return { located, diagnostics: result.diagnostics };
  }

  it.each([
    ["the same text", BEFORE],
    ["a text with something in front", `# The shop.\nscalar Money\n${BEFORE}`],
    ["fields that are gone", BEFORE.replace(", hit: Hit", "")],
    ["types that are gone", BEFORE.replace("type Item { sku: String! }", "")],
    ["a type that is there twice", `${BEFORE}type Item { sku: String! }`],
    ["a type that is extended", `${BEFORE}extend type Item { name: String }`],
    [
      "a scalar that says more",
      BEFORE.replace("scalar Date", 'scalar Date @specifiedBy(url: "a")'),
    ],
    ["a scalar with a longer name", BEFORE.replace("scalar Date", "scalar DateTime")],
    ["a union with a further member", BEFORE.replace("Order | Item", "Order | Item | Query")],
    ["a type by which a default is understood", BEFORE.replace("code: ID", "code: Int")],
    ["another order", BEFORE.split("\n").toReversed().join("\n")],
    ["what only graphql-js reads", `${BEFORE}query { order(id: 1) { id } }`],
  ])("says what it says alone: %s", async (_, text) => {
    const comparison = {};
    await said(BEFORE, comparison);
    expect(await said(text, comparison)).toEqual(await said(text, {}));
    expect(await said(BEFORE, comparison)).toEqual(await said(BEFORE, {}));
  });

  it("says it where a type moved to another file", async () => {
    const comparison = {};
    await said(BEFORE, comparison);
    const rest = BEFORE.replace("type Item { sku: String! }", "");
    const files = { "items.graphql": "\n\ntype Item { sku: String! }" };
    expect(await said(rest, comparison, files)).toEqual(await said(rest, {}, files));
  });

  it("has the types that both have in the same words as one object", async () => {
    const comparison = {};
    const before = await readSdl(BEFORE, { comparison });
    const after = await readSdl(`# The shop.\n${BEFORE.replace("SENT", "LOST")}`, { comparison });
    const isOne = (name: string) =>
      before.contract.types.get(name) === after.contract.types.get(name);
    expect(
      ["Query", "Node", "Hit", "Item", "Currency", "Date"].filter((name) => !isOne(name)),
    ).toEqual([]);
    // What a default means is decided by the type of the argument; of an enum a value changed.
    expect(["Order", "Status"].filter(isOne)).toEqual([]);
  });
});
