/** A GraphQL template literal in JavaScript or TypeScript. */
export interface TemplateLiteral {
  /** The line of its opening backtick, counted from 1. */
  readonly line: number;
  /** The texts around the interpolations, escapes resolved; one more than expressions. */
  readonly chunks: readonly string[];
  /** The source text of each `${…}`. */
  readonly expressions: readonly string[];
}

/** `gql`, `graphql` (also called as functions, also with type arguments), a `GraphQL` comment. */
const TAG =
  /(?:(?<![\w$])(?:gql|graphql)(?:\s*<[^<>`]{0,200}>)?\s*(?:\(\s*)?|\/\*\s*GraphQL\s*\*\/\s*)$/;

/** How far before a backtick its tag may begin. */
const TAG_REACH = 260;

/** Templates inside templates inside templates … beyond this are not looked into. */
const DEEPEST = 50;

/**
 * The GraphQL template literals of a JavaScript or TypeScript text, in the order of their ends.
 * Comments, strings and regular expressions are passed over; nothing is parsed, so JSX and every
 * syntax extension do no harm.
 */
export function templateLiteralsIn(source: string): readonly TemplateLiteral[] {
  const found: { readonly start: number; readonly literal: Omit<TemplateLiteral, "line"> }[] = [];
  const scanner: Scanner = {
    source,
    found: (start, literal) => {
      if (TAG.test(source.slice(Math.max(0, start - TAG_REACH), start)))
        found.push({ start, literal });
    },
  };
  skipCode(scanner, 0, { depth: 0, untilBrace: false });
  let line = 1;
  let counted = 0;
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, literal }) => {
      line += linesIn(source.slice(counted, start));
      counted = start;
      return { line, ...literal };
    });
}

interface Scanner {
  readonly source: string;
  readonly found: (start: number, literal: Omit<TemplateLiteral, "line">) => void;
}

interface CodeScope {
  /** How many templates are open around the code. */
  readonly depth: number;
  /** True: the code ends with the brace that closes it. */
  readonly untilBrace: boolean;
}

/** The offset after the code: the end of the text, or after the closing brace of a `${`. */
function skipCode(scanner: Scanner, start: number, scope: CodeScope): number {
  const { source } = scanner;
  let braces = 0;
  let last = "";
  for (let at = start; at < source.length;) {
    const char = source[at] ?? "";
    if (scope.untilBrace && char === "}" && braces === 0) return at + 1;
    if (char === "{") braces++;
    if (char === "}") braces--;
    const end = char === "`" ? skipTemplate(scanner, at, scope.depth) : skipToken(source, at, last);
    if (!/\s/.test(char) && !isComment(source, at)) last = source.slice(at, Math.min(end, at + 12));
    at = end;
  }
  return source.length;
}

function isComment(source: string, at: number): boolean {
  return source.startsWith("//", at) || source.startsWith("/*", at);
}

/** The offset after a space, word, comment, string, regular expression or single character. */
function skipToken(source: string, at: number, last: string): number {
  const char = source[at] ?? "";
  if (char === '"' || char === "'") return skipString(source, at, char);
  if (isComment(source, at)) return skipComment(source, at);
  if (char === "/" && (PUNCTUATION.test(last) || KEYWORD.test(last))) {
    return skipRegularExpression(source, at);
  }
  if (!/[\w$]/.test(char)) return at + 1;
  WORD.lastIndex = at;
  WORD.test(source);
  return WORD.lastIndex;
}

const WORD = /[\w$]+/y;

/** After these, and at the beginning, a slash begins a regular expression and no division. */
const PUNCTUATION = /^(?:[(,=:[!&|?{};+\-*%<>~^].*)?$/;

function skipComment(source: string, at: number): number {
  const [close, length] = source.startsWith("//", at) ? ["\n", 1] : ["*/", 2];
  const end = source.indexOf(close, at + 2);
  return end === -1 ? source.length : end + length;
}

/** So do these words. */
const KEYWORD =
  /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|instanceof)$/;

/** Strings end with their line at the latest: an apostrophe in JSX text opens none. */
function skipString(source: string, start: number, quote: string): number {
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at];
    if (char === "\\") at++;
    else if (char === quote || char === "\n") return at + 1;
  }
  return source.length;
}

function skipRegularExpression(source: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at];
    if (char === "\n") return start + 1;
    if (char === "\\") at++;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) return at + 1;
  }
  return start + 1;
}

/** The offset after a template literal's closing backtick; it is handed on if it is complete. */
function skipTemplate(scanner: Scanner, start: number, depth: number): number {
  const { source } = scanner;
  if (depth >= DEEPEST) return source.length;
  const chunks: string[] = [];
  const expressions: string[] = [];
  let chunk = "";
  for (let at = start + 1; at < source.length;) {
    const char = source[at] ?? "";
    if (char === "`") {
      scanner.found(start, { chunks: [...chunks, chunk], expressions });
      return at + 1;
    }
    if (char === "$" && source[at + 1] === "{") {
      const end = skipCode(scanner, at + 2, { depth: depth + 1, untilBrace: true });
      expressions.push(source.slice(at + 2, end - 1));
      chunks.push(chunk);
      chunk = "";
      at = end;
    } else if (char === "\\") {
      chunk += ESCAPES.get(source[at + 1] ?? "") ?? source[at + 1] ?? "";
      at += 2;
    } else {
      chunk += char;
      at++;
    }
  }
  return source.length;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["\n", ""],
]);

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
