import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { DeprecatedElement, DeprecationsAnswer } from "../../src/report/answers.ts";
import { renderIcs } from "../../src/report/ics.ts";

function element(changes: Partial<DeprecatedElement> = {}): DeprecatedElement {
  return {
    contract: "catalog",
    element: "Product.weight",
    kind: "field",
    location: { file: "catalog.graphql", line: 4, column: 3 },
    lifecycle: { state: "window-open", since: "2026-01-01", sunset: "2026-12-15", daysLeft: 23 },
    since: { on: "2026-01-01", by: "git", version: "0123456789abcdef", orEarlier: false },
    reason:
      "Use mass; it has a unit, and more, much more, so that this line has to be folded — ünïcödé too.",
    promises: [
      { sunset: "2026-12-15", firstSeen: { on: "2026-01-01" }, lastSeen: { on: "2026-11-22" } },
    ],
    notes: [],
    removal: "used",
    impact: [
      {
        consumer: "web",
        team: "storefront",
        verdict: "breaks",
        lastSeen: "2026-11-20",
        because: [],
      },
    ],
    ...changes,
  };
}

function answer(...deprecations: readonly DeprecatedElement[]): DeprecationsAnswer {
  return {
    today: "2026-11-22",
    contracts: ["catalog"],
    deprecations,
    removed: [],
    histories: [],
    diagnostics: [],
  };
}

/** What a calendar understands of a text; throws where it breaks the format. */
function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one, { strictExceptions: true });
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      isDate: event.startDate.isDate,
      summary: event.summary,
      description: event.description,
      modified: String(one.getFirstPropertyValue("last-modified")),
      stamp: String(one.getFirstPropertyValue("dtstamp")),
    };
  });
}

describe("a calendar of sunsets", () => {
  it("has one event for each date, for the whole day", () => {
    const undated = element({
      element: "Product.size",
      lifecycle: { state: "deprecated" },
      promises: [],
    });
    expect(eventsIn(renderIcs(answer(element(), undated)))).toMatchObject([
      {
        start: "2026-12-15",
        end: "2026-12-16",
        isDate: true,
        sequence: 0,
        summary: "Sunset of Product.weight (catalog)",
        modified: "2026-01-01T00:00:00Z",
      },
    ]);
  });

  it("moves the same event when a date is announced anew", () => {
    const later = element({
      lifecycle: { state: "window-open", sunset: "2027-03-01", firstSunset: "2026-12-15" },
      promises: [
        { sunset: "2026-12-15", firstSeen: { on: "2026-01-01" }, lastSeen: { on: "2026-05-01" } },
        { sunset: "2027-03-01", firstSeen: { on: "2026-06-01" }, lastSeen: { on: "2026-11-22" } },
      ],
    });
    const [before] = eventsIn(renderIcs(answer(element())));
    const [after] = eventsIn(renderIcs(answer(later)));
    expect(after?.uid).toBe(before?.uid);
    expect(after).toMatchObject({
      sequence: 1,
      start: "2027-03-01",
      modified: "2026-06-01T00:00:00Z",
      stamp: "2026-06-01T00:00:00Z",
    });
    expect(after?.description).toContain("first announced for 2026-12-15");
  });

  it("says since when, why, and who still uses it", () => {
    const [event] = eventsIn(renderIcs(answer(element())));
    expect(event?.description.split("\n")).toEqual([
      "deprecated since 2026-01-01 (by git, 0123456789)",
      "Use mass; it has a unit, and more, much more, so that this line has to be folded — ünïcödé too.",
      "still used: web (storefront), last seen 2026-11-20",
    ]);
  });

  it("keeps elements of the same name in different contracts apart", () => {
    const text = renderIcs(answer(element(), element({ contract: "shop" })));
    expect(new Set(eventsIn(text).map(({ uid }) => uid)).size).toBe(2);
  });

  it("is made of lines of at most 75 bytes, each ended as the format asks", () => {
    const hostile = element({ element: 'A."\n\r\u2028b\\;,:' });
    const text = renderIcs(answer(element(), hostile));
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    const lines = text.split("\r\n");
    expect(lines.every((line) => !/[\r\n]/.test(line))).toBe(true);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(eventsIn(text)[1]?.summary).toContain("b\\;,:");
  });

  it("is the same bytes for the same answer", () => {
    expect(renderIcs(answer(element()))).toBe(renderIcs(answer(element())));
  });
});
