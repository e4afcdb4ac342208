import {
  CLOSING_BRACE,
  DEPTHS,
  HASH,
  QUOTE,
  addToken,
  endOfBrackets,
  endOfLine,
  endOfString,
  isInName,
} from "./scan.ts";

/** A field of an object or interface, as a part of its text. */
export interface MemberPart {
  readonly name: string;
  readonly text: string;
}

/** Behind these a name belongs to the field that it stands in. */
const LEADS: ReadonlySet<string | undefined> = new Set([undefined, ":", "@"]);

/** What no field has outside of brackets. */
const OTHERS: ReadonlySet<string> = new Set(["=", "|", "&", ")", "]"]);

/**
 * Cuts what stands in the braces of an object or interface into its fields. Undefined where something
 * stands there that no field has.
 */
export function memberParts(text: string, body: number): readonly MemberPart[] | undefined {
  const members: MemberPart[] = [];
  let from = body + 1;
  let tokens: string[] = [];
  const cut = (at: number): void => {
    const [name] = tokens;
    if (name !== undefined) members.push({ name, text: text.slice(from, at) });
    from = at;
    tokens = [];
  };
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CLOSING_BRACE) {
      cut(at);
      return members;
    }
    if (code === QUOTE || code === HASH) {
      // Outside of brackets strings are descriptions, and those begin something new.
      if (code === QUOTE && tokens.length > 0) cut(at);
      at = code === QUOTE ? endOfString(text, at) : endOfLine(text, at);
      if (at === -1) return undefined;
      continue;
    }
    // Where a name is that belongs to nothing before it, the next field begins.
    if (isInName(text, at) && !LEADS.has(tokens.at(-1))) cut(at);
    const start = at;
    at = addToken(text, start, tokens);
    if (OTHERS.has(text.charAt(start))) return undefined;
    if (DEPTHS[code] === 1) at = endOfBrackets(text, start);
    if (at === -1) return undefined;
  }
  return undefined;
}
