import { DriftError } from "../errors.ts";
import type { DocumentParser, ParsedDocument } from "./evidence.ts";

/**
 * Makes a parser of many documents from a parser of one: a line that starts with `---` begins a
 * document (YAML 1.2.2, 9.1.2; inside block scalars such a line cannot stand). Lines are counted
 * from the start of the file. JSON has one document.
 */
export function documentParser(
  parseOne: (path: string, text: string) => ParsedDocument,
): DocumentParser {
  return (path, text) => {
    if (/^\s*[{[]/.test(text)) return [parseOne(path, text)];
    return splitDocuments(text).map((part) => parsePart(parseOne, path, part));
  };
}

interface Part {
  readonly text: string;
  /** Lines of the file before it. */
  readonly skipped: number;
}

function splitDocuments(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let skipped = 0;
  for (const match of text.matchAll(/^---(?=[ \t\r\n]|$)|^\.\.\.(?=[ \t\r\n]|$)/gm)) {
    const part = text.slice(start, match.index);
    parts.push({ text: part, skipped });
    skipped += countLines(part);
    start = match.index;
  }
  parts.push({ text: text.slice(start), skipped });
  const filled = parts.filter((part) => !isBlank(part.text));
  return filled.length === 0 ? parts.slice(0, 1) : filled;
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}

/** Markers, comments and directives alone are no document. */
function isBlank(text: string): boolean {
  return text
    .split("\n")
    .every((line) => /^\s*(?:#.*)?$|^%|^(?:---|\.\.\.)\s*(?:#.*)?$/.test(line.replace(/\r$/, "")));
}

function parsePart(
  parseOne: (path: string, text: string) => ParsedDocument,
  path: string,
  part: Part,
): ParsedDocument {
  const document = shifting(part.skipped, () => parseOne(path, part.text));
  return {
    value: document.value,
    locate: (pointer) => {
      const at = document.locate(pointer);
      return at && { line: at.line + part.skipped, column: at.column };
    },
  };
}

/** Moves the place of an error down by the lines before the document. */
function shifting<Result>(lines: number, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DriftError) || error.place?.line === undefined) throw error;
    const { code, message, place, hint, cause } = error;
    throw new DriftError({
      code,
      message,
      place: { ...place, line: (place.line ?? 1) + lines },
      ...(hint === undefined ? {} : { hint }),
      cause,
    });
  }
}
