import { Lexer, Source, TokenKind } from "graphql/language";
import type { Token } from "graphql/language";

/**
 * SDL from before the June 2018 specification, made readable for a parser of today: interfaces
 * parted by white space or commas (`implements A, B`) get their `&`, empty bodies (`type A {}`) go.
 * Characters are only replaced, so every offset keeps its meaning. Undefined where nothing of the
 * kind is found or the text cannot be split into tokens.
 */
export function repairLegacySyntax(text: string): string | undefined {
  const edits = legacyEdits(text);
  if (edits === undefined || edits.size === 0) return undefined;
  const parts: string[] = [];
  let from = 0;
  for (const [offset, character] of [...edits].sort(([a], [b]) => a - b)) {
    parts.push(text.slice(from, offset), character);
    from = offset + 1;
  }
  return parts.join("") + text.slice(from);
}

/** Keywords that begin the next definition where a type has no body. */
const KEYWORDS = new Set([
  "type",
  "interface",
  "union",
  "enum",
  "input",
  "scalar",
  "directive",
  "schema",
  "extend",
]);

function legacyEdits(text: string): ReadonlyMap<number, string> | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const edits = new Map<number, string>();
  let depth = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (isOpening(token) && depth === 0 && next?.kind === TokenKind.BRACE_R) {
      edits.set(token.start, " ").set(next.start, " ");
    }
    depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
    if (depth === 0 && startsInterfaces(tokens, index)) joinInterfaces(text, tokens, index, edits);
  });
  return edits;
}

function tokensOf(text: string): readonly Token[] | undefined {
  const lexer = new Lexer(new Source(text));
  const tokens: Token[] = [];
  try {
    while (lexer.advance().kind !== TokenKind.EOF) tokens.push(lexer.token);
  } catch {
    return undefined;
  }
  return tokens;
}

function isOpening(token: Token): boolean {
  return (
    token.kind === TokenKind.BRACE_L ||
    token.kind === TokenKind.BRACKET_L ||
    token.kind === TokenKind.PAREN_L
  );
}

function isClosing(token: Token): boolean {
  return (
    token.kind === TokenKind.BRACE_R ||
    token.kind === TokenKind.BRACKET_R ||
    token.kind === TokenKind.PAREN_R
  );
}

/** True at `implements` in `type Name implements`. */
function startsInterfaces(tokens: readonly Token[], index: number): boolean {
  return (
    tokens[index]?.value === "implements" &&
    tokens[index - 1]?.kind === TokenKind.NAME &&
    ["type", "interface"].includes(tokens[index - 2]?.value ?? "")
  );
}

function joinInterfaces(
  text: string,
  tokens: readonly Token[],
  start: number,
  edits: Map<number, string>,
): void {
  for (let index = start + 1; ; index++) {
    const name = tokens[index];
    const next = tokens[index + 1];
    if (name?.kind !== TokenKind.NAME || next?.kind !== TokenKind.NAME) return;
    if (KEYWORDS.has(next.value)) return;
    // Behind a comment the only free character may be the line break that ends it.
    if (text[name.end] === "#") return;
    edits.set(name.end, "&");
  }
}
