import { buildSchema, introspectionFromSchema } from "graphql";
import type { IntrospectionOptions } from "graphql";
import { describe, expect, it } from "vitest";
import { fieldOf, fixture, readFiles, readSdl, shapeOf, withoutOrigins } from "./read.ts";

/** What a query asks for that nobody has told to ask for more. */
const BY_DEFAULT: IntrospectionOptions = {
  specifiedByUrl: false,
  directiveIsRepeatable: false,
  inputValueDeprecation: false,
  oneOf: false,
};

function introspect(sdl: string, options: IntrospectionOptions = {}): string {
  return JSON.stringify(introspectionFromSchema(buildSchema(sdl), options), undefined, 2);
}

/** Introspection does not carry these. */
function withoutCustomDirectives(sdl: string): string {
  return sdl.replaceAll(/(?<!^directive) @(?:cost|tag|contact)(?:\([^)]*\))?/gm, "");
}

describe("graphqlReader on introspection", () => {
  it("reads the same contract as from SDL", async () => {
    const sdl = withoutCustomDirectives(fixture("shop/schema.graphql"));
    expect(sdl.match(/@(?:cost|tag|contact)/g)).toHaveLength(3);
    const fromSdl = await readSdl(sdl);
    const fromJson = await readFiles({ "schema.json": introspect(sdl) });
    expect(fromJson.diagnostics).toEqual([]);
    expect(withoutOrigins(fromJson.contract)).toEqual(withoutOrigins(fromSdl.contract));
    expect(fromJson.contract.types.size).toBeGreaterThan(15);
  });

  it.each([
    ["data around it", (json: string) => `{"data":${json}}`],
    ["white space and extensions", (json: string) => `\n {"extensions":{},"data":${json}}`],
  ])("accepts %s", async (_, wrap) => {
    const { contract } = await readFiles({
      "schema.json": wrap(introspect("type Query { a: Int }")),
    });
    expect(contract.operations).toHaveLength(1);
    expect(contract.dialect).toBe("GraphQL introspection");
  });

  it("points into the JSON", async () => {
    const json = introspect("type Query { a: Int, b: Int }");
    const result = await readFiles({ "schema.json": json });
    const { line } = result.locate(fieldOf(result.contract, "Query", "b").origin);
    expect(
      json
        .split("\n")
        .slice(line - 1, line + 1)
        .join(" "),
    ).toContain('"name": "b"');
  });

  it("says what the introspection query did not ask for", async () => {
    const sdl = "type Query { a(b: By): When } input By { c: Int } scalar When";
    const { diagnostics } = await readFiles({ "schema.json": introspect(sdl, BY_DEFAULT) });
    expect(diagnostics).toMatchObject([{ code: "incomplete-introspection" }]);
    expect(diagnostics[0]?.message).toMatch(
      /specifiedByURL, isOneOf, isRepeatable, isDeprecated of arguments and input fields/,
    );
  });

  it("leaves out a type that is cut off, and keeps a default that is no literal as text", async () => {
    const cut = { kind: "LIST", name: null, ofType: { kind: "NON_NULL", name: null } };
    const args = [{ name: "by", type: { kind: "SCALAR", name: "Int" }, defaultValue: "{{" }];
    const fields = [
      { name: "a", args, type: { kind: "SCALAR", name: "Int" } },
      { name: "b", args: [], type: cut },
    ];
    const json = {
      __schema: {
        queryType: { name: "Query" },
        types: [{ kind: "OBJECT", name: "Query", fields }, {}],
      },
    };
    const { contract, diagnostics } = await readFiles({ "schema.json": JSON.stringify(json) });
    expect(shapeOf(contract, "Query").object?.fields).toMatchObject([
      { name: "a", arguments: [{ default: "{{" }] },
    ]);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      "incomplete-introspection",
      "invalid-document",
      "invalid-document",
      "invalid-document",
    ]);
  });

  it.each([
    [
      "an error answer",
      '{"errors":[{"message":"introspection is off"}],"data":null}',
      "not-a-contract",
    ],
    ["another JSON", '{"openapi":"3.1.0"}', "not-a-contract"],
    ["nothing", "{}", "not-a-contract"],
    ["no types", '{"__schema":{"types":null}}', "not-a-contract"],
    ["half a file", '{"data":{"__schema":{"types":[', "syntax"],
    ["a type wrapped without end", wrappedOften(20_000), "too-deep"],
  ])("refuses %s", async (_, json, code) => {
    await expect(readFiles({ "schema.json": json })).rejects.toMatchObject({
      code,
      place: { file: "schema.json" },
    });
  });

  it("refuses to mix introspection with other files", async () => {
    const files = {
      "schema.json": introspect("type Query { a: Int }"),
      "more.graphql": "extend type Query { b: Int }",
    };
    await expect(readFiles(files)).rejects.toMatchObject({ code: "not-a-contract" });
  });
});

function wrappedOften(times: number): string {
  const type = `${'{"kind":"LIST","ofType":'.repeat(times)}{}${"}".repeat(times)}`;
  return `{"__schema":{"types":[{"kind":"OBJECT","name":"Query","fields":[{"name":"a","type":${type}}]}]}}`;
}
