import { describe, expect, it } from "vitest";
import { readDate, readLifecycle, sunsetPattern } from "../../src/formats/lifecycle-text.ts";

describe("readLifecycle", () => {
  it.each([
    ["Removal on 2025-04-01 UTC.", "2025-04-01"],
    ["sunset: 2025-04-01", "2025-04-01"],
    ["[sunset=2025-04-01T00:00:00Z]", "2025-04-01"],
    ["Goes away after 2025-04-01", "2025-04-01"],
    ["Please migrate by 2025/4/1.", "2025-04-01"],
    ["Will be removed on 1 April 2025", "2025-04-01"],
    ["Will be removed on 1st of April, 2025", "2025-04-01"],
    ["Retired April 1, 2025.", "2025-04-01"],
    ["Supported until Sept. 3rd 2025", "2025-09-03"],
    ["Will be removed\n  on 29 Feb\n 2028.", "2028-02-29"],
    ["As of 2025-04-01 this field is no longer answered.", "2025-04-01"],
    ["2025-04-01", "2025-04-01"],
    ["On 1 April 2025.", "2025-04-01"],
    ["Removed after 2025-01-01, at the latest by 2025-06-01", "2025-01-01"],
  ])("finds the sunset in %j", (text, sunset) => {
    expect(readLifecycle(text)).toMatchObject({ sunset });
  });

  it.each([
    ["Deprecated since 2024-01-01", { since: "2024-01-01" }],
    ["Deprecated on 2024-01-01; sunset 2025-01-01", { since: "2024-01-01", sunset: "2025-01-01" }],
    [
      "Will be removed 2025-01-01, deprecated 2024-01-01",
      { since: "2024-01-01", sunset: "2025-01-01" },
    ],
    ["Deprecated 30 February 2024", {}],
    ["See the announcement of 2024-06-01", {}],
    ["Only with API version 2024-10-01", {}],
    ["Measured on 2024-10-01 in the lab", {}],
    ["Build 1.2025-04-01 removed it", {}],
    ["No longer supported", {}],
    ["Deprecated, see https://shop.example/news/2024-05-23-sunset-notice", {}],
    ["", {}],
  ])("reads %j as %j", (text, expected) => {
    expect(readLifecycle(text)).toEqual(expected);
  });

  it.each([
    ["Removal on 2025-02-30 UTC.", "2025-02-30"],
    ["Sunset: 2025-13-01", "2025-13-01"],
    ["Removed on 04/01/2025", "04/01/2025"],
    ["Will be removed in April 2025.", "April 2025"],
    ["Will be removed in 2025-Q2", "2025-Q2"],
    ["Sunset 2025-04", "2025-04"],
    ["Removed on 31 June 2025", "31 June 2025"],
    ["Removed on 29 February 2025", "29 February 2025"],
  ])("keeps the unreadable end of %j", (text, unreadable) => {
    expect(readLifecycle(text)).toEqual({ unreadable });
  });

  it("prefers a readable end to an unreadable one before it", () => {
    expect(readLifecycle("Removal in Q2 2025, that is by 2025-06-30.")).toEqual({
      sunset: "2025-06-30",
    });
  });

  it.each([
    ["Use `total` instead.", "total"],
    ["Use the `Order.total` field instead.", "Order.total"],
    ["Use total instead", "total"],
    ["use Query.order(id:) instead", "Query.order(id:)"],
    ["Please use the new orderTotal field instead.", "orderTotal"],
    ["Replaced by total.", "total"],
    ["Replaced with 'Order.total', which has a currency", "Order.total"],
    ["Deprecated in favour of shop.v2.Orders.", "shop.v2.Orders"],
    ["Deprecated in favor of the more capable `Order#total` API.", "Order#total"],
    ["Use normalized `total` field instead", "total"],
    ["Renamed to total_cents (2025)", undefined],
    ["Instead, use `total`.", "total"],
    ["Use Order.total.", "Order.total"],
    [
      "`price` will be removed. Use `total` or `subtotal` instead. Removal on 2025-04-01 UTC.",
      "total",
    ],
    ["Use this with care", undefined],
    ["Use the orders page of the shop instead", undefined],
    ["Replaced by something better soon", undefined],
  ])("finds the replacement in %j: %j", (text, replacement) => {
    expect(readLifecycle(text).replacement).toBe(replacement);
  });

  it("takes the date that a pattern of one's own finds", () => {
    const pattern = sunsetPattern("EOL-(?<date>\\S+)");
    expect(readLifecycle("EOL-2025-04-01, sunset 2026-01-01", pattern)).toEqual({
      sunset: "2025-04-01",
    });
    expect(readLifecycle("EOL-soon", pattern)).toEqual({ unreadable: "soon" });
    expect(readLifecycle("sunset 2026-01-01", pattern)).toEqual({ sunset: "2026-01-01" });
  });

  it("answers quickly on long hostile text", () => {
    const started = performance.now();
    readLifecycle("use the ".repeat(50_000));
    readLifecycle("remov ".repeat(50_000) + "2025-04-01");
    readLifecycle("2025-04-01 ".repeat(5_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("readDate", () => {
  it.each([
    ["2025-04-01", "2025-04-01"],
    [" 2025-04-01T10:00:00Z ", "2025-04-01"],
    ["2025-04-01T10:00:00+02:00", "2025-04-01"],
    ["April 1, 2025", "2025-04-01"],
    ["2025-02-29", undefined],
    ["soon", undefined],
    ["after 2025-04-01", undefined],
    ["2025-04-01 or later", undefined],
  ])("reads %j as %j", (text, date) => {
    expect(readDate(text)).toBe(date);
  });
});

describe("sunsetPattern", () => {
  it.each(["(", "\\d{4}"])("refuses %j", (source) => {
    expect(() => sunsetPattern(source)).toThrow(/sunset pattern/);
  });
});

describe("a date that is an instant", () => {
  it.each([
    ["2026-11-22T23:59:59Z", "2026-11-22"],
    ["2026-11-22T23:30:00-05:00", "2026-11-23"],
    ["2026-11-22T01:00:00+05:30", "2026-11-21"],
    ["2026-11-22T01:00:00+0530", "2026-11-21"],
    ["2026-12-31T23:59:59-12:00", "2027-01-01"],
    ["2026-11-22T23:30:00", "2026-11-22"],
    ["2026-11-22 23:30 UTC", "2026-11-22"],
    ["2026-11-22T99:99:99+05:00", "2026-11-22"],
    ["@1688169599", "2023-06-30"],
    ["@1688169600", "2023-07-01"],
    ["@999999999999", undefined],
    ["1688169599", undefined],
  ])("%s is on the day %s in UTC", (text, day) => {
    expect(readDate(text)).toBe(day);
  });
});
