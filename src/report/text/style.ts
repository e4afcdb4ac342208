import { styleText } from "node:util";
import type { Verdict } from "../report.ts";

/** The few styles of terminal output. Without colour every one gives the text back as it is. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly verdict: (verdict: Verdict, text: string) => string;
}

const VERDICT_STYLES = {
  breaking: ["bold", "red"],
  dangerous: ["bold", "yellow"],
  compatible: ["green"],
  unchanged: ["dim"],
} as const satisfies Record<Verdict, readonly Parameters<typeof styleText>[0][]>;

/** A symbol for each verdict, so that colour never says something alone. */
export const SYMBOLS: Readonly<Record<Verdict, string>> = {
  breaking: "✖",
  dangerous: "▲",
  compatible: "✔",
  unchanged: "=",
};

export function styleOf(colour: boolean): Style {
  if (!colour) return { strong: same, faint: same, verdict: (_, text) => text };
  const always = { validateStream: false };
  return {
    strong: (text) => styleText("bold", text, always),
    faint: (text) => styleText("dim", text, always),
    verdict: (verdict, text) => styleText([...VERDICT_STYLES[verdict]], text, always),
  };
}

function same(text: string): string {
  return text;
}

/** Control characters made visible: names come from contracts, which may be hostile to a terminal. */
export function harmless(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** At most `limit` characters; what is cut is shown as `…`. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** `1 change`, `3 changes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
