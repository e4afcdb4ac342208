// Keywords by how they hold schemas (JSON Schema 2020-12, Core 10 and 11).

/** One schema. */
export const SINGLE = [
  "items",
  "additionalProperties",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
] as const;

/** A list of schemas. */
export const LISTED = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;

/** Schemas by name. */
export const NAMED = ["properties", "patternProperties", "dependentSchemas"] as const;
