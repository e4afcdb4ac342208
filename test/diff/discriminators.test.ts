import { describe, expect, it } from "vitest";
import { linesOf } from "./compare-texts.ts";
import {
  NO_CHANGE,
  object,
  received,
  ref,
  sent,
  TEXT,
  verdictsOn,
  type Schema,
  type Verdicts,
} from "./openapi-texts.ts";

const kind = (...values: readonly string[]) =>
  values.length === 0 ? TEXT : { type: "string", enum: values };
const tagged = (...values: readonly string[]) => object({ kind: kind(...values) }, ["kind"]);

const FREE = {
  Card: object({ kind: TEXT, number: TEXT }, ["kind", "number"]),
  Cash: object({ kind: TEXT, coins: TEXT }, ["kind", "coins"]),
};

const paidBy = (
  mapping: Readonly<Record<string, string>> | undefined,
  alternatives: readonly string[] = ["Card", "Cash"],
): Schema => ({
  oneOf: alternatives.map(ref),
  discriminator: { propertyName: "kind", ...(mapping === undefined ? {} : { mapping }) },
});

/** What is said of the discriminator, in alphabetical order. */
async function said(...asked: Parameters<typeof verdictsOn>): Promise<Verdicts> {
  const { input, output } = await verdictsOn(...asked);
  const ours = (lines: readonly string[]) =>
    lines.filter((line) => line.includes("discriminator")).toSorted();
  return { input: ours(input), output: ours(output) };
}

const COMES_AND_GOES: Verdicts = {
  input: ["compatible discriminator-mapping-added ~", "dangerous discriminator-mapping-removed ~"],
  output: ["compatible discriminator-mapping-removed ~", "dangerous discriminator-mapping-added ~"],
};

describe("A discriminator", () => {
  it("that comes changes what providers read, and one that goes what consumers read", async () => {
    const plain = { oneOf: [ref("Card"), ref("Cash")] };
    expect(await verdictsOn(plain, paidBy(undefined), FREE)).toEqual({
      input: ["dangerous discriminator-added ~"],
      output: ["compatible discriminator-added ~"],
    });
    expect(await verdictsOn(paidBy(undefined), plain, FREE)).toEqual({
      input: ["compatible discriminator-removed ~"],
      output: ["dangerous discriminator-removed ~"],
    });
  });

  it("harms nobody where every alternative demands the value that selects it", async () => {
    const schemas = { Card: tagged("Card"), Cash: tagged("Cash") };
    const plain = { oneOf: [ref("Card"), ref("Cash")] };
    expect(await verdictsOn(plain, paidBy(undefined), schemas)).toEqual({
      input: ["compatible discriminator-added ~"],
      output: ["compatible discriminator-added ~"],
    });
  });

  it("whose value is replaced says so of the one and of the other", async () => {
    const both = (card: string) => ({ [card]: "Card", cash: "Cash" });
    expect(await said(paidBy(both("card")), paidBy(both("credit")), FREE)).toEqual(COMES_AND_GOES);
  });

  it("that gets a value with its alternative leaves the telling to the alternative", async () => {
    const schemas = { ...FREE, Bank: object({ kind: TEXT, iban: TEXT }, ["kind", "iban"]) };
    const all = paidBy({ bank: "Bank" }, ["Card", "Cash", "Bank"]);
    expect(await verdictsOn(paidBy(undefined), all, schemas)).toEqual({
      input: ["compatible alternative-added ~"],
      output: ["breaking alternative-added ~"],
    });
    expect(await verdictsOn(all, paidBy(undefined), schemas)).toEqual({
      input: ["breaking alternative-removed ~"],
      output: ["compatible alternative-removed ~"],
    });
  });

  it("says nothing of values that no alternative can have", async () => {
    const schemas = { Card: tagged("card"), Cash: tagged("cash") };
    const more = paidBy({ card: "Card", cash: "Cash", coins: "Cash" });
    expect(await verdictsOn(paidBy({ card: "Card", cash: "Cash" }), more, schemas)).toEqual(
      NO_CHANGE,
    );
  });

  it("maps to an alternative by the name that it has now", async () => {
    const before = { Card: tagged("card"), Cash: tagged("cash") };
    const after = { CreditCard: tagged("card"), Cash: tagged("cash") };
    expect(
      await said(
        paidBy({ card: "Card", cash: "Cash" }),
        paidBy({ card: "CreditCard", cash: "Cash" }, ["CreditCard", "Cash"]),
        { before, after },
      ),
    ).toEqual(NO_CHANGE);
  });

  it("finds an alternative by the name of its component, so that another name is another value", async () => {
    const { Card, Cash } = FREE;
    expect(
      await said(paidBy(undefined), paidBy(undefined, ["CreditCard", "Cash"]), {
        before: { Card, Cash },
        after: { CreditCard: Card, Cash },
      }),
    ).toEqual(COMES_AND_GOES);
  });
});

describe("A discriminator of a type that others are built on", () => {
  const payment = object({ kind: TEXT }, ["kind"], { discriminator: { propertyName: "kind" } });
  const built = (rest: Schema) => ({ allOf: [ref("Payment"), rest] });
  const before = { Payment: payment, Card: built(object({ number: TEXT })) };
  const after = { ...before, Cash: built(object({ coins: TEXT })) };
  const pay = (place: typeof sent, schemas: Readonly<Record<string, Schema>>) =>
    place(ref("Payment"), schemas);

  it("gets a value with every further type", async () => {
    expect(await linesOf("openapi", pay(received, before), pay(received, after))).toContain(
      "dangerous discriminator-mapping-added #schemas.Payment",
    );
    expect(await linesOf("openapi", pay(sent, before), pay(sent, after))).toContain(
      "compatible discriminator-mapping-added #schemas.Payment",
    );
  });

  it("loses one with every type that goes, and says so once", async () => {
    expect(await linesOf("openapi", pay(sent, after), pay(sent, before))).toEqual([
      "compatible type-removed #schemas.Cash",
      "dangerous discriminator-mapping-removed #schemas.Payment",
    ]);
  });

  it("is told where it is written, not in the types that are built on it", async () => {
    const renamed = { ...payment, discriminator: { propertyName: "type" } };
    const list = (base: Schema) =>
      received({ oneOf: [ref("Card"), ref("Cash")] }, { ...after, Payment: base });
    expect(await linesOf("openapi", list(payment), list(renamed))).toEqual([
      "breaking discriminator-changed #schemas.Payment",
    ]);
  });
});
