import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { Undecided } from "../answer.ts";

/** One thing that is wrong with a document. */
export interface DocumentError {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** A document with more errors than this is not judged. */
const MAX_ERRORS = 1000;
const MAX_TOKENS = 200_000;

/**
 * Everything wrong with a document, by identity: the rule of the specification that is broken and
 * the places in the document. The identity is the same on both sides of a contract, also where
 * the message names another type. Throws `Undecided` for documents beyond the bounds.
 */
export function errorSet(
  schema: GraphQLSchema,
  document: DocumentNode | GraphQLError,
): ReadonlyMap<string, DocumentError> {
  if (document instanceof GraphQLError) return new Map([["syntax", describe(document)]]);
  const rules = new Map<GraphQLError, string>();
  const tagged = specifiedRules.map((rule) => tagging(rule, rules));
  const errors = validate(schema, document, tagged, {
    maxErrors: MAX_ERRORS,
    hideSuggestions: true,
  });
  const byIdentity = new Map<string, DocumentError>();
  for (const error of errors) {
    const rule = rules.get(error);
    if (rule === undefined) throw new Undecided(error.message);
    const places = (error.locations ?? []).map(
      ({ line, column }) => `${String(line)}:${String(column)}`,
    );
    const identity = `${rule}@${places.join(",")}`;
    if (!byIdentity.has(identity)) byIdentity.set(identity, describe(error));
  }
  return byIdentity;
}

/** The document as a tree, or its syntax error. */
export function parseDocument(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** The rule, remembering for each error it reports that it did. */
function tagging(rule: ValidationRule, rules: Map<GraphQLError, string>): ValidationRule {
  return (context) => {
    const reportError = (error: GraphQLError): void => {
      rules.set(error, rule.name);
      context.reportError(error);
    };
    const tagged: ValidationContext = Object.create(context, {
      reportError: { value: reportError },
    });
    return rule(tagged);
  };
}

function describe(error: GraphQLError): DocumentError {
  const location = error.locations?.[0];
  return {
    message: error.message,
    ...(location === undefined ? {} : { line: location.line, column: location.column }),
  };
}
