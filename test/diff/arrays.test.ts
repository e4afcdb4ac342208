import { describe, expect, it } from "vitest";
import { TEXT, verdictsOn, WHOLE, type Schema } from "./openapi-texts.ts";

const ANY: Schema = { type: "array" };
const list = (rest: Readonly<Record<string, unknown>>): Schema => ({ type: "array", ...rest });

describe("Items", () => {
  it.each<readonly [string, Schema, Schema]>([
    ["are limited to a type", ANY, list({ items: TEXT })],
    ["are forbidden", list({ items: TEXT }), list({ items: false })],
    [
      "have one more fixed place",
      list({ prefixItems: [TEXT] }),
      list({ prefixItems: [TEXT, WHOLE] }),
    ],
    [
      "end with the fixed places",
      list({ prefixItems: [TEXT] }),
      list({ prefixItems: [TEXT], items: false }),
    ],
  ])("narrow and widen: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(wider, narrower)).toEqual({
      input: ["breaking type-narrowed ~"],
      output: ["compatible type-narrowed ~"],
    });
    expect(await verdictsOn(narrower, wider)).toEqual({
      input: ["compatible type-widened ~"],
      output: ["breaking type-widened ~"],
    });
  });

  it.each<readonly [string, Schema, Schema]>([
    ["of every place", list({ items: TEXT }), list({ items: WHOLE })],
    [
      "of one fixed place",
      list({ prefixItems: [TEXT, WHOLE] }),
      list({ prefixItems: [TEXT, TEXT] }),
    ],
    [
      "of a place that becomes fixed",
      list({ items: TEXT }),
      list({ prefixItems: [WHOLE], items: TEXT }),
    ],
  ])("break both where they are of another type: %s", async (_, before, after) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: ["breaking type-changed ~"],
      output: ["breaking type-changed ~"],
    });
  });
});

describe("What a list must contain", () => {
  it.each<readonly [string, Schema, Schema]>([
    ["something", ANY, list({ contains: TEXT })],
    [
      "something stricter",
      list({ contains: TEXT }),
      list({ contains: { type: "string", minLength: 1 } }),
    ],
    ["more of it", list({ contains: TEXT }), list({ contains: TEXT, minContains: 2 })],
    ["no more than so many", list({ contains: TEXT }), list({ contains: TEXT, maxContains: 2 })],
    [
      "fewer at most",
      list({ contains: TEXT, maxContains: 3 }),
      list({ contains: TEXT, maxContains: 2 }),
    ],
  ])("tightens and loosens: %s", async (_, wider, narrower) => {
    expect(await verdictsOn(wider, narrower)).toEqual({
      input: ["breaking constraint-tightened ~"],
      output: ["compatible constraint-tightened ~"],
    });
    expect(await verdictsOn(narrower, wider)).toEqual({
      input: ["compatible constraint-loosened ~"],
      output: ["breaking constraint-loosened ~"],
    });
  });
});

describe("Items that nothing else evaluates", () => {
  const flags = { contains: { type: "boolean" }, unevaluatedItems: false };

  it("are those that contains does not match either", async () => {
    const before = list({ items: { type: ["string", "null"] } });
    const { output } = await verdictsOn(before, list(flags));
    expect(output).toContain("breaking type-widened ~");
  });

  it("are fewer where more is contained, whatever the least count", async () => {
    const wider = list({ ...flags, minContains: 0, contains: { type: ["boolean", "null"] } });
    expect(await verdictsOn(wider, list({ ...flags, minContains: 0 }))).toEqual({
      input: ["breaking constraint-tightened ~"],
      output: ["compatible constraint-tightened ~"],
    });
  });
});
