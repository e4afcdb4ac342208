import { describe, expect, it } from "vitest";
import { DriftError } from "../../../src/errors.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import { parseDocument } from "../../../src/formats/document/parse-document.ts";

function value(text: string, path = "shop.yaml"): unknown {
  return parseDocument(path, text).value;
}

describe("parsing documents", () => {
  it.each([
    [
      "a mapping",
      "name: stock\ncount: 3\nopen: true\nnote: null\n",
      '{"name":"stock","count":3,"open":true,"note":null}',
    ],
    ["a sequence", "- 1\n- two\n", '[1,"two"]'],
    ["nothing but a comment", "# to be written\n", "null"],
    [
      "words that other versions of YAML take for booleans",
      "a: yes\nb: on\nc: No\n",
      '{"a":"yes","b":"on","c":"No"}',
    ],
    ["dates", "since: 2026-11-22\n", '{"since":"2026-11-22"}'],
    ["octal and hexadecimal numbers", "a: 0o17\nb: 0x1F\n", '{"a":15,"b":31}'],
    [
      "block scalars",
      "a: |\n  one\n  two\nb: >-\n  one\n  two\n",
      '{"a":"one\\ntwo\\n","b":"one two"}',
    ],
    ["aliases", "a: &a {x: 1}\nb: *a\n", '{"a":{"x":1},"b":{"x":1}}'],
    [
      "merge keys",
      "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n",
      '{"a":{"x":1,"y":2},"b":{"x":1,"y":3}}',
    ],
    ["numbers JSON cannot hold", "a: .inf\nb: .nan\n", '{"a":".inf","b":".nan"}'],
  ])("reads %s in YAML", (_what, yaml, json) => {
    expect(value(yaml)).toEqual(JSON.parse(json));
  });

  it("keeps the text of keys that look like something else", () => {
    const yaml = "200: a\n1.10: b\n0777: c\ntrue: d\nnull: e\n~: f\n1e3: g\n";
    expect(Object.keys(value(yaml) as object)).toEqual([
      "200",
      "1.10",
      "0777",
      "true",
      "null",
      "~",
      "1e3",
    ]);
  });

  it.each([
    ["shop.json", '{"max": 9223372036854775807, "min": -9223372036854775808, "few": 12}'],
    ["shop.yaml", "max: 9223372036854775807\nmin: -9223372036854775808\nfew: 12\n"],
  ])("keeps integers beyond 2^53 exact in %s", (path, text) => {
    expect(value(text, path)).toEqual({
      max: 9223372036854775807n,
      min: -9223372036854775808n,
      few: 12,
    });
  });

  it.each([
    ["shop.json", '{"__proto__": {"polluted": true}}'],
    ["shop.yaml", "__proto__: {polluted: true}\n"],
  ])("takes __proto__ for a name like any other in %s", (path, text) => {
    const parsed = value(text, path) as Record<string, unknown>;
    expect(Object.hasOwn(parsed, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(parsed["polluted"]).toBeUndefined();
  });

  it("reads YAML in braces, unless the name says JSON", () => {
    expect(value("{openapi: 3.1.0, paths: {}}")).toEqual({ openapi: "3.1.0", paths: {} });
    expect(() => value("{openapi: 3.1.0}", "shop.json")).toThrow(
      "expected a name in double quotes",
    );
  });

  it("gives a scalar's text as it is written", () => {
    const document = parseDocument("shop.yaml", "info:\n  version: 1.10\n  title: 'Shop ''24'\n");
    expect(document.written("/info/version")).toBe("1.10");
    expect(document.written("/info/title")).toBe("Shop '24");
    expect(document.written("/info")).toBeUndefined();
    expect(document.written("/info/nothing")).toBeUndefined();
  });
});

function bomb(levels: number): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level <= levels; level++) {
    const aliases = Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
    lines.push(`a${level}: &a${level} [${aliases}]`);
  }
  return lines.join("\n");
}

/** The code, line and column of a refusal. */
type BadAt = readonly [ErrorCode, number, number];

const bad: readonly (readonly [string, string, string, BadAt])[] = [
  ["a JSON file that is cut off", "a.json", '{"paths": {\n  "/orders": {', ["syntax", 2, 15]],
  ["a JSON string that is cut off", "a.json", '{"paths": "/ord', ["syntax", 1, 11]],
  ["a comma too many", "a.json", '{"a": 1,\n}', ["syntax", 2, 1]],
  ["a missing comma", "a.json", '{"a": 1\n "b": 2}', ["syntax", 2, 2]],
  ["a word that is none", "a.json", '{"a": truth}', ["syntax", 1, 7]],
  ["a wrong bracket", "a.json", '{"a": [1}', ["syntax", 1, 9]],
  ["something behind the end", "a.json", "{}\n{}", ["syntax", 2, 1]],
  ["a bad escape", "a.json", '["\\x"]', ["syntax", 1, 2]],
  ["a key that stands twice", "a.yaml", "a: 1\nb: 2\na: 3\n", ["syntax", 3, 1]],
  ["a tab in the indentation", "a.yaml", "a:\n\tb: 1\n", ["syntax", 2, 1]],
  ["two documents", "a.yaml", "a: 1\n---\nb: 2\n", ["syntax", 3, 1]],
  ["a key that is a mapping", "a.yaml", "{a: 1}: b\n", ["syntax", 1, 1]],
  ["an unknown tag", "a.yaml", "a: !Sub b\n", ["syntax", 1, 4]],
  ["an alias of what it stands in", "a.yaml", "a: &a\n  b: *a\n", ["syntax", 2, 6]],
  ["NUL bytes", "a.yaml", "a: 1\nb: \0\n", ["source-unreadable", 2, 4]],
  ["NUL bytes in JSON", "a.json", '{"a":\0}', ["source-unreadable", 1, 6]],
  ["aliases that multiply", "a.yaml", bomb(9), ["too-large", 7, 10]],
  ["20,000 nested arrays", "a.json", "[".repeat(20_000) + "]".repeat(20_000), ["too-deep", 1, 501]],
  [
    "20,000 nested objects",
    "a.json",
    '{"a":'.repeat(20_000) + "1" + "}".repeat(20_000),
    ["too-deep", 1, 2497],
  ],
  ["20,000 nested flow sequences", "a.yaml", `a: ${"[".repeat(20_000)}`, ["too-deep", 1, 503]],
  ["20,000 nested block sequences", "a.yaml", "- ".repeat(20_000), ["too-deep", 1, 1001]],
];

describe("documents that cannot be read", () => {
  it.each(bad)(
    "refuses %s with a place, within a second",
    (_what, path, text, [code, line, column]) => {
      const start = performance.now();
      let refused: unknown;
      try {
        parseDocument(path, text);
      } catch (error) {
        refused = error;
      }
      expect(refused).toBeInstanceOf(DriftError);
      expect(refused).toMatchObject({ code, place: { file: path, line, column } });
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );

  it("counts nesting through aliases", () => {
    const links = Array.from(
      { length: 30 },
      (_, n) => `a${n + 1}: &a${n + 1} ${"[".repeat(20)}*a${n}${"]".repeat(20)}`,
    );
    expect(() => value(["a0: &a0 [x]", ...links].join("\n"))).toThrow("nests deeper than 500");
  });
});
