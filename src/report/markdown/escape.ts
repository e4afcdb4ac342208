import { harmless, shortened } from "../text/style.ts";

// Names and messages come from contracts and manifests: they may hold anything, and must neither
// change the shape of a comment nor mention people, issues or pages on the platform that shows it.

/** An empty comment: the platform finds no reference in a text that is parted by one. */
const PART = "<!-- -->";

/** Text in a paragraph, list item or table cell. */
export function prose(text: string): string {
  return harmless(text)
    .replaceAll(/[\\`*_[\]<>#!|~&$]/g, String.raw`\$&`)
    .replaceAll(/[@#!~%$&](?=\w)/g, `$&${PART}`)
    .replaceAll("://", `:${PART}//`)
    .replaceAll(/\bwww\./gi, `www${PART}.`);
}

/** Text as code in a paragraph or list item. */
export function code(text: string): string {
  const plain = harmless(text);
  if (plain === "") return "";
  const runs = Array.from(plain.matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const padding = /^[` ]|[` ]$/.test(plain) ? " " : "";
  return `${fence}${padding}${plain}${padding}${fence}`;
}

/** Text as code in a table cell, where a bar ends the cell even inside code. */
export function cellCode(text: string): string {
  return code(text).replaceAll("|", String.raw`\|`);
}

/** Text as code in HTML, for places where Markdown does not reach. */
export function htmlCode(text: string): string {
  const escaped = harmless(text).replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<code>${escaped}</code>`;
}

/** A block of code of its own, at most this many characters. Line breaks stay. */
export function fenced(text: string, language: string, limit: number): string {
  const plain = text
    .split("\n")
    .map((line) => harmless(line))
    .join("\n");
  const runs = Array.from(plain.matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}${language}\n${shortened(plain, limit)}\n${fence}`;
}
