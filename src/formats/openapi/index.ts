import { DriftError } from "../../errors.ts";
import type { Json } from "../../model/json.ts";
import type { Semantics } from "../../model/semantics.ts";
import { detectFormat } from "../detect.ts";
import type { FormatReader, ReadRequest, ReadResult } from "../reader.ts";
import { readDeclarations } from "./declarations.ts";
import { readOperations } from "./operations.ts";
import { readSourceFiles } from "./source-files.ts";
import type { SourceFile } from "./source-files.ts";
import { startReading } from "./start-reading.ts";

/**
 * Reads OpenAPI 2.0, 3.0, 3.1 and 3.2, JSON or YAML, one file or many. Nothing is expanded: every
 * schema is read once, and each target of a `$ref` is one type.
 */
export const openapiReader: FormatReader = {
  format: "openapi",
  detect: (path, text) => detectFormat(path, text) === "openapi",
  read: readOpenapi,
  validate: async (texts, entries) => {
    const { validateOpenapi } = await import("./validate.ts");
    return validateOpenapi(texts, onlyEntry(entries));
  },
};

const SEMANTICS: Semantics = {
  surfaces: ["wire", "source"],
  promised: ["wire", "promise"],
  identity: { wire: "structural", json: "structural", source: "nominal" },
  fieldKey: { wire: "name", json: "name", source: "name" },
  unknownInput: { wire: "by-shape", json: "by-shape", source: "by-shape" },
  selection: "whole",
  unknownAlternatives: "fatal",
  unreached: "none",
};

async function readOpenapi(request: ReadRequest): Promise<ReadResult> {
  const settings = request.settings ?? {};
  const path = onlyEntry(request.entries);
  const files = await readSourceFiles(path, request);
  const entry = files.get(path);
  if (entry === undefined) throw missing(path);
  const started = startReading(files, entry, settings);
  const { reading, diagnostics } = started;
  const operations = readOperations(reading);
  const declarations = readDeclarations(reading);
  return {
    contract: {
      format: "openapi",
      dialect: `OpenAPI ${reading.version}`,
      semantics: SEMANTICS,
      operations,
      types: started.readTypes(),
      declarations,
    },
    diagnostics,
    texts: textsOf(files.values()),
    jsonOf: (path) => jsonOf(files.get(path)),
    locate(origin) {
      const file = files.get(origin.file);
      return file !== undefined && "pointer" in origin
        ? file.document().locate(origin.pointer)
        : { line: 1, column: 1, ...origin };
    },
  };
}

function textsOf(files: Iterable<SourceFile>): ReadonlyMap<string, string> {
  const given = [...files].filter(({ refused }) => refused === undefined);
  return new Map(given.map(({ path, text }) => [path, text]));
}

function jsonOf(file: SourceFile | undefined): Json | undefined {
  if (file === undefined || !file.isParsed()) return undefined;
  const { isPlainJson, value } = file.document();
  return isPlainJson ? value : undefined;
}

function onlyEntry(entries: readonly string[]): string {
  const [entry, ...others] = entries;
  if (entry !== undefined && others.length === 0) return entry;
  throw new DriftError({
    code: entry === undefined ? "nothing-to-compare" : "usage",
    message:
      entry === undefined
        ? "There is no OpenAPI document to read."
        : `An OpenAPI contract starts from one document, not from ${entries.join(" and ")}.`,
    hint: "Name the document that refers to the others.",
  });
}

function missing(path: string): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `${path} is not there.`,
    place: { file: path },
    hint: "Check the path; it is relative to the folder or revision that is read.",
  });
}
