import { NODE, indexBuilder } from "./node-index.ts";
import type { NodeIndex } from "./node-index.ts";

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const SPACE = 32;

/** Finds every node of a text that is known to be JSON: strings are jumped over, nothing is built. */
export function indexJson(text: string): NodeIndex {
  const index = indexBuilder(Math.ceil(text.length / 16));
  const open: number[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code === COMMA || code === COLON) at++;
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      open.push(index.add(code === OPEN_OBJECT ? NODE.mapping : NODE.sequence, at));
      at++;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      index.close(open.pop() ?? 0);
      at++;
    } else {
      index.add(NODE.scalar, at);
      at = code === QUOTE ? endOfString(text, at) : endOfWord(text, at);
    }
  }
  const finished: NodeIndex = index.finish((node) => scalarText(text, finished.starts[node] ?? 0));
  return finished;
}

/** The offset after a string's closing quote. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

/** The offset after a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT) break;
  }
  return at;
}

function scalarText(text: string, start: number): string {
  if (text.charCodeAt(start) !== QUOTE) return text.slice(start, endOfWord(text, start));
  const raw = text.slice(start, endOfString(text, start));
  return raw.includes("\\") ? String(JSON.parse(raw)) : raw.slice(1, -1);
}
