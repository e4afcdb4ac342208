import { describe, expect, it } from "vitest";
import { sampleOfPattern } from "../../../src/witness/sample/pattern.ts";

describe("texts for patterns", () => {
  it.each<readonly [pattern: string, text: string]>([
    ["^abc$", "abc"],
    ["^[A-Z]{2}-\\d{4}$", "AA-0000"],
    ["^(?:red|blue)$", "red"],
    ["^(?<year>\\d{4})-(\\d\\d)$", "0000-00"],
    ["^a+b*c?$", "a"],
    ["^[^a-z]+$", "A"],
    ["^[^aA0\\-_]$", " "],
    ["^\\w+@\\w+\\.example$", "a@a.example"],
    ["^\\/orders\\/\\d+$", "/orders/0"],
    ["^\\x41\\u0042$", "AB"],
    ["^\\p{Lu}\\p{L}*$", "A"],
    ["^.{3,}$", "aaa"],
    ["^$", ""],
    ["^\\{\\}$", "{}"],
    ["^a{2}?$", "aa"],
    ["^(a|b)(c|d)$", "ac"],
    ["^[\\]x]$", "]"],
    ["^💳$", "💳"],
  ])("%s: %s", (pattern, text) => {
    expect(sampleOfPattern(pattern, {})).toBe(text);
    expect(text).toMatch(new RegExp(pattern, "u"));
  });

  it.each<
    readonly [
      pattern: string,
      bounds: { minLength?: number; maxLength?: number },
      text: string | undefined,
    ]
  >([
    ["^[a-z]+$", { minLength: 5 }, "aaaaa"],
    ["^[a-z]{1,3}-[0-9]*$", { minLength: 6 }, "aaa-00"],
    ["^sku", { minLength: 6 }, "skuaaa"],
    ["^(ab)+$", { minLength: 5 }, "ababab"],
    ["^abc$", { maxLength: 2 }, undefined],
  ])("%s within %o: %s", (pattern, bounds, text) => {
    expect(sampleOfPattern(pattern, bounds)).toBe(text);
  });

  it.each(["(?=a)b", "(?<!a)b", "(a)\\1", "\\bword", "[", "(", "a**", "\\p{Emoji}", "[^\\s\\S]"])(
    "%s is not sampled",
    (pattern) => {
      expect(sampleOfPattern(pattern, {})).toBe(undefined);
    },
  );

  it("reads classes that escape more than Unicode mode allows", () => {
    expect(sampleOfPattern("^arn[\\/\\:\\-\\_\\.a-z]+$", {})).toBe("arn/");
  });

  it("does not write texts without end", () => {
    expect(sampleOfPattern("^((a{9999}){9999})$", {})).toBe(undefined);
    expect(sampleOfPattern(`${"(".repeat(100)}a${")".repeat(100)}`, {})).toBe(undefined);
  });
});
