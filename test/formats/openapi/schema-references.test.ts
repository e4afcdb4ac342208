import { describe, expect, it } from "vitest";
import { documentOf, read, shapeOf, withoutPlaces } from "./read-openapi.ts";

describe("references between schemas", () => {
  const money = "    Money: {type: integer}\n";

  it.each([
    ["2.0", "{$ref: '#/definitions/Money', minimum: 1}", "  Money: {type: integer}\n"],
    ["3.0", "{$ref: '#/components/schemas/Money', minimum: 1, nullable: true}", money],
    ["3.1", "{$ref: '#/components/schemas/Money', description: in cents}", money],
  ])("in %s, %s is the reference alone", async (version, schema, others) => {
    expect(withoutPlaces(await shapeOf(version, schema, others))).toEqual({
      kind: "ref",
      to: "#schemas.Money",
      nullable: false,
    });
  });

  it("in 3.1, what stands beside a reference holds too", async () => {
    const shape = await shapeOf("3.1", "{$ref: '#/components/schemas/Money', minimum: 1}", money);
    expect(withoutPlaces(shape)).toEqual({
      kind: "shape",
      number: { minimum: 1 },
      allOf: [{ kind: "ref", to: "#schemas.Money", nullable: false }],
    });
  });

  it("leave out a part of allOf that leads back to the type itself", async () => {
    const { contract, diagnostics } = await read(
      documentOf(
        "3.1",
        `components:
  schemas:
    Order: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object}]}
    Base: {allOf: [{$ref: '#/components/schemas/Order'}], minProperties: 1}
`,
      ),
    );
    expect(withoutPlaces(contract.types.get("#schemas.Base")?.shape)).toEqual({
      kind: "shape",
      object: { fields: [], minProperties: 1 },
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["circular-all-of"]);
  });
});

describe("discriminators", () => {
  const payments = (discriminator: string): string =>
    documentOf(
      "3.1",
      `components:
  schemas:
    Payment:
      oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Cash'}, {type: object}]
      discriminator: ${discriminator}
    Card: {type: object}
    Cash: {type: object}
`,
    );

  it.each([
    ["{propertyName: kind}", { Card: "#schemas.Card", Cash: "#schemas.Cash" }],
    [
      "{propertyName: kind, mapping: {card: '#/components/schemas/Card'}}",
      { card: "#schemas.Card", Cash: "#schemas.Cash" },
    ],
    [
      "{propertyName: kind, mapping: {card: Card, coins: Cash, notes: Cash}}",
      { card: "#schemas.Card", coins: "#schemas.Cash", notes: "#schemas.Cash" },
    ],
    [
      "{propertyName: kind, mapping: {gone: '#/components/schemas/Gone'}}",
      { Card: "#schemas.Card", Cash: "#schemas.Cash" },
    ],
  ])("map names of %s to types", async (discriminator, mapping) => {
    const { contract } = await read(payments(discriminator));
    expect(contract.types.get("#schemas.Payment")?.shape).toMatchObject({
      discriminator: { property: "kind", mapping },
    });
  });

  it.each([
    ["2.0", "kind", "definitions"],
    ["3.0", "{propertyName: kind}", "schemas"],
  ])(
    "in %s, map the types that are built on a type without alternatives",
    async (version, discriminator, section) => {
      const base = version === "2.0" ? "#/definitions" : "#/components/schemas";
      const schemas = `  Payment: {type: object, discriminator: ${discriminator}}\n  Card: {allOf: [{$ref: '${base}/Payment'}]}\n  Cash: {allOf: [{type: object}, {$ref: '${base}/Payment'}]}\n`;
      const text =
        version === "2.0"
          ? `paths: {}\n${section}:\n${schemas}`
          : `components:\n ${section}:\n${schemas}`;
      const { contract } = await read(documentOf(version, text));
      expect(contract.types.get("#schemas.Payment")?.shape).toMatchObject({
        discriminator: {
          property: "kind",
          mapping: { Card: "#schemas.Card", Cash: "#schemas.Cash" },
        },
      });
    },
  );

  it("keep a default mapping (3.2) as a fact of its own", async () => {
    const { contract } = await read(
      payments("{propertyName: kind, defaultMapping: Cash}").replace("3.1.0", "3.2.0"),
    );
    expect(contract.types.get("#schemas.Payment")?.shape).toMatchObject({
      attributes: { "discriminator.defaultMapping": "Cash" },
    });
  });
});
