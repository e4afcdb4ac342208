import type { Piece, PiecePlace, Pieces } from "./pieces.ts";
import { CODE, END, Unusual, peek } from "./sdl-cursor.ts";
import type { Cursor } from "./sdl-cursor.ts";
import { takeDefinition, takeHead } from "./sdl-reading.ts";
import type { Head } from "./sdl-reading.ts";
import type { WrittenDefinition } from "./written.ts";

/**
 * Reads a text of definitions without a tree of its syntax in between, and what `pieces` has in the
 * same words not at all. `places` learns where each piece begins. Undefined where something in the
 * text is no definition of a schema or is not well-formed: then nothing is learnt, and graphql-js
 * is to be asked, which knows the whole language and its errors.
 */
export function readSdlText(
  file: string,
  text: string,
  { pieces, places }: { readonly pieces: Pieces; readonly places: Map<number, PiecePlace> },
): readonly WrittenDefinition[] | undefined {
  if (!text.isWellFormed()) return undefined;
  const cursor: Cursor = { file, text, at: 0, piece: pieces.count, start: 0, depth: 0 };
  const reading: Reading = { cursor, known: pieces.known, met: new Map(), taken: places };
  const definitions: WrittenDefinition[] = [];
  try {
    while (peek(cursor) !== END) definitions.push(takePiece(reading));
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
  pieces.count = cursor.piece;
  for (const [id, { place, key, piece }] of reading.met) {
    places.set(id, place);
    if (!pieces.known.has(key)) pieces.known.set(key, piece);
  }
  return definitions;
}

interface Reading {
  readonly cursor: Cursor;
  readonly known: ReadonlyMap<string, Piece>;
  /** The pieces of this text. */
  readonly met: Map<
    number,
    { readonly place: PiecePlace; readonly key: string; readonly piece: Piece }
  >;
  /** The pieces that this side has in other files: no piece stands in two places. */
  readonly taken: ReadonlyMap<number, PiecePlace>;
}

function takePiece(reading: Reading): WrittenDefinition {
  const { cursor, known, met, taken } = reading;
  const { file, text } = cursor;
  const start = cursor.at;
  cursor.start = start;
  const head = takeHead(cursor);
  const key = keyOf(head);
  const candidate = known.get(key);
  const shared =
    candidate !== undefined && !met.has(candidate.id) && !taken.has(candidate.id)
      ? candidate
      : undefined;
  if (shared !== undefined && isClosed(shared) && text.startsWith(shared.text, start)) {
    cursor.at = start + shared.text.length;
    met.set(shared.id, { place: { file, start }, key, piece: shared });
    return shared.definition;
  }
  const definition = takeDefinition(cursor, head);
  const written = text.slice(start, cursor.at);
  const piece =
    shared?.text === written ? shared : { id: cursor.piece++, text: written, definition };
  met.set(piece.id, { place: { file, start }, key, piece });
  return piece.definition;
}

function keyOf({ keyword, isExtension, name }: Head): string {
  return `${isExtension ? "extend " : ""}${keyword} ${name ?? ""}`;
}

/** Nothing that follows a brace can belong to the definition that it ends. */
function isClosed({ text }: Piece): boolean {
  return text.charCodeAt(text.length - 1) === CODE.closeBrace;
}
