const LINE_FEED = 10;
const RETURN = 13;
export const QUOTE = 34;
export const HASH = 35;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;
export const CLOSING_BRACE = 125;

/** What brackets do to the depth, by their code. */
export const DEPTHS = Int8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return "([{".includes(character) ? 1 : ")]}".includes(character) ? -1 : 0;
});

/** Characters that mean nothing between tokens, those of names, and all others. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[\s,]/.test(character) ? 1 : /\w/.test(character) ? 2 : 0;
});

/** Adds the name or the character that stands here, and gives the offset of its end. */
export function addToken(text: string, at: number, tokens: string[]): number {
  if (classAt(text, at) === 1) return at;
  let end = at + 1;
  if (isInName(text, at)) while (end < text.length && isInName(text, end)) end++;
  tokens.push(text.slice(at, end));
  return end - 1;
}

export function isInName(text: string, at: number): boolean {
  return classAt(text, at) === 2;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === BYTE_ORDER_MARK ? 1 : (CLASSES[code] ?? 0);
}

/** The offset of the end of the line. */
export function endOfLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== RETURN)
    at++;
  return at;
}

/** The offset of the last quote; -1 where there is none. */
export function endOfString(text: string, at: number): number {
  const isBlock = text.startsWith('"""', at);
  const quotes = isBlock ? '"""' : '"';
  let end = text.indexOf(quotes, at + quotes.length);
  while (end !== -1 && isEscaped(text, end, isBlock)) {
    end = text.indexOf(quotes, end + quotes.length);
  }
  return end === -1 ? -1 : end + quotes.length - 1;
}

/** In a block a backslash stands for itself unless quotes follow it. */
function isEscaped(text: string, quote: number, isBlock: boolean): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
  return isBlock ? backslashes > 0 : backslashes % 2 === 1;
}

/** The offset of the bracket that closes the one that stands here; -1 where there is none. */
export function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  NOTABLE.lastIndex = start;
  while (NOTABLE.test(text)) {
    let at = NOTABLE.lastIndex - 1;
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === HASH) {
      at = code === QUOTE ? endOfString(text, at) : endOfLine(text, at);
      if (at === -1) return -1;
      NOTABLE.lastIndex = at + 1;
      continue;
    }
    depth += DEPTHS[code] ?? 0;
    if (depth === 0) return at;
  }
  return -1;
}

const NOTABLE = /["#()[\]{}]/g;
