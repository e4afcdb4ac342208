import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DriftError } from "../../../src/errors.ts";
import { read } from "./read-openapi.ts";

const SHOP = `openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: 'https://{env}.shop.example', variables: {env: {default: eu}}}]
security: [{key: []}]
paths:
  /orders/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get:
      x-sunset: '2027-01-01'
      responses:
        200:
          headers: {X-Rate: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
      callbacks: {paid: {'{$request.body#/url}': {post: {responses: {}}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}
  schemas:
    Order: &order
      type: object
      required: [id]
      properties: {id: {type: integer, minimum: 1}, parent: {$ref: '#/components/schemas/Order'}}
      discriminator: {propertyName: kind, mapping: {a: Order}}
      allOf: [{$ref: '#/components/schemas/Base'}]
    Base: {<<: *order, allOf: [], oneOf: [{enum: [a, null]}, {if: true, then: false}]}
`;

/** Values that may stand anywhere, though they make no sense there. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant({ $ref: "#/components/schemas/Order" }),
  fc.constant({ $ref: "#/components/schemas" }),
  fc.constant({ $ref: "#" }),
  fc.constant({ $ref: "other.yaml" }),
  fc.constant({ $dynamicRef: "#a", $id: "b", $anchor: "a" }),
);

/** True where an input was read, or was refused as it should be; anything else is a bug. */
async function isHandled(text: string): Promise<boolean> {
  const other = "type: object\nproperties: {shop: {$ref: 'shop.yaml'}}\n";
  try {
    const result = await read({
      "shop.yaml": text,
      "other.yaml": other,
    });
    for (const { location } of result.diagnostics) expect(location?.line).toBeGreaterThan(0);
    for (const type of result.contract.types.values())
      expect(result.locate(type.origin).line).toBeGreaterThan(0);
    return true;
  } catch (error) {
    if (error instanceof DriftError) return error.place?.file !== undefined;
    throw error;
  }
}

describe("damaged documents", () => {
  it("are read or refused with a place wherever a text is cut, or has something in it", async () => {
    const edits = fc.tuple(
      fc.nat(SHOP.length),
      fc.nat(40),
      fc.oneof(
        fc.constantFrom("", "{", "}", "[", ":", "- ", "*order", "&order ", "<<", "'"),
        fc.string(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(edits, async ([start, length, inserted]) => {
        const text = SHOP.slice(0, start) + inserted + SHOP.slice(start + length);
        expect(await isHandled(text)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("are read or refused with a place whatever stands in the place of a value", async () => {
    const { parseDocument } = await import("../../../src/formats/document/parse-document.ts");
    const whole = JSON.parse(JSON.stringify(parseDocument("shop.yaml", SHOP).value)) as object;
    const places = placesIn(whole);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), strange, async (place, value) => {
        expect(await isHandled(JSON.stringify(replaced(whole, place, value)))).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

type Place = readonly string[];

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, child]) => placesIn(child, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === key ? replaced(item, rest, by) : item,
    );
  }
  const members = Object.entries(value as object).map(([name, child]: [string, unknown]) => [
    name,
    name === key ? replaced(child, rest, by) : child,
  ]);
  return Object.fromEntries(members);
}
