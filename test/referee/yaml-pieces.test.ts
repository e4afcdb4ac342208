import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { yamlInPieces } from "../../src/referee/yaml-pieces.ts";

/** Reads as the referee does, and counts. */
function reading() {
  const texts: string[] = [];
  const read = (text: string): unknown => {
    texts.push(text);
    try {
      return load(text);
    } catch {
      return undefined;
    }
  };
  return { texts, read };
}

/** Long enough to be cut at the members of its sections. */
function shop(orders: string): string {
  const filler = Array.from({ length: 80 }, (_, index) => {
    return `    Item${String(index)}:\n      type: object\n      description: |\n        # no comment\n        key: no key\n`;
  });
  return `---\nopenapi: 3.1.0 # a version\n\ntags:\n- name: orders\n# a comment\ncomponents: # of the shop\n  schemas:\n${filler.join("")}    Order: ${orders}\n`;
}

describe("A YAML text read in pieces", () => {
  it("holds what the whole holds", () => {
    const text = shop("{ type: string }");
    expect(yamlInPieces(text, reading().read)).toEqual(load(text));
  });

  it("is read only where somebody looks", () => {
    const { texts, read } = reading();
    const root = yamlInPieces(shop("{ type: string }"), read);
    expect(Object.keys(root ?? {})).toEqual(["openapi", "tags", "components"]);
    expect(texts).toEqual([]);
    expect(root?.["components"]).toMatchObject({ schemas: { Order: { type: "string" } } });
    expect(texts.every((text) => text.length < 200)).toBe(true);
  });

  it("is read as a whole where a piece needs another one", () => {
    const text = shop("*item").replace("Item7:", "Item7: &item");
    const { texts, read } = reading();
    const schemas = yamlInPieces(text, read)?.["components"];
    expect(schemas).toMatchObject({ schemas: { Order: { description: expect.any(String) } } });
    expect(texts).toContain(text);
  });

  it.each([
    ["a list", "- openapi: 3.1.0\n"],
    ["a second document", "openapi: 3.1.0\n---\npaths: {}\n"],
    ["a key that stands twice", "openapi: 3.1.0\npaths: {}\nopenapi: 3.0.0\n"],
    ["a key that is no text", "200: ok\n"],
    ["a key that is a value", "null: ok\n"],
    ["a key with an escape", '"\\u0061": ok\n'],
    ["a merge key", "<<: { a: 1 }\n"],
    ["a key of several lines", "? a\n: b\n"],
    ["a directive", "%YAML 1.2\n---\na: 1\n"],
    ["nothing", "# nothing\n"],
  ])("is not cut where it is %s", (_, text) => {
    expect(yamlInPieces(text, reading().read)).toBeUndefined();
  });

  it("keeps a list that stands as deep as its key, and names of all kinds", () => {
    const text = "tags:\n- a\n-\n  b: 1\n\"/a b\":\n  '200': x\n  true: y\n__proto__: z\n";
    const root = yamlInPieces(text, reading().read);
    expect(Object.entries(root ?? {})).toEqual(Object.entries(Object(load(text))));
  });
});
