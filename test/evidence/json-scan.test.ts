import { describe, expect, it } from "vitest";
import { jsonScan } from "../../src/evidence/json-scan.ts";

interface Scanned {
  readonly parts: readonly (readonly [path: string, value: unknown, line: number])[];
  readonly around: readonly string[];
}

function scanned(text: string, wanted: readonly string[], size = text.length): Scanned {
  const parts: [string, unknown, number][] = [];
  const around: string[] = [];
  const scan = jsonScan("a.json", {
    wanted: new Set(wanted),
    part: (path, part, line) => parts.push([path, JSON.parse(part), line]),
    enter: (path) => around.push(`+${path}`),
    leave: (path) => around.push(`-${path}`),
  });
  for (let at = 0; at < text.length; at += size) scan.feed(text.slice(at, at + size));
  scan.end();
  return { parts, around };
}

const TEXT = `{
  "log": { "version": "1.2", "no\\"te": "}{][",
    "entries": [
      { "a": "\\\\\\"}", "b": [1, { "c": null }] },
      7, "x", [{ "d": 1 }],
      {}
    ]
  },
  "entries": [{ "other": true }]
}`;

describe("a scan of JSON", () => {
  it.each([1, 2, 3, 7, 1000])("finds parts in chunks of %i", (size) => {
    const { parts, around } = scanned(TEXT, ["log.entries[]"], size);
    expect(parts).toEqual([
      ["log.entries[]", { a: '\\"}', b: [1, { c: null }] }, 4],
      ["log.entries[]", {}, 6],
    ]);
    expect(around).toEqual([
      "+",
      "+log",
      "+log.entries",
      "+log.entries[]",
      "+log.entries[][]",
      "-log.entries[][]",
      "-log.entries[]",
      "-log.entries",
      "-log",
      "+entries",
      "+entries[]",
      "-entries[]",
      "-entries",
      "-",
    ]);
  });

  it("takes one value after the other", () => {
    const lines = '{"a":[{"b":1}]}\n{"a":[{"b":2}]}\n';
    expect(scanned(lines, ["a[]"]).parts).toEqual([
      ["a[]", { b: 1 }, 1],
      ["a[]", { b: 2 }, 2],
    ]);
  });

  it.each(["{", '{"a": [{"b"', '{"a": "b', "[[]"])("refuses %s, which is cut off", (text) => {
    expect(() => scanned(text, ["a[]"])).toThrow("The file ends in the middle of a value.");
  });

  it.each(["", "a[]"])("refuses what is nested without end (%j)", (wanted) => {
    const text = `{"a":[{"b":${"[".repeat(600)}`;
    expect(() => scanned(text, [wanted])).toThrow("nested deeper than 500 levels");
  });

  it("takes names such as __proto__ as names", () => {
    const { parts } = scanned('{"__proto__":[{"a":1}]}', ["__proto__[]"]);
    expect(parts).toEqual([["__proto__[]", { a: 1 }, 1]]);
  });
});
