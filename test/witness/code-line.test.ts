import { describe, expect, it } from "vitest";
import { compareContracts } from "../../src/index.ts";

const BEFORE =
  'syntax = "proto3"; package shop.v1; option go_package = "shop/v1;shopv1"; message Item { string sku = 1; } message Empty {} enum Status { OPEN = 0; PAID = 1; }';

async function linesBetween(after: string): Promise<readonly unknown[]> {
  const { changes } = await compareContracts({
    before: { files: { "shop.proto": BEFORE } },
    after: { files: { "shop.proto": after } },
    surfaces: ["source"],
    today: "2026-11-22",
  });
  return changes
    .filter(({ severity }) => severity === "breaking")
    .map(({ element, witness }) => [element, witness]);
}

describe("a break of client code alone", () => {
  it.each([
    [
      "a package of a language",
      BEFORE.replace("shopv1", "stockv1"),
      'code that was generated with go_package "shop/v1;shopv1" has to be written again for "shop/v1;stockv1"',
    ],
    [
      "a type that goes",
      BEFORE.replace("message Empty {}", ""),
      "code written against before, such as `new Empty()`, does not compile against after",
    ],
  ])("%s: says in words what no longer compiles, and claims no proof", async (_, after, line) => {
    const why = `no compiler is asked; ${line}`;
    expect(await linesBetween(after)).toEqual([
      [expect.any(String), { status: "undecidable", why }],
    ]);
  });
});
