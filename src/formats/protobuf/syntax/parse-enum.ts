import { leadingComment, withTrailing } from "./comments.ts";
import { accept, expect, spotOf, takeWord } from "./expect.ts";
import type { Lexer } from "./lexer.ts";
import { takeInteger } from "./numbers.ts";
import { parseOption, parseOptionList } from "./parse-options.ts";
import { emptyRangeLists, parseReserved, type RangeRules, reservedOf } from "./parse-ranges.ts";
import { CLOSE_BRACE, EQUALS, OPEN_BRACE, SEMICOLON } from "./punctuation.ts";
import {
  type EnumNode,
  type EnumValueNode,
  MAX_ENUM_NUMBER,
  type OptionNode,
  type Spot,
  type WrittenComment,
} from "./syntax-tree.ts";

const RULES: RangeRules = { max: MAX_ENUM_NUMBER, signed: true };

/** The rest of an enum after the keyword. */
export function parseEnum(lexer: Lexer, spot: Spot, leading: WrittenComment | undefined): EnumNode {
  const name = takeWord(lexer, "the name of an enum");
  expect(lexer, OPEN_BRACE);
  const comment = withTrailing(lexer, leading);
  const values: EnumValueNode[] = [];
  const options: OptionNode[] = [];
  const lists = emptyRangeLists();
  while (!accept(lexer, CLOSE_BRACE)) {
    if (accept(lexer, SEMICOLON)) continue;
    const valueSpot = spotOf(lexer);
    const valueComment = leadingComment(lexer);
    const word = takeWord(lexer, "an enum value");
    if (word === "option" && lexer.kind !== EQUALS) options.push(parseOption(lexer));
    else if (word === "reserved" && lexer.kind !== EQUALS) parseReserved(lexer, lists, RULES);
    else values.push(parseValue(lexer, word, { spot: valueSpot, comment: valueComment }));
  }
  const reserved = reservedOf(lists);
  return {
    name,
    values,
    reserved,
    options,
    ...spot,
    ...(comment === undefined ? {} : { comment }),
  };
}

interface Head {
  readonly spot: Spot;
  readonly comment: WrittenComment | undefined;
}

function parseValue(lexer: Lexer, name: string, head: Head): EnumValueNode {
  expect(lexer, EQUALS);
  const number = takeInteger(lexer, "the number of an enum value", true);
  const options = parseOptionList(lexer);
  expect(lexer, SEMICOLON);
  const comment = withTrailing(lexer, head.comment);
  const { line, column } = head.spot;
  return comment === undefined
    ? { name, number, options, line, column }
    : { name, number, options, line, column, comment };
}
