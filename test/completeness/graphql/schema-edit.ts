import type { Claim } from "../claim.ts";

/** One edit of a schema. */
export interface GraphqlEdit {
  /** What it changes, in the words of introspection: `__Field.type`. */
  readonly of: string;
  readonly place: string;
  readonly edit: string;
  readonly before: string;
  readonly after: string;
  readonly claim: Claim;
}

/** Somewhere a part of a schema can stand: the whole schema around it. */
export type Place = (part: string) => string;

export type Step = readonly [edit: string, before: string, after: string, claim: Claim];

/** The same edits at every place. */
export function everywhere(
  of: string,
  places: Readonly<Record<string, Place>>,
  steps: readonly Step[],
): readonly GraphqlEdit[] {
  return Object.entries(places).flatMap(([place, schema]) =>
    steps.map(([edit, before, after, claim]) => ({
      of,
      place,
      edit,
      before: schema(before),
      after: schema(after),
      claim,
    })),
  );
}
