/** The operations of GraphQL, those that documents use most first. */
export const OPERATIONS = ["query", "mutation", "subscription"] as const;

export type OperationKind = (typeof OPERATIONS)[number];

/**
 * What a proposal is about stands between these characters, which no document can hold: an error
 * elsewhere says nothing of it.
 */
const OPEN = "\u0001";
const CLOSE = "\u0002";

/** Marks a part of a document as what a proposal is about. */
export function marked(text: string): string {
  return `${OPEN}${text}${CLOSE}`;
}

/** A document without its marks, and the columns between them (counted from 1, end exclusive). */
export interface UnmarkedDocument {
  readonly text: string;
  readonly parts: readonly (readonly [from: number, to: number])[];
}

/** Takes the marks off. Documents are written in one line, so that a column says it all. */
export function unmark(document: string): UnmarkedDocument {
  const parts: (readonly [number, number])[] = [];
  const starts: number[] = [];
  let text = "";
  for (const piece of document.split(/([\u0001\u0002])/)) {
    if (piece === OPEN) starts.push(text.length + 1);
    else if (piece === CLOSE) parts.push([starts.pop() ?? 0, text.length + 1]);
    else text += piece;
  }
  return { text, parts };
}

/** What stands around the selection of an operation. */
export interface OperationHead {
  readonly operation: OperationKind;
  /** `$order: ID!`. */
  readonly variables?: string;
  readonly directives?: string;
}

/** A document of one operation; a query without variables needs no keyword. */
export function operationText(head: OperationHead, selection: string): string {
  const { operation, variables, directives } = head;
  const body = `{ ${selection} }`;
  if (operation === "query" && variables === undefined && directives === undefined) return body;
  const definitions = variables === undefined ? "" : ` (${variables})`;
  const applied = directives === undefined ? "" : ` ${directives}`;
  return `${operation}${definitions}${applied} ${body}`;
}

/** A document for a schema without root types: what can be said is said in a fragment. */
export function pieceText(head: OperationHead, type: string, selection: string): string {
  return `${operationText(head, "...Part")} fragment Part on ${type} { ${selection} }`;
}

/** An inline fragment. */
export function fragmentText(type: string, selection = "__typename"): string {
  return `... on ${type} { ${selection} }`;
}

/** A field with its arguments, each written `name: value`, and its selection, if it needs one. */
export function fieldText(name: string, given: readonly string[], selection?: string): string {
  const written = given.length === 0 ? "" : `(${given.join(", ")})`;
  return `${name}${written}${selection === undefined ? "" : ` { ${selection} }`}`;
}
