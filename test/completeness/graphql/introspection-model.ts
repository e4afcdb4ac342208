/**
 * The types of GraphQL's introspection with their fields (specification September 2025, section 4.2):
 * everything that a schema can say.
 */
export const INTROSPECTION_MODEL: Readonly<Record<string, readonly string[]>> = {
  __Schema: ["description", "types", "queryType", "mutationType", "subscriptionType", "directives"],
  __Type: [
    "kind",
    "name",
    "description",
    "specifiedByURL",
    "fields",
    "interfaces",
    "possibleTypes",
    "enumValues",
    "inputFields",
    "ofType",
    "isOneOf",
  ],
  __Field: ["name", "description", "args", "type", "isDeprecated", "deprecationReason"],
  __InputValue: [
    "name",
    "description",
    "type",
    "defaultValue",
    "isDeprecated",
    "deprecationReason",
  ],
  __EnumValue: ["name", "description", "isDeprecated", "deprecationReason"],
  __Directive: ["name", "description", "isRepeatable", "locations", "args"],
};

/** Where directives can stand, in documents and in schemas (specification, section 3.13). */
export const EXECUTABLE_LOCATIONS: readonly string[] = [
  "QUERY",
  "MUTATION",
  "SUBSCRIPTION",
  "FIELD",
  "FRAGMENT_DEFINITION",
  "FRAGMENT_SPREAD",
  "INLINE_FRAGMENT",
  "VARIABLE_DEFINITION",
];

/** A schema in which a directive stands at each place that schemas have. */
export const SCHEMA_LOCATIONS: Readonly<Record<string, (applied: string) => string>> = {
  SCHEMA: (applied) => `schema ${applied} { query: Query } type Query { a: Int }`,
  SCALAR: (applied) => `type Query { a: Day } scalar Day ${applied}`,
  OBJECT: (applied) => `type Query { a: Order } type Order ${applied} { id: ID }`,
  FIELD_DEFINITION: (applied) => `type Query { a: Int ${applied} }`,
  ARGUMENT_DEFINITION: (applied) => `type Query { a(x: Int ${applied}): Int }`,
  INTERFACE: (applied) =>
    `type Query { a: Node } interface Node ${applied} { id: ID } type Order implements Node { id: ID }`,
  UNION: (applied) => `type Query { a: Hit } union Hit ${applied} = Order type Order { id: ID }`,
  ENUM: (applied) => `type Query { a: Status } enum Status ${applied} { OPEN }`,
  ENUM_VALUE: (applied) => `type Query { a: Status } enum Status { OPEN ${applied} }`,
  INPUT_OBJECT: (applied) => `type Query { a(x: Filter): Int } input Filter ${applied} { a: Int }`,
  INPUT_FIELD_DEFINITION: (applied) =>
    `type Query { a(x: Filter): Int } input Filter { a: Int ${applied} }`,
};
