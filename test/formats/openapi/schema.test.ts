import { describe, expect, it } from "vitest";
import { ANNOTATIONS, KEYWORDS } from "../../../src/formats/openapi/schema.ts";
import { documentOf, facetsOf, read, withoutPlaces } from "./read-openapi.ts";

/** What is read with the keyword it belongs to, or only names things for references. */
const READ_ELSEWHERE = [
  "$schema",
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$ref",
  "$dynamicRef",
  "$defs",
  "$vocabulary",
  "then",
  "else",
  "minContains",
  "maxContains",
];

describe("keywords of JSON Schema 2020-12", () => {
  it.each([
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$ref",
    "$dynamicRef",
    "$defs",
    "$vocabulary",
    "$comment",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "prefixItems",
    "items",
    "contains",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "type",
    "const",
    "enum",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxContains",
    "minContains",
    "maxProperties",
    "minProperties",
    "required",
    "dependentRequired",
    "title",
    "description",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "examples",
    "format",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "discriminator",
    "xml",
    "externalDocs",
    "example",
  ])("%s is read, or says nothing about values", (keyword) => {
    const isKnown =
      KEYWORDS.has(keyword) || ANNOTATIONS.has(keyword) || READ_ELSEWHERE.includes(keyword);
    expect(isKnown).toBe(true);
  });
});

const string = { kind: "shape", types: ["string"] };
const integer = { kind: "shape", types: ["integer"] };
const field = { kind: "field", required: false };

/** Its keys are not written out, since an object with that one looks like a promise to the linter. */
function branches(first: object, second: object): object {
  const names = ["if", "then", "else"];
  return Object.fromEntries(names.map((name) => [name, name === "else" ? second : first]));
}

describe("shapes", () => {
  it.each([
    ["3.1", "true", {}],
    ["3.1", "{}", {}],
    ["3.1", "false", { types: [] }],
    ["3.1", "{type: [string, 'null', string]}", { types: ["string", "null"] }],
    [
      "3.1",
      "{type: integer, format: int64, minimum: 1, exclusiveMaximum: 9.5, multipleOf: 2}",
      {
        types: ["integer"],
        format: "int64",
        number: { minimum: 1, exclusiveMaximum: 9.5, multipleOf: 2 },
      },
    ],
    ["3.1", "{maximum: 9223372036854775807}", { number: { maximum: 9223372036854775807n } }],
    [
      "3.1",
      "{minLength: 0, maxLength: 5, pattern: ^a}",
      { string: { minLength: 0, maxLength: 5, patterns: ["^a"] } },
    ],
    [
      "3.1",
      "{contentMediaType: Application/JSON, contentEncoding: BASE64, contentSchema: {type: integer}}",
      {
        string: {
          contentMediaType: "application/json",
          contentEncoding: "base64",
          contentSchema: integer,
        },
      },
    ],
    [
      "3.1",
      "{items: {type: string}, minItems: 1, maxItems: 3, uniqueItems: true}",
      { array: { items: string, minItems: 1, maxItems: 3, uniqueItems: true } },
    ],
    ["3.1", "{uniqueItems: false}", {}],
    [
      "3.1",
      "{prefixItems: [{type: string}, true], items: false, unevaluatedItems: false}",
      {
        array: {
          prefixItems: [string, { kind: "shape" }],
          items: { kind: "shape", types: [] },
          unevaluatedItems: { kind: "shape", types: [] },
        },
      },
    ],
    ["3.1", "{contains: {type: string}}", { array: { contains: { shape: string, min: 1 } } }],
    [
      "3.1",
      "{contains: {type: string}, minContains: 0, maxContains: 2}",
      { array: { contains: { shape: string, min: 0, max: 2 } } },
    ],
    [
      "3.1",
      "{properties: {a: {type: string}, b: {type: integer}}, required: [b, c, c]}",
      {
        object: {
          fields: [
            { ...field, name: "a", shape: string },
            { ...field, name: "b", shape: integer, required: true },
          ],
          required: ["c"],
        },
      },
    ],
    ["3.1", "{required: [a]}", { object: { fields: [], required: ["a"] } }],
    [
      "3.1",
      "{properties: {}, additionalProperties: false}",
      { object: { fields: [], additional: false } },
    ],
    [
      "3.1",
      "{additionalProperties: {type: string}}",
      { object: { fields: [], additional: string, map: {} } },
    ],
    ["3.1", "{additionalProperties: true}", { object: { fields: [], additional: true } }],
    [
      "3.1",
      "{properties: {a: true}, additionalProperties: {type: string}}",
      {
        object: { fields: [{ ...field, name: "a", shape: { kind: "shape" } }], additional: string },
      },
    ],
    [
      "3.1",
      "{patternProperties: {^x: {type: string}}, propertyNames: {maxLength: 3}, minProperties: 1, maxProperties: 2}",
      {
        object: {
          fields: [],
          patternFields: [{ pattern: "^x", shape: string }],
          propertyNames: { kind: "shape", string: { maxLength: 3 } },
          minProperties: 1,
          maxProperties: 2,
        },
      },
    ],
    [
      "3.1",
      "{dependentRequired: {a: [b]}, dependentSchemas: {c: {type: string}}, unevaluatedProperties: false}",
      {
        object: {
          fields: [],
          dependentRequired: { a: ["b"] },
          dependentSchemas: { c: string },
          unevaluatedProperties: false,
        },
      },
    ],
    [
      "3.1",
      "{unevaluatedProperties: {type: string}}",
      { object: { fields: [], unevaluatedProperties: string } },
    ],
    [
      "3.1",
      "{allOf: [{type: string}], anyOf: [{type: string}, {type: integer}], oneOf: [true], not: {type: integer}}",
      { allOf: [string], anyOf: [string, integer], oneOf: [{ kind: "shape" }], not: integer },
    ],
    [
      "3.1",
      "{if: {type: string}, then: {type: string}, else: {type: integer}}",
      { conditional: branches(string, integer) },
    ],
    ["3.1", "{then: {type: string}}", {}],
    [
      "3.1",
      "{enum: [a, 1, null]}",
      {
        values: {
          open: false,
          items: ["a", 1, null].map((value) => ({ kind: "enum-value", value })),
        },
      },
    ],
    [
      "3.1",
      "{const: {a: 1}}",
      { values: { open: false, items: [{ kind: "enum-value", value: { a: 1 } }] } },
    ],
    [
      "3.1",
      "{x-extensible-enum: [a]}",
      { values: { open: true, items: [{ kind: "enum-value", value: "a" }] } },
    ],
    [
      "3.1",
      "{enum: [a], x-extensible-enum: [a, b]}",
      { values: { open: false, items: [{ kind: "enum-value", value: "a" }] } },
    ],
    ["3.1", "{default: null, readOnly: true, writeOnly: false}", { default: null, readOnly: true }],
    ["3.1", "{xml: {name: o}}", { attributes: { xml: { nodeType: "element", name: "o" } } }],
    ["3.0", "{xml: {attribute: true}}", { attributes: { xml: { nodeType: "attribute" } } }],
    ["3.2", "{xml: {nodeType: cdata, prefix: s}}", { attributes: { xml: { nodeType: "text" } } }],
    ["3.1", "{title: A, description: b, examples: [1], x-note: c}", {}],
    ["3.0", "{type: string, nullable: true}", { types: ["string", "null"] }],
    ["3.0", "{nullable: true}", {}],
    [
      "3.0",
      "{type: string, nullable: true, enum: [a]}",
      {
        types: ["string", "null"],
        nullMeant: true,
        values: { open: false, items: [{ kind: "enum-value", value: "a" }] },
      },
    ],
    ["3.1", "{type: string, nullable: true}", { types: ["string"] }],
    ["2.0", "{type: string, x-nullable: true}", { types: ["string", "null"] }],
    ["2.0", "{type: file}", { types: ["string"], format: "binary" }],
    [
      "3.0",
      "{minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}",
      { number: { exclusiveMinimum: 1, maximum: 9 } },
    ],
    ["3.0", "{exclusiveMinimum: true}", {}],
    [
      "3.1",
      "{$schema: 'http://json-schema.org/draft-07/schema#', items: [{type: string}], additionalItems: {type: integer}}",
      { array: { prefixItems: [string], items: integer } },
    ],
    [
      "3.1",
      "{$schema: 'http://json-schema.org/draft-07/schema#', dependencies: {a: [b], c: {type: string}}}",
      { object: { fields: [], dependentRequired: { a: ["b"] }, dependentSchemas: { c: string } } },
    ],
    ["3.1", "{dependencies: {a: [b]}}", {}],
  ])("in %s, %s", async (version, schema, facets) => {
    expect(withoutPlaces(await facetsOf(version, schema))).toEqual({ kind: "shape", ...facets });
  });

  it("give a field what its schema says of it", async () => {
    const shape = await facetsOf(
      "3.1",
      "{properties: {a: {type: string, default: x, readOnly: true, deprecated: true}}}",
    );
    expect(shape.object?.fields[0]).toMatchObject({
      name: "a",
      default: "x",
      readOnly: true,
      deprecation: { deprecated: true },
      shape: { default: "x", readOnly: true, deprecation: { deprecated: true } },
    });
  });

  it("give a field what is said beside its reference, and what its type says of itself", async () => {
    const { contract } = await read(
      documentOf(
        "3.1",
        `components:
  schemas:
    Order: {properties: {a: {$ref: '#/components/schemas/Money', default: 1, writeOnly: true}}}
    Money: {type: integer, default: 2, deprecated: true}
`,
      ),
    );
    const shape = contract.types.get("#schemas.Order")?.shape;
    const a = shape?.kind === "shape" ? shape.object?.fields[0] : undefined;
    expect(a).toMatchObject({
      default: 1,
      writeOnly: true,
      deprecation: { deprecated: true },
      shape: { kind: "ref", to: "#schemas.Money" },
    });
  });

  it("note what cannot be a keyword's value, and read the rest", async () => {
    const { contract, diagnostics } = await read(
      documentOf(
        "3.1",
        `components:
  schemas:
    Order: {type: text, minLength: '5', enum: a, properties: [], maxLength: 3}
`,
      ),
    );
    expect(withoutPlaces(contract.types.get("#schemas.Order")?.shape)).toEqual({
      kind: "shape",
      string: { maxLength: 3 },
    });
    expect(diagnostics.map(({ code, location }) => [code, location?.line])).toEqual(
      Array.from({ length: 4 }, () => ["malformed-keyword", 5]),
    );
  });
});
