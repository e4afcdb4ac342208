import { DriftError } from "../../../errors.ts";
import { advance, END, INVALID, type Lexer, STRING, WORD } from "./lexer.ts";
import { DOT } from "./punctuation.ts";
import { unescapeString } from "./string-literal.ts";
import { MAX_DEPTH, type Spot } from "./syntax-tree.ts";

/** Stops with a syntax error at the current token: `Expected ";", found "}".` */
export function fail(lexer: Lexer, expected: string): never {
  throw new DriftError({
    code: "syntax",
    message: `Expected ${expected}, found ${describe(lexer)}.`,
    place: { file: lexer.path, ...spotOf(lexer) },
  });
}

function describe(lexer: Lexer): string {
  if (lexer.kind === END) return "the end of the file";
  const token = lexer.text.slice(lexer.start, Math.min(lexer.end, lexer.start + 40));
  if (lexer.kind !== INVALID) return JSON.stringify(token);
  if (token.startsWith("/*")) return "a comment without an end";
  return /^["']/.test(token) ? "a string without an end" : `the character ${JSON.stringify(token)}`;
}

/** Where the current token starts. */
export function spotOf(lexer: Lexer): Spot {
  return { line: lexer.line, column: lexer.start - lexer.lineStart + 1 };
}

/** Refuses a nesting that no compiler accepts before it can exhaust the stack. */
export function checkDepth(lexer: Lexer, depth: number): void {
  if (depth <= MAX_DEPTH) return;
  throw new DriftError({
    code: "too-deep",
    message: `Declarations are nested deeper than ${MAX_DEPTH} levels.`,
    place: { file: lexer.path, ...spotOf(lexer) },
  });
}

export function isWord(lexer: Lexer, word: string): boolean {
  return (
    lexer.kind === WORD &&
    lexer.end - lexer.start === word.length &&
    lexer.text.startsWith(word, lexer.start)
  );
}

/** Moves past a punctuation; anything else is a syntax error. */
export function expect(lexer: Lexer, punctuation: number): void {
  if (lexer.kind !== punctuation) fail(lexer, JSON.stringify(String.fromCharCode(punctuation)));
  advance(lexer);
}

/** Moves past a punctuation where it stands here. */
export function accept(lexer: Lexer, punctuation: number): boolean {
  if (lexer.kind !== punctuation) return false;
  advance(lexer);
  return true;
}

/** Moves past a keyword where it stands here. */
export function acceptWord(lexer: Lexer, word: string): boolean {
  if (!isWord(lexer, word)) return false;
  advance(lexer);
  return true;
}

/** The text of the current word. */
export function currentWord(lexer: Lexer): string {
  return lexer.text.slice(lexer.start, lexer.end);
}

/** Takes one identifier. */
export function takeWord(lexer: Lexer, expected: string): string {
  if (lexer.kind !== WORD) fail(lexer, expected);
  const word = currentWord(lexer);
  advance(lexer);
  return word;
}

/** Takes `a.b.c` or `.a.b.c`. White space and comments may stand around the dots. */
export function takeName(lexer: Lexer, expected: string): string {
  const from = lexer.start;
  let name = accept(lexer, DOT) ? "." : "";
  let end = lexer.end;
  let length = name.length;
  for (;;) {
    end = lexer.end;
    const word = takeWord(lexer, expected);
    name += word;
    length += word.length;
    if (lexer.kind !== DOT) break;
    advance(lexer);
    name += ".";
    length++;
  }
  return end - from === length ? lexer.text.slice(from, end) : name;
}

/** Takes one string literal, or several in a row, which count as one. */
export function takeString(lexer: Lexer, expected: string): string {
  if (!isString(lexer)) fail(lexer, expected);
  let value = "";
  do {
    value += unescapeString(lexer.text.slice(lexer.start + 1, lexer.end - 1));
    advance(lexer);
  } while (isString(lexer));
  return value;
}

function isString(lexer: Lexer): boolean {
  return lexer.kind === STRING;
}
