/**
 * A pull lexer over UTF-16 code units (https://protobuf.dev/reference/protobuf/proto3-spec#lexical_elements).
 * The state is mutable on purpose: a token object for each of the millions of
 * tokens in a large repository would cost more than the parse itself.
 */
export interface Lexer {
  readonly path: string;
  readonly text: string;
  /** Whether the text speaks of a deprecation at all; only then are comments worth keeping. */
  readonly keepsComments: boolean;
  /** `END`, `WORD`, `NUMBER`, `STRING`, `INVALID`, or the char code of a punctuation. */
  kind: number;
  start: number;
  end: number;
  /** Line of the current token, counted from 1. */
  line: number;
  /** Offset at which that line starts. */
  lineStart: number;
  /** End of the previous token: what lies between is white space and comments. */
  gapStart: number;
  /** Whether a comment lies between. */
  commented: boolean;
}

export const END = 0;
export const WORD = 1;
export const NUMBER = 2;
export const STRING = 3;
/** A character that no token starts with, or a string or comment without an end. */
export const INVALID = 4;

const NEWLINE = 10;
const SLASH = 47;
const STAR = 42;
const DOT = 46;
const BACKSLASH = 92;

const BLANK = 1;
const LETTER = 2;
const DIGIT = 3;
const QUOTE = 4;
const PUNCTUATION = 5;
const LINE_END = 6;

const CLASSES = classesOfAscii();

function classesOfAscii(): Uint8Array {
  const classes = new Uint8Array(128);
  const mark = (characters: string, value: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)] = value;
  };
  mark(" \t\r\v\f", BLANK);
  mark("\n", LINE_END);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", LETTER);
  mark("0123456789", DIGIT);
  mark("\"'", QUOTE);
  mark(";,.:=-+/(){}[]<>", PUNCTUATION);
  return classes;
}

/** A lexer that stands on the first token. */
export function lexerOf(path: string, text: string): Lexer {
  const lexer: Lexer = {
    path,
    text,
    keepsComments: text.includes("eprecated") || text.includes("DEPRECATED"),
    kind: END,
    start: 0,
    end: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    line: 1,
    lineStart: 0,
    gapStart: 0,
    commented: false,
  };
  advance(lexer);
  return lexer;
}

/** Moves to the next token. At the end it stays at the end. */
export function advance(lexer: Lexer): void {
  const { text } = lexer;
  lexer.gapStart = lexer.end;
  if (!skipBlank(lexer)) {
    lexer.kind = INVALID;
    lexer.end = text.length;
    return;
  }
  const { start } = lexer;
  if (start >= text.length) {
    lexer.kind = END;
    lexer.end = start;
    return;
  }
  const code = text.charCodeAt(start);
  const kind = classOf(code);
  if (kind === LETTER) {
    lexer.kind = WORD;
    lexer.end = endOfWord(text, start + 1);
  } else if (kind === DIGIT || (code === DOT && classOf(text.charCodeAt(start + 1)) === DIGIT)) {
    lexer.kind = NUMBER;
    lexer.end = endOfNumber(text, start);
  } else if (kind === PUNCTUATION) {
    lexer.kind = code;
    lexer.end = start + 1;
  } else if (kind === QUOTE) {
    const end = endOfString(text, start, code);
    lexer.kind = end === -1 ? INVALID : STRING;
    lexer.end = end === -1 ? start + 1 : end;
  } else {
    lexer.kind = INVALID;
    lexer.end = start + 1;
  }
}

function classOf(code: number): number {
  return CLASSES[code] ?? 0;
}

/** False where a block comment has no end. */
function skipBlank(lexer: Lexer): boolean {
  const { text } = lexer;
  let position = lexer.end;
  lexer.commented = false;
  for (;;) {
    const code = text.charCodeAt(position);
    const kind = classOf(code);
    if (kind === BLANK) {
      position++;
    } else if (kind === LINE_END) {
      position++;
      lexer.line++;
      lexer.lineStart = position;
    } else if (code === SLASH) {
      const end = endOfComment(lexer, position);
      if (end === position) break;
      if (end === -1) {
        lexer.start = position;
        return false;
      }
      lexer.commented = true;
      position = end;
    } else {
      break;
    }
  }
  lexer.start = position;
  return true;
}

/** The offset after the comment; `start` where there is none; -1 where it has no end. */
function endOfComment(lexer: Lexer, start: number): number {
  const { text } = lexer;
  const next = text.charCodeAt(start + 1);
  if (next === SLASH) {
    const newline = text.indexOf("\n", start);
    return newline === -1 ? text.length : newline;
  }
  if (next !== STAR) return start;
  const close = text.indexOf("*/", start + 2);
  if (close === -1) return -1;
  // Not `indexOf`: from the last line of a comment it would search the whole rest of the text.
  for (let at = start; at < close; at++) {
    if (text.charCodeAt(at) !== NEWLINE) continue;
    lexer.line++;
    lexer.lineStart = at + 1;
  }
  return close + 2;
}

function endOfWord(text: string, from: number): number {
  let end = from;
  for (;;) {
    const kind = classOf(text.charCodeAt(end));
    if (kind !== LETTER && kind !== DIGIT) return end;
    end++;
  }
}

/** Takes more than a number may hold (`1x`); `numbers.ts` refuses what is no number. */
function endOfNumber(text: string, from: number): number {
  let end = from + 1;
  for (;;) {
    const code = text.charCodeAt(end);
    const kind = classOf(code);
    if (kind === LETTER || kind === DIGIT || code === DOT) {
      end++;
    } else if ((code === 43 || code === 45) && isExponent(text, from, end - 1)) {
      end++;
    } else {
      return end;
    }
  }
}

/** Whether the `e` at `at` is the exponent mark of a decimal number rather than a hex digit. */
function isExponent(text: string, from: number, at: number): boolean {
  const mark = text.charCodeAt(at) | 32;
  return mark === 101 && (text.charCodeAt(from + 1) | 32) !== 120;
}

function endOfString(text: string, from: number, quote: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === NEWLINE) return -1;
    if (code === BACKSLASH) at++;
  }
  return -1;
}
