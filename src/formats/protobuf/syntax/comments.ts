import type { Lexer } from "./lexer.ts";
import type { WrittenComment } from "./syntax-tree.ts";

/** What stands before the declaration at the current token. */
export function leadingComment(lexer: Lexer): WrittenComment | undefined {
  if (!lexer.keepsComments || !lexer.commented) return undefined;
  return { before: gapOf(lexer), isFirst: lexer.gapStart === 0 };
}

/** The same with what stands on the line of the token that was just passed. */
export function withTrailing(
  lexer: Lexer,
  leading: WrittenComment | undefined,
): WrittenComment | undefined {
  if (!lexer.keepsComments || !lexer.commented) return leading;
  const behind = gapOf(lexer);
  // A gap holds nothing but comments and white space.
  return /^[^\S\n]*\//.test(behind) ? { ...leading, behind } : leading;
}

function gapOf({ text, gapStart, start }: Lexer): string {
  return text.slice(gapStart, start);
}

/** True where it says something of a deprecation; most do not, and are not looked at any further. */
export function mentionsDeprecation(comment: WrittenComment | string): boolean {
  if (typeof comment === "string") return DEPRECATED.test(comment);
  const { before = "", behind = "" } = comment;
  return DEPRECATED.test(before) || DEPRECATED.test(behind);
}

const DEPRECATED = /deprecated/i;

/** The text of a declaration's comment: the leading one, then the one on its line. */
export function commentText(comment: WrittenComment | string): string | undefined {
  if (typeof comment === "string") return comment;
  const { before, isFirst = false, behind } = comment;
  const leading = before === undefined ? undefined : leadingText(before, isFirst);
  const [first] = behind === undefined ? [] : piecesOf(behind);
  if (first?.line !== 0) return leading;
  return leading === undefined ? first.text : `${leading}\n${first.text}`;
}

/**
 * The comment that belongs to a declaration: the last block before it without a blank line in
 * between, and not one that trails the previous token on its line (as `SourceCodeInfo.Location` in
 * descriptor.proto defines leading comments).
 */
function leadingText(gap: string, isFirst: boolean): string | undefined {
  const pieces = piecesOf(gap);
  if (!isFirst && pieces[0]?.line === 0) pieces.shift();
  const { gapEnd, kept } = lastBlock(pieces, countNewlines(gap));
  return kept.length === 0 || gapEnd > 1 ? undefined : kept.join("\n");
}

interface Piece {
  /** Lines below the start of the gap. */
  readonly line: number;
  readonly lastLine: number;
  readonly text: string;
}

function lastBlock(
  pieces: readonly Piece[],
  lines: number,
): { readonly gapEnd: number; readonly kept: readonly string[] } {
  const kept: string[] = [];
  let below = lines;
  let gapEnd = 0;
  for (const piece of pieces.toReversed()) {
    const distance = below - piece.lastLine;
    if (kept.length === 0) gapEnd = distance;
    else if (distance > 1) break;
    kept.push(piece.text);
    below = piece.line;
  }
  return { gapEnd, kept: kept.reverse() };
}

/** The comments of a gap (which holds nothing else), with their lines inside the gap. */
function piecesOf(gap: string): Piece[] {
  const pieces: Piece[] = [];
  let line = 0;
  let counted = 0;
  for (const match of gap.matchAll(/\/\/([^\n]*)|\/\*([\s\S]*?)\*\//g)) {
    line += countNewlines(gap.slice(counted, match.index));
    const [whole, lineText, blockText] = match;
    const lastLine = line + countNewlines(whole);
    pieces.push({ line, lastLine, text: lineText?.trim() ?? blockContent(blockText ?? "") });
    line = lastLine;
    counted = match.index + whole.length;
  }
  return pieces;
}

/** The inside of a block comment without the stars that line it up. */
function blockContent(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/^\*+/, "").trim())
    .join("\n")
    .trim();
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
