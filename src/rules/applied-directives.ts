/** Where GraphQL schemas apply directives, in the words of graphql-inspector's change types. */
const PLACES = [
  "ARGUMENT",
  "ARGUMENT_DEFINITION",
  "ENUM",
  "ENUM_VALUE",
  "FIELD",
  "FIELD_DEFINITION",
  "INPUT_FIELD_DEFINITION",
  "INPUT_OBJECT",
  "INTERFACE",
  "OBJECT",
  "SCALAR",
  "SCHEMA",
  "UNION_MEMBER",
] as const;

/** What graphql-inspector calls a directive that is applied or no longer applied, by place. */
export const APPLIED_DIRECTIVES: readonly string[] = PLACES.flatMap((place) => [
  `DIRECTIVE_USAGE_${place}_ADDED`,
  `DIRECTIVE_USAGE_${place}_REMOVED`,
]);
