import type { Json } from "../../model/json.ts";
import { compilePattern, testPattern } from "../deadline.ts";

/** Whether a value keeps a rule. Undefined: the rule is none that is judged here. */
export type Check = (value: Json, rule: Json) => boolean | undefined;

const ORDER: Readonly<Record<string, Check>> = {
  lt: (value, rule) => compared(value, rule, (order) => order < 0),
  lte: (value, rule) => compared(value, rule, (order) => order <= 0),
  gt: (value, rule) => compared(value, rule, (order) => order > 0),
  gte: (value, rule) => compared(value, rule, (order) => order >= 0),
};

const CHOICE: Readonly<Record<string, Check>> = {
  const: (value, rule) => isSame(value, rule),
  in: (value, rule) => anyOf(rule, (one) => isSame(value, one)),
  not_in: (value, rule) => negated(anyOf(rule, (one) => isSame(value, one))),
};

/** Lengths of texts count code points, those of bytes (in hexadecimal) bytes. */
function lengthChecks(
  lengthOf: (value: Json) => number | undefined,
): Readonly<Record<string, Check>> {
  const check =
    (fits: (length: number, bound: number) => boolean): Check =>
    (value, rule) => {
      const length = lengthOf(value);
      const bound = numberOf(rule);
      return length === undefined || bound === undefined ? undefined : fits(length, bound);
    };
  return {
    len: check((length, bound) => length === bound),
    min_len: check((length, bound) => length >= bound),
    max_len: check((length, bound) => length <= bound),
  };
}

const TEXT: Readonly<Record<string, Check>> = {
  ...CHOICE,
  ...lengthChecks((value) => (typeof value === "string" ? Array.from(value).length : undefined)),
  min_bytes: (value, rule) => compared(byteLength(value), rule, (order) => order >= 0),
  max_bytes: (value, rule) => compared(byteLength(value), rule, (order) => order <= 0),
  pattern: (value, rule) => matches(value, rule),
  prefix: (value, rule) => texts(value, rule, (text, part) => text.startsWith(part)),
  suffix: (value, rule) => texts(value, rule, (text, part) => text.endsWith(part)),
  contains: (value, rule) => texts(value, rule, (text, part) => text.includes(part)),
  not_contains: (value, rule) => texts(value, rule, (text, part) => !text.includes(part)),
};

const BYTES: Readonly<Record<string, Check>> = lengthChecks((value) =>
  typeof value === "string" ? value.length / 2 : undefined,
);

const NUMBER: Readonly<Record<string, Check>> = { ...CHOICE, ...ORDER };

const ENUM: Readonly<Record<string, Check>> = CHOICE;

/** The checks of a scalar by its type in Protobuf; numbers of every kind have the same. */
export function checksOf(type: string): Readonly<Record<string, Check>> {
  if (type === "string") return TEXT;
  if (type === "bytes") return BYTES;
  return type === "enum" || type === "bool" ? ENUM : NUMBER;
}

function byteLength(value: Json): Json {
  return typeof value === "string" ? Buffer.byteLength(value) : value;
}

/** 64-bit integers come as text; a rule beyond 2^53 may have lost digits on the way. */
function compared(
  value: Json,
  written: Json,
  fits: (order: number) => boolean,
): boolean | undefined {
  const rule = numberOf(written);
  if (rule === undefined || Math.abs(rule) > Number.MAX_SAFE_INTEGER) return undefined;
  if (typeof value === "number") return fits(value - rule);
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) return undefined;
  const whole = BigInt(value);
  const bound = BigInt(Math.trunc(rule));
  return fits(whole === bound ? Math.sign(Number(bound) - rule) : whole < bound ? -1 : 1);
}

/** The numbers of rules; descriptors in JSON write those of 64 bits as text. */
function numberOf(rule: Json): number | undefined {
  if (typeof rule === "number") return rule;
  return typeof rule === "string" && /^-?\d+$/.test(rule) ? Number(rule) : undefined;
}

function isSame(value: Json, rule: Json): boolean | undefined {
  if (typeof rule === "number" && Math.abs(rule) > Number.MAX_SAFE_INTEGER) return undefined;
  if (typeof value === "object" || typeof rule === "object") return undefined;
  return String(value) === String(rule);
}

function anyOf(rule: Json, test: (one: Json) => boolean | undefined): boolean | undefined {
  const found = (Array.isArray(rule) ? rule : [rule]).map((one: Json) => test(one));
  return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

/** RE2 knows no look-around and no back references; the rest is the same in ECMA-262. */
function matches(value: Json, rule: Json): boolean | undefined {
  if (typeof value !== "string" || typeof rule !== "string") return undefined;
  const pattern = compilePattern(rule);
  return pattern && testPattern(pattern, value);
}

function texts(
  value: Json,
  rule: Json,
  fits: (text: string, part: string) => boolean,
): boolean | undefined {
  return typeof value === "string" && typeof rule === "string" ? fits(value, rule) : undefined;
}
