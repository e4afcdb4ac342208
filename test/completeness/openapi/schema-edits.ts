import { object, TEXT, WHOLE, type Schema } from "../../diff/openapi-texts.ts";
import { ANNOTATIONS, COMBINED, TYPES, VALUES } from "./combined-edits.ts";
import { LISTS, OBJECTS } from "./container-edits.ts";
import { NUMBERS, STRINGS } from "./scalar-edits.ts";
import type { SchemaEdit } from "./schema-edit.ts";

/** Every edit of every keyword, once where it comes and once where it goes. */
export const SCHEMA_EDITS: readonly SchemaEdit[] = [
  ...NUMBERS,
  ...STRINGS,
  ...LISTS,
  ...OBJECTS,
  ...VALUES,
  ...COMBINED,
  ...TYPES,
  ...ANNOTATIONS,
];

/** Component schemas that the edits refer to. */
export const EDITED_COMPONENTS: Readonly<Record<string, Schema>> = {
  Known: object({ sku: TEXT }, ["sku"]),
  Other: object({ count: WHOLE }, ["count"], { additionalProperties: false }),
};

/** Keywords that no edit of the table above changes, and why. */
export const UNEDITED_KEYWORDS: Readonly<Record<string, string>> = {
  $id: "A name for references; what they lead to is compared.",
  $schema: "The dialect that the reader reads in; a dialect it does not know is an error.",
  $vocabulary: "It stands in meta-schemas only.",
  $dynamicRef: "It leads to a schema that is compared; tests of the reader resolve it.",
  $dynamicAnchor: "The target of $dynamicRef.",
  discriminator: "The edits of its object are in the object model.",
  xml: "The edits of its object are in the object model.",
  nullable: "OpenAPI 3.0 only: the reader turns it into a type list, as tests of versions show.",
};
