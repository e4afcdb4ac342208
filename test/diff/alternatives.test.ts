import { describe, expect, it } from "vitest";
import { NO_CHANGE, object, ref, TEXT, verdictsOn, WHOLE, type Schema } from "./openapi-texts.ts";

const kind = (value: string, properties: Readonly<Record<string, Schema>> = {}): Schema =>
  object({ kind: { const: value }, ...properties }, ["kind"]);

const SCHEMAS = {
  Card: kind("card", { number: TEXT }),
  Bank: kind("bank", { iban: TEXT }),
  Cash: kind("cash"),
};

const CARD_OR_BANK: Schema = { oneOf: [ref("Card"), ref("Bank")] };
const ALL: Schema = { oneOf: [ref("Card"), ref("Bank"), ref("Cash")] };

const ADDED = {
  input: ["compatible alternative-added ~"],
  output: ["breaking alternative-added ~"],
};
const REMOVED = {
  input: ["breaking alternative-removed ~"],
  output: ["compatible alternative-removed ~"],
};

describe("An alternative", () => {
  it("that is added breaks readers, who cannot skip it", async () => {
    expect(await verdictsOn(CARD_OR_BANK, ALL, SCHEMAS)).toEqual(ADDED);
  });

  it("that is removed breaks senders", async () => {
    expect(await verdictsOn(ALL, CARD_OR_BANK, SCHEMAS)).toEqual(REMOVED);
  });

  it("beside a type that stood alone is an alternative added", async () => {
    expect(await verdictsOn(ref("Card"), CARD_OR_BANK, SCHEMAS)).toEqual({
      ...ADDED,
      // The only alternative is told apart from nothing: its readers ignore what they do not know.
      output: ["dangerous alternative-added ~"],
    });
    expect(await verdictsOn(CARD_OR_BANK, ref("Card"), SCHEMAS)).toEqual(REMOVED);
  });

  it("that readers take for one they know is no failure, but a danger", async () => {
    const named = { Box: object({ width: TEXT }), Tube: object({ length: TEXT }) };
    const further = object({ diameter: TEXT, label: TEXT });
    const before: Schema = { anyOf: [ref("Box"), ref("Tube")] };
    const after = (added: Schema): Schema => ({ anyOf: [ref("Box"), ref("Tube"), added] });
    const { output } = await verdictsOn(before, after(further), named);
    expect(output).toEqual(["dangerous alternative-added ~"]);
    const unlike = object({ width: WHOLE, length: WHOLE }, ["width", "length"]);
    const worse = await verdictsOn(before, after(unlike), named);
    expect(worse.output).toEqual(["breaking alternative-added ~"]);
  });

  it("beside the value types of a whole breaks nobody", async () => {
    const split: Schema = {
      anyOf: [{ type: "array" }, TEXT, { ...TEXT, not: { const: "a" } }],
    };
    const { input } = await verdictsOn({ type: ["array", "string"] }, split);
    expect(input.filter((line) => line.startsWith("breaking"))).toEqual([]);
    const { output } = await verdictsOn(split, { type: ["array", "string"] });
    expect(output.filter((line) => line.startsWith("breaking"))).toEqual([]);
  });

  it("that changes inside is a danger where another one still takes what it allows", async () => {
    const limits = (most: number): Schema =>
      object({ retention: { type: "integer", maximum: most } });
    const union = { anyOf: [ref("Limits"), ref("Notes")] };
    const schemas = (most: number) => ({ Limits: limits(most), Notes: object({ note: TEXT }) });
    const sides = { before: schemas(9), after: schemas(20) };
    const { output } = await verdictsOn(union, union, sides);
    expect(output).toEqual(["dangerous constraint-loosened #schemas.Limits.retention"]);
    const alone = await verdictsOn(ref("Limits"), ref("Limits"), sides);
    expect(alone.output).toEqual(["breaking constraint-loosened #schemas.Limits.retention"]);
  });

  it("of a value type that was not there widens the type", async () => {
    expect(
      await verdictsOn({ oneOf: [TEXT, object({})] }, { oneOf: [TEXT, object({}), WHOLE] }),
    ).toEqual({
      input: ["compatible type-widened ~"],
      output: ["breaking type-widened ~"],
    });
  });

  it("that another one covers is not missed by senders", async () => {
    const before: Schema = {
      anyOf: [
        { type: "string", maxLength: 3 },
        { type: "string", minLength: 1 },
      ],
    };
    const { input } = await verdictsOn(before, { anyOf: [TEXT, object({})] });
    expect(input.filter((line) => line.startsWith("breaking"))).toEqual([]);
  });

  it("is compared inside with the one of the same name", async () => {
    const after = { ...SCHEMAS, Card: kind("card", { number: WHOLE }) };
    expect(await verdictsOn(CARD_OR_BANK, CARD_OR_BANK, { before: SCHEMAS, after })).toEqual({
      input: ["breaking type-changed #schemas.Card.number"],
      output: ["breaking type-changed #schemas.Card.number"],
    });
  });

  it("is compared inside with the one of the same constant, where it stands inline", async () => {
    const before: Schema = { oneOf: [SCHEMAS.Card, SCHEMAS.Bank] };
    const after: Schema = { oneOf: [SCHEMAS.Bank, kind("card", { number: WHOLE })] };
    expect(await verdictsOn(before, after)).toEqual({
      input: ["breaking type-changed ~<0>.number"],
      output: ["breaking type-changed ~<0>.number"],
    });
  });

  it("is compared inside where both sides edit several at once", async () => {
    const before: Schema = { oneOf: [SCHEMAS.Card, SCHEMAS.Bank] };
    const after: Schema = {
      oneOf: [kind("card", { number: WHOLE }), kind("bank", { iban: WHOLE })],
    };
    const { input } = await verdictsOn(before, after);
    expect([...input].sort()).toEqual([
      "breaking type-changed ~<0>.number",
      "breaking type-changed ~<1>.iban",
    ]);
  });

  it("that grows is wider", async () => {
    const { input, output } = await verdictsOn(
      { oneOf: [{ type: "string", maxLength: 3 }, ref("Card")] },
      { oneOf: [{ type: "string", maxLength: 5 }, ref("Card")] },
      SCHEMAS,
    );
    expect(input).toEqual([expect.stringMatching(/^compatible constraint-loosened ~/)]);
    expect(output).toEqual([expect.stringMatching(/^breaking constraint-loosened ~/)]);
  });

  it("of a second group is one as well", async () => {
    const both = (second: readonly Schema[]): Schema => ({
      allOf: [CARD_OR_BANK, { anyOf: second }],
    });
    const [x, y, z] = ["x", "y", "z"].map((name) => object({ [name]: TEXT }, [name]));
    expect(await verdictsOn(both([x!, y!]), both([x!, y!, z!]), SCHEMAS)).toEqual(ADDED);
  });
});

describe("A union with a part of itself", () => {
  it("takes all that was sent", async () => {
    const whole: Schema = { anyOf: [{ type: "array", items: TEXT }, WHOLE, kind("card")] };
    const part: Schema = { allOf: [whole, { type: "array", items: { const: "x" } }] };
    const { input } = await verdictsOn(whole, { anyOf: [whole, part] });
    expect(input.filter((line) => line.startsWith("breaking"))).toEqual([]);
  });
});

describe("The same alternatives", () => {
  it.each<readonly [string, Schema, Schema]>([
    ["in another order", CARD_OR_BANK, { oneOf: [ref("Bank"), ref("Card")] }],
    [
      "as anyOf, where a constant tells them apart",
      CARD_OR_BANK,
      { anyOf: [ref("Card"), ref("Bank")] },
    ],
    ["inline instead of by name", CARD_OR_BANK, { oneOf: [SCHEMAS.Card, SCHEMAS.Bank] }],
  ])("are no change: %s", async (_, before, after) => {
    expect(await verdictsOn(before, after, SCHEMAS)).toEqual(NO_CHANGE);
    expect(await verdictsOn(after, before, SCHEMAS)).toEqual(NO_CHANGE);
  });
});

describe("A discriminator", () => {
  const dispatched = (rest: Readonly<Record<string, unknown>>): Schema => ({
    oneOf: [ref("Card"), ref("Bank")],
    discriminator: rest,
  });

  it("that is another property dispatches every payload differently", async () => {
    expect(
      await verdictsOn(
        dispatched({ propertyName: "kind" }),
        dispatched({ propertyName: "type" }),
        SCHEMAS,
      ),
    ).toEqual({
      input: ["breaking discriminator-changed ~"],
      output: ["breaking discriminator-changed ~"],
    });
  });

  it("whose value selects another type is told once for each value", async () => {
    const mapping = (card: string, bank: string) => ({
      propertyName: "kind",
      mapping: { card: `#/components/schemas/${card}`, bank: `#/components/schemas/${bank}` },
    });
    const { input } = await verdictsOn(
      dispatched(mapping("Card", "Bank")),
      dispatched(mapping("Bank", "Card")),
      SCHEMAS,
    );
    expect(input).toHaveLength(2);
    expect(input.every((line) => line.endsWith("discriminator-mapping-changed ~"))).toBe(true);
  });
});
