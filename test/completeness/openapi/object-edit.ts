import type { Claim } from "../claim.ts";

/** One edit of one field of one object of OpenAPI. */
export interface ObjectEdit {
  readonly object: string;
  readonly field: string;
  readonly edit: string;
  readonly before: string;
  readonly after: string;
  readonly claim: Claim;
}

type Facts = Readonly<Record<string, unknown>>;

/** A field of an object that is there with one value, or another, or not at all. */
export type Values = readonly [edit: string, before: unknown, after: unknown, claim: Claim];

/** Edits of one field: its values stand in the document that `place` makes of the object. */
export function edits(
  object: string,
  field: string,
  place: (facts: Facts) => string,
  ...values: readonly Values[]
): readonly ObjectEdit[] {
  const document = (value: unknown) => place(value === undefined ? {} : { [field]: value });
  return values.map(([edit, before, after, claim]) => ({
    object,
    field,
    edit,
    before: document(before),
    after: document(after),
    claim,
  }));
}

export const DONE = { 204: { description: "Done" } };

/** A document with one operation: facts for the document, its path and its operation. */
export function shop({
  top = {},
  path = {},
  operation = {},
}: { top?: Facts; path?: Facts; operation?: Facts } = {}): string {
  return JSON.stringify({
    openapi: "3.2.0",
    info: { title: "Shop", version: "1.0.0" },
    paths: { "/orders": { get: { responses: DONE, ...operation }, ...path } },
    ...top,
  });
}

/** The same for the method that sends a body. */
export function placing(operation: Facts, top: Facts = {}): string {
  return JSON.stringify({
    openapi: "3.2.0",
    info: { title: "Shop", version: "1.0.0" },
    paths: { "/orders": { post: { responses: DONE, ...operation } } },
    ...top,
  });
}

export const FOR_PEOPLE = "Text for people; no message and no program depends on it.";
