import type { Json } from "../../../model/json.ts";
import { accept, expect, spotOf, takeName, takeString, takeWord } from "./expect.ts";
import { type Lexer, STRING, WORD } from "./lexer.ts";
import { takeNumber } from "./numbers.ts";
import { parseTextMessage } from "./parse-text-format.ts";
import * as mark from "./punctuation.ts";
import type { OptionNode } from "./syntax-tree.ts";

const NO_OPTIONS: readonly OptionNode[] = [];

/** The rest of `option name = value;` after the keyword. */
export function parseOption(lexer: Lexer): OptionNode {
  const option = parseAssignment(lexer);
  expect(lexer, mark.SEMICOLON);
  return option;
}

/** `[a = 1, (b).c = "x"]` where it stands here. */
export function parseOptionList(lexer: Lexer): readonly OptionNode[] {
  if (!accept(lexer, mark.OPEN_BRACKET)) return NO_OPTIONS;
  const options = [parseAssignment(lexer)];
  while (accept(lexer, mark.COMMA)) options.push(parseAssignment(lexer));
  expect(lexer, mark.CLOSE_BRACKET);
  return options;
}

function parseAssignment(lexer: Lexer): OptionNode {
  const spot = spotOf(lexer);
  const path = [parsePathPart(lexer)];
  while (accept(lexer, mark.DOT)) path.push(parsePathPart(lexer));
  expect(lexer, mark.EQUALS);
  return { path, value: parseValue(lexer), ...spot };
}

/** One part of an option's name; extensions keep their parentheses, without a leading dot. */
function parsePathPart(lexer: Lexer): string {
  if (!accept(lexer, mark.OPEN_PARENTHESIS)) return takeWord(lexer, "an option name");
  const name = takeName(lexer, "the name of an option extension");
  expect(lexer, mark.CLOSE_PARENTHESIS);
  return `(${name.startsWith(".") ? name.slice(1) : name})`;
}

function parseValue(lexer: Lexer): Json {
  if (lexer.kind === STRING) return takeString(lexer, "a string");
  if (accept(lexer, mark.OPEN_BRACE)) return parseTextMessage(lexer, mark.CLOSE_BRACE, 1);
  if (lexer.kind !== WORD) return takeNumber(lexer);
  const word = takeWord(lexer, "a value");
  return word === "true" || (word === "false" ? false : word);
}
