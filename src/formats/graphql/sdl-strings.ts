import { dedentBlockStringLines } from "graphql/language/blockString.js";
import { CODE, Unusual, peek } from "./sdl-cursor.ts";
import type { Cursor } from "./sdl-cursor.ts";

const BLOCK = '"""';

/** Skips the description that may stand before a definition or a member of one. */
export function skipDescription(cursor: Cursor): void {
  if (peek(cursor) !== CODE.quote) return;
  if (cursor.text.startsWith(BLOCK, cursor.at)) skipBlock(cursor);
  else takeLine(cursor);
}

/** The value of the string that is next (specification, 2.9.4). */
export function takeString(cursor: Cursor): string {
  const { text, at } = cursor;
  if (!text.startsWith(BLOCK, at)) return takeLine(cursor);
  skipBlock(cursor);
  const raw = text.slice(at + BLOCK.length, cursor.at - BLOCK.length);
  const lines = raw.split(/\r\n|[\n\r]/).map((line) => line.replaceAll('\\"""', BLOCK));
  return dedentBlockStringLines(lines).join("\n");
}

function skipBlock(cursor: Cursor): void {
  const { text, at } = cursor;
  let end = text.indexOf(BLOCK, at + BLOCK.length);
  while (end !== -1 && text.charCodeAt(end - 1) === CODE.backslash)
    end = text.indexOf(BLOCK, end + BLOCK.length);
  if (end === -1) throw new Unusual();
  cursor.at = end + BLOCK.length;
}

/** A string within one line. */
function takeLine(cursor: Cursor): string {
  const { text } = cursor;
  const from = cursor.at + 1;
  let isEscaped = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.quote) {
      cursor.at = at + 1;
      const raw = text.slice(from, at);
      return isEscaped ? unescaped(raw) : raw;
    }
    if (code === CODE.lineFeed || code === CODE.carriageReturn) break;
    if (code === CODE.backslash) {
      isEscaped = true;
      at++;
    }
  }
  throw new Unusual();
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function unescaped(raw: string): string {
  return raw.replace(
    /\\(?:u([\dA-Fa-f]{4})|(.))/gs,
    (_, hex: string | undefined, letter: string) => {
      // Halves of characters, and the longer form in braces, are rare enough to be left to others.
      const point = hex === undefined ? undefined : Number.parseInt(hex, 16);
      const isHalf = point !== undefined && point >= 0xd800 && point <= 0xdfff;
      const value = point === undefined ? ESCAPED.get(letter) : String.fromCharCode(point);
      if (isHalf || value === undefined) throw new Unusual();
      return value;
    },
  );
}
