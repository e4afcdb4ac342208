import { describe, expect, it } from "vitest";
import { documentOf, operationOf, read } from "./read-openapi.ts";

async function parametersOf(version: string, parameter: string): Promise<readonly object[]> {
  const result = await read(
    documentOf(
      version,
      `paths:\n  /orders:\n    get:\n      parameters:\n        - ${parameter}\n      responses: {}\n`,
    ),
  );
  return operationOf(result).messages[0]?.parameters ?? [];
}

const plain = { allowReserved: false, allowEmptyValue: false };

describe("how parameters are written", () => {
  it.each([
    ["3.1", "{name: a, in: query, schema: {type: array}}", { style: "form", explode: true }],
    [
      "3.1",
      "{name: a, in: query, explode: false, schema: {type: array}}",
      { style: "form", explode: false },
    ],
    [
      "3.1",
      "{name: a, in: query, style: deepObject, explode: true, schema: {type: object}}",
      { style: "deepObject", explode: true },
    ],
    [
      "3.1",
      "{name: a, in: query, style: spaceDelimited, schema: {type: array}}",
      { style: "spaceDelimited", explode: false },
    ],
    ["3.1", "{name: a, in: header, schema: {type: object}}", { style: "simple", explode: false }],
    [
      "3.1",
      "{name: a, in: header, explode: true, schema: {type: object}}",
      { style: "simple", explode: true },
    ],
    ["3.1", "{name: a, in: cookie, schema: {type: array}}", { style: "form", explode: true }],
    [
      "3.1",
      "{name: a, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: array}}",
      { style: "form", explode: true, allowReserved: true, allowEmptyValue: true },
    ],
    [
      "3.1",
      "{name: a, in: query, content: {Application/JSON: {schema: {type: object}}}}",
      { style: "form", explode: false, mediaType: "application/json" },
    ],
    [
      "2.0",
      "{name: a, in: query, type: array, items: {type: string}}",
      { style: "form", explode: false },
    ],
    [
      "2.0",
      "{name: a, in: query, type: array, items: {type: string}, collectionFormat: multi}",
      { style: "form", explode: true },
    ],
    [
      "2.0",
      "{name: a, in: query, type: array, items: {type: string}, collectionFormat: ssv}",
      { style: "spaceDelimited", explode: false },
    ],
    [
      "2.0",
      "{name: a, in: query, type: array, items: {type: array, collectionFormat: pipes, items: {type: array, items: {type: string}}}}",
      { style: "form", explode: false, nested: "pipes csv" },
    ],
    [
      "2.0",
      "{name: a, in: header, type: array, items: {type: string}, collectionFormat: csv}",
      { style: "simple", explode: false },
    ],
  ])("in %s, %s", async (version, parameter, serialization) => {
    expect(await parametersOf(version, parameter)).toMatchObject([
      { serialization: { ...plain, ...serialization } },
    ]);
  });

  it.each([
    ["3.1", "{name: a, in: query, explode: false, schema: {type: string}}", true],
    ["3.1", "{name: a, in: query, explode: false, schema: {type: [integer, 'null']}}", true],
    ["3.1", "{name: a, in: header, explode: true, schema: {type: array}}", false],
    ["3.1", "{name: a, in: header, explode: true, schema: {type: string}}", false],
    ["3.1", "{name: a, in: query, explode: false, schema: {}}", false],
    ["2.0", "{name: a, in: query, type: string}", true],
  ])(
    "in %s, explode counts only where it changes the text: %s",
    async (version, parameter, explode) => {
      expect(await parametersOf(version, parameter)).toMatchObject([
        { serialization: { explode } },
      ]);
    },
  );

  it.each([
    ["3.1", "{name: accept, in: header, schema: {type: string}}"],
    ["3.0", "{name: Content-Type, in: header, schema: {type: string}}"],
    ["3.1", "{name: AUTHORIZATION, in: header, schema: {type: string}}"],
    ["3.1", "{in: query}"],
  ])("in %s, %s is no parameter", async (version, parameter) => {
    expect(await parametersOf(version, parameter)).toEqual([]);
  });

  it("in 2.0, a header of that name is a parameter like any other", async () => {
    expect(
      await parametersOf("2.0", "{name: Authorization, in: header, type: string}"),
    ).toHaveLength(1);
  });

  it.each([
    ["3.1", "{name: a, in: query, deprecated: true, schema: {type: integer, default: 5}}"],
    ["2.0", "{name: a, in: query, x-deprecated: true, type: integer, default: 5}"],
  ])("in %s, default and deprecation belong to the parameter: %s", async (version, parameter) => {
    const [found] = await parametersOf(version, parameter);
    expect(found).toMatchObject({
      default: 5,
      deprecation: { deprecated: true },
      shape: { default: 5 },
    });
    expect(found).not.toHaveProperty("shape.deprecation");
  });
});
