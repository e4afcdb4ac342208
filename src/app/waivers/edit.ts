import { DriftError } from "../../errors.ts";
import type { ContentIds } from "../../policy/waivers.ts";
import { readDocument } from "../config/document.ts";
import { parseWaivers } from "./parse.ts";

/** An entry to be written. */
export interface NewWaiver {
  readonly key: string;
  readonly contract?: string;
  /** What changes, for whoever reads the file. */
  readonly change: string;
  readonly reason: string;
  readonly owner: string;
  /** As it is to be written: a day, or `release NAME`. */
  readonly expires: string;
  readonly decision?: string;
  readonly consumers?: readonly string[];
  readonly madeFor?: ContentIds;
}

const HEAD = `# Changes that somebody answers for, by the key that reports show. Written by contract-drift;
# schema: node_modules/contract-drift/schema/waivers.schema.json
waivers:
`;

/**
 * The file with these entries at its end; one about the same change is replaced. Everything else
 * stays as it is written, comments too. Throws `usage` where the file is not in block style.
 */
export function withWaivers(
  file: string,
  text: string | undefined,
  added: readonly NewWaiver[],
): string {
  if (text === undefined || text.trim() === "") {
    return `${HEAD}${added.map((one) => entryText(one, "  ")).join("")}`;
  }
  const keys = new Set(added.map(({ key }) => key));
  const others = withoutWaivers(file, text, keys);
  const indent = indentOf(others);
  const entries = added.map((one) => entryText(one, indent)).join("");
  const end = others.endsWith("\n") ? "" : "\n";
  const edited = isEmpty(others)
    ? others.replace(EMPTY, () => `waivers:\n${entries.trimEnd()}`)
    : `${others}${end}${entries}`;
  return checked(file, edited, [...keysIn(file, others), ...keys]);
}

/** The file without the entries about these changes, and without the comments right above them. */
export function withoutWaivers(file: string, text: string, keys: ReadonlySet<string>): string {
  const kept = keysIn(file, text).filter((key) => !keys.has(key));
  const document = readDocument(file, text);
  const lines = text.split("\n");
  const starts = parseWaivers(file, text).map((_, index) =>
    startOf(lines, document.locate(`/waivers/${index}`).line - 1),
  );
  const gone = new Set<number>();
  for (const [index, { key }] of parseWaivers(file, text).entries()) {
    if (!keys.has(key)) continue;
    const start = starts[index] ?? 0;
    const end = starts[index + 1] ?? endOf(lines, start);
    for (let line = start; line < end; line++) gone.add(line);
  }
  if (gone.size === 0) return text;
  const left = lines.filter((_, line) => !gone.has(line)).join("\n");
  const edited = kept.length > 0 ? left : left.replace(/^waivers:[ \t]*$/m, "waivers: []");
  return checked(file, edited, kept);
}

const EMPTY = /^waivers:[ \t]*\[[ \t]*\][ \t]*$/m;

function isEmpty(text: string): boolean {
  return EMPTY.test(text);
}

function keysIn(file: string, text: string): readonly string[] {
  return parseWaivers(file, text).map(({ key }) => key);
}

/** How far entries are indented: as the first one is. */
function indentOf(text: string): string {
  return /^([ \t]*)-[ \t]/m.exec(text)?.[1] ?? "  ";
}

/** The line that an entry begins on, with the comments right above its dash. */
function startOf(lines: readonly string[], valueLine: number): number {
  let start = valueLine;
  while (start > 0 && !/^\s*-(?:\s|$)/.test(lines[start] ?? "")) start--;
  while (/^\s*#/.test(lines[start - 1] ?? "")) start--;
  return start;
}

/** The line after the last entry: the next that is not indented more than its dash. */
function endOf(lines: readonly string[], start: number): number {
  const dash = lines.findIndex((line, index) => index >= start && /^\s*-/.test(line));
  const indent = (lines[dash] ?? "").search(/\S/);
  let end = dash + 1;
  while (end < lines.length) {
    const depth = (lines[end] ?? "").search(/\S/);
    if (depth !== -1 && depth <= indent) break;
    end++;
  }
  // The empty text after the last line break is no line of the entry.
  return end === lines.length && lines.at(-1) === "" ? end - 1 : end;
}

/** An edit of text is trusted only when it reads as it is meant. */
function checked(file: string, text: string, keys: readonly string[]): string {
  const same = ((): boolean => {
    try {
      return keysIn(file, text).toSorted().join() === keys.toSorted().join();
    } catch (error) {
      if (error instanceof DriftError) return false;
      throw error;
    }
  })();
  if (same) return text;
  throw new DriftError({
    code: "usage",
    message: `${file} is written in a way that contract-drift cannot edit.`,
    place: { file },
    hint: "Write its entries as a YAML list, one `- key:` below the other at the end of the file.",
  });
}

function entryText(waiver: NewWaiver, indent: string): string {
  const { madeFor, consumers } = waiver;
  const lines = [
    `key: ${JSON.stringify(waiver.key)}`,
    ...(waiver.contract === undefined ? [] : [`contract: ${scalar(waiver.contract)}`]),
    `change: ${scalar(waiver.change)}`,
    `reason: ${scalar(waiver.reason)}`,
    `owner: ${scalar(waiver.owner)}`,
    `expires: ${/^\d{4}-\d{2}-\d{2}$/.test(waiver.expires) ? waiver.expires : scalar(waiver.expires)}`,
    ...(waiver.decision === undefined ? [] : [`decision: ${scalar(waiver.decision)}`]),
    ...(consumers === undefined ? [] : [`consumers: [${consumers.map(quoted).join(", ")}]`]),
    ...(madeFor === undefined
      ? []
      : [`made-for: { before: "${madeFor.before}", after: "${madeFor.after}" }`]),
  ];
  return lines.map((line, index) => `${indent}${index === 0 ? "-" : " "} ${line}\n`).join("");
}

/** Words that YAML reads as something else than text. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n|inf|nan)$/i;

function scalar(text: string): string {
  const isPlain = /^[A-Za-z@/](?:[\w ./@()-]*[\w./@()-])?$/.test(text) && !NO_TEXT.test(text);
  return isPlain && !text.startsWith("@") ? text : quoted(text);
}

/** JSON text is YAML, but for characters that YAML takes for line breaks or does not print. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u009F\u2028\u2029\uFEFF]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
