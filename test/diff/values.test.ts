import { describe, expect, it } from "vitest";
import { NO_CHANGE, object, TEXT, verdictsOn, WHOLE, type Schema } from "./openapi-texts.ts";

describe("A list of values", () => {
  it("that grows surprises readers who handle every value", async () => {
    expect(await verdictsOn({ enum: ["open"] }, { enum: ["open", "paid"] })).toEqual({
      input: ['compatible enum-value-added ~="paid"'],
      output: ['dangerous enum-value-added ~="paid"'],
    });
  });

  it("is held value by value against the bounds that it replaces or that replace it", async () => {
    const short: Schema = { type: "string", maxLength: 4 };
    const list: Schema = { type: "string", enum: ["open", "paid"] };
    const breaking = (lines: readonly string[]) =>
      lines.filter((line) => line.startsWith("breaking"));
    expect(breaking((await verdictsOn(short, list)).output)).toEqual([]);
    expect(breaking((await verdictsOn(list, short)).input)).toEqual([]);
    const longer: Schema = { type: "string", enum: ["open", "refunded"] };
    expect(breaking((await verdictsOn(short, longer)).output)).toEqual([
      "breaking constraint-loosened ~",
    ]);
    const pattern: Schema = { type: "string", pattern: "^(open|paid)$" };
    expect(breaking((await verdictsOn(list, pattern)).input)).toEqual([]);
    expect(breaking((await verdictsOn(longer, pattern)).input)).toEqual([
      "breaking constraint-tightened ~",
    ]);
  });

  it("beside a constant that it does not hold leaves nothing", async () => {
    const { input } = await verdictsOn({ const: "a" }, { const: "a", enum: ["b"] });
    expect(input).toEqual(["breaking type-narrowed ~"]);
  });

  it("that shrinks breaks who sends the value, and no reader", async () => {
    expect(await verdictsOn({ enum: ["open", "paid"] }, { enum: ["open"] })).toEqual({
      input: ['breaking enum-value-removed ~="paid"'],
      output: ['compatible enum-value-removed ~="paid"'],
    });
  });

  it("of another value has lost one and won one", async () => {
    expect(await verdictsOn({ const: 1 }, { const: 2 })).toEqual({
      input: ["breaking enum-value-removed ~=1", "compatible enum-value-added ~=2"],
      output: ["compatible enum-value-removed ~=1", "dangerous enum-value-added ~=2"],
    });
  });

  it("compares values of every type by value", async () => {
    expect(
      await verdictsOn({ enum: [{ a: 1, b: 2 }, [1]] }, { enum: [[1], { b: 2, a: 1 }] }),
    ).toEqual({ input: [], output: [] });
  });

  it("of another type than the values beside it is told all the same: somebody meant it", async () => {
    const listed = (...values: readonly (string | number | boolean)[]) => ({
      type: typeof values[0] === "string" ? "boolean" : "string",
      enum: values,
    });
    expect(await verdictsOn(listed(1, 2), listed(1))).toEqual({
      input: ["dangerous inert-keyword-changed ~"],
      output: ["compatible inert-keyword-changed ~"],
    });
    expect(await verdictsOn(listed("true"), listed("true", "false"))).toEqual({
      input: ["compatible inert-keyword-changed ~"],
      output: ["dangerous inert-keyword-changed ~"],
    });
    expect(await verdictsOn(listed(1, 2), listed(2, 1))).toEqual(NO_CHANGE);
    // Put right at last: nobody knows what its readers made of it before.
    expect(await verdictsOn(listed(1, 2), { ...TEXT, enum: ["1", "2"] })).toEqual({
      input: ["compatible type-widened ~"],
      output: ["dangerous type-widened ~"],
    });
  });

  it("where there was none limits senders", async () => {
    expect(await verdictsOn(TEXT, { ...TEXT, enum: ["open"] })).toEqual({
      input: ["breaking value-list-added ~"],
      output: ["compatible value-list-added ~"],
    });
  });

  it("that goes altogether lets readers meet anything", async () => {
    expect(await verdictsOn({ ...TEXT, enum: ["open"] }, TEXT)).toEqual({
      input: ["compatible value-list-removed ~"],
      output: ["dangerous value-list-removed ~"],
    });
  });

  it("that is only an example (x-extensible-enum) can grow, and loses meaning quietly", async () => {
    const open = (...values: readonly string[]): Schema => ({
      type: "string",
      "x-extensible-enum": values,
    });
    expect(await verdictsOn(open("a"), open("a", "b"))).toEqual({
      input: ['compatible enum-value-added ~="b"'],
      output: ['dangerous enum-value-added ~="b"'],
    });
    expect(await verdictsOn(open("a", "b"), open("a"))).toEqual({
      input: ['dangerous enum-value-removed ~="b"'],
      output: ['compatible enum-value-removed ~="b"'],
    });
  });
});

describe("A default", () => {
  const withDefault = (value: unknown) => object({ currency: { type: "string", default: value } });
  const without = object({ currency: TEXT });

  it.each([
    ["added", without, withDefault("EUR")],
    ["changed", withDefault("EUR"), withDefault("CHF")],
    ["removed", withDefault("EUR"), without],
  ])("that is %s changes what a request means, and no response", async (_, before, after) => {
    expect(await verdictsOn(before, after)).toEqual({
      input: ["dangerous default-changed ~.currency"],
      output: ["compatible default-changed ~.currency"],
    });
  });

  it("does not make a required member optional: a request without it is rejected", async () => {
    const { input } = await verdictsOn(
      object({ count: { type: "integer", default: 1 } }),
      object({ count: { type: "integer", default: 1 } }, ["count"]),
    );
    expect(input).toEqual(["breaking field-became-required ~.count"]);
  });

  it("that stays is no change", async () => {
    expect(await verdictsOn(object({ a: WHOLE }), object({ a: WHOLE }))).toEqual({
      input: [],
      output: [],
    });
  });
});
