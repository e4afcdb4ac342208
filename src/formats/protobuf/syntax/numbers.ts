import { fail } from "./expect.ts";
import { advance, type Lexer, NUMBER, WORD } from "./lexer.ts";
import { MINUS, PLUS } from "./punctuation.ts";

const DECIMAL = /^(?:0|[1-9][0-9]*)$/;
const OCTAL = /^0[0-7]+$/;
const HEX = /^0[xX][0-9a-fA-F]+$/;
const FLOAT = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fF]?$/;

/** Takes an integer such as a field number; a sign only where `signed` allows it. */
export function takeInteger(lexer: Lexer, expected: string, signed = false): number {
  const negative = signed && lexer.kind === MINUS;
  if (negative) advance(lexer);
  if (lexer.kind !== NUMBER) fail(lexer, expected);
  const value = integerOf(lexer.text.slice(lexer.start, lexer.end));
  if (value === undefined) fail(lexer, expected);
  advance(lexer);
  return negative && value !== 0 ? -value : value;
}

/** A decimal, octal or hexadecimal literal; loses precision only beyond 2^53. */
function integerOf(literal: string): number | undefined {
  if (DECIMAL.test(literal) || HEX.test(literal)) return Number(literal);
  return OCTAL.test(literal) ? Number.parseInt(literal, 8) : undefined;
}

/** Takes a signed number of an option; integers beyond 2^53 stay exact. `-inf` becomes a string. */
export function takeNumber(lexer: Lexer): number | bigint | string {
  const negative = lexer.kind === MINUS;
  if (negative || lexer.kind === PLUS) advance(lexer);
  const literal = lexer.text.slice(lexer.start, lexer.end);
  if (lexer.kind === WORD && /^(?:inf|infinity|nan)$/i.test(literal)) {
    advance(lexer);
    return negative ? `-${literal}` : literal;
  }
  const value = lexer.kind === NUMBER ? numberOf(literal) : undefined;
  if (value === undefined) fail(lexer, "a number");
  advance(lexer);
  if (value === 0) return 0;
  return negative ? -value : value;
}

function numberOf(literal: string): number | bigint | undefined {
  if (DECIMAL.test(literal) || HEX.test(literal)) {
    const value = Number(literal);
    return Number.isSafeInteger(value) ? value : BigInt(literal);
  }
  if (OCTAL.test(literal)) {
    const value = Number.parseInt(literal, 8);
    return Number.isSafeInteger(value) ? value : BigInt(`0o${literal.slice(1)}`);
  }
  return FLOAT.test(literal) ? Number.parseFloat(literal) : undefined;
}
