/** Deeper input is refused (design: bounds on depth). */
export const DEEPEST = 500;

const CODE = {
  lf: 10,
  cr: 13,
  quote: 34,
  hash: 35,
  parenthesis: 40,
  closeParenthesis: 41,
  bracket: 91,
  backslash: 92,
  closeBracket: 93,
  brace: 123,
  closeBrace: 125,
} as const;

/**
 * The offset at which brackets of a GraphQL text nest deeper than `DEEPEST`, or undefined. The
 * parser recurses once per bracket, so this is asked before it runs. Brackets in strings and
 * comments do not count.
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case CODE.brace:
      case CODE.bracket:
      case CODE.parenthesis:
        if (++depth > DEEPEST) return at;
        break;
      case CODE.closeBrace:
      case CODE.closeBracket:
      case CODE.closeParenthesis:
        depth--;
        break;
      case CODE.hash:
        at = endOfLine(text, at);
        break;
      case CODE.quote:
        at = endOfString(text, at);
        break;
    }
  }
  return undefined;
}

function endOfLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) !== CODE.lf && text.charCodeAt(at) !== CODE.cr) {
    at++;
  }
  return at;
}

/** The offset of the last quote. An unterminated string ends with its line, a block with the text. */
function endOfString(text: string, start: number): number {
  if (text.startsWith('"""', start)) {
    let end = text.indexOf('"""', start + 3);
    while (end !== -1 && text.charCodeAt(end - 1) === CODE.backslash) {
      end = text.indexOf('"""', end + 3);
    }
    return end === -1 ? text.length : end + 2;
  }
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.backslash) at++;
    else if (code === CODE.quote || code === CODE.lf || code === CODE.cr) return at;
  }
  return text.length;
}
