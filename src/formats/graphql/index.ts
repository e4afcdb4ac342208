import { DriftError } from "../../errors.ts";
import type { Diagnostic } from "../../model/contract.ts";
import type { Location, Origin } from "../../model/position.ts";
import { detectFormat } from "../detect.ts";
import { lineIndex } from "../line-index.ts";
import type { LineIndex } from "../line-index.ts";
import { sunsetPattern } from "../lifecycle-text.ts";
import type { FormatReader, ReadRequest, ReadResult } from "../reader.ts";
import { contractOf } from "./contract.ts";
import type { BuiltTypes } from "./contract.ts";
import type { Note, SchemaDefinitions } from "./definitions.ts";
import { looksLikeIntrospection } from "./looks-like.ts";
import { piecesOf } from "./pieces.ts";
import type { PiecePlace, Pieces } from "./pieces.ts";
import { definitionsOfSdl } from "./sdl.ts";
import { sdlFilesOf } from "./sdl-files.ts";

/**
 * Reads GraphQL schemas: SDL in one or many files, or one introspection result. Both give the same
 * contract, applied custom directives apart, which introspection does not carry. What is wrong in
 * a schema but does not hinder reading becomes a diagnostic.
 */
export const graphqlReader: FormatReader = {
  format: "graphql",
  detect: (path, text) => detectFormat(path, text) === "graphql",
  read,
  validate: async (texts) => {
    const { validateGraphql } = await import("./validate.ts");
    return validateGraphql(texts);
  },
};

async function read(request: ReadRequest): Promise<ReadResult> {
  const pattern = request.settings?.sunsetPattern;
  const settings = {
    sunsetPattern: pattern === undefined ? undefined : sunsetPattern(pattern),
    roots: request.roots,
  };
  const notes: { code: string; message: string; origin: Origin }[] = [];
  const note: Note = (code, message, origin) => notes.push({ code, message, origin });
  const pieces = piecesOf(request.comparison);
  const { definitions, texts, locate } = await sourceOf(await textsOf(request), pieces, note);
  const contract = contractOf(
    definitions,
    { ...settings, built: builtTypes(pieces, pattern) },
    note,
  );
  const diagnostics = notes.map(({ code, message, origin }): Diagnostic => ({
    code,
    message,
    location: locate(origin),
  }));
  return { contract, diagnostics, texts, locate };
}

async function textsOf(request: ReadRequest): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of request.entries) {
    const text = await request.tree.read(path);
    if (text === undefined) {
      throw new DriftError({
        code: "source-unreadable",
        message: `There is no file "${path}" in ${request.tree.label}.`,
        place: { file: path },
      });
    }
    texts.set(path, text);
  }
  return texts;
}

/** What the two ways of writing a schema have in common once they are parsed. */
interface Source extends Pick<ReadResult, "texts" | "locate"> {
  readonly definitions: SchemaDefinitions;
}

function sourceOf(texts: ReadonlyMap<string, string>, pieces: Pieces, note: Note): Promise<Source> {
  const introspected = [...texts].find(([, text]) => looksLikeIntrospection(text));
  if (introspected === undefined) return sdlSource(texts, pieces, note);
  const [file, text] = introspected;
  if (texts.size === 1) return introspectionSource(file, text, note);
  throw new DriftError({
    code: "not-a-contract",
    message: "An introspection result is a whole schema; it cannot be read with other files.",
    place: { file },
    hint: "Name either the introspection result or the SDL files.",
  });
}

/** What was built from shared pieces under the same settings. */
function builtTypes({ built }: Pieces, pattern = ""): BuiltTypes {
  const known: BuiltTypes = built.get(pattern) ?? new WeakMap();
  built.set(pattern, known);
  return known;
}

/** Texts in legacy syntax are replaced by what was understood: offsets stay, referees can parse it. */
async function sdlSource(
  given: ReadonlyMap<string, string>,
  pieces: Pieces,
  note: Note,
): Promise<Source> {
  const { files, places } = await sdlFilesOf(given, pieces, note);
  const definitions = definitionsOfSdl(files, note);
  const texts = new Map([...given, ...files.map(({ file, text }) => [file, text] as const)]);
  return { definitions, texts, locate: offsetLocator(texts, places) };
}

/** The parser for JSON brings YAML along, so it is loaded only here. */
async function introspectionSource(file: string, text: string, note: Note): Promise<Source> {
  const { parseDocument } = await import("../document/parse-document.ts");
  const { definitionsOfIntrospection } = await import("./introspection.ts");
  const document = parseDocument(file, text);
  return {
    definitions: definitionsOfIntrospection(file, document.value, note),
    texts: new Map([[file, text]]),
    locate: (origin) => document.locate("pointer" in origin ? origin.pointer : ""),
  };
}

function offsetLocator(
  texts: ReadonlyMap<string, string>,
  places: ReadonlyMap<number, PiecePlace>,
): (origin: Origin) => Location {
  const indexes = new Map<string, LineIndex>();
  return (origin) => {
    if (!("offset" in origin)) return { file: origin.file, line: 1, column: 1 };
    const place = "piece" in origin ? places.get(origin.piece) : undefined;
    const { file, start } = place ?? { file: origin.file, start: 0 };
    const index = indexes.get(file) ?? lineIndex(texts.get(file) ?? "");
    indexes.set(file, index);
    return { file, ...index.at(start + origin.offset) };
  };
}
