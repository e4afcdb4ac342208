import { describe, expect, it } from "vitest";
import { finishChanges, verdictOf } from "../../src/report/finish.ts";
import { changeKey } from "../../src/report/key.ts";
import { change, CONTEXT, hit, waiverRuling } from "./changes.ts";

describe("the key of a change", () => {
  const key = changeKey("orders", change());

  it("is 16 hex digits", () => {
    expect(key).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ["the message", change({ message: "reworded" })],
    ["the reach", change({ reach: [], reachTotal: 0 })],
    ["the place", change({ before: { value: { type: "string" } } })],
    ["the severity", change({ severity: "dangerous" })],
  ])("does not depend on %s", (_, other) => {
    expect(changeKey("orders", other)).toBe(key);
  });

  it.each([
    ["the rule", change({ rule: "field-added" })],
    ["the element", change({ element: "#schemas.Order.state" })],
    ["the value before", change({ before: { value: { type: "integer" } } })],
    ["the value after", change({ after: { value: 1 } })],
    ["the keyword", change({ details: { keyword: "maxLength" } })],
  ])("depends on %s", (_, other) => {
    expect(changeKey("orders", other)).not.toBe(key);
  });

  it("depends on the contract", () => {
    expect(changeKey("catalog", change())).not.toBe(key);
  });

  it("does not depend on the order of a value's keys", () => {
    const one = change({ after: { value: { a: 1, b: 2 } } });
    const other = change({ after: { value: { b: 2, a: 1 } } });
    expect(changeKey("orders", one)).toBe(changeKey("orders", other));
  });
});

describe("finished changes", () => {
  it("stand worst first, then by element and rule", () => {
    const finished = finishChanges(
      [
        change({ severity: "compatible", element: "a" }),
        change({ severity: "breaking", element: "c" }),
        change({ severity: "dangerous", element: "b" }),
        change({ severity: "breaking", element: "b" }),
      ],
      CONTEXT,
    );
    expect(finished.map((one) => `${one.severity} ${one.element}`)).toEqual([
      "breaking b",
      "breaking c",
      "dangerous b",
      "compatible a",
    ]);
  });

  it("locate each side in its own text", () => {
    const [finished] = finishChanges(
      [
        change({
          before: { value: 1, origin: { file: "a.yaml", pointer: "/x" } },
          after: { value: 2, origin: { file: "b.yaml", pointer: "/x" } },
        }),
      ],
      CONTEXT,
    );
    expect(finished?.before?.location).toEqual({ file: "a.yaml", line: 12, column: 9 });
    expect(finished?.after?.location).toEqual({ file: "b.yaml", line: 14, column: 3 });
  });

  it("name only the surfaces on which something is worse than compatible", () => {
    const [finished] = finishChanges(
      [
        change({
          effects: [
            { surface: "wire", direction: "output", severity: "compatible", certainty: "by-rule" },
            { surface: "json", direction: "output", severity: "breaking", certainty: "by-rule" },
          ],
        }),
      ],
      CONTEXT,
    );
    expect(finished?.surfaces).toEqual(["json"]);
  });

  it("carry their consumers and the verdict that follows from them", () => {
    const one = change();
    const [finished] = finishChanges([one], { ...CONTEXT, impacts: new Map([[one, [hit()]]]) });
    expect(finished?.impact).toEqual([hit()]);
    expect(finished?.blocking).toEqual({ value: true, because: "it breaks web" });
  });

  it("are waived by key", () => {
    const key = changeKey("orders", change());
    const [finished] = finishChanges([change()], {
      ...CONTEXT,
      rulingOf: (asked) => (asked === key ? waiverRuling({ key }) : undefined),
    });
    expect(finished?.waiver).toEqual({
      by: "ana",
      reason: "nobody is left",
      expires: "2027-01-31",
      added: true,
    });
    expect(finished?.blocking).toEqual({
      value: false,
      because: "waived by ana until 2027-01-31: nobody is left",
    });
  });

  it.each([
    ["expired", "the waiver of ana ended with 2027-01-31"],
    ["dead", "the waiver of ana was made for an earlier change"],
  ] as const)("block again where their waiver is %s", (state, words) => {
    const [finished] = finishChanges([change()], {
      ...CONTEXT,
      rulingOf: () => waiverRuling({}, { state }),
    });
    expect(finished?.waiver).toBeNull();
    expect(finished?.blocking.value).toBe(true);
    expect(finished?.blocking.because).toContain(words);
  });

  it("block where their waiver speaks for another consumer only, and say for whom it speaks", () => {
    const one = change();
    const [finished] = finishChanges([one], {
      ...CONTEXT,
      impacts: new Map([[one, [hit(), hit({ consumer: "till" })]]]),
      rulingOf: () => waiverRuling({ consumers: ["web"] }),
    });
    expect(finished?.waiver).toMatchObject({ by: "ana", consumers: ["web"] });
    expect(finished?.blocking).toEqual({ value: true, because: "it breaks till" });
  });

  it("hold values that JSON can say: big integers become text of their digits", () => {
    const value = { small: 5n, big: 9223372036854775807n, list: [1n] };
    const [finished] = finishChanges([change({ after: { value } })], CONTEXT);
    expect(finished?.after?.value).toEqual({ small: 5, big: "9223372036854775807", list: [1] });
  });

  it("keep `__proto__` as a name like any other", () => {
    const value: unknown = JSON.parse('{"__proto__": {"type": "string"}}');
    const [finished] = finishChanges([change({ after: { value: value as never } })], CONTEXT);
    expect(JSON.stringify(finished?.after?.value)).toBe('{"__proto__":{"type":"string"}}');
  });
});

it.each([
  [[], "unchanged"],
  [["compatible"], "compatible"],
  [["compatible", "breaking", "dangerous"], "breaking"],
] as const)("the verdict of %j is %s", (severities, verdict) => {
  expect(verdictOf(severities.map((severity) => ({ severity })))).toBe(verdict);
});
