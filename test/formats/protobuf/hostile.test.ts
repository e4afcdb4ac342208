import { describe, expect, it } from "vitest";
import { fieldOf, readShop } from "./read-proto.ts";

const MANY = 50_000;

/** Texts on which an algorithm that looks at pairs would take minutes. */
const LONG: readonly (readonly [string, string])[] = [
  ["block comments on one line", `message M { string a = 1; } ${"/* x */".repeat(MANY)}`],
  ["comment lines", `message M {\n${"// x\n".repeat(MANY)} string a = 1 [deprecated = true]; }`],
  [
    "blanks in a comment",
    `message M {\n/* ${" ".repeat(MANY)}x */ string a = 1 [deprecated = true]; }`,
  ],
  ["values of an option", `message M { string a = 1 [${"(x) = 1,".repeat(MANY)} (x) = 2]; }`],
  ["members of an option", `message M { string a = 1 [(x) = { ${"b: 1 ".repeat(MANY)} }]; }`],
  ["parts of an option", `message M { string a = 1 [(x)${".b".repeat(1000)} = 1]; }`],
  ["parts of a name", `message M { string a = 1; ${"b.".repeat(MANY)}c d = 2; }`],
  ["declarations of one name", `message M { string a = 1; } ${"message N {}".repeat(MANY)}`],
  ["fields of one number", `message M { string a = 1; ${"string a = 1;".repeat(MANY)} }`],
  ["reserved ranges", `message M { string a = 1; reserved ${"2 to 9,".repeat(MANY)} 2; }`],
  ["string parts", `message M { string a = 1 [(x) = ${'"y" '.repeat(MANY)}]; }`],
  ["oneofs", `message M { string a = 1; ${"oneof o { }".repeat(MANY)} }`],
];

describe("long texts", () => {
  it.each(LONG)("are read in time in proportion: %s", { timeout: 3000 }, async (_, text) => {
    const result = await readShop(text);
    expect(fieldOf(result, "shop.v1.M", "a").number).toBe(1);
  });
});
