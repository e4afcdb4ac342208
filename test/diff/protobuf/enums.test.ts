import { describe, expect, it } from "vitest";
import { feltOn, JSON_FORM, method, proto2, SOURCE, WIRE } from "./texts.ts";

const sent = (values: string) => method("Status status = 1;", "", `enum Status { ${values} }`);
const received = (values: string) => method("", "Status status = 1;", `enum Status { ${values} }`);
const STATUS = "shop.v1.Status";

describe("An enum value", () => {
  it("that is added surprises readers", async () => {
    const grown = "OPEN = 0; PAID = 1;";
    expect(await feltOn(WIRE, received("OPEN = 0;"), received(grown))).toEqual([
      `dangerous enum-value-added ${STATUS}.PAID`,
    ]);
    expect(await feltOn(WIRE, sent("OPEN = 0;"), sent(grown))).toEqual([]);
  });

  it("that is removed is read as a number without a meaning, and rejected as a name", async () => {
    const before = "OPEN = 0; PAID = 1;";
    expect(await feltOn(WIRE, sent(before), sent("OPEN = 0;"))).toEqual([
      `dangerous enum-value-removed ${STATUS}.PAID`,
    ]);
    expect(await feltOn(JSON_FORM, sent(before), sent("OPEN = 0;"))).toEqual([
      `breaking enum-value-removed ${STATUS}.PAID`,
    ]);
    expect(await feltOn(WIRE, received(before), received("OPEN = 0;"))).toEqual([]);
  });

  it("is told from one that begins with the same hundred letters", async () => {
    const name = (end: string) => `STATUS_${"VERY_".repeat(20)}${end}`;
    const values = (...ends: readonly string[]) =>
      ends.map((end, number) => `${name(end)} = ${String(number)};`).join(" ");
    expect(await feltOn(WIRE, sent(values("OPEN", "PAID")), sent(values("OPEN")))).toEqual([
      `dangerous enum-value-removed ${STATUS}.${name("PAID")}`,
    ]);
  });

  it("of another name is the same on the wire", async () => {
    const [before, after] = [sent("OPEN = 0; PAID = 1;"), sent("OPEN = 0; SETTLED = 1;")];
    expect(await feltOn(WIRE, before, after)).toEqual([]);
    expect(await feltOn(JSON_FORM, before, after)).toEqual([
      `breaking enum-value-renamed ${STATUS}.PAID`,
    ]);
    expect(await feltOn(SOURCE, before, after)).toEqual([
      `breaking enum-value-renamed ${STATUS}.PAID`,
    ]);
  });

  it("of another number is the same in JSON", async () => {
    const [before, after] = [received("OPEN = 0; PAID = 1;"), received("OPEN = 0; PAID = 2;")];
    expect(await feltOn(WIRE, before, after)).toEqual([
      `dangerous enum-value-number-changed ${STATUS}.PAID`,
    ]);
    expect(await feltOn(JSON_FORM, before, after)).toEqual([]);
  });

  it.each([
    ["readers of before take for another", received, "OPEN = 0; PAID = 2;", "breaking"],
    ["senders of before never used", sent, "OPEN = 0; PAID = 2;", "dangerous"],
    ["readers of before have no name for", received, "OPEN = 0; PAID = 3; SENT = 1;", "dangerous"],
    [
      "senders of before used for what it is not",
      sent,
      "OPEN = 0; PAID = 3; SENT = 1;",
      "breaking",
    ],
    [
      "was its alias",
      sent,
      "option allow_alias = true; OPEN = 0; OPENED = 2; PAID = 2;",
      "dangerous",
    ],
  ])("to a number that %s is judged for its readers", async (_, use, values, severity) => {
    const felt = await feltOn(WIRE, use("OPEN = 0; PAID = 1; SENT = 2;"), use(values));
    expect(felt).toContain(`${severity} enum-value-number-changed ${STATUS}.PAID`);
  });

  it("that swaps its number with another is misread silently", async () => {
    const before = sent("OPEN = 0; PAID = 1; SENT = 2;");
    expect(await feltOn(WIRE, before, sent("OPEN = 0; PAID = 2; SENT = 1;"))).toHaveLength(2);
  });
});

describe("Another name of a value", () => {
  const alias = (values: string) => received(`option allow_alias = true; ${values}`);

  it("after the first is written by nobody", async () => {
    expect(
      await feltOn(
        JSON_FORM,
        alias("OPEN = 0; NEW = 0; PAID = 1;"),
        alias("OPEN = 0; NEW = 0; PAID = 1; SETTLED = 1;"),
      ),
    ).toEqual([]);
  });

  it("before the first is written from now on", async () => {
    expect(
      await feltOn(
        JSON_FORM,
        alias("OPEN = 0; NEW = 0; PAID = 1;"),
        alias("OPEN = 0; NEW = 0; SETTLED = 1; PAID = 1;"),
      ),
    ).toEqual([`dangerous enum-alias-order-changed ${STATUS}`]);
  });
});

describe("A closed enum", () => {
  const closed = (values: string) =>
    proto2(`message Order { optional Status status = 1; } enum Status { ${values} }`);

  it("stands for its first value where it is not set", async () => {
    expect(
      await feltOn(WIRE, closed("OPEN = 0; PAID = 1;"), closed("PAID = 1; OPEN = 0;")),
    ).toEqual([`dangerous enum-default-changed ${STATUS}`]);
  });
});
