import { isExecutableDefinitionNode } from "graphql/language";
import { DriftError } from "../../errors.ts";
import type { Note } from "./definitions.ts";
import type { SdlFile } from "./sdl.ts";
import { parseDocument } from "./syntax.ts";

/** A parsed file with the text that its offsets belong to. */
export interface SdlText extends SdlFile {
  readonly text: string;
}

/**
 * Parses SDL files. Files that hold nothing, or operations only, are left out with a note, as long
 * as some file defines types; else the first of them is refused as `not-a-contract`.
 */
export function sdlFilesOf(texts: ReadonlyMap<string, string>, note: Note): readonly SdlText[] {
  const files: SdlText[] = [];
  const others: { readonly file: string; readonly blank: boolean }[] = [];
  for (const [path, content] of texts) {
    const { file, text, legacy, document } = parseDocument(path, content);
    const definitions = document?.definitions ?? [];
    if (!definitions.every(isExecutableDefinitionNode)) files.push({ file, text, definitions });
    else others.push({ file, blank: definitions.length === 0 });
    if (legacy) noteLegacy(file, note);
  }
  if (files.length === 0) throw nothingDefined(others[0]);
  for (const { file, blank } of others) {
    const what = blank ? "nothing" : "only operations and fragments";
    note("no-definitions", `The file holds ${what} and is left out.`, { file, offset: 0 });
  }
  return files;
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
