import { describe, expect, it } from "vitest";
import { withoutWaivers, withWaivers } from "../../../src/app/waivers/edit.ts";
import type { NewWaiver } from "../../../src/app/waivers/edit.ts";
import { parseWaivers } from "../../../src/app/waivers/parse.ts";

const FILE = "contract-drift.waivers.yaml";
const [A, B, C] = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc"];

function waiver(key: string, parts: Partial<NewWaiver> = {}): NewWaiver {
  return { key, change: "x", reason: "why", owner: "payments", expires: "2027-01-31", ...parts };
}

function keys(text: string): readonly string[] {
  return parseWaivers(FILE, text).map(({ key }) => key);
}

const WRITTEN = `\
# Kept by the api guild.
waivers:
  # about a
  - key: "${A}" # inline
    reason: one
    owner: x
    expires: 2027-01-31

  # about b,
  # in two lines
  - key: "${B}"
    owner: x
    reason: >
      folded
      text
    expires: release v2.0
`;

describe("a new entry", () => {
  it("makes a file where there is none", () => {
    const text = withWaivers(FILE, undefined, [waiver(A, { contract: "orders" })]);
    expect(text).toBe(`\
# Changes that somebody answers for, by the key that reports show. Written by contract-drift;
# schema: node_modules/contract-drift/schema/waivers.schema.json
waivers:
  - key: "${A}"
    contract: orders
    change: x
    reason: why
    owner: payments
    expires: 2027-01-31
`);
  });

  it("goes to the end, and leaves the rest as it is written", () => {
    const text = withWaivers(FILE, WRITTEN, [waiver(C)]);
    expect(text.startsWith(WRITTEN)).toBe(true);
    expect(keys(text)).toEqual([A, B, C]);
  });

  it("replaces one about the same change", () => {
    const text = withWaivers(FILE, WRITTEN, [waiver(A, { reason: "renewed" })]);
    expect(keys(text)).toEqual([B, A]);
    expect(text).not.toContain("# about a");
    expect(text).toContain("# about b,");
  });

  it.each([
    ["an empty list", "waivers: []\n"],
    ["an empty list below comments", "# x\nwaivers: [ ] \n"],
    ["no line break at the end", WRITTEN.trimEnd()],
    [
      "entries that are not indented",
      `waivers:\n- key: "${A}"\n  reason: x\n  owner: y\n  expires: 2027-01-31\n`,
    ],
    ["an empty file", "\n"],
  ])("fits into a file with %s", (_, text) => {
    const before = text.trim() === "" ? [] : keys(text);
    expect(keys(withWaivers(FILE, text, [waiver(C)]))).toEqual([...before, C]);
  });

  it.each([
    [
      "JSON",
      `{"waivers": [{"key": "${A}", "reason": "x", "owner": "y", "expires": "2027-01-31"}]}`,
    ],
    ["flow style", `waivers: [{key: "${A}", reason: x, owner: y, expires: 2027-01-31}]\n`],
    ["something after the list", `${WRITTEN}$schema: x.json\n`],
  ])("is not written into %s, and the error says what to do", (_, text) => {
    expect(() => withWaivers(FILE, text, [waiver(C)])).toThrow("cannot edit");
  });

  it.each([
    "a: b # c",
    "line\nbreak",
    "true",
    "12",
    "@shop/team",
    '"quoted" \\ back',
    "\u2028\u0085\uFEFF",
    "- dash",
    "{}",
    " padded ",
    "ünïcødé",
    "it's",
  ])("holds %j as text", (text) => {
    const made = withWaivers(FILE, undefined, [
      waiver(A, {
        reason: text,
        owner: text,
        change: text,
        contract: text,
        consumers: [text],
        decision: text,
      }),
    ]);
    const [read] = parseWaivers(FILE, made);
    expect(read).toMatchObject({
      reason: text,
      owner: text,
      contract: text,
      consumers: [text],
      decision: text,
    });
  });
});

describe("an entry that goes", () => {
  it("takes the comments above it along, and nothing else", () => {
    expect(withoutWaivers(FILE, WRITTEN, new Set([A]))).toBe(`\
# Kept by the api guild.
waivers:
  # about b,
  # in two lines
  - key: "${B}"
    owner: x
    reason: >
      folded
      text
    expires: release v2.0
`);
  });

  it("may be the last of several", () => {
    const text = withoutWaivers(FILE, WRITTEN, new Set([B]));
    expect(keys(text)).toEqual([A]);
    expect(text).not.toContain("folded");
  });

  it("leaves an empty list where it was the only one", () => {
    expect(withoutWaivers(FILE, WRITTEN, new Set([A, B]))).toBe(
      "# Kept by the api guild.\nwaivers: []\n",
    );
  });

  it("may not be there at all", () => {
    expect(withoutWaivers(FILE, WRITTEN, new Set([C]))).toBe(WRITTEN);
  });

  it("leaves what stands after the list", () => {
    const text = `${WRITTEN}$schema: x.json\n`;
    expect(withoutWaivers(FILE, text, new Set([B]))).toMatch(/\$schema: x\.json\n$/);
  });
});
