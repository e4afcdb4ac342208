import { createHash } from "node:crypto";
import ical, { ICalEventTransparency } from "ical-generator";
import { consumersIn, sinceSentence } from "./deprecation-words.ts";
import type { DeprecatedElement, DeprecationsAnswer } from "./answers.ts";
import { harmless } from "./text/style.ts";

/**
 * Sunsets as a calendar (RFC 5545) that can be subscribed to: an all-day event for each element
 * that has a date. An element's event keeps its UID; each new date makes it a later version
 * (SEQUENCE), so that calendars move it. The same answer gives the same bytes.
 */
export function renderIcs({ deprecations, today }: DeprecationsAnswer): string {
  const calendar = ical({
    name: "API sunsets",
    prodId: { company: "contract-drift", product: "deprecations", language: "EN" },
  });
  for (const element of deprecations) {
    const { sunset, inheritedFrom } = element.lifecycle;
    // What goes with another element is no event of its own.
    if (sunset === undefined || inheritedFrom !== undefined) continue;
    const { promises } = element;
    const announced = promises.at(-1)?.firstSeen.on ?? today;
    const start = midnight(sunset);
    calendar.createEvent({
      id: uidOf(element),
      sequence: Math.max(0, promises.length - 1),
      stamp: midnight(announced),
      lastModified: midnight(announced),
      start,
      end: new Date(start.getTime() + DAY),
      allDay: true,
      summary: `Sunset of ${harmless(element.element)} (${harmless(element.contract)})`,
      description: descriptionOf(element),
      categories: [{ name: harmless(element.contract) }],
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}

const DAY = 86_400_000;

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Nothing of it changes with dates, states or places. */
function uidOf({ contract, element }: DeprecatedElement): string {
  const digest = createHash("sha256").update(`${contract}\0${element}`).digest("hex");
  return `${digest.slice(0, 32)}@contract-drift`;
}

function descriptionOf(one: DeprecatedElement): string {
  const { replacement, firstSunset } = one.lifecycle;
  const since = sinceSentence(one);
  return [
    ...(since === undefined ? [] : [since]),
    ...(firstSunset === undefined ? [] : [`first announced for ${firstSunset}`]),
    ...(replacement === undefined ? [] : [`use ${replacement} instead`]),
    ...(one.reason === undefined ? [] : [one.reason]),
    ...consumersIn(one).map((line) => `still used: ${line}`),
  ]
    .map((line) => harmless(line))
    .join("\n");
}
