import { compilePattern } from "../../referee/deadline.ts";

/**
 * A text that matches a pattern, for the regular part of ECMA-262: literals, classes, groups,
 * alternatives, repetition, anchors at the ends. Undefined where the pattern uses more (look
 * around, back references, word boundaries) or is none. `minLength` and `maxLength` count code
 * points. The caller still has to test the text: a pattern may anchor in its middle.
 */
export function sampleOfPattern(
  pattern: string,
  bounds: { readonly minLength?: number; readonly maxLength?: number },
): string | undefined {
  try {
    const text = writeWithin(parsePattern(pattern), Math.min(bounds.minLength ?? 0, MAX_LENGTH));
    return Array.from(text).length <= (bounds.maxLength ?? MAX_LENGTH) ? text : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

/**
 * Some texts that a pattern matches, as different as its alternatives, classes and repetitions
 * allow; the first is the shortest.
 */
export function samplesOfPattern(pattern: string, count: number): readonly string[] {
  try {
    const { node } = parsePattern(pattern);
    const variants = Array.from({ length: count }, (_, variant) =>
      write(node, variant % 4 === 3 ? variant : 0, variant),
    );
    return [...new Set(variants)];
  } catch (error) {
    if (error instanceof Unsupported) return [];
    throw error;
  }
}

/** Thrown where a pattern is beyond what is sampled; never leaves this module. */
class Unsupported extends Error {}

const MAX_LENGTH = 10_000;

type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "all"; readonly nodes: readonly Node[] }
  | { readonly kind: "one"; readonly options: readonly Node[] }
  | { readonly kind: "repeat"; readonly node: Node; readonly min: number; readonly max: number };

interface Parsed {
  readonly node: Node;
  /** Whether more text may follow what the pattern describes. */
  readonly open: boolean;
}

/**
 * The shortest text, with `extra` characters' worth of repetition where that is allowed first.
 * `variant` counts from 0 and asks for other alternatives.
 */
function write(node: Node, extra: number, variant = 0): string {
  let left = extra;
  let choices = 0;
  const visitOption = (options: readonly Node[]): string => {
    const chosen = options[(variant * (1 + choices++)) % options.length];
    return chosen === undefined ? "" : visit(chosen);
  };
  const visit = (inner: Node): string => {
    switch (inner.kind) {
      case "text":
        return inner.text;
      case "all":
        return inner.nodes.map(visit).join("");
      case "one":
        return visitOption(inner.options);
      case "repeat": {
        const { min, max } = inner;
        const once = left > 0 || min > 0 ? visit(inner.node) : "";
        const more = once === "" ? 0 : Math.min(max - min, Math.ceil(left / once.length));
        left -= more * once.length;
        if (once.length * (min + more) > MAX_LENGTH) throw new Unsupported();
        return once.repeat(min + more);
      }
    }
  };
  return visit(node);
}

function writeWithin(parsed: Parsed, minLength: number): string {
  const text = write(parsed.node, 0);
  const missing = minLength - Array.from(text).length;
  if (missing <= 0) return text;
  const repeated = write(parsed.node, missing);
  const still = missing + Array.from(text).length - Array.from(repeated).length;
  return parsed.open && still > 0 ? repeated + "a".repeat(still) : repeated;
}

interface Cursor {
  readonly source: string;
  at: number;
}

/** Longer patterns are not sampled. */
const MAX_PATTERN = 2_000;

function parsePattern(pattern: string): Parsed {
  if (pattern.length > MAX_PATTERN) throw new Unsupported();
  const cursor: Cursor = { source: pattern, at: 0 };
  const node = parseAlternatives(cursor, 0);
  if (cursor.at < pattern.length) throw new Unsupported();
  return { node, open: !/(?:^|[^\\])\$$/.test(pattern) };
}

const MAX_NESTING = 50;

function parseAlternatives(cursor: Cursor, depth: number): Node {
  if (depth > MAX_NESTING) throw new Unsupported();
  const options = [parseSequence(cursor, depth)];
  while (peek(cursor) === "|") {
    cursor.at++;
    options.push(parseSequence(cursor, depth));
  }
  return options.length === 1 ? (options[0] ?? EMPTY) : { kind: "one", options };
}

const EMPTY: Node = { kind: "text", text: "" };

function parseSequence(cursor: Cursor, depth: number): Node {
  const nodes: Node[] = [];
  for (let next = peek(cursor); next !== "" && next !== "|" && next !== ")"; next = peek(cursor)) {
    nodes.push(parseRepetition(cursor, parseAtom(cursor, depth)));
  }
  return { kind: "all", nodes };
}

function peek(cursor: Cursor): string {
  return cursor.source.charAt(cursor.at);
}

function parseAtom(cursor: Cursor, depth: number): Node {
  const character = String.fromCodePoint(cursor.source.codePointAt(cursor.at) ?? 0);
  cursor.at += character.length;
  switch (character) {
    case "^":
    case "$":
      return EMPTY;
    case ".":
      return { kind: "text", text: "a" };
    case "(":
      return parseGroup(cursor, depth);
    case "[":
      return oneOf(parseClass(cursor));
    case "\\":
      return { kind: "text", text: parseEscape(cursor) };
    case "*":
    case "+":
    case "?":
      throw new Unsupported();
    default:
      return { kind: "text", text: character };
  }
}

function oneOf(texts: readonly string[]): Node {
  return { kind: "one", options: texts.map((text) => ({ kind: "text", text })) };
}

function parseGroup(cursor: Cursor, depth: number): Node {
  const head = /^\?(?::|<[A-Za-z_]\w*>)/.exec(cursor.source.slice(cursor.at));
  if (head !== null) cursor.at += head[0].length;
  else if (peek(cursor) === "?") throw new Unsupported();
  const node = parseAlternatives(cursor, depth + 1);
  if (peek(cursor) !== ")") throw new Unsupported();
  cursor.at++;
  return node;
}

const QUANTIFIER = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/;

function parseRepetition(cursor: Cursor, node: Node): Node {
  const match = QUANTIFIER.exec(cursor.source.slice(cursor.at, cursor.at + 30));
  if (match === null) return node;
  cursor.at += match[0].length;
  const [, sign, low, comma, high] = match;
  if (sign !== undefined) {
    return { kind: "repeat", node, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : MAX_LENGTH };
  }
  const min = Number(low);
  const max = comma === undefined ? min : high === "" ? MAX_LENGTH : Number(high);
  return { kind: "repeat", node, min, max };
}

/** One character for each class that has a name. */
const CLASSES: Readonly<Record<string, string>> = {
  d: "0",
  D: "a",
  w: "a",
  W: "-",
  s: " ",
  S: "a",
  t: "\t",
  n: "\n",
  r: "\r",
  f: "\f",
  v: "\v",
  "0": "\0",
};

const PROPERTIES: readonly (readonly [RegExp, string])[] = [
  [/^\{(?:L|Letter|Ll|Lowercase_Letter|Alphabetic|Lowercase|Script=Latin)\}/, "a"],
  [/^\{(?:Lu|Uppercase_Letter|Uppercase)\}/, "A"],
  [/^\{(?:N|Nd|Number|Decimal_Number)\}/, "0"],
  [/^\{(?:P|Punctuation|Pd)\}/, "-"],
  [/^\{(?:Z|Zs|Separator|Space_Separator)\}/, " "],
];

function parseEscape(cursor: Cursor): string {
  const character = peek(cursor);
  cursor.at++;
  const rest = cursor.source.slice(cursor.at, cursor.at + 40);
  if (Object.hasOwn(CLASSES, character)) return CLASSES[character] ?? "";
  if (character === "p") {
    const found = PROPERTIES.find(([pattern]) => pattern.test(rest));
    if (found === undefined) throw new Unsupported();
    cursor.at += found[0].exec(rest)?.[0].length ?? 0;
    return found[1];
  }
  const hex = character === "x" ? /^[\da-f]{2}/i.exec(rest) : null;
  const unicode = character === "u" ? /^[\da-f]{4}/i.exec(rest) : null;
  const code = hex ?? unicode;
  if (code !== null) {
    cursor.at += code[0].length;
    return String.fromCodePoint(Number.parseInt(code[0], 16));
  }
  if (/[A-Za-z1-9]/.test(character) || character === "") throw new Unsupported();
  return character;
}

/** Characters that are tried where a class says what it is not. */
const COMMON = "aA0-_ .,:;/@#é€\n";

/** Some characters that a class holds: those it names, or for a negated class common ones. */
function parseClass(cursor: Cursor): readonly string[] {
  const start = cursor.at - 1;
  const isNegated = peek(cursor) === "^";
  if (isNegated) cursor.at++;
  const named: string[] = [];
  while (peek(cursor) !== "]") {
    if (peek(cursor) === "") throw new Unsupported();
    const character = String.fromCodePoint(cursor.source.codePointAt(cursor.at) ?? 0);
    cursor.at += character.length;
    const member = character === "\\" ? parseEscape(cursor) : character;
    named.push(member);
  }
  cursor.at++;
  const source = cursor.source.slice(start, cursor.at);
  // What stands between the ends of a range is a member only if it is named besides.
  const candidates = isNegated ? Array.from(COMMON) : [...new Set(named)].slice(0, MAX_MEMBERS);
  const found = candidates.filter((character) => matchesClass(source, character));
  if (found.length === 0) throw new Unsupported();
  return found;
}

const MAX_MEMBERS = 20;

/** As the referee reads patterns: many escape more than Unicode mode allows. */
function matchesClass(source: string, character: string): boolean {
  const compiled = compilePattern(`^${source}$`);
  if (compiled === undefined) throw new Unsupported();
  return compiled.test(character);
}
