import { describe, expect, it } from "vitest";
import { deprecationHeaders } from "../../src/report/deprecation-headers.ts";

describe("the headers of a deprecated operation", () => {
  it("say since when in seconds and until when to the last second of the day", () => {
    expect(deprecationHeaders({ since: "2023-06-30", sunset: "2024-06-30" })).toEqual({
      Deprecation: "@1688083200",
      Sunset: "Sun, 30 Jun 2024 23:59:59 GMT",
    });
  });

  it("leave out a sunset before the deprecation", () => {
    expect(deprecationHeaders({ since: "2024-06-30", sunset: "2023-06-30" })).toEqual({
      Deprecation: "@1719705600",
    });
  });

  it.each([
    [{ replacement: "GET /v2/orders" }, '</v2/orders>; rel="successor-version"'],
    [{ replacement: "/v2/orders" }, '</v2/orders>; rel="successor-version"'],
    [{ replacement: "https://shop.example/v2 x" }, undefined],
    [{ replacement: "GET /v2/orders/{id}" }, undefined],
    [{ replacement: "listOrders" }, undefined],
    [{ replacement: "//elsewhere.example" }, undefined],
    [
      { reason: "See https://shop.example/changes." },
      '<https://shop.example/changes>; rel="deprecation"',
    ],
    [
      { page: 'https://shop.example/a"b>, <x' },
      '<https://shop.example/a%22b%3E,%20%3Cx>; rel="deprecation"',
    ],
  ])("link %j as %s", (facts, expected) => {
    expect(deprecationHeaders({ since: "2026-01-01", ...facts }).Link).toBe(expected);
  });

  it("link the page for both dates", () => {
    const page = "https://shop.example/changes";
    expect(
      deprecationHeaders({ since: "2026-01-01", sunset: "2027-01-01", page, replacement: "/v2" })
        .Link,
    ).toBe(
      '<https://shop.example/changes>; rel="deprecation", <https://shop.example/changes>; rel="sunset", </v2>; rel="successor-version"',
    );
  });
});
