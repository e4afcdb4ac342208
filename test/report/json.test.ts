import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { jsonPieces, renderJson } from "../../src/report/json.ts";
import { change, comparison, CONTEXT, hit, report } from "./changes.ts";
import { hostileReport, quietReport, shopReport } from "./shop-report.ts";

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema as object);

function problems(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe("the JSON report", () => {
  it.each([
    ["of a shop", shopReport],
    ["without anything to tell", quietReport],
    ["with hostile texts", hostileReport],
  ])("says in pieces what it says in one: %s", (_name, reportOf) => {
    expect([...jsonPieces(reportOf())].join("")).toBe(renderJson(reportOf()));
  });

  it.each([
    ["many changes of one contract", 1, 1000],
    ["a change of each of many contracts", 1000, 1],
    ["as many changes as stand in one piece", 1, 16],
    ["one more", 1, 17],
  ])("says it in pieces of some changes each: %s", (_name, contracts, changes) => {
    const all = Array.from({ length: changes }, () => change());
    const many = report(Array.from({ length: contracts }, () => comparison(all)));
    const pieces = [...jsonPieces(many)];
    expect(pieces.join("")).toBe(renderJson(many));
    const longest = Math.max(...pieces.map((piece) => piece.length));
    expect(longest).toBeLessThan(Math.max(25_000, renderJson(many).length / 20));
  });

  it("keeps the published schema with everything in it", () => {
    const one = change({
      lifecycle: {
        state: "removed-early",
        since: "2026-06-01",
        sunset: "2027-01-02",
        daysLeft: 41,
      },
    });
    const context = {
      ...CONTEXT,
      impacts: new Map([[one, [hit(), hit({ verdict: "not-covered", because: [] })]]]),
      witnesses: new Map([
        [
          one,
          {
            status: "confirmed",
            kind: "response",
            operation: "GET /orders/{}",
            payload: { id: 1 },
            confirmedBy: "ajv",
            detail: "must have required property 'status'",
          },
        ],
      ] as const),
    };
    const sides = { base: { ref: "main", commit: "3f2a1bc" }, head: { ref: "working tree" } };
    const notes = {
      diagnostics: [{ code: "missing-import", message: "x", location: { file: "a.proto" } }],
    };
    const text = renderJson({
      ...report([
        comparison(
          [one, change({ severity: "compatible" })],
          { ...sides, ...notes, size: { operations: 1, types: 2 } },
          context,
        ),
        comparison([], { contract: "stock", state: "unreadable" }),
      ]),
      policyNotices: [
        {
          code: "loosened",
          message: "x",
          blocking: true,
          location: { file: "a", line: 1, column: 1 },
        },
      ],
    });
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ["with owners, contents and a waiver", shopReport()],
    ["with hostile names", hostileReport()],
    ["with nothing", quietReport()],
  ])("keeps it %s", (_, given) => {
    const [first, ...rest] = given.comparisons;
    if (first === undefined) throw new Error("no comparison");
    const owned = { ...first, owners: ["@shop/orders"], content: { before: "1", after: "2" } };
    expect(problems(renderJson({ ...given, comparisons: [owned, ...rest] }))).toEqual([]);
  });

  it("is refused by the schema when a field is missing or unknown", () => {
    const whole = report([comparison([change()])]);
    expect(problems(JSON.stringify({ ...whole, verdict: undefined }))).not.toEqual([]);
    expect(problems(JSON.stringify({ ...whole, more: 1 }))).not.toEqual([]);
  });

  it("gives the same bytes for the same run", () => {
    const once = renderJson(
      report([comparison([change({ element: "b" }), change({ element: "a" })])]),
    );
    const again = renderJson(
      report([comparison([change({ element: "a" }), change({ element: "b" })])]),
    );
    expect(again).toBe(once);
  });
});
