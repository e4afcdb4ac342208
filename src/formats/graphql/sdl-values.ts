import type { Json, JsonObject } from "../../model/json.ts";
import type { AppliedDirective } from "./definitions.ts";
import { floatOf, integerOf } from "./literals.ts";
import { CODE, Unusual, expect, isNameStart, peek, takeName, takes } from "./sdl-cursor.ts";
import type { Cursor } from "./sdl-cursor.ts";
import { takeString } from "./sdl-strings.ts";

/** Deeper nesting within one value or type is left to those who bound it. */
const DEEPEST = 100;

/** Takes what stands within brackets. */
export function within<T>(cursor: Cursor, take: () => T): T {
  if (++cursor.depth > DEEPEST) throw new Unusual();
  const taken = take();
  cursor.depth--;
  return taken;
}

/** The constant that is next, as `jsonOf` gives it. */
export function takeValue(cursor: Cursor): Json {
  const code = peek(cursor);
  if (code === CODE.quote) return takeString(cursor);
  if (code === CODE.openBracket) return within(cursor, () => takeList(cursor));
  if (code === CODE.openBrace) {
    cursor.at++;
    return within(cursor, () => takeNamed(cursor, CODE.closeBrace));
  }
  return isNameStart(code) ? namedValue(takeName(cursor)) : takeNumber(cursor);
}

function takeList(cursor: Cursor): Json {
  expect(cursor, CODE.openBracket);
  const items: Json[] = [];
  while (!takes(cursor, CODE.closeBracket)) items.push(takeValue(cursor));
  return items;
}

function namedValue(name: string): Json {
  if (name === "null") return null;
  return name === "true" || (name !== "false" && name);
}

/** No prototype: `__proto__` is a name like any other. */
function takeNamed(cursor: Cursor, end: number): JsonObject {
  const record: Record<string, Json> = Object.create(null);
  while (!takes(cursor, end)) {
    const name = takeName(cursor);
    expect(cursor, CODE.colon);
    record[name] = takeValue(cursor);
  }
  return record;
}

/** A number (specification, 2.9.1 and 2.9.2), which no name and no point may follow. */
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\w.])/y;

function takeNumber(cursor: Cursor): Json {
  NUMBER.lastIndex = cursor.at;
  const found = NUMBER.exec(cursor.text);
  if (found === null) throw new Unusual();
  const [text, fraction, exponent] = found;
  cursor.at += text.length;
  return fraction === undefined && exponent === undefined ? integerOf(text) : floatOf(text);
}

const NONE: readonly AppliedDirective[] = [];

/** The directives that are applied here, in the order of the text. */
export function takeApplied(cursor: Cursor): readonly AppliedDirective[] {
  if (peek(cursor) !== CODE.at) return NONE;
  const applied: AppliedDirective[] = [];
  while (takes(cursor, CODE.at)) {
    applied.push({ name: takeName(cursor), arguments: takeArguments(cursor) });
  }
  return applied;
}

function takeArguments(cursor: Cursor): JsonObject {
  if (!takes(cursor, CODE.open)) return takeNothing();
  if (peek(cursor) === CODE.close) throw new Unusual();
  return takeNamed(cursor, CODE.close);
}

function takeNothing(): JsonObject {
  return Object.create(null);
}
