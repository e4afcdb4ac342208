import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "../../../src/formats/document/parse-document.ts";
import { childPointer, pointerTokens } from "../../../src/formats/document/pointer.ts";

const YAML = `openapi: 3.1.0
paths:
  /orders/{id}:
    get: {tags: [a, "b"], 'x-a': 1}
  "/quoted\\u0020path":
    put:
      - one
      - two: 2
defaults: &defaults
  limit: 10
first:
  <<: *defaults
  own: 1
second: *defaults
third:
  <<: [{near: 1}, *defaults]
`;

const JSON_TEXT = `{
  "paths": {
    "/orders/{id}": { "get": { "tags": ["a", "b"], "note": "a \\"quoted\\" { [ , :" } },
    "a\\u002fb": [ { "x": 1 }, [ 2, 3 ] ]
  },
  "twice": 1,
  "twice": { "inner": true }
}`;

describe("locating elements", () => {
  it.each([
    ["", 1, 1],
    ["/openapi", 1, 1],
    ["/paths/~1orders~1{id}", 3, 3],
    ["/paths/~1orders~1{id}/get/tags", 4, 11],
    ["/paths/~1orders~1{id}/get/tags/1", 4, 21],
    ["/paths/~1orders~1{id}/get/x-a", 4, 27],
    ["/paths/~1quoted path/put", 6, 5],
    ["/paths/~1quoted path/put/1", 8, 9],
    ["/paths/~1quoted path/put/1/two", 8, 9],
    ["/first/own", 13, 3],
    ["/first/limit", 10, 3],
    ["/second/limit", 10, 3],
    ["/third/near", 16, 9],
    ["/third/limit", 10, 3],
    ["/paths/~1orders~1{id}/post/responses", 3, 3],
    ["/paths/~1quoted path/put/7", 6, 5],
    ["/nothing", 1, 1],
  ])("finds %s in YAML at %i:%i", (pointer, line, column) => {
    expect(parseDocument("shop.yaml", YAML).locate(pointer)).toEqual({
      file: "shop.yaml",
      line,
      column,
    });
  });

  it.each([
    ["", 1, 1],
    ["/paths", 2, 3],
    ["/paths/~1orders~1{id}/get", 3, 23],
    ["/paths/~1orders~1{id}/get/tags/1", 3, 46],
    ["/paths/~1orders~1{id}/get/note", 3, 52],
    ["/paths/a~1b/0/x", 4, 21],
    ["/paths/a~1b/1/1", 4, 36],
    ["/twice/inner", 7, 14],
    ["/paths/a~1b/5", 4, 5],
    ["/paths/~1orders~1{id}/get/tags/x", 3, 32],
  ])("finds %s in JSON at %i:%i", (pointer, line, column) => {
    expect(parseDocument("shop.json", JSON_TEXT).locate(pointer)).toEqual({
      file: "shop.json",
      line,
      column,
    });
  });

  it("points at the key or item of every element of any document, in JSON and in YAML", () => {
    const documents = fc.oneof(
      fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()),
      fc.array(fc.jsonValue()),
    );
    fc.assert(
      fc.property(documents, fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        // What YAML reads in another way: tabs that indent, and "<<", which merges.
        const isYaml = indent !== "\t" && !text.includes('"<<"') && !UNPRINTABLE.test(text);
        const inYaml = isYaml ? misplaced("shop.yaml", `# in YAML\n${text}`, value) : [];
        expect([...misplaced("shop.json", text, value), ...inYaml]).toEqual([]);
      }),
    );
  });
});

const UNPRINTABLE = /[\u007f-\u009f\ufeff\ufffe\uffff]/;

/** The elements at whose place something else stands than their key or value. */
function misplaced(path: string, text: string, value: unknown): readonly string[] {
  const document = parseDocument(path, text);
  const lines = text.split("\n");
  return [...elements(value, "")].flatMap(({ pointer, expected }) => {
    const { line, column } = document.locate(pointer);
    const found = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join("\n");
    return found.startsWith(expected) ? [] : [`${pointer} at ${line}:${column}`];
  });
}

function* elements(
  value: unknown,
  pointer: string,
): Generator<{ readonly pointer: string; readonly expected: string }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const at = childPointer(pointer, index);
      yield { pointer: at, expected: JSON.stringify(item).slice(0, 1) };
      yield* elements(item, at);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const at = childPointer(pointer, key);
      yield { pointer: at, expected: JSON.stringify(key) };
      yield* elements(member, at);
    }
  }
}

describe("JSON pointers", () => {
  it("come back as they were, whatever the keys", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        const pointer = tokens.reduce<string>((parent, token) => childPointer(parent, token), "");
        expect(pointerTokens(pointer)).toEqual(tokens);
      }),
    );
  });
});
