import type { Json } from "../../model/json.ts";

/** The value of a JSON text. */
export interface ParsedJson {
  readonly value: Json;
  /** True: it is what the engine makes of the text, so no number was too large for a double. */
  readonly isPlain: boolean;
}

/**
 * The value of a JSON text. Integers beyond 2^53 are `bigint`, and `__proto__` is a member like
 * any other. Throws the engine's `SyntaxError`; `jsonMistake` says where and what.
 */
export function parseJson(text: string): ParsedJson {
  const isExact = LONG_DIGITS.test(text) && LONG_INTEGER.test(text);
  return { value: JSON.parse(text, ...(isExact ? [exactInteger] : [])), isPlain: !isExact };
}

/** A number of 16 digits or more. Only then is the slow way of reading worth its time. */
const LONG_INTEGER = /[:,[]\s*-?\d{16,}\s*[,\]}]/;

/** The same without what stands before it: twice as fast, and mostly enough. */
const LONG_DIGITS = /\d{16,}\s*[,\]}]/;

/** The third argument of a reviver: the text of a primitive value (ECMA-262, 2026 edition). */
interface RevivedFrom {
  readonly source?: string;
}

function exactInteger(_key: string, value: Json, from?: RevivedFrom): Json {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = from?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** Where a text stops being JSON, and what was expected there. */
export interface JsonMistake {
  readonly offset: number;
  /** Completes "expected …". */
  readonly expected: string;
}

/** Scans a text that the engine refused; its own message often has no position. */
export function jsonMistake(text: string): JsonMistake {
  const open: ("{" | "[")[] = [];
  let offset = 0;
  let expect: Expect = "value";
  for (;;) {
    offset = skipSpace(text, offset);
    const token = expect === "end" ? undefined : tokenAt(expect, text, offset);
    if (token === undefined) return { offset, expected: WORDS[expect] };
    if (token.startsWith('"')) {
      const end = endOfString(text, offset);
      if (end === undefined) return { offset, expected: "a string that ends on its line" };
      offset = end;
    } else offset += token.length;
    expect = next(expect, token, open);
  }
}

type Expect =
  | "value"
  | "first-item"
  | "first-name"
  | "name"
  | "colon"
  | "more-items"
  | "more-members"
  | "end";

const VALUE = String.raw`[{["]|(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])`;

const TOKENS: Readonly<Record<Exclude<Expect, "end">, RegExp>> = {
  value: new RegExp(VALUE, "y"),
  "first-item": new RegExp(String.raw`\]|${VALUE}`, "y"),
  "first-name": /[}"]/y,
  name: /"/y,
  colon: /:/y,
  "more-items": /[,\]]/y,
  "more-members": /[,}]/y,
};

const WORDS: Readonly<Record<Expect, string>> = {
  value: "a value",
  "first-item": "a value or ]",
  "first-name": "a name in double quotes or }",
  name: "a name in double quotes",
  colon: "a colon after the name",
  "more-items": "a comma or ]",
  "more-members": "a comma or }",
  end: "the end of the file",
};

function tokenAt(expect: Exclude<Expect, "end">, text: string, offset: number): string | undefined {
  const pattern = TOKENS[expect];
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

/** The offset after the closing quote, or undefined where the string is not one of JSON. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char < " ") return undefined;
    if (char === "\\" && !/["\\/bfnrt]|u[0-9A-Fa-f]{4}/y.test(text.slice(++at, at + 5))) {
      return undefined;
    }
  }
  return undefined;
}

/** What has to follow a token. */
function next(expect: Expect, token: string, open: ("{" | "[")[]): Expect {
  if (token === "{" || token === "[") {
    open.push(token);
    return token === "{" ? "first-name" : "first-item";
  }
  if (token === ",") return open.at(-1) === "{" ? "name" : "value";
  if (token === ":") return "value";
  if (token === "}" || token === "]") open.pop();
  else if (expect === "name" || expect === "first-name") return "colon";
  if (open.length === 0) return "end";
  return open.at(-1) === "{" ? "more-members" : "more-items";
}
