import {
  by,
  everywhere,
  HARMLESS,
  inBoth,
  INCOMPARABLE,
  inMessages,
  inSource,
  NARROWING,
  UNDECIDED,
} from "./levels.ts";
import type { Rule } from "./rule.ts";

/** What kinds of value a place accepts, and which types there are. */
export const TYPE_RULES = {
  "type-added": {
    title: "A type was added",
    explanation: "Nothing refers to it that consumers know.",
    advice: "Nothing to do.",
    area: "type",
    severity: everywhere(HARMLESS),
    wording: "{kind} {name} was added",
    peers: { "graphql-js": ["TYPE_ADDED"], "graphql-inspector": ["TYPE_ADDED"] },
  },
  "type-removed": {
    title: "A type was removed",
    explanation:
      "Where types are known by name, documents and messages that name it fail; elsewhere the places that used it tell.",
    advice: "Deprecate the fields that lead to it first.",
    area: "type",
    severity: inMessages(
      inBoth(by("variant", { named: "breaking", root: "dangerous" }, "compatible")),
      inBoth("breaking"),
    ),
    wording: "{kind} {name} was removed",
    peers: {
      oasdiff: ["api-schema-removed"],
      buf: [
        "MESSAGE_NO_DELETE",
        "ENUM_NO_DELETE",
        "PACKAGE_MESSAGE_NO_DELETE",
        "PACKAGE_ENUM_NO_DELETE",
      ],
      "graphql-js": ["TYPE_REMOVED"],
      "graphql-inspector": ["TYPE_REMOVED"],
    },
  },
  "type-renamed": {
    title: "A place refers to a type of another name",
    explanation:
      "Messages are compared by shape and tell for themselves; generated code is named after types.",
    advice: "Keep the name for those who generate code.",
    area: "type",
    severity: inSource(inBoth("breaking")),
    wording: "{kind} {name} is of type {after} now, it was {before}",
    peers: { buf: ["FIELD_SAME_TYPE", "RPC_SAME_REQUEST_TYPE", "RPC_SAME_RESPONSE_TYPE"] },
  },
  "type-moved": {
    title: "A type is declared in another file",
    explanation: "Messages stay the same; includes and imports of generated code do not.",
    advice: "Keep the file, or re-export it with a public import.",
    area: "type",
    severity: inSource(inBoth("breaking")),
    wording: "{name} moved from {before} to {after}",
    peers: { buf: ["MESSAGE_NO_DELETE", "ENUM_NO_DELETE", "SERVICE_NO_DELETE"] },
  },
  "type-changed": {
    title: "The type of a value changed",
    explanation: "What one side writes the other cannot read, or reads as something else.",
    advice: "Add a new field of the new type and deprecate this one.",
    area: "type",
    // Where types are known by name, JSON does not carry the name: who reads can go on. Where all is
    // text, a value and the list of it alone are `alike`.
    severity: inMessages(
      {
        input: by("variant", { alike: "compatible" }, "breaking"),
        output: by("variant", { readable: "dangerous", alike: "compatible" }, "breaking"),
      },
      INCOMPARABLE,
    ),
    wording: "type of {kind} {name} changed from {before} to {after}",
    peers: {
      oasdiff: [
        "request-property-type-changed",
        "response-property-type-changed",
        "request-parameter-type-changed",
        "request-body-type-changed",
        "response-body-type-changed",
      ],
      "openapi-diff": ["incompatible.schema.type.changed"],
      buf: [
        "FIELD_SAME_TYPE",
        "FIELD_WIRE_COMPATIBLE_TYPE",
        "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
        "FIELD_SAME_CARDINALITY",
        "FIELD_WIRE_COMPATIBLE_CARDINALITY",
        "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
        "RPC_SAME_REQUEST_TYPE",
        "RPC_SAME_RESPONSE_TYPE",
      ],
      "graphql-js": ["FIELD_CHANGED_KIND", "ARG_CHANGED_KIND"],
      "graphql-inspector": [
        "FIELD_TYPE_CHANGED",
        "FIELD_ARGUMENT_TYPE_CHANGED",
        "INPUT_FIELD_TYPE_CHANGED",
        "DIRECTIVE_ARGUMENT_TYPE_CHANGED",
      ],
    },
  },
  "type-kind-changed": {
    title: "A named type became another kind of type",
    explanation: "Selections, fragments and values that fitted the former kind fail.",
    advice: "Add a new type.",
    area: "type",
    // A list of values that goes leaves senders alone, one that comes leaves readers alone; what
    // asked for members of one type finds them in all that implement it.
    severity: inMessages(
      {
        input: by("variant", { opened: "dangerous" }, "breaking"),
        output: by("variant", { closed: "dangerous", abstracted: "dangerous" }, "breaking"),
      },
      inBoth("breaking"),
    ),
    wording: "{name} changed from {before} to {after}",
    peers: { "graphql-js": ["TYPE_CHANGED_KIND"], "graphql-inspector": ["TYPE_KIND_CHANGED"] },
  },
  "type-narrowed": {
    title: "Fewer kinds of value are accepted",
    explanation: "Senders of the other kinds are rejected.",
    advice: "Keep accepting them.",
    area: "type",
    severity: everywhere(NARROWING),
    wording: "type of {kind} {name} narrowed from {before} to {after}",
    peers: {
      oasdiff: ["request-property-list-of-types-narrowed", "response-property-type-specialized"],
    },
  },
  "type-widened": {
    title: "More kinds of value are possible",
    explanation: "Readers meet values of a kind they were never promised.",
    advice: "Add a new field of the wider type.",
    area: "type",
    severity: everywhere({
      input: "compatible",
      output: by("variant", { contradicted: "dangerous" }, "breaking"),
    }),
    wording: "type of {kind} {name} widened from {before} to {after}",
    peers: {
      oasdiff: ["request-property-type-generalized", "response-property-list-of-types-widened"],
    },
  },
  "null-allowed": {
    title: "A value may now be null",
    explanation:
      "Readers that were promised a value meet null. Where everything is text, they read a text that means null. OpenAPI 3.0 gives `nullable` no effect without a `type` beside it, but many tools do: then it is not decided.",
    advice: "Keep sending a value.",
    area: "type",
    severity: everywhere({
      input: "compatible",
      output: by(
        "variant",
        { text: "dangerous", undecided: "dangerous", meant: "dangerous" },
        "breaking",
      ),
    }),
    wording: "{kind} {name} may now be null",
    peers: {
      "graphql-inspector": [
        "FIELD_TYPE_CHANGED",
        "FIELD_ARGUMENT_TYPE_CHANGED",
        "INPUT_FIELD_TYPE_CHANGED",
        "DIRECTIVE_ARGUMENT_TYPE_CHANGED",
      ],
      oasdiff: ["response-property-became-nullable", "request-property-became-nullable"],
      "graphql-js": ["FIELD_CHANGED_KIND", "ARG_CHANGED_KIND_SAFE"],
    },
  },
  "null-forbidden": {
    title: "A value may no longer be null",
    explanation:
      "Senders of null, or of nothing where null stood for it, are rejected. Where everything is text, what they write for null is read as that text. Where `nullable` had no effect by the letter of OpenAPI 3.0 (no `type` beside it, no null in the `enum`), it is not decided.",
    advice: "Keep accepting null.",
    area: "type",
    severity: everywhere({
      input: by(
        "variant",
        { text: "dangerous", undecided: "dangerous", meant: "dangerous" },
        "breaking",
      ),
      output: "compatible",
    }),
    wording: "{kind} {name} may no longer be null",
    peers: {
      "graphql-inspector": [
        "FIELD_TYPE_CHANGED",
        "FIELD_ARGUMENT_TYPE_CHANGED",
        "INPUT_FIELD_TYPE_CHANGED",
        "DIRECTIVE_ARGUMENT_TYPE_CHANGED",
      ],
      oasdiff: [
        "request-property-became-not-nullable",
        "response-property-became-not-nullable",
        "request-parameter-became-not-nullable",
      ],
      "graphql-js": ["FIELD_CHANGED_KIND_SAFE", "ARG_CHANGED_KIND"],
    },
  },
  "encoding-incompatible": {
    title: "A value is written in bytes that the other side misreads",
    explanation: "The bytes of one side are rejected or read as another value by the other.",
    advice: "Add a new field with the new type.",
    area: "type",
    severity: everywhere(INCOMPARABLE),
    wording: "type of {kind} {name} changed from {before} to {after}",
    peers: {
      buf: ["FIELD_SAME_TYPE", "FIELD_WIRE_COMPATIBLE_TYPE", "FIELD_WIRE_JSON_COMPATIBLE_TYPE"],
    },
  },
  "alternative-added": {
    title: "A value may now be one more type",
    explanation:
      "Readers meet an alternative they do not know. Where every value of it can be read as one they do know, only those who tell alternatives apart fail.",
    advice: "Announce it to readers before it is sent.",
    area: "type",
    severity: everywhere({
      input: "compatible",
      output: by(
        "alternatives",
        { skipped: "dangerous", "taken-for-known": "dangerous" },
        "breaking",
      ),
    }),
    wording: "{element} may now be {name}",
    peers: {
      oasdiff: [
        "request-property-one-of-added",
        "response-property-one-of-added",
        "request-property-any-of-added",
        "response-property-any-of-added",
      ],
      "graphql-js": ["TYPE_ADDED_TO_UNION"],
      "graphql-inspector": ["UNION_MEMBER_ADDED"],
      "openapi-diff": ["incompatible.response.oneof.increased"],
    },
  },
  "alternative-removed": {
    title: "A value can no longer be one of its types",
    explanation: "Senders of it are rejected; documents that name it fail.",
    advice: "Keep accepting it.",
    area: "type",
    severity: everywhere({
      input: "breaking",
      output: by("selection", { explicit: "breaking" }, "compatible"),
    }),
    wording: "{element} can no longer be {name}",
    peers: {
      oasdiff: [
        "request-property-one-of-removed",
        "response-property-one-of-removed",
        "request-property-any-of-removed",
        "response-property-any-of-removed",
      ],
      "graphql-js": ["TYPE_REMOVED_FROM_UNION"],
      "graphql-inspector": ["UNION_MEMBER_REMOVED"],
      "openapi-diff": ["incompatible.request.oneof.decreased"],
    },
  },
  "alternatives-changed": {
    title: "The alternatives of a value changed in a way that cannot be decided",
    explanation:
      "The sets of accepted values overlap in ways that neither contain the other for certain.",
    advice: "Look at the two sides; a witness would have been shown had one been found.",
    area: "type",
    severity: everywhere(UNDECIDED),
    wording: "the alternatives of {element} changed: {detail}",
  },
  "xml-changed": {
    title: "A value is written in another way in XML",
    explanation:
      "Whoever looks for the former element, attribute or namespace finds nothing there; other media types do not look at it.",
    advice: "Keep the names in XML, whatever the properties are called.",
    area: "type",
    severity: everywhere(UNDECIDED),
    wording: "{kind} {name} is written in XML as {after}, it was {before}",
  },
  "interface-added": {
    title: "A type implements one more interface",
    explanation: "It shows up in results of that interface.",
    advice: "Announce it to readers.",
    area: "type",
    severity: everywhere({ input: "compatible", output: "dangerous" }),
    wording: "{element} now implements {name}",
    peers: {
      "graphql-js": ["IMPLEMENTED_INTERFACE_ADDED"],
      "graphql-inspector": ["OBJECT_TYPE_INTERFACE_ADDED"],
    },
  },
  "interface-removed": {
    title: "A type no longer implements an interface",
    explanation: "Fragments that rely on it are no longer valid.",
    advice: "Keep the interface.",
    area: "type",
    // The objects behind an interface say for themselves what they no longer implement.
    severity: everywhere({
      input: "compatible",
      output: by("variant", { abstract: "dangerous" }, "breaking"),
    }),
    wording: "{element} no longer implements {name}",
    peers: {
      "graphql-js": ["IMPLEMENTED_INTERFACE_REMOVED"],
      "graphql-inspector": ["OBJECT_TYPE_INTERFACE_REMOVED"],
    },
  },
  "root-type-changed": {
    title: "A root operation type has another name",
    explanation:
      "Fragments on the former name are rejected; other documents stay valid where the fields do.",
    advice: "Keep the name.",
    area: "type",
    severity: everywhere(inBoth("breaking")),
    wording: "the {name} root changed from {before} to {after}",
    peers: {
      "graphql-inspector": [
        "SCHEMA_QUERY_TYPE_CHANGED",
        "SCHEMA_MUTATION_TYPE_CHANGED",
        "SCHEMA_SUBSCRIPTION_TYPE_CHANGED",
      ],
    },
  },
} as const satisfies Record<string, Rule>;
