import { describe, expect, it } from "vitest";
import { validateGraphql } from "../../../src/formats/graphql/validate.ts";
import { fixture } from "./read.ts";

describe("validateGraphql", () => {
  it("has nothing against the shop's schema or an introspection result", () => {
    expect(validateGraphql(new Map([["a.graphql", fixture("shop/schema.graphql")]]))).toEqual([]);
    expect(validateGraphql(new Map([["a.json", '{"__schema":{}}']]))).toEqual([]);
  });

  it("places an error of the SDL rules in its file", () => {
    const texts = new Map([
      ["a.graphql", "type Query { a: Order }"],
      ["b.graphql", "type Order {\n  id: Missing\n}"],
    ]);
    expect(validateGraphql(texts)).toMatchObject([
      { code: "invalid-document", location: { file: "b.graphql", line: 2, column: 7 } },
    ]);
  });

  it("places an error of the schema rules", () => {
    const sdl = "interface Node { id: ID }\ntype Query implements Node {\n  a: Int\n}";
    expect(validateGraphql(new Map([["a.graphql", sdl]]))).toMatchObject([
      { code: "invalid-document", message: expect.stringContaining("Node.id") },
    ]);
  });

  it("says that there is no query type", () => {
    expect(validateGraphql(new Map([["a.graphql", "type Order { id: ID }"]]))).toMatchObject([
      { code: "invalid-document", message: "Query root type must be provided." },
    ]);
  });
});
