import { DriftError } from "../errors.ts";
import type { EvidenceRequest, ParsedDocument } from "./evidence.ts";

/** The line that a part of a file of evidence begins on, by JSON pointer. */
export type Lines = (pointer: string) => number | undefined;

/** Finds lines; the file is looked into when one is first asked for, and only with a parser. */
export function linesIn({ path, text, parse }: EvidenceRequest): Lines {
  let document: ParsedDocument | undefined;
  let isLoaded = parse === undefined || text.length > TOO_LONG;
  return (pointer) => {
    if (!isLoaded) {
      isLoaded = true;
      document = firstOf(() => parse?.(path, text) ?? []);
    }
    return document?.locate(pointer)?.line;
  };
}

/** Lines are a comfort: a large recording is not read twice for them. */
const TOO_LONG = 20_000_000;

/** What the reader of evidence takes may still be refused by a stricter parser. */
function firstOf(read: () => readonly ParsedDocument[]): ParsedDocument | undefined {
  try {
    return read()[0];
  } catch (error) {
    if (error instanceof DriftError) return undefined;
    throw error;
  }
}
