/** One operation of a consumer with every fragment it needs: a document that stands for itself. */
export interface GraphqlOperationDocument {
  readonly file: string;
  /** Where the operation begins, counted from 1. */
  readonly line: number;
  /** Absent for anonymous operations. */
  readonly name?: string;
  /** Which operation of its file it is, counted from 1: with the file, its identity. */
  readonly ordinal: number;
  readonly kind: "query" | "mutation" | "subscription";
  /** The operation and its fragments, printed by graphql-js. */
  readonly text: string;
  /** The id under which a persisted-query manifest has it. */
  readonly id?: string;
}

/** Something that could not be read or resolved. What it concerns is kept as far as it goes. */
export interface DocumentProblem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** What a person would call an operation: its name, else its place among those of its file. */
export function titleOf(document: Pick<GraphqlOperationDocument, "name" | "ordinal">): string {
  return document.name ?? `operation ${document.ordinal}`;
}
