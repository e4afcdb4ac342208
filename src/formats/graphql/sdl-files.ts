import { DriftError } from "../../errors.ts";
import type { Note } from "./definitions.ts";
import type { PiecePlace, Pieces } from "./pieces.ts";
import { readSdlText } from "./sdl-text.ts";
import { refuseTooLarge } from "./size.ts";
import type { WrittenDefinition, WrittenFile } from "./written.ts";

/** A file's definitions with the text that their offsets belong to. */
export interface SdlText extends WrittenFile {
  readonly text: string;
}

/** The files of one side. */
export interface SdlFiles {
  readonly files: readonly SdlText[];
  /** Where the pieces begin that origins are counted from. */
  readonly places: ReadonlyMap<number, PiecePlace>;
}

/**
 * Reads SDL files. Files that hold nothing, or operations only, are left out with a note, as long
 * as some file defines types; else the first of them is refused as `not-a-contract`.
 */
export async function sdlFilesOf(
  texts: ReadonlyMap<string, string>,
  pieces: Pieces,
  note: Note,
): Promise<SdlFiles> {
  const files: SdlText[] = [];
  const places = new Map<number, PiecePlace>();
  const others: { readonly file: string; readonly blank: boolean }[] = [];
  for (const [file, content] of texts) {
    const { text, legacy, definitions } = await readText(file, content, { pieces, places });
    if (definitions.some(({ form }) => form !== "executable"))
      files.push({ file, text, definitions });
    else others.push({ file, blank: definitions.length === 0 });
    if (legacy) noteLegacy(file, note);
  }
  if (files.length === 0) throw nothingDefined(others[0]);
  for (const { file, blank } of others) {
    const what = blank ? "nothing" : "only operations and fragments";
    note("no-definitions", `The file holds ${what} and is left out.`, { file, offset: 0 });
  }
  return { files, places };
}

interface ReadText {
  /** What was read: the file's text, or with legacy syntax replaced in place (same offsets). */
  readonly text: string;
  readonly legacy: boolean;
  readonly definitions: readonly WrittenDefinition[];
}

/** Most files are definitions and nothing else; for all others graphql-js is loaded. */
async function readText(
  file: string,
  text: string,
  at: { readonly pieces: Pieces; readonly places: Map<number, PiecePlace> },
): Promise<ReadText> {
  refuseTooLarge(file, text);
  const definitions = readSdlText(file, text, at);
  if (definitions !== undefined) return { text, legacy: false, definitions };
  const { parseDocument } = await import("./syntax.ts");
  const { writtenOf } = await import("./sdl-nodes.ts");
  const { document, ...parsed } = parseDocument(file, text);
  const nodes = document?.definitions ?? [];
  return { ...parsed, definitions: nodes.map((node) => writtenOf(node, file)) };
}

function noteLegacy(file: string, note: Note): void {
  note(
    "legacy-syntax",
    "The file is written in the syntax from before June 2018 (interfaces without &, empty bodies); it is read as it was meant.",
    { file, offset: 0 },
  );
}

function nothingDefined(
  first: { readonly file: string; readonly blank: boolean } | undefined,
): DriftError {
  if (first === undefined) {
    return new DriftError({
      code: "nothing-to-compare",
      message: "There is no GraphQL file to read.",
    });
  }
  return new DriftError({
    code: "not-a-contract",
    message: first.blank
      ? "The file holds no GraphQL definitions."
      : "The file holds operations, but no type is defined.",
    place: { file: first.file, line: 1, column: 1 },
    hint: first.blank
      ? "An empty file says nothing about an API; check the path and the revision."
      : "Operations are evidence of use: name them as evidence of a consumer, and the schema as the contract.",
  });
}
