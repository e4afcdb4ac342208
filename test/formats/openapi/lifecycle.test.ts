import { describe, expect, it } from "vitest";
import { documentOf, operationOf, read } from "./read-openapi.ts";

async function deprecationOf(extensions: string): Promise<unknown> {
  const result = await read(
    documentOf("3.1", `paths:\n  /orders:\n    get: {${extensions}, responses: {}}\n`),
    { sunsetExtensions: ["x-end-of-life"], sinceExtensions: ["x-obsolete-since"] },
  );
  const operation = operationOf(result);
  expect(operation.attributes).toEqual({});
  return operation.deprecation;
}

describe("windows", () => {
  it.each([
    ["deprecated: true", { deprecated: true }],
    ["x-deprecated: true", { deprecated: true }],
    ["deprecated: false", undefined],
    ['deprecated: true, x-sunset: "2027-01-31"', { deprecated: true, sunset: "2027-01-31" }],
    ["deprecated: true, x-sunset: 2027-01-31", { deprecated: true, sunset: "2027-01-31" }],
    ['x-sunset: "2027-01-31T23:59:59Z"', { deprecated: false, sunset: "2027-01-31" }],
    ['x-sunset: "Sun, 31 Jan 2027 23:59:59 GMT"', { deprecated: false, sunset: "2027-01-31" }],
    [
      "deprecated: true, x-deprecated-since: '2026-01-01'",
      { deprecated: true, since: "2026-01-01" },
    ],
    ["deprecated: true, x-end-of-life: '2027-01-31'", { deprecated: true, sunset: "2027-01-31" }],
    ["deprecated: true, x-obsolete-since: '2026-01-01'", { deprecated: true, since: "2026-01-01" }],
    [
      "deprecated: true, x-deprecated-by: getOrders",
      { deprecated: true, replacement: "getOrders" },
    ],
    [
      "deprecated: true, x-deprecated-replaced-by: getOrders",
      { deprecated: true, replacement: "getOrders" },
    ],
    ["deprecated: true, x-sunset: soon", { deprecated: true, unreadable: "soon" }],
    ["deprecated: true, x-sunset: '2027-02-30'", { deprecated: true, unreadable: "2027-02-30" }],
    ["deprecated: true, x-sunset: {on: a day}", { deprecated: true, unreadable: '{"on":"a day"}' }],
    ["deprecated: true, x-sunset: null", { deprecated: true }],
  ])("of %s", async (extensions, deprecation) => {
    expect(await deprecationOf(extensions)).toEqual(deprecation);
  });

  it("stand on parameters, headers, fields, types and responses alike", async () => {
    const end = "deprecated: true, x-sunset: '2027-01-31'";
    const result = await read(
      documentOf(
        "3.1",
        `paths:
  /orders:
    get:
      parameters: [{name: a, in: query, ${end}}]
      responses:
        200:
          x-sunset: '2027-01-31'
          headers: {X-A: {${end}}}
          content: {application/json: {schema: {properties: {a: {${end}}, b: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas: {Order: {${end}}}
`,
      ),
    );
    const [request, response] = operationOf(result).messages;
    const window = { deprecated: true, sunset: "2027-01-31" };
    expect(request?.parameters[0]?.deprecation).toEqual(window);
    expect(response?.deprecation).toEqual({ ...window, deprecated: false });
    expect(response?.parameters[0]?.deprecation).toEqual(window);
    expect(response?.body?.contents[0]?.shape).toMatchObject({
      object: { fields: [{ deprecation: window }, { deprecation: window }] },
    });
    expect(result.contract.types.get("#schemas.Order")).toMatchObject({
      deprecation: window,
      shape: { deprecation: window },
    });
  });

  it("are joined by a level of stability", async () => {
    const result = await read(
      documentOf(
        "3.1",
        "paths:\n  /orders:\n    get: {x-stability-level: Beta, responses: {}}\n    put: {x-stability-level: firm, responses: {}}\n",
      ),
    );
    expect(result.contract.operations.map(({ stability }) => stability)).toEqual([
      "beta",
      undefined,
    ]);
  });
});
