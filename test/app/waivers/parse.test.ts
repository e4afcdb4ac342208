import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parseDocument } from "../../../src/formats/document/parse-document.ts";
import { parseWaivers } from "../../../src/app/waivers/parse.ts";
import { waiversJsonSchema } from "../../../src/app/waivers/schema.ts";
import { DriftError, formatPlace } from "../../../src/errors.ts";

const FILE = "contract-drift.waivers.yaml";

const FULL = `\
waivers:
  - key: "ded9cfc3b7eb82f3"
    contract: orders
    change: "#schemas.Order.status: property status was removed"
    reason: nobody reads it
    owner: payments
    expires: 2027-01-31
    decision: https://tickets.shop.example/ADR-12
    consumers: [web]
    made-for: { before: "4b4dd192cbc7d2d0", after: "4d5e16157d820e04" }
  - { key: "0000000000000000", reason: x, owner: y, expires: release v2.0 }
`;

/** The first mistake, with its place and hint. */
function mistake(text: string): string {
  try {
    parseWaivers(FILE, text);
  } catch (error) {
    if (!(error instanceof DriftError) || error.place === undefined) throw error;
    const hint = error.hint === undefined ? "" : ` | ${error.hint}`;
    return `${error.code} ${formatPlace(error.place)} ${error.message}${hint}`;
  }
  return "nothing is wrong";
}

function entry(parts: string): string {
  return `waivers:\n  - key: "ded9cfc3b7eb82f3"\n    reason: x\n    owner: y\n${parts}`;
}

describe("a file of waivers", () => {
  it("is read with everything in it, and where each entry stands", () => {
    const [first, second] = parseWaivers(FILE, FULL);
    expect(first).toEqual({
      key: "ded9cfc3b7eb82f3",
      contract: "orders",
      reason: "nobody reads it",
      owner: "payments",
      expires: { kind: "date", date: "2027-01-31" },
      decision: "https://tickets.shop.example/ADR-12",
      consumers: ["web"],
      madeFor: { before: "4b4dd192cbc7d2d0", after: "4d5e16157d820e04" },
      place: { file: FILE, line: 2, column: 5 },
    });
    expect(second?.expires).toEqual({ kind: "release", release: "v2.0" });
  });

  it("may have no entries", () => {
    expect(parseWaivers(FILE, "waivers: []")).toEqual([]);
  });

  it.each([
    [
      "a key that YAML takes for a number",
      FULL.replace('"0000000000000000"', "0000000000000000"),
      /^bad-config contract-drift.waivers.yaml:11:\d+ waivers\[1\].key must be text, not 0\./,
    ],
    [
      "a key that is none",
      FULL.replace("ded9cfc3b7eb82f3", "ded9"),
      /:2:\d+ waivers\[0\].key: is no key of a change: 16 hex digits in quotes/,
    ],
    ["a missing owner", entry("    expires: 2027-01-31\n").replace("    owner: y\n", ""), /owner/],
    ["no end", entry(""), /expires/],
    [
      "a day that does not exist",
      entry("    expires: 2027-02-30\n"),
      /:5:5 "2027-02-30" is neither a day nor a release\. \| Write a day/,
    ],
    ["an end in words", entry("    expires: soon\n"), /"soon" is neither a day nor a release/],
    [
      "an unknown key",
      entry("    expires: 2027-01-31\n    ownr: x\n"),
      /unknown key "ownr"\. \| Did you mean owner\?/,
    ],
    [
      "two entries about one change",
      `${entry("    expires: 2027-01-31\n")}  - { key: "ded9cfc3b7eb82f3", reason: x, owner: y, expires: 2028-01-01 }\n`,
      /:6:5 There are two waivers of the change ded9cfc3b7eb82f3\./,
    ],
    ["broken YAML", "waivers: [\n", /^bad-config contract-drift.waivers.yaml:/],
    ["something else", "- key: x\n", /:1:\d+ /],
    ["nothing", "", /:1:1 /],
  ])("with %s is refused with a place", (_, text, expected) => {
    expect(mistake(text)).toMatch(expected);
  });
});

describe("the published schema", () => {
  const published: unknown = JSON.parse(
    readFileSync(new URL("../../../schema/waivers.schema.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv2020({ strict: true }).compile(published as object);

  it("is what the code checks; `node scripts/write-schemas.ts` writes it", () => {
    expect(published).toEqual(waiversJsonSchema());
  });

  it("takes what the code takes and refuses what it refuses", () => {
    expect(validate(parseDocument(FILE, FULL).value)).toBe(true);
    expect(validate(parseDocument(FILE, FULL.replace("owner:", "ownr:")).value)).toBe(false);
  });
});
