import { describe, expect, it } from "vitest";
import { isJsonObject } from "../../../src/model/json.ts";
import { payloadReferee, unitsInCommon, type CompiledUnits } from "../../../src/referee/index.ts";
import { RECEIVED, SENT } from "./verdict.ts";

const NAME = { type: "string", minLength: 1 };

/** Orders whose members refer to schemas that say the same, one for each of many kinds. */
function shop(kinds: number): string {
  const customer = { type: "object", required: ["name"], properties: { name: NAME } };
  const names = Array.from({ length: kinds }, (_, index) => `Kind${String(index)}`);
  const refs = names.map((name) => [name, { $ref: `#/components/schemas/${name}` }] as const);
  const order = { type: "object", properties: Object.fromEntries(refs) };
  const schemas = {
    Order: order,
    ...Object.fromEntries(names.map((name) => [name, customer] as const)),
  };
  return JSON.stringify({ openapi: "3.1.0", components: { schemas } });
}

async function counting(): Promise<{ readonly units: CompiledUnits; readonly texts: Set<string> }> {
  const units = await unitsInCommon();
  const texts = new Set<string>();
  return {
    texts,
    units: {
      compile: (unit, text) => {
        texts.add(text);
        return units.compile(unit, text);
      },
    },
  };
}

const ORDER = { file: "shop.json", pointer: "/components/schemas/Order" };
const KINDS = 20;
const EVERY_KIND = Object.fromEntries(
  Array.from({ length: KINDS }, (_, index) => [`Kind${String(index)}`, { name: "Ada" }]),
);

describe("what referees of one comparison have in common", () => {
  it("compiles nothing for a reference and nothing twice for objects that differ in their place", async () => {
    const { units, texts } = await counting();
    const both = await Promise.all(
      [shop(KINDS), shop(KINDS + 1)].map((text) =>
        payloadReferee(new Map([["shop.json", text]]), "shop.json", { units }),
      ),
    );
    for (const referee of both) {
      expect(referee.accepts(ORDER, EVERY_KIND, SENT).ok).toBe(true);
      expect(referee.accepts(ORDER, EVERY_KIND, RECEIVED).ok).toBe(true);
    }
    // An object, one that must have a name, and the name.
    expect(texts.size).toBe(3);
  });

  it("still says where a member stands that it objects to", async () => {
    const referee = await payloadReferee(new Map([["shop.json", shop(2)]]), "shop.json");
    expect(referee.accepts(ORDER, { Kind1: { name: "" } }, SENT)).toEqual({
      ok: false,
      errors: ["/Kind1/name must NOT have fewer than 1 characters"],
    });
    expect(referee.accepts(ORDER, { Kind0: { name: "Ada" }, Kind1: {} }, SENT)).toEqual({
      ok: false,
      errors: ["/Kind1 must have required property 'name'"],
    });
    expect(referee.accepts(ORDER, [], SENT)).toEqual({
      ok: false,
      errors: ["the value must be object"],
    });
  });

  it("gives up a reference that leads to itself", async () => {
    const schemas = {
      Order: { $ref: "#/components/schemas/Basket" },
      Basket: { $ref: "#/components/schemas/Order" },
    };
    const text = JSON.stringify({ openapi: "3.0.3", components: { schemas } });
    const referee = await payloadReferee(new Map([["shop.json", text]]), "shop.json");
    expect(referee.accepts(ORDER, {}, SENT).ok).toBe(undefined);
  });

  it("takes the value of a text that the engine has read already", async () => {
    const value: unknown = JSON.parse(shop(1));
    const jsonOf = () => (isJsonObject(value) ? value : undefined);
    const referee = await payloadReferee(new Map([["shop.json", "{}"]]), "shop.json", { jsonOf });
    expect(referee.accepts(ORDER, { Kind0: {} }, SENT).ok).toBe(false);
  });
});
