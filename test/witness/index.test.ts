import { describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import { witnessed } from "../../src/witness/index.ts";
import { orders, operation, witnessesBetween } from "./openapi/pairs.ts";

const WIDE =
  "{type: object, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}";
const NARROW = WIDE.replaceAll("string", "integer");

describe("the mode", () => {
  it("none looks for nothing, and says so", async () => {
    const options = { mode: "none" } as const;
    const found = await witnessesBetween(orders(WIDE, "{}"), orders(NARROW, "{}"), options);
    expect(found.map(({ witness }) => witness)).toEqual(
      Array(3).fill({ status: "skipped", why: "no witness was asked for" }),
    );
  });

  it("shown looks for the first ones and says so of the rest", async () => {
    const options = { mode: "shown", limit: 1 } as const;
    const found = await witnessesBetween(orders(WIDE, "{}"), orders(NARROW, "{}"), options);
    expect(found.map(({ change, witness }) => [change.details.name, witness.status])).toEqual([
      ["a", "confirmed"],
      ["b", "skipped"],
      ["c", "skipped"],
    ]);
  });

  it("all looks for every one", async () => {
    const found = await witnessesBetween(orders(WIDE, "{}"), orders(NARROW, "{}"), { mode: "all" });
    expect(found.map(({ witness }) => witness.status)).toEqual(Array(3).fill("confirmed"));
  });

  it("leaves alone what does not break messages", async () => {
    const found = await witnessesBetween(orders(NARROW, "{}"), orders("{}", "{}"));
    expect(found).toEqual([]);
  });
});

describe("a confirmed witness", () => {
  it.each([
    { kind: "request", operation: "POST /orders", confirmedBy: "ajv" },
    { kind: "bytes", direction: "input", confirmedBy: "protobuf" },
  ] as const)(
    "of kind $kind proves what breaks in its direction, and nothing else",
    async (way) => {
      const found = await witnessesBetween(orders(WIDE, WIDE), orders(NARROW, NARROW));
      const change: Change | undefined = found[0]?.change;
      if (change === undefined) throw new Error("no change was found");
      const both: Change = {
        ...change,
        effects: [
          ...change.effects,
          { surface: "wire", direction: "output", severity: "breaking", certainty: "by-rule" },
        ],
      };
      const witness = { status: "confirmed", payload: {}, detail: "", ...way } as const;
      const { changes, witnesses } = witnessed([both], new Map([[both, witness]]));
      const [updated] = changes;
      const certain = updated?.effects.filter(({ certainty }) => certainty === "proven");
      expect(certain).toEqual([
        { surface: "wire", direction: "input", severity: "breaking", certainty: "proven" },
      ]);
      expect(updated && witnesses.get(updated)).toBe(witness);
    },
  );

  it("leaves changes without one as they are", async () => {
    const found = await witnessesBetween(orders(WIDE, "{}"), orders(NARROW, "{}"));
    const changes = found.map(({ change }) => change);
    const none = { status: "not-found", why: "" } as const;
    const result = witnessed(changes, new Map(changes.map((change) => [change, none])));
    expect(result.changes).toEqual(changes);
  });
});

describe("a broken promise", () => {
  const order = (text: string): string =>
    operation("/orders", "get", `{responses: {"200": {description: ok}}${text}}`);

  it("is shown by what was announced and what was done", async () => {
    const found = await witnessesBetween(
      order(", deprecated: true, x-sunset: '2026-12-24'"),
      order("").replace("get:", "put:"),
    );
    const removed = found.find(({ change }) => change.rule === "operation-removed");
    // The request shows more than the dates do.
    expect(removed?.witness).toMatchObject({ status: "confirmed", kind: "request" });
  });

  it("is shown by the two dates where one was brought forward", async () => {
    const found = await witnessesBetween(
      order(", deprecated: true, x-sunset: '2027-12-24'"),
      order(", deprecated: true, x-sunset: '2027-01-24'"),
    );
    expect(found.map(({ witness }) => witness)).toEqual([
      {
        status: "confirmed",
        kind: "statement",
        payload: {
          before: { element: "GET /orders", says: "2027-12-24" },
          after: { element: "GET /orders", says: "2027-01-24" },
        },
        confirmedBy: "dates",
        detail: expect.stringContaining("brought forward from 2027-12-24 to 2027-01-24"),
      },
    ]);
  });

  it("is shown by the announcement where no message can show it", async () => {
    const hook = (text: string): string => `
openapi: 3.1.0
info: {title: Shop, version: "1"}
webhooks: {stockLow: {${text}}}
`;
    const found = await witnessesBetween(
      hook("post: {deprecated: true, x-sunset: '2026-12-24', responses: {}}"),
      hook("put: {responses: {}}"),
    );
    expect(found.map(({ witness }) => witness)).toEqual([
      expect.objectContaining({
        kind: "statement",
        payload: {
          before: { element: "webhook stockLow POST", sunset: "2026-12-24" },
          after: { element: "webhook stockLow POST", removed: "2026-11-22" },
        },
        detail: "it was announced to stay until 2026-12-24 and was removed 32 days before",
      }),
    ]);
  });
});
