import { silent, type Claim } from "../claim.ts";
import { everywhere, type GraphqlEdit, type Place, type Step } from "./schema-edit.ts";

/** Where an enum `Status` can be met; `part` is its definition. */
const ENUM_PLACES: Readonly<Record<string, Place>> = {
  "enum that is received": (part) => `type Query { a: Status } ${part}`,
  "enum that is sent": (part) => `type Query { a(x: Status): Int } ${part}`,
  "enum that is sent and received": (part) => `type Query { a(x: Status): Status } ${part}`,
  "enum that nothing reaches": (part) => `type Query { a: Int } ${part}`,
};

const TAKEN_BY_DIRECTIVE: Readonly<Record<string, Place>> = {
  "enum that a directive of documents takes": (part) =>
    `type Query { a: Int } directive @live(x: Status) on QUERY ${part}`,
};

const ENUM_CLAIMS: Readonly<Record<string, readonly [added: Claim, removed: Claim]>> = {
  "enum that is received": ["dangerous enum-value-added", "dangerous enum-value-removed"],
  "enum that is sent": ["compatible enum-value-added", "breaking enum-value-removed"],
  "enum that is sent and received": ["dangerous enum-value-added", "breaking enum-value-removed"],
  "enum that nothing reaches": ["dangerous enum-value-added", "dangerous enum-value-removed"],
};

const ENUMS: readonly GraphqlEdit[] = Object.entries(ENUM_PLACES).flatMap(([place, schema]) => {
  const [added, removed] = ENUM_CLAIMS[place] ?? ["", ""];
  const at = { [place]: schema };
  return [
    ...everywhere("__Type.enumValues", at, [
      ["a value added", "enum Status { A }", "enum Status { A B }", added],
      ["a value removed", "enum Status { A B }", "enum Status { A }", removed],
    ]),
    ...everywhere("__EnumValue.name", at, [
      ["renamed", "enum Status { A B }", "enum Status { A C }", removed],
    ]),
    ...everywhere("__EnumValue.isDeprecated", at, [
      [
        "deprecated",
        "enum Status { A }",
        "enum Status { A @deprecated }",
        "compatible deprecation-added",
      ],
      [
        "reinstated",
        "enum Status { A @deprecated }",
        "enum Status { A }",
        "compatible deprecation-removed",
      ],
    ]),
    ...everywhere("__EnumValue.deprecationReason", at, [
      [
        "other words",
        'enum Status { A @deprecated(reason: "One.") }',
        'enum Status { A @deprecated(reason: "Another.") }',
        "compatible deprecation-reworded",
      ],
    ]),
    ...everywhere("__EnumValue.description", at, [
      [
        "described otherwise",
        'enum Status { "One" A }',
        'enum Status { "Another" A }',
        silent("For people."),
      ],
    ]),
  ];
});

const POSSIBLE: readonly GraphqlEdit[] = [
  ...everywhere("__Type.enumValues", TAKEN_BY_DIRECTIVE, [
    ["a value removed", "enum Status { A B }", "enum Status { A }", "breaking enum-value-removed"],
  ]),
  ...everywhere(
    "__Type.possibleTypes",
    {
      "union that is received": (part) =>
        `type Query { a: Hit o: Order i: Item } union Hit = ${part} type Order { id: ID } type Item { id: ID }`,
    },
    [
      ["a member added", "Order", "Order | Item", "dangerous alternative-added"],
      ["a member removed", "Order | Item", "Order", "breaking alternative-removed"],
    ],
  ),
  ...everywhere(
    "__Type.possibleTypes",
    {
      "union that only fragments name": (part) =>
        `type Query { o: Order i: Item } union Hit = ${part} type Order { id: ID } type Item { id: ID }`,
    },
    [
      ["a member added", "Order", "Order | Item", "dangerous alternative-added"],
      ["a member removed", "Order | Item", "Order", "breaking alternative-removed"],
    ],
  ),
  ...everywhere(
    "__Type.possibleTypes",
    {
      "union that nothing reaches": (part) =>
        `type Query { a: Int } union Hit = ${part} type Order { id: ID } type Item { id: ID }`,
    },
    [
      ["a member added", "Order", "Order | Item", "dangerous alternative-added"],
      ["a member removed", "Order | Item", "Order", "dangerous alternative-removed"],
    ],
  ),
  ...everywhere(
    "__Type.possibleTypes",
    {
      "interface that is received": (part) =>
        `type Query { n: Node } interface Node { id: ID } type Order implements Node { id: ID } ${part}`,
    },
    [
      [
        "a new type implements it",
        "",
        "type Item implements Node { id: ID }",
        "dangerous interface-added",
      ],
      [
        "a type that implements it goes",
        "type Item implements Node { id: ID }",
        "",
        "breaking type-removed",
      ],
    ],
  ),
  ...everywhere(
    "__Type.interfaces",
    {
      "object that is received": (part) =>
        `type Query { o: Order n: Node } interface Node { id: ID } ${part}`,
    },
    [
      [
        "added",
        "type Order { id: ID }",
        "type Order implements Node { id: ID }",
        "dangerous interface-added",
      ],
      [
        "removed",
        "type Order implements Node { id: ID }",
        "type Order { id: ID }",
        "breaking interface-removed",
      ],
    ],
  ),
  ...everywhere(
    "__Type.interfaces",
    {
      "interface that is received": (part) =>
        `type Query { n: Named } interface Node { id: ID } ${part} type Order implements Named & Node { id: ID }`,
    },
    [
      [
        "added",
        "interface Named { id: ID }",
        "interface Named implements Node { id: ID }",
        "dangerous interface-added",
      ],
      [
        "removed",
        "interface Named implements Node { id: ID }",
        "interface Named { id: ID }",
        "dangerous interface-removed",
      ],
    ],
  ),
  ...everywhere(
    "__Type.fields",
    {
      "interface that only its types lead to": (part) =>
        `type Query { o: Order } interface Node { id: ID ${part} } type Order implements Node { id: ID total: Int }`,
    },
    [
      ["added", "", "total: Int", "compatible field-added"],
      ["removed", "total: Int", "", "breaking field-removed"],
    ],
  ),
];

/** A type `Thing` of each kind, and where it may stand. */
const KINDS: Readonly<
  Record<string, { readonly text: string; readonly sent: boolean; readonly received: boolean }>
> = {
  scalar: { text: "scalar Thing", sent: true, received: true },
  enum: { text: "enum Thing { A }", sent: true, received: true },
  object: { text: "type Thing { id: ID }", sent: false, received: true },
  interface: {
    text: "interface Thing { id: ID } type Other implements Thing { id: ID }",
    sent: false,
    received: true,
  },
  union: { text: "union Thing = Other type Other { id: ID }", sent: false, received: true },
  "input object": { text: "input Thing { id: ID }", sent: true, received: false },
};

/** What leaves one side alone, by the kinds of before and after; everything else breaks it. */
const MILD_KIND_CHANGES: ReadonlySet<string> = new Set([
  "enum to scalar, sent",
  "scalar to enum, received",
  "object to interface, received",
]);

const KIND_CHANGES: readonly GraphqlEdit[] = Object.entries(KINDS).flatMap(([from, a]) =>
  Object.entries(KINDS).flatMap(([to, b]) => {
    const place = (isThere: boolean, name: string, schema: Place) =>
      isThere && to !== from ? kindChange({ from, to, name, schema }) : [];
    return [
      ...place(a.sent && b.sent, "sent", (part) => `type Query { a(x: Thing): Int } ${part}`),
      ...place(a.received && b.received, "received", (part) => `type Query { a: Thing } ${part}`),
    ];
  }),
);

function kindChange(change: {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly schema: Place;
}): readonly GraphqlEdit[] {
  const { from, to, name, schema } = change;
  const isMild = MILD_KIND_CHANGES.has(`${from} to ${to}, ${name}`);
  return everywhere("__Type.kind", { [`${from} that is ${name}`]: schema }, [
    [
      `becomes ${to}`,
      KINDS[from]?.text ?? "",
      KINDS[to]?.text ?? "",
      `${isMild ? "dangerous" : "breaking"} type-kind-changed`,
    ],
  ]);
}

const TYPES: readonly GraphqlEdit[] = [
  ...everywhere(
    "__Schema.types",
    { "type that nothing reaches": (part) => `type Query { a: Int } ${part}` },
    [
      ["added", "", "type Order { id: ID }", "compatible type-added"],
      ["removed", "type Order { id: ID }", "", "dangerous type-removed"],
    ],
  ),
  ...everywhere(
    "__Type.name",
    { "type of a field": (part) => `type Query { a: ${part} } type ${part} { id: ID }` },
    [["renamed", "Order", "Purchase", "breaking type-removed"]],
  ),
  ...everywhere(
    "__Type.name",
    {
      "type of an argument": (part) => `type Query { a(x: ${part}): Int } input ${part} { id: ID }`,
    },
    [["renamed", "Filter", "Search", "breaking type-removed"]],
  ),
  ...Object.entries(KINDS).flatMap(([kind, { text }]) =>
    everywhere(
      "__Type.description",
      { [`${kind} that nothing reaches`]: (part) => `type Query { a: Int } "${part}" ${text}` },
      [["described otherwise", "One", "Another", silent("For people.")]],
    ),
  ),
  ...everywhere(
    "__Type.specifiedByURL",
    { "scalar that is received": (part) => `type Query { a: Day } scalar Day ${part}` },
    [
      ["added", "", '@specifiedBy(url: "https://shop.example/day")', "dangerous attribute-changed"],
      [
        "changed",
        '@specifiedBy(url: "https://shop.example/day")',
        '@specifiedBy(url: "https://shop.example/date")',
        "dangerous attribute-changed",
      ],
    ],
  ),
  ...everywhere(
    "__Type.isOneOf",
    {
      "input object that is sent": (part) =>
        `type Query { a(x: Key): Int } input Key ${part} { id: ID mail: String }`,
    },
    [
      ["demanded", "", "@oneOf", "breaking exactly-one-added"],
      ["no longer demanded", "@oneOf", "", "compatible exactly-one-removed"],
    ],
  ),
];

const rootSteps = (root: string): readonly Step[] => [
  [
    "added",
    "schema { query: Query }",
    `schema { query: Query ${root}: Root }`,
    "compatible operation-added",
  ],
  [
    "removed",
    `schema { query: Query ${root}: Root }`,
    "schema { query: Query }",
    "breaking operation-removed",
  ],
];

const ROOTS: readonly GraphqlEdit[] = [
  ...["mutation", "subscription"].flatMap((root) =>
    everywhere(
      `__Schema.${root}Type`,
      { schema: (part) => `${part} type Query { a: Int } type Root { m: Int }` },
      rootSteps(root),
    ),
  ),
  ...everywhere(
    "__Schema.queryType",
    { schema: (part) => `schema { query: ${part} } type ${part} { a: Int }` },
    [["renamed", "Query", "Root", "breaking root-type-changed"]],
  ),
  ...everywhere(
    "__Schema.description",
    { schema: (part) => `"${part}" schema { query: Query } type Query { a: Int }` },
    [["described otherwise", "One", "Another", silent("For people.")]],
  ),
];

/** Edits of types, of which there are, and of the roots. */
export const TYPE_EDITS: readonly GraphqlEdit[] = [
  ...ENUMS,
  ...POSSIBLE,
  ...KIND_CHANGES,
  ...TYPES,
  ...ROOTS,
];
