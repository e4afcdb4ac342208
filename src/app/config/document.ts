import { DriftError } from "../../errors.ts";
import { parseDocument } from "../../formats/document/parse-document.ts";
import type { ParsedDocument } from "../../formats/document/parse-document.ts";
import type { Finding } from "./issues.ts";

/** Parses a file of ours. Throws `bad-config`, with a place, where it is no YAML or JSON. */
export function readDocument(file: string, text: string): ParsedDocument {
  try {
    return parseDocument(file, text);
  } catch (error) {
    if (!(error instanceof DriftError)) throw error;
    throw new DriftError({
      code: "bad-config",
      message: error.message,
      ...(error.place === undefined ? {} : { place: error.place }),
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    });
  }
}

/** A mistake in a file of ours, at its place. */
export function failure(document: ParsedDocument, finding: Finding): DriftError {
  return new DriftError({
    code: "bad-config",
    message: finding.message,
    place: document.locate(finding.pointer),
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  });
}

/** The finding that stands first in the text: one mistake is mended at a time. */
export function firstOf(document: ParsedDocument, findings: readonly Finding[]): DriftError {
  const errors = findings.map((finding) => failure(document, finding));
  const [first] = errors.sort((a, b) => lineOf(a) - lineOf(b));
  return first ?? failure(document, { pointer: "", message: `${document.path} cannot be read.` });
}

function lineOf(error: DriftError): number {
  return error.place?.line ?? 0;
}
