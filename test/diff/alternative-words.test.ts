import { describe, expect, it } from "vitest";
import { changesOf } from "./compare-texts.ts";
import { object, received, ref, TEXT, type Schema } from "./openapi-texts.ts";

const SCHEMAS: Readonly<Record<string, Schema>> = {
  Card: object({ kind: { const: "card" } }, ["kind"]),
  Saved: object({ savedAt: TEXT }, ["savedAt"]),
  Bank: object({ kind: { const: "bank" } }, ["kind"]),
  "gift.card": object({ kind: { const: "gift" } }, ["kind"]),
};

/** What is said of alternatives that are added to a body which could only be a card. */
async function wordsOf(...added: readonly Schema[]): Promise<readonly string[]> {
  const before = received({ oneOf: [ref("Card"), { type: "integer" }] }, SCHEMAS);
  const after = received({ oneOf: [ref("Card"), { type: "integer" }, ...added] }, SCHEMAS);
  const changes = await changesOf("openapi", { "openapi.json": before }, { "openapi.json": after });
  return changes
    .filter(({ rule }) => rule === "alternative-added")
    .map(({ message }) => message.replace(/^.* may now be /, ""));
}

describe("An alternative is told", () => {
  it("by the name of its type", async () => {
    expect(await wordsOf(ref("Bank"), ref("gift.card"))).toEqual(["Bank", "gift.card"]);
  });

  it("by all the types that it is made of, so that what several share hides none", async () => {
    const saved = (name: string): Schema => ({ allOf: [ref(name), ref("Saved")] });
    expect(await wordsOf(saved("Bank"), saved("gift.card"))).toEqual([
      "Bank & Saved",
      "gift.card & Saved",
    ]);
  });

  it("by the type that it extends and what it adds", async () => {
    const own = object({ kind: { const: "cheque" }, number: TEXT }, ["kind"]);
    expect(await wordsOf({ allOf: [ref("Saved"), own] })).toEqual(['Saved with kind "cheque"']);
  });

  it("by what it must have, where it has no name; else by what it can have", async () => {
    const all = object({ iban: TEXT, bic: TEXT, owner: TEXT, bank: TEXT });
    expect(
      await wordsOf(object({ iban: TEXT, bic: TEXT }, ["iban"]), object({ slip: TEXT }), all),
    ).toEqual(["object with iban", "object with slip", "object with iban, bic, owner, …"]);
  });

  it("by its values, where they are few", async () => {
    expect(await wordsOf({ enum: ["", "none"] }, { type: "boolean" })).toEqual([
      '"" | "none"',
      "boolean",
    ]);
  });
});
