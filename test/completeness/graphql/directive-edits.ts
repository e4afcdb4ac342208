import { silent } from "../claim.ts";
import { EXECUTABLE_LOCATIONS, SCHEMA_LOCATIONS } from "./introspection-model.ts";
import { everywhere, type GraphqlEdit, type Place } from "./schema-edit.ts";

const BESIDE: Place = (part) => `type Query { a: Int } ${part}`;
const IN_SCHEMAS = Object.keys(SCHEMA_LOCATIONS);

const LOCATIONS: readonly GraphqlEdit[] = [
  ...EXECUTABLE_LOCATIONS.flatMap((location) => {
    const other = location === "FIELD" ? "QUERY" : "FIELD";
    return everywhere("__Directive.locations", { [`directive on ${location}`]: BESIDE }, [
      [
        "may no longer stand there",
        `directive @live on ${other} | ${location}`,
        `directive @live on ${other}`,
        "breaking directive-location-removed",
      ],
      [
        "may stand there",
        `directive @live on ${other}`,
        `directive @live on ${other} | ${location}`,
        "compatible directive-location-added",
      ],
    ]);
  }),
  ...IN_SCHEMAS.flatMap((location) =>
    everywhere("__Directive.locations", { [`directive on ${location}`]: BESIDE }, [
      [
        "may no longer stand there",
        `directive @live on FIELD | ${location}`,
        "directive @live on FIELD",
        "compatible directive-location-removed",
      ],
      [
        "may stand there",
        "directive @live on FIELD",
        `directive @live on FIELD | ${location}`,
        "compatible directive-location-added",
      ],
    ]),
  ),
];

const EXISTENCE: readonly GraphqlEdit[] = [
  ...EXECUTABLE_LOCATIONS.flatMap((location) =>
    everywhere("__Schema.directives", { [`directive on ${location}`]: BESIDE }, [
      ["added", "", `directive @live on ${location}`, "compatible declaration-added"],
      ["removed", `directive @live on ${location}`, "", "breaking directive-removed"],
    ]),
  ),
  ...IN_SCHEMAS.flatMap((location) =>
    everywhere("__Schema.directives", { [`directive on ${location}`]: BESIDE }, [
      ["added", "", `directive @live on ${location}`, "compatible declaration-added"],
      ["removed", `directive @live on ${location}`, "", "dangerous directive-removed"],
    ]),
  ),
];

const FORM: readonly GraphqlEdit[] = [
  ...everywhere("__Directive.isRepeatable", { "executable directive": BESIDE }, [
    [
      "may no longer be repeated",
      "directive @live repeatable on FIELD",
      "directive @live on FIELD",
      "breaking directive-repeatable-removed",
    ],
    [
      "may be repeated",
      "directive @live on FIELD",
      "directive @live repeatable on FIELD",
      "compatible directive-repeatable-added",
    ],
  ]),
  ...everywhere("__Directive.name", { "executable directive": BESIDE }, [
    [
      "renamed",
      "directive @live on FIELD",
      "directive @now on FIELD",
      "breaking directive-removed",
    ],
  ]),
  ...everywhere("__Directive.description", { "executable directive": BESIDE }, [
    [
      "described otherwise",
      '"One" directive @live on FIELD',
      '"Another" directive @live on FIELD',
      silent("For people."),
    ],
  ]),
];

/** A directive of the schema's own, applied at every place that schemas have. */
const APPLIED: readonly GraphqlEdit[] = Object.entries(SCHEMA_LOCATIONS).flatMap(
  ([location, schema]) =>
    everywhere(
      "applied",
      {
        [`directive applied to ${location}`]: (part) =>
          `directive @shop(role: String) on ${location} ${schema(part)}`,
      },
      [
        ["added", "", "@shop", "dangerous attribute-changed"],
        ["removed", "@shop", "", "dangerous attribute-changed"],
        [
          "with another argument",
          '@shop(role: "a")',
          '@shop(role: "b")',
          "dangerous attribute-changed",
        ],
      ],
    ),
);

/** Edits of directives, defined and applied. */
export const DIRECTIVE_EDITS: readonly GraphqlEdit[] = [
  ...LOCATIONS,
  ...EXISTENCE,
  ...FORM,
  ...APPLIED,
];
