import type { DocumentAnswer, GraphqlReferee } from "./graphql-referee.ts";

/**
 * What is wrong with a document after that was not before. A document that was already invalid is
 * judged like any other: what it breaks in addition counts.
 */
export function newlyBroken(
  before: GraphqlReferee,
  after: GraphqlReferee,
  document: string,
): DocumentAnswer {
  const known = before.errorSet(document);
  if (known.ok === undefined) return known;
  const found = after.errorSet(document);
  if (found.ok === undefined) return found;
  const added = [...found.errors].filter(([identity]) => !known.errors.has(identity));
  return added.length === 0 ? { ok: true } : { ok: false, errors: added.map(([, error]) => error) };
}
