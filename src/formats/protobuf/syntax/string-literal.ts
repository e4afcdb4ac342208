const ESCAPE =
  /\\(?:([abfnrtv\\?'"])|[xX]([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|)/g;

const LETTERS: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/**
 * The value of a string literal's inside. `\x` and octal escapes stand for bytes and become the
 * character of that code: enough to tell equal values from different ones.
 */
export function unescapeString(inside: string): string {
  if (!inside.includes("\\")) return inside;
  return inside.replaceAll(ESCAPE, (...groups: readonly (string | undefined)[]) => {
    const [whole = "", letter, hex, octal, short, long] = groups;
    if (letter !== undefined) return LETTERS.get(letter) ?? letter;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const digits = hex ?? short ?? long;
    if (digits === undefined) return whole;
    const point = Number.parseInt(digits, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}
