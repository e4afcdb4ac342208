import { GraphQLError } from "graphql/error";
import { Lexer, Source, TokenKind, parse } from "graphql/language";
import type { DocumentNode } from "graphql/language";
import { DriftError } from "../../errors.ts";
import { lineIndex } from "../line-index.ts";
import { repairLegacySyntax } from "./legacy-syntax.ts";
import { DEEPEST, tooDeepAt } from "./nesting.ts";
import { refuseTooLarge } from "./size.ts";

/** A parsed text. */
export interface ParsedDocument {
  readonly file: string;
  /** What was parsed: the file's text, or with legacy syntax replaced in place (same offsets). */
  readonly text: string;
  readonly legacy: boolean;
  /** Undefined: the file holds nothing but comments. */
  readonly document: DocumentNode | undefined;
}

/**
 * Parses a GraphQL document of any kind. Throws `DriftError`: `syntax` with its place, `too-deep`,
 * `too-large`.
 */
export function parseDocument(file: string, text: string): ParsedDocument {
  refuseTooLarge(file, text);
  refuseTooDeep(file, text);
  try {
    return { file, text, legacy: false, document: parseNamed(file, text) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (isBlank(text)) return { file, text, legacy: false, document: undefined };
    return parseLegacy(file, text) ?? refuse(file, error);
  }
}

function parseNamed(file: string, text: string): DocumentNode {
  return parse(new Source(text, file));
}

function parseLegacy(file: string, text: string): ParsedDocument | undefined {
  const repaired = repairLegacySyntax(text);
  if (repaired === undefined) return undefined;
  try {
    return { file, text: repaired, legacy: true, document: parseNamed(file, repaired) };
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

function refuseTooDeep(file: string, text: string): void {
  const offset = tooDeepAt(text);
  if (offset === undefined) return;
  throw new DriftError({
    code: "too-deep",
    message: `Brackets are nested deeper than ${DEEPEST} levels.`,
    place: { file, ...lineIndex(text).at(offset) },
    hint: "No schema needs this; check that the file is what it claims to be.",
  });
}

function isBlank(text: string): boolean {
  try {
    return new Lexer(new Source(text)).advance().kind === TokenKind.EOF;
  } catch {
    return false;
  }
}

function refuse(file: string, error: GraphQLError): never {
  const place = error.locations?.[0];
  throw new DriftError({
    code: "syntax",
    message: `This is not valid GraphQL: ${error.message.replace(/^Syntax Error: /, "")}`,
    place: { file, ...(place === undefined ? {} : { line: place.line, column: place.column }) },
    hint: "Mend the text at this place; descriptions go into quotes, comments begin with #.",
    cause: error,
  });
}
