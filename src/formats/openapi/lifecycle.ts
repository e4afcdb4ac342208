import type { Element } from "../../model/element.ts";
import { canonicalJson } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { CalendarDate, Deprecation, Stability } from "../../model/lifecycle.ts";
import type { ReadSettings } from "../reader.ts";
import { readDate } from "../lifecycle-text.ts";
import { stringIn, valueIn } from "./node.ts";

/** Reads what an element says of its end: `deprecated`, and extensions that carry dates. */
export interface LifecycleReader {
  /** Undefined where it says nothing. */
  deprecation(value: Json): Deprecation | undefined;
  /** The level, or the text that is none; neither where nothing is said. */
  stability(value: Json): Pick<Element, "stability" | "unreadableStability">;
  /** True for extensions that are read here, and so are no attributes. */
  owns(key: string): boolean;
}

export function lifecycleReader(settings: ReadSettings): LifecycleReader {
  const sunsets = ["x-sunset", ...(settings.sunsetExtensions ?? [])];
  const sinces = ["x-deprecated-since", ...(settings.sinceExtensions ?? [])];
  const owned = new Set([...sunsets, ...sinces, ...REPLACEMENTS, FLAG, STABILITY]);
  return {
    deprecation(value) {
      const sunset = firstDate(value, sunsets);
      const since = firstDate(value, sinces);
      const deprecated = isDeprecated(value);
      if (!deprecated && sunset === undefined && since === undefined) return undefined;
      const replacement = REPLACEMENTS.map((key) => stringIn(value, key)).find(
        (text) => text !== undefined,
      );
      const unreadable = sunset?.unreadable ?? since?.unreadable;
      return {
        deprecated,
        ...(since?.date === undefined ? {} : { since: since.date }),
        ...(sunset?.date === undefined ? {} : { sunset: sunset.date }),
        ...(unreadable === undefined ? {} : { unreadable }),
        ...(replacement === undefined ? {} : { replacement }),
      };
    },
    stability(value) {
      const written = valueIn(value, STABILITY);
      if (written === undefined || written === null) return {};
      const text = typeof written === "string" ? written : canonicalJson(written);
      const level = STABILITIES.find((known) => known === text.trim().toLowerCase());
      return level === undefined ? { unreadableStability: text } : { stability: level };
    },
    owns: (key) => owned.has(key),
  };
}

/** In 2.0 only operations can be marked, so parameters and schemas carry an extension. */
const FLAG = "x-deprecated";
const STABILITY = "x-stability-level";
const REPLACEMENTS = ["x-deprecated-by", "x-deprecated-replaced-by"];
const STABILITIES: readonly Stability[] = ["draft", "alpha", "beta", "stable"];

function isDeprecated(value: Json): boolean {
  return valueIn(value, "deprecated") === true || valueIn(value, FLAG) === true;
}

interface WrittenDate {
  readonly date?: CalendarDate;
  readonly unreadable?: string;
}

function firstDate(value: Json, keys: readonly string[]): WrittenDate | undefined {
  for (const key of keys) {
    const written = valueIn(value, key);
    if (written === undefined || written === null) continue;
    const text = typeof written === "string" ? written : canonicalJson(written);
    const date = readDate(text.replace(WEEKDAY, ""));
    return date === undefined ? { unreadable: text } : { date };
  }
  return undefined;
}

/** Leads an HTTP date (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`. */
export const WEEKDAY = /^\s*(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,\s*/i;
