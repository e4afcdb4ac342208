import type { Json, JsonObject } from "../../../model/json.ts";
import { accept, checkDepth, currentWord, expect, takeString, takeWord } from "./expect.ts";
import { advance, type Lexer, STRING, WORD } from "./lexer.ts";
import { takeNumber } from "./numbers.ts";
import * as mark from "./punctuation.ts";

/**
 * A message in text format (https://protobuf.dev/reference/protobuf/textformat-spec) up to and
 * including `close`. A name given more than once becomes a list; `[a.b]` names keep their brackets.
 */
export function parseTextMessage(lexer: Lexer, close: number, depth: number): JsonObject {
  checkDepth(lexer, depth);
  const members = new Map<string, Json[]>();
  while (!accept(lexer, close)) {
    const name = parseMemberName(lexer);
    const value = parseMemberValue(lexer, depth);
    const given = members.get(name);
    if (given === undefined) members.set(name, [value]);
    else given.push(value);
    if (!accept(lexer, mark.COMMA)) accept(lexer, mark.SEMICOLON);
  }
  const joined = [...members].map(([name, given]) => [name, joinValues(given)] as const);
  return Object.fromEntries(joined);
}

/** What a name means that was given some values: one stays itself, several become one list. */
export function joinValues(given: readonly Json[]): Json {
  const [only] = given;
  return given.length === 1 && only !== undefined ? only : given.flat();
}

function parseMemberName(lexer: Lexer): string {
  if (!accept(lexer, mark.OPEN_BRACKET)) return takeWord(lexer, "a field name");
  let name = "";
  while (lexer.kind === WORD || lexer.kind === mark.DOT || lexer.kind === mark.SLASH) {
    name += currentWord(lexer);
    advance(lexer);
  }
  expect(lexer, mark.CLOSE_BRACKET);
  return `[${name}]`;
}

/** The colon may be left out before messages and lists of messages. */
function parseMemberValue(lexer: Lexer, depth: number): Json {
  if (!accept(lexer, mark.COLON) && !startsMessage(lexer) && lexer.kind !== mark.OPEN_BRACKET) {
    expect(lexer, mark.COLON);
  }
  if (!accept(lexer, mark.OPEN_BRACKET)) return parseItem(lexer, depth);
  const items: Json[] = [];
  while (!accept(lexer, mark.CLOSE_BRACKET)) {
    items.push(parseItem(lexer, depth));
    if (lexer.kind !== mark.CLOSE_BRACKET) expect(lexer, mark.COMMA);
  }
  return items;
}

function startsMessage(lexer: Lexer): boolean {
  return lexer.kind === mark.OPEN_BRACE || lexer.kind === mark.OPEN_ANGLE;
}

function parseItem(lexer: Lexer, depth: number): Json {
  if (accept(lexer, mark.OPEN_BRACE)) return parseTextMessage(lexer, mark.CLOSE_BRACE, depth + 1);
  if (accept(lexer, mark.OPEN_ANGLE)) return parseTextMessage(lexer, mark.CLOSE_ANGLE, depth + 1);
  if (lexer.kind === STRING) return takeString(lexer, "a string");
  if (lexer.kind !== WORD) return takeNumber(lexer);
  const word = takeWord(lexer, "a value");
  return word === "true" || (word === "false" ? false : word);
}
