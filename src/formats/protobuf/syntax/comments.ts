import type { Lexer } from "./lexer.ts";

/**
 * The comment that belongs to the declaration at the current token: the last block before it
 * without a blank line in between, and not one that trails the previous token on its line
 * (as `SourceCodeInfo.Location` in descriptor.proto defines leading comments).
 */
export function leadingComment(lexer: Lexer): string | undefined {
  if (!lexer.keepsComments || !lexer.commented) return undefined;
  const comments = commentsOf(lexer.text.slice(lexer.gapStart, lexer.start));
  const first = comments[0];
  if (first !== undefined && lexer.gapStart > 0 && first.line === 0) comments.shift();
  const { gapEnd, kept } = lastBlock(comments, lexer);
  return kept.length === 0 || gapEnd > 1 ? undefined : kept.join("\n");
}

/** The comment on the line of the token that was just passed, added to the leading one. */
export function withTrailing(lexer: Lexer, leading: string | undefined): string | undefined {
  if (!lexer.keepsComments || !lexer.commented) return leading;
  const [first] = commentsOf(lexer.text.slice(lexer.gapStart, lexer.start));
  if (first?.line !== 0) return leading;
  return leading === undefined ? first.text : `${leading}\n${first.text}`;
}

interface Comment {
  /** Lines below the start of the gap. */
  readonly line: number;
  readonly lastLine: number;
  readonly text: string;
}

function lastBlock(
  comments: readonly Comment[],
  lexer: Lexer,
): { readonly gapEnd: number; readonly kept: readonly string[] } {
  const kept: string[] = [];
  const lines = countNewlines(lexer.text.slice(lexer.gapStart, lexer.start));
  let below = lines;
  let gapEnd = 0;
  for (const comment of comments.toReversed()) {
    const distance = below - comment.lastLine;
    if (kept.length === 0) gapEnd = distance;
    else if (distance > 1) break;
    kept.push(comment.text);
    below = comment.line;
  }
  return { gapEnd, kept: kept.reverse() };
}

/** The comments of a gap (which holds nothing else), with their lines inside the gap. */
function commentsOf(gap: string): Comment[] {
  const comments: Comment[] = [];
  let line = 0;
  let counted = 0;
  for (const match of gap.matchAll(/\/\/([^\n]*)|\/\*([\s\S]*?)\*\//g)) {
    line += countNewlines(gap.slice(counted, match.index));
    const [whole, lineText, blockText] = match;
    const lastLine = line + countNewlines(whole);
    comments.push({ line, lastLine, text: lineText?.trim() ?? blockContent(blockText ?? "") });
    line = lastLine;
    counted = match.index + whole.length;
  }
  return comments;
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
