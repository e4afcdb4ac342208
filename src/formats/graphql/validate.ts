import { buildASTSchema, concatAST, validateSchema } from "graphql";
import type { DocumentNode, GraphQLError } from "graphql";
import { validateSDL } from "graphql/validation/validate.js";
import type { Diagnostic } from "../../model/contract.ts";
import { looksLikeIntrospection } from "./looks-like.ts";
import { parseDocument } from "./syntax.ts";

/**
 * What graphql-js holds against SDL, as `invalid-document` diagnostics. The reader does not need
 * this and does not run it: public schemas in daily use have errors, and the check takes as long
 * as the reading. An introspection result comes from a running server and is not checked.
 */
export function validateGraphql(texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const documents = [...texts].flatMap(([file, text]) => {
    if (looksLikeIntrospection(text)) return [];
    return parseDocument(file, text).document ?? [];
  });
  if (documents.length === 0) return [];
  const document = concatAST(documents);
  const errors = validateSDL(document);
  return (errors.length > 0 ? errors : schemaErrors(document)).map(diagnosticOf);
}

function schemaErrors(document: DocumentNode): readonly GraphQLError[] {
  return validateSchema(buildASTSchema(document, { assumeValidSDL: true }));
}

function diagnosticOf(error: GraphQLError): Diagnostic {
  const file = error.source?.name;
  const place = error.locations?.[0];
  return {
    code: "invalid-document",
    message: error.message,
    ...(file === undefined || place === undefined
      ? {}
      : { location: { file, line: place.line, column: place.column } }),
  };
}
