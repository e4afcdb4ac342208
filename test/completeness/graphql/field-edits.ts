import { silent } from "../claim.ts";
import { everywhere, type GraphqlEdit, type Place, type Step } from "./schema-edit.ts";

/** Where clients receive a field; `part` is a field of the type. */
const OUTPUTS: Readonly<Record<string, Place>> = {
  "field of the query type": (part) => `type Query { id: ID ${part} }`,
  "field of the mutation type": (part) => `type Query { id: ID } type Mutation { id: ID ${part} }`,
  "field of the subscription type": (part) =>
    `type Query { id: ID } type Subscription { id: ID ${part} }`,
  "field of an object": (part) => `type Query { order: Order } type Order { id: ID ${part} }`,
  "field of an interface": (part) =>
    `type Query { node: Node } interface Node { id: ID ${part} } type Order implements Node { id: ID ${part} }`,
  "field of a member of a union": (part) =>
    `type Query { hit: Hit } union Hit = Order type Order { id: ID ${part} }`,
  "field of an item": (part) => `type Query { orders: [Order!]! } type Order { id: ID ${part} }`,
};

/** Where clients receive a field only because something stands for it. */
const BEHIND_INTERFACES: Readonly<Record<string, Place>> = {
  "field of a type that only its interface leads to": (part) =>
    `type Query { node: Node } interface Node { id: ID } type Order implements Node { id: ID ${part} }`,
};

const FIELD_STEPS: readonly Step[] = [
  ["added", "", "total: Int", "compatible field-added"],
  ["removed", "total: Int", "", "breaking field-removed"],
];

const TYPE_STEPS: readonly Step[] = [
  ["never null from now on", "total: Int", "total: Int!", "compatible null-forbidden"],
  ["may be null from now on", "total: Int!", "total: Int", "breaking null-allowed"],
  ["items never null", "total: [Int]", "total: [Int!]", "compatible null-forbidden"],
  ["items may be null", "total: [Int!]", "total: [Int]", "breaking null-allowed"],
  ["a list of it", "total: Int", "total: [Int]", "breaking type-changed"],
  ["no list of it", "total: [Int]", "total: Int", "breaking type-changed"],
  ["another scalar", "total: Int", "total: String", "breaking type-changed"],
  ["a wider scalar", "total: Int", "total: Float", "breaking type-changed"],
];

const DEPRECATION: readonly Step[] = [
  ["deprecated", "total: Int", "total: Int @deprecated", "compatible deprecation-added"],
  ["reinstated", "total: Int @deprecated", "total: Int", "compatible deprecation-removed"],
];

const REASON: readonly Step[] = [
  [
    "other words",
    'total: Int @deprecated(reason: "Use sum.")',
    'total: Int @deprecated(reason: "Use sum, please.")',
    "compatible deprecation-reworded",
  ],
  [
    "a date brought forward",
    'total: Int @deprecated(reason: "Removal on 2027-01-01 UTC.")',
    'total: Int @deprecated(reason: "Removal on 2026-12-01 UTC.")',
    "breaking sunset-shortened",
  ],
];

/** Edits of fields that clients receive. */
export const FIELD_EDITS: readonly GraphqlEdit[] = [
  ...everywhere("__Type.fields", OUTPUTS, FIELD_STEPS),
  ...everywhere("__Field.name", OUTPUTS, [
    ["renamed", "total: Int", "sum: Int", "breaking field-removed"],
  ]),
  ...everywhere("__Field.type", OUTPUTS, TYPE_STEPS),
  ...everywhere("__Type.ofType", OUTPUTS, TYPE_STEPS),
  ...everywhere("__Field.isDeprecated", OUTPUTS, DEPRECATION),
  ...everywhere("__Field.deprecationReason", OUTPUTS, REASON),
  ...everywhere("__Field.description", OUTPUTS, [
    ["described otherwise", '"One" total: Int', '"Another" total: Int', silent("For people.")],
  ]),
  ...everywhere("__Type.fields", BEHIND_INTERFACES, [
    ["added", "", "total: Int", "compatible field-added"],
    ["removed", "total: Int", "", "breaking field-removed"],
  ]),
  ...everywhere("__Field.type", BEHIND_INTERFACES, [
    ["never null from now on", "total: Int", "total: Int!", "compatible null-forbidden"],
    ["may be null from now on", "total: Int!", "total: Int", "breaking null-allowed"],
    ["another scalar", "total: Int", "total: String", "breaking type-changed"],
  ]),
];

/** Where clients send a value; `part` is an argument or an input field. */
const INPUTS: Readonly<Record<string, Place>> = {
  "argument of a field": (part) => `type Query { order(id: ID, ${part}): Int }`,
  "argument of a nested field": (part) =>
    `type Query { order: Order } type Order { total(id: ID, ${part}): Int }`,
  "argument of a mutation": (part) =>
    `type Query { a: Int } type Mutation { pay(id: ID, ${part}): Int }`,
  "argument of an interface field": (part) =>
    `type Query { node: Node } interface Node { total(id: ID, ${part}): Int } type Order implements Node { total(id: ID, ${part}): Int }`,
  "argument of an executable directive": (part) =>
    `type Query { a: Int } directive @live(id: ID, ${part}) on QUERY`,
};

/** Where clients send a value in an input object. */
const INPUT_OBJECTS: Readonly<Record<string, Place>> = {
  "field of an input object": (part) =>
    `type Query { order(filter: Filter): Int } input Filter { id: ID ${part} }`,
  "field of a nested input object": (part) =>
    `type Query { order(filter: Outer): Int } input Outer { inner: [Filter!] } input Filter { id: ID ${part} }`,
};

/** The same in an input object that only directives of documents take. */
const DIRECTIVE_INPUT: Readonly<Record<string, Place>> = {
  "field of an input object of a directive": (part) =>
    `type Query { a: Int } directive @live(filter: Filter) on QUERY input Filter { id: ID ${part} }`,
};

const MEMBER_STEPS: readonly Step[] = [
  ["an optional one added", "", "x: Int", "compatible field-added"],
  ["a required one added", "", "x: Int!", "breaking field-added"],
  ["a required one with a default added", "", "x: Int! = 1", "compatible field-added"],
  ["removed", "x: Int", "", "breaking field-removed"],
];

const INPUT_TYPE_STEPS: readonly Step[] = [
  ["may be null", "x: Int!", "x: Int", "compatible null-allowed"],
  ["items may be null", "x: [Int!]", "x: [Int]", "compatible null-allowed"],
  ["items may not be null", "x: [Int]", "x: [Int!]", "breaking null-forbidden"],
  ["a list of it", "x: Int", "x: [Int]", "breaking type-changed"],
  ["no list of it", "x: [Int]", "x: Int", "breaking type-changed"],
  ["a wider scalar", "x: Int", "x: Float", "breaking type-changed"],
  ["an ID", "x: Int", "x: ID", "breaking type-changed"],
];

const DEFAULTS: readonly Step[] = [
  ["added", "x: Int", "x: Int = 1", "dangerous default-changed"],
  ["changed", "x: Int = 1", "x: Int = 2", "dangerous default-changed"],
  ["removed", "x: Int = 1", "x: Int", "dangerous default-changed"],
  [
    "removed of a value that is never null",
    "x: Int! = 1",
    "x: Int!",
    "breaking field-became-required",
  ],
  [
    "added to a value that is never null",
    "x: Int!",
    "x: Int! = 1",
    "compatible field-became-optional",
  ],
];

const INPUT_DEPRECATION: readonly Step[] = [
  ["deprecated", "x: Int", "x: Int @deprecated", "compatible deprecation-added"],
  ["reinstated", "x: Int @deprecated", "x: Int", "compatible deprecation-removed"],
];

const INPUT_REASON: readonly Step[] = [
  [
    "other words",
    'x: Int @deprecated(reason: "One.")',
    'x: Int @deprecated(reason: "Another.")',
    "compatible deprecation-reworded",
  ],
];

/** Edits of the fields of input objects. */
function inputObjectEdits(places: Readonly<Record<string, Place>>): readonly GraphqlEdit[] {
  return [
    ...everywhere("__Type.inputFields", places, MEMBER_STEPS),
    ...everywhere("__InputValue.type", places, [
      ["may not be null", "x: Int", "x: Int!", "breaking null-forbidden"],
    ]),
  ];
}

/** Edits of whatever is sent by name. */
function inputEdits(places: Readonly<Record<string, Place>>): readonly GraphqlEdit[] {
  return [
    ...everywhere("__InputValue.name", places, [
      ["renamed", "x: Int", "y: Int", "breaking field-removed"],
    ]),
    ...everywhere("__InputValue.type", places, INPUT_TYPE_STEPS),
    ...everywhere("__InputValue.defaultValue", places, DEFAULTS),
    ...everywhere("__InputValue.isDeprecated", places, INPUT_DEPRECATION),
    ...everywhere("__InputValue.deprecationReason", places, INPUT_REASON),
    ...everywhere("__InputValue.description", places, [
      ["described otherwise", '"One" x: Int', '"Another" x: Int', silent("For people.")],
    ]),
  ];
}

/** Edits of arguments and input fields. */
export const INPUT_EDITS: readonly GraphqlEdit[] = [
  ...everywhere("__Field.args", INPUTS, MEMBER_STEPS),
  ...everywhere("__Directive.args", INPUTS, MEMBER_STEPS),
  ...everywhere("__InputValue.type", INPUTS, [
    ["may not be null", "x: Int", "x: Int!", "breaking null-forbidden"],
  ]),
  ...inputObjectEdits(INPUT_OBJECTS),
  ...inputEdits({ ...INPUTS, ...INPUT_OBJECTS }),
  ...inputObjectEdits(DIRECTIVE_INPUT),
  ...inputEdits(DIRECTIVE_INPUT),
];
