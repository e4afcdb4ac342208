import type { DocumentProblem } from "./document.ts";
import type { Segment } from "./segments.ts";
import type { TemplateLiteral } from "./template-literals.ts";

/**
 * A template literal as GraphQL text of the same lines. What is interpolated between definitions is
 * taken to be fragments, which are found by their names. Anything else is reported and replaced by
 * what keeps the rest readable: a variable for a value, `__typename` for a field, nothing for
 * fields or a spread.
 */
export function segmentOf(
  file: string,
  literal: TemplateLiteral,
  problems: DocumentProblem[],
): Segment {
  const parts: string[] = [];
  let reached: Position = { inside: "code", braces: 0, parentheses: 0, afterDots: false };
  let line = literal.line;
  literal.chunks.forEach((chunk, index) => {
    reached = advance(reached, chunk);
    parts.push(chunk);
    line += lineBreaksIn(chunk);
    const expression = literal.expressions[index];
    if (expression === undefined) return;
    const place = placeOf(reached);
    const next = /^\s*(\S?)/.exec(literal.chunks[index + 1] ?? "")?.[1] ?? "";
    if (place !== "top" && place !== "comment") {
      const shown = expression.trim().replaceAll(/\s+/g, " ").slice(0, 60);
      problems.push({ file, line, message: `The value of \${${shown}} is not known here.` });
    }
    if (place === "spread") parts.push(parts.pop()?.replace(/\.\.\.(\s*)$/, "   $1") ?? "");
    parts.push(standIn(place, next));
    // Strings may not be broken; their expressions rarely are.
    if (place !== "string") parts.push("\n".repeat(lineBreaksIn(expression)));
    line += lineBreaksIn(expression);
  });
  return { text: parts.join(""), line: literal.line };
}

/** How far a text has been read. */
interface Position {
  readonly inside: "code" | "string" | "block" | "comment";
  readonly braces: number;
  readonly parentheses: number;
  /** True directly behind `...`. */
  readonly afterDots: boolean;
}

const TOKENS: Readonly<Record<Position["inside"], RegExp>> = {
  code: /"""|"|#|[{}()]|\.\.\.(?=\s*$)/g,
  string: /\\.|"|\n/gs,
  block: /\\"""|"""/g,
  comment: /\n/g,
};

function advance(from: Position, chunk: string): Position {
  let { inside, braces, parentheses } = from;
  let afterDots = false;
  for (let at = 0; ;) {
    const tokens = TOKENS[inside];
    tokens.lastIndex = at;
    const token = tokens.exec(chunk)?.[0];
    if (token === undefined) return { inside, braces, parentheses, afterDots };
    at = tokens.lastIndex;
    if (inside === "code") {
      braces += token === "{" ? 1 : token === "}" ? -1 : 0;
      parentheses += token === "(" ? 1 : token === ")" ? -1 : 0;
      afterDots = token === "...";
      inside = OPENED[token] ?? "code";
    } else if (!token.startsWith("\\")) inside = "code";
  }
}

const OPENED: Readonly<Record<string, Position["inside"]>> = {
  '"""': "block",
  '"': "string",
  "#": "comment",
};

/** Where an interpolation stands. */
type Place = "top" | "comment" | "string" | "spread" | "value" | "selection";

function placeOf(position: Position): Place {
  if (position.inside === "comment") return "comment";
  if (position.inside !== "code") return "string";
  if (position.parentheses > 0) return "value";
  if (position.braces <= 0) return "top";
  return position.afterDots ? "spread" : "selection";
}

/** What stands in for an interpolation; `next` is the character that follows it. */
function standIn(place: Place, next: string): string {
  switch (place) {
    case "string":
      return "interpolated";
    case "value":
      return next === ":" ? "interpolated" : "$interpolated";
    case "selection":
      return next === ":" ? "interpolated" : next === "{" || next === "(" ? "__typename" : "";
    case "top":
    case "comment":
    case "spread":
      return "";
  }
}

function lineBreaksIn(text: string): number {
  return text.split("\n").length - 1;
}
