import { GraphQLError, type GraphQLSchema } from "graphql";
import { canonicalJson, type Json, type JsonObject } from "../../model/json.ts";
import { ACCEPTED, attempting, rejected, undecided, type Answer } from "../answer.ts";
import { noParts, type ParsedParts } from "./parsed-parts.ts";
import { errorSet, parseDocument, type DocumentError } from "./document.ts";
import { coerceLiteral, coerceValue, coerceVariables, type Coerced } from "./input.ts";
import { brokenPromises } from "./response.ts";
import { schemaSource, type SchemaSource } from "./schema.ts";

/** What a side of a GraphQL contract says of a document. */
export type DocumentAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: readonly DocumentError[] }
  | { readonly ok: undefined; readonly undecided: string };

/** The errors of a document by identity (rule and places), for comparing two sides. */
export type ErrorSet =
  | { readonly ok: true; readonly errors: ReadonlyMap<string, DocumentError> }
  | { readonly ok: undefined; readonly undecided: string };

/** Judges documents, variables and responses by one side of a GraphQL contract, with graphql-js. */
export interface GraphqlReferee {
  /** All rules of the specification; nothing else. */
  validateDocument(document: string): DocumentAnswer;
  errorSet(document: string): ErrorSet;
  /** Whether a client that was written against this side can read the response to its document. */
  readableBy(document: string, data: Json): Answer;
  /** A variable's value for an input type, written as in a document: `[OrderInput!]!`. */
  coerce(type: string, value: Json): Coerced;
  coerceLiteral(type: string, literal: string): Coerced;
  /** All variables of the document's first operation. */
  coerceVariables(document: string, variables: JsonObject): Coerced;
}

/**
 * Prepares the referee; the schema is built at the first question. Referees that are given the same
 * `parts` parse once what their texts have alike.
 */
export function createGraphqlReferee(
  texts: ReadonlyMap<string, string>,
  parts: ParsedParts = noParts(),
): GraphqlReferee {
  const schema = schemaFor(schemaSource(texts, parts));
  const unjudged = (why: string): { ok: undefined; undecided: string } => ({
    ok: undefined,
    undecided: why,
  });
  const errors = (document: string): ErrorSet =>
    attempting<ErrorSet>(
      () => ({ ok: true, errors: errorSet(schema(document), parseDocument(document)) }),
      unjudged,
    );
  return {
    errorSet: errors,
    validateDocument: (document) => {
      const found = errors(document);
      if (found.ok === undefined) return found;
      return found.errors.size === 0
        ? { ok: true }
        : { ok: false, errors: [...found.errors.values()] };
    },
    readableBy: (document, data) =>
      attempting<Answer>(() => {
        const parsed = parseDocument(document);
        if (parsed instanceof GraphQLError) return undecided(parsed.message);
        const broken = brokenPromises(schema(document, data), parsed, data);
        return broken.length === 0 ? ACCEPTED : rejected(...broken);
      }, undecided),
    coerce: (type, value) =>
      attempting<Coerced>(() => coerceValue(schema(type), type, value), unjudged),
    coerceLiteral: (type, literal) =>
      attempting<Coerced>(() => coerceLiteral(schema(type), type, literal), unjudged),
    coerceVariables: (document, variables) =>
      attempting<Coerced>(() => {
        const parsed = parseDocument(document);
        if (parsed instanceof GraphQLError) return { ok: false, errors: [parsed.message] };
        return coerceVariables(schema(document), parsed, variables);
      }, unjudged),
  };
}

const NAMES = /[_A-Za-z]\w*/g;

/** The names of a document that stand where types do; of a type, its own. */
function typesNamedIn(text: string): readonly string[] {
  const whole = /^[\s[]*([_A-Za-z]\w*)[\s\]!]*$/.exec(text)?.[1];
  if (whole !== undefined) return [whole];
  return [...text.matchAll(/(?::[\s[]*|\bon\s+)(?!true\b|false\b|null\b)([_A-Za-z]\w*)/g)].flatMap(
    ([, name]) => name ?? [],
  );
}

/** Who has more questions than this is better served by the whole schema. */
const FEW = 60;

/** The schema to answer a question by: what its words are about, and the whole one in the long run. */
function schemaFor(source: SchemaSource): (text: string, data?: Json) => GraphQLSchema {
  const known = new Map<string, GraphQLSchema>();
  return (text, data) => {
    const asked = data === undefined ? text : `${text} ${canonicalJson(data)}`;
    const built = known.get(asked);
    if (built !== undefined) return built;
    if (known.size >= FEW) return source.whole();
    const schema = source.about(new Set(asked.match(NAMES)), new Set(typesNamedIn(text)));
    known.set(asked, schema);
    return schema;
  };
}
