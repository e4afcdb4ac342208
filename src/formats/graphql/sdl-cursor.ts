/**
 * Where reading stands in a text of SDL. A definition is a piece of its text; what is written in it
 * is found from the piece's start.
 */
export interface Cursor {
  readonly file: string;
  readonly text: string;
  at: number;
  /** The number of the piece that is being read, and where it starts. */
  piece: number;
  start: number;
  /** Brackets that are open within a type or a value. */
  depth: number;
}

/** Thrown where a text is not written as this reader understands it: graphql-js has to say what it is. */
export class Unusual extends Error {}

/** What `peek` gives at the end of the text. */
export const END = -1;

export const CODE = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  bang: 33,
  quote: 34,
  hash: 35,
  ampersand: 38,
  open: 40,
  close: 41,
  comma: 44,
  minus: 45,
  nine: 57,
  colon: 58,
  equals: 61,
  at: 64,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
  byteOrderMark: 0xfeff,
} as const;

/** Skips what is ignored (specification, 2.1.7) and gives the character that follows, or `END`. */
export function peek(cursor: Cursor): number {
  const { text } = cursor;
  let { at } = cursor;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Most characters are letters, and behind all that is ignored.
    if (code > CODE.comma ? code !== CODE.byteOrderMark : !isIgnored(code)) {
      if (code !== CODE.hash) {
        cursor.at = at;
        return code;
      }
      at = endOfLine(text, at) - 1;
    }
  }
  cursor.at = text.length;
  return END;
}

/** Of the characters up to the comma. */
function isIgnored(code: number): boolean {
  return (
    code === CODE.space ||
    code === CODE.lineFeed ||
    code === CODE.comma ||
    code === CODE.carriageReturn ||
    code === CODE.tab
  );
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.lineFeed || code === CODE.carriageReturn) return at;
  }
  return text.length;
}

/** Takes a character if it is the next one. */
export function takes(cursor: Cursor, code: number): boolean {
  if (peek(cursor) !== code) return false;
  cursor.at++;
  return true;
}

export function expect(cursor: Cursor, code: number): void {
  if (!takes(cursor, code)) throw new Unusual();
}

/** The characters that names are made of: 1 where one can begin with it as well, 2 elsewhere. */
const IN_NAMES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[_A-Za-z]/.test(character)) return 1;
  return /\d/.test(character) ? 2 : 0;
});

export function isNameStart(code: number): boolean {
  return IN_NAMES[code] === 1;
}

/** The name that is next. */
export function takeName(cursor: Cursor): string {
  if (!isNameStart(peek(cursor))) throw new Unusual();
  const { text, at } = cursor;
  let end = at + 1;
  while (end < text.length && isInName(text.charCodeAt(end))) end++;
  cursor.at = end;
  return text.slice(at, end);
}

function isInName(code: number): boolean {
  return code < 128 && IN_NAMES[code] !== 0;
}

/** Takes a keyword if it is the next name. */
export function takesKeyword(cursor: Cursor, keyword: string): boolean {
  if (!isNameStart(peek(cursor)) || !cursor.text.startsWith(keyword, cursor.at)) return false;
  const end = cursor.at + keyword.length;
  if (end < cursor.text.length && isInName(cursor.text.charCodeAt(end))) return false;
  cursor.at = end;
  return true;
}

/** The origin of what begins at an offset of the text. */
export function originAt({ file, piece, start }: Cursor, offset: number) {
  return { file, piece, offset: offset - start };
}
