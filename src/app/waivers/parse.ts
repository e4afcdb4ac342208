import type { ParsedDocument } from "../../formats/document/parse-document.ts";
import type { Expiry, Waiver } from "../../policy/waivers.ts";
import { failure, firstOf, readDocument } from "../config/document.ts";
import { findingsOf } from "../config/issues.ts";
import { waiversJsonSchema, waiversSchema } from "./schema.ts";
import type { WaiversText } from "./schema.ts";

/**
 * Checks a file of waivers and reads its entries. Throws `DriftError` (`bad-config`) at the first
 * mistake: a waiver that is not understood must not look like one that excuses.
 */
export function parseWaivers(file: string, text: string): readonly Waiver[] {
  const document = readDocument(file, text);
  const checked = waiversSchema.safeParse(document.value);
  if (!checked.success) {
    throw firstOf(document, findingsOf(checked.error.issues, document.value, waiversJsonSchema()));
  }
  const waivers = checked.data.waivers.map((entry, index) => waiverOf(document, entry, index));
  const seen = new Set<string>();
  for (const [index, { key }] of waivers.entries()) {
    if (seen.has(key)) {
      throw failure(document, {
        pointer: `/waivers/${index}`,
        message: `There are two waivers of the change ${key}.`,
        hint: "Keep the one that is meant.",
      });
    }
    seen.add(key);
  }
  return waivers;
}

type Entry = WaiversText["waivers"][number];

function waiverOf(document: ParsedDocument, entry: Entry, index: number): Waiver {
  const pointer = `/waivers/${index}`;
  const { expires, "made-for": madeFor, change: _change, ...facts } = entry;
  const expiry = expiryOf(expires);
  if (expiry === undefined) {
    throw failure(document, {
      pointer: `${pointer}/expires`,
      message: `${JSON.stringify(expires)} is neither a day nor a release.`,
      hint: "Write a day, 2027-01-31, or the release that ends the waiver, release v2.0.",
    });
  }
  const { line, column } = document.locate(pointer);
  return {
    ...facts,
    expires: expiry,
    ...(madeFor === undefined ? {} : { madeFor }),
    place: { file: document.path, line, column },
  };
}

/** `2027-01-31` or `release v2.0`; undefined for anything else, days that do not exist included. */
export function expiryOf(text: string): Expiry | undefined {
  const [, release] = /^release\s+(\S.*)$/.exec(text.trim()) ?? [];
  if (release !== undefined) return { kind: "release", release };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? { kind: "date", date: text } : undefined;
}
