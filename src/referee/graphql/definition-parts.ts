import { parse, type DefinitionNode } from "graphql";
import {
  CLOSING_BRACE,
  DEPTHS,
  HASH,
  QUOTE,
  addToken,
  endOfBrackets,
  endOfLine,
  endOfString,
} from "./scan.ts";
import { noParts, type DefinitionPart, type ParsedParts, type TypeHead } from "./parsed-parts.ts";

/**
 * Cuts a text of SDL behind the closing brace of each definition and before descriptions. Undefined where brackets or
 * strings are not closed, so that the text is to be parsed as a whole.
 *
 * The parts give what the whole gives: none starts or ends in a string or in brackets, and no
 * definition goes on behind its closing brace or with a description.
 */
export function definitionParts(
  text: string,
  known: ParsedParts = noParts(),
): readonly DefinitionPart[] | undefined {
  const { first, index } = known;
  const isFirst = first.length === 0;
  const parts: DefinitionPart[] = [];
  let next = 0;
  for (let from = 0; from < text.length;) {
    const candidate = isFirst ? undefined : first[next];
    const isKnown = candidate !== undefined && isNext(candidate, text, from);
    const part = isKnown ? candidate : cutPart(text, from);
    if (part === undefined) return undefined;
    if (part === "nothing") break;
    from += part.text.length;
    parts.push(part);
    if (part.head !== undefined && !isFirst) next = (index.get(keyOf(part.head)) ?? next - 1) + 1;
  }
  if (isFirst) {
    for (const part of parts) {
      if (part.head !== undefined) index.set(keyOf(part.head), first.length);
      first.push(part);
    }
  }
  return parts;
}

/** Whether a part that was cut from another text stands here, and would be cut as it is. */
function isNext({ text: part }: DefinitionPart, text: string, from: number): boolean {
  if (!text.startsWith(part, from)) return false;
  const isClosed = part.charCodeAt(part.length - 1) === CLOSING_BRACE;
  return isClosed || text.charCodeAt(from + part.length) === QUOTE;
}

function keyOf({ keyword, name }: TypeHead): string {
  return `${keyword} ${name}`;
}

/** What is next in a text, if anything, to the end of a definition that ends with a brace. */
function cutPart(text: string, from: number): DefinitionPart | "nothing" | undefined {
  const tokens: string[] = [];
  let body = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === HASH) {
      // Outside of brackets strings are descriptions, and those begin something new.
      if (code === QUOTE && tokens.length > 0) return partOf(text.slice(from, at), tokens);
      at = code === QUOTE ? endOfString(text, at) : endOfLine(text, at);
      if (at === -1) return undefined;
      continue;
    }
    const opens = DEPTHS[code] ?? 0;
    if (opens === -1) return undefined;
    at = addToken(text, at, tokens);
    if (opens === 0) continue;
    body = at;
    at = endOfBrackets(text, at);
    if (at === -1) return undefined;
    tokens.push(text.charAt(at));
    if (text.charCodeAt(at) !== CLOSING_BRACE) continue;
    return partOf(text.slice(from, at + 1), tokens, body - from);
  }
  return tokens.length === 0 ? "nothing" : partOf(text.slice(from), tokens);
}

function partOf(text: string, tokens: readonly string[], body = text.length): DefinitionPart {
  return { text, head: headOf(tokens), body };
}

/** The definitions of a part. Throws `GraphQLError`. */
export function parsedPart(text: string, parts: ParsedParts): readonly DefinitionNode[] {
  const known = parts.nodes.get(text) ?? parse(text, { noLocation: true }).definitions;
  parts.nodes.set(text, known);
  return known;
}

const KEYWORDS: ReadonlySet<string> = new Set([
  "type",
  "interface",
  "union",
  "enum",
  "input",
  "scalar",
]);

/** Of the tokens outside of brackets: the head of the one type that they declare. */
function headOf(tokens: readonly string[]): TypeHead | undefined {
  const isExtension = tokens[0] === "extend";
  let at = isExtension ? 1 : 0;
  const keyword = tokens[at++] ?? "";
  const name = tokens[at++] ?? "";
  const interfaces: string[] = [];
  if (tokens[at] === "implements") {
    if (tokens[at + 1] === "&") at++;
    do interfaces.push(tokens[++at] ?? "");
    while (tokens[++at] === "&");
  }
  for (; tokens[at] === "@"; at += 2) if (tokens[at + 2] === "(") at += 2;
  const isWhole = tokens.length === endOfBody(tokens, at, keyword);
  const isNamed = [name, ...interfaces].every((one) => /^[_A-Za-z]/.test(one));
  return isWhole && isNamed && KEYWORDS.has(keyword)
    ? { keyword, name, isExtension, interfaces }
    : undefined;
}

/** The index behind the members of a union or the braces of others, where they stand here. */
function endOfBody(tokens: readonly string[], start: number, keyword: string): number {
  let at = start;
  if (keyword !== "union") {
    return keyword !== "scalar" && tokens[at] === "{" && tokens[at + 1] === "}" ? at + 2 : at;
  }
  if (tokens[at] !== "=") return at;
  if (tokens[at + 1] === "|") at++;
  do at += 2;
  while (tokens[at] === "|");
  return at;
}
