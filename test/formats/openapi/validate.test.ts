import { describe, expect, it } from "vitest";
import { validateOpenapi } from "../../../src/formats/openapi/validate.ts";

describe("validation by the letter of the specification", () => {
  it("finds nothing in a valid document of several files", async () => {
    const texts = new Map([
      [
        "api/shop.yaml",
        "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths:\n  /orders: {$ref: 'paths/my orders.yaml'}\n",
      ],
      ["api/paths/my orders.yaml", "get: {responses: {200: {description: ok}}}\n"],
    ]);
    expect(await validateOpenapi(texts, "api/shop.yaml")).toEqual([]);
  });

  it("tells what is invalid, and where", async () => {
    const texts = new Map([["shop.yaml", "openapi: 3.0.0\ninfo:\n  title: Shop\npaths: {}\n"]]);
    expect(await validateOpenapi(texts, "shop.yaml")).toEqual([
      {
        code: "invalid-document",
        message: "shop.yaml is not valid: /info must have required property 'version'.",
        location: { file: "shop.yaml", line: 2, column: 1 },
      },
    ]);
  });

  it.each([
    ["../../etc/hostname"],
    ["/etc/hostname"],
    ["file:///etc/hostname"],
    ["http://127.0.0.1:1/a.yaml"],
    ["gone.yaml"],
  ])("reads nothing but the given texts, not even %s", async (reference) => {
    const texts = new Map([
      [
        "shop.yaml",
        `openapi: 3.0.0\ninfo: {title: Shop, version: '1'}\npaths:\n  /orders: {$ref: '${reference}'}\n`,
      ],
    ]);
    expect(await validateOpenapi(texts, "shop.yaml")).toMatchObject([{ code: "invalid-document" }]);
  });

  it("skips 3.2, and says so", async () => {
    const texts = new Map([["shop.yaml", "openapi: 3.2.0\npaths: {}\n"]]);
    expect(await validateOpenapi(texts, "shop.yaml")).toMatchObject([
      { code: "validation-skipped", location: { line: 1, column: 1 } },
    ]);
  });
});
