import { accept, acceptWord, expect, fail, takeString, takeWord } from "./expect.ts";
import { type Lexer, STRING, WORD } from "./lexer.ts";
import { takeInteger } from "./numbers.ts";
import { parseOptionList } from "./parse-options.ts";
import { COMMA, SEMICOLON } from "./punctuation.ts";
import type { Range, ReservedNode } from "./syntax-tree.ts";

/** How ranges of a message or an enum are written. */
export interface RangeRules {
  /** What `max` stands for. */
  readonly max: number;
  /** Enums have negative numbers. */
  readonly signed: boolean;
}

/** The lists that a `reserved` or `extensions` statement adds to. */
export interface RangeLists {
  readonly reservedNumbers: Range[];
  readonly reservedNames: string[];
  readonly extensionRanges: Range[];
}

export function emptyRangeLists(): RangeLists {
  return { reservedNumbers: [], reservedNames: [], extensionRanges: [] };
}

export function reservedOf(lists: RangeLists): ReservedNode {
  return { numbers: lists.reservedNumbers, names: lists.reservedNames };
}

/** The rest of `reserved …;` after the keyword: numbers, strings, or (editions) identifiers. */
export function parseReserved(lexer: Lexer, lists: RangeLists, rules: RangeRules): void {
  if (lexer.kind === STRING) {
    do lists.reservedNames.push(takeString(lexer, "a reserved name"));
    while (accept(lexer, COMMA));
  } else if (lexer.kind === WORD) {
    do lists.reservedNames.push(takeWord(lexer, "a reserved name"));
    while (accept(lexer, COMMA));
  } else {
    parseRanges(lexer, lists.reservedNumbers, rules);
  }
  expect(lexer, SEMICOLON);
}

/** The rest of `extensions …;` after the keyword. Options of the ranges are no part of a contract. */
export function parseExtensionRanges(lexer: Lexer, lists: RangeLists, rules: RangeRules): void {
  parseRanges(lexer, lists.extensionRanges, rules);
  parseOptionList(lexer);
  expect(lexer, SEMICOLON);
}

function parseRanges(lexer: Lexer, ranges: Range[], rules: RangeRules): void {
  do {
    const from = takeInteger(lexer, "a number or a range", rules.signed);
    ranges.push([from, acceptWord(lexer, "to") ? parseRangeEnd(lexer, rules) : from]);
  } while (accept(lexer, COMMA));
}

function parseRangeEnd(lexer: Lexer, rules: RangeRules): number {
  if (acceptWord(lexer, "max")) return rules.max;
  if (lexer.kind === WORD) fail(lexer, 'a number or "max"');
  return takeInteger(lexer, 'a number or "max"', rules.signed);
}
