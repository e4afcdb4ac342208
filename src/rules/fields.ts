import {
  by,
  everywhere,
  HARMLESS,
  inBoth,
  inMessages,
  inSource,
  NARROWING,
  WIDENING,
} from "./levels.ts";
import type { ByDirection, Rule } from "./rule.ts";

/** What a member that is gone means, and one that is only gone for one direction. */
const GONE: ByDirection = {
  input: by("unknown", { rejected: "breaking" }, "dangerous"),
  output: by(
    "selection",
    { explicit: "breaking" },
    by("presence", { required: "breaking" }, "dangerous"),
  ),
};

const NEW: ByDirection = {
  // In an object that declared nothing, members of this name may have been sent in any form.
  input: by(
    "presence",
    { required: "breaking" },
    by("variant", { "free-form": "dangerous" }, "compatible"),
  ),
  output: "compatible",
};

/** Members of objects: properties, fields, message fields, arguments. */
export const FIELD_RULES = {
  "field-added": {
    title: "A field was added",
    explanation:
      "A required field makes every message without it fail; an optional one is ignored by who does not know it.",
    advice: "Make the new field optional, or give it a default.",
    area: "field",
    severity: inMessages(NEW, {
      input: by("presence", { required: "dangerous" }, "compatible"),
      output: "compatible",
    }),
    wording: "{detail} {kind} {name} was added",
    peers: {
      oasdiff: [
        "new-required-request-property",
        "new-required-request-property-with-default",
        "new-optional-request-property",
        "response-required-property-added",
        "response-optional-property-added",
      ],
      buf: ["MESSAGE_SAME_REQUIRED_FIELDS"],
      "graphql-js": [
        "FIELD_ADDED",
        "REQUIRED_INPUT_FIELD_ADDED",
        "OPTIONAL_INPUT_FIELD_ADDED",
        "REQUIRED_ARG_ADDED",
        "OPTIONAL_ARG_ADDED",
        "OPTIONAL_DIRECTIVE_ARG_ADDED",
        "REQUIRED_DIRECTIVE_ARG_ADDED",
      ],
      "graphql-inspector": [
        "FIELD_ADDED",
        "INPUT_FIELD_ADDED",
        "FIELD_ARGUMENT_ADDED",
        "DIRECTIVE_ARGUMENT_ADDED",
      ],
    },
  },
  "field-removed": {
    title: "A field was removed",
    explanation:
      "Who reads it finds nothing; who sends it is rejected, or silently ignored where unknown members are.",
    advice: "Deprecate it with a sunset date, and remove it when nobody uses it.",
    area: "field",
    severity: inMessages(GONE, inBoth("breaking")),
    wording: "{detail} {kind} {name} was removed",
    peers: {
      oasdiff: [
        "request-property-removed",
        "response-required-property-removed",
        "response-optional-property-removed",
      ],
      buf: [
        "FIELD_NO_DELETE",
        "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
        "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
        "EXTENSION_NO_DELETE",
        "PACKAGE_EXTENSION_NO_DELETE",
      ],
      "graphql-js": ["FIELD_REMOVED", "ARG_REMOVED", "DIRECTIVE_ARG_REMOVED"],
      "graphql-inspector": [
        "FIELD_REMOVED",
        "INPUT_FIELD_REMOVED",
        "FIELD_ARGUMENT_REMOVED",
        "DIRECTIVE_ARGUMENT_REMOVED",
      ],
    },
  },
  "field-hidden": {
    title: "A field was withdrawn from one direction",
    explanation: "Read-only fields are ignored when sent, write-only fields never come back.",
    advice: "Add a new field instead of turning this one round.",
    area: "field",
    severity: everywhere({
      input: "dangerous",
      output: by("presence", { required: "breaking" }, "dangerous"),
    }),
    wording: "{kind} {name} became {after}",
    peers: {
      oasdiff: [
        "request-required-property-became-read-only",
        "response-required-property-became-write-only",
      ],
    },
  },
  "field-exposed": {
    title: "A field can now be met in a direction it was withdrawn from",
    explanation: "A required field that was read-only must be sent from now on.",
    advice: "Make it optional in requests.",
    area: "field",
    severity: everywhere(NEW),
    wording: "{kind} {name} is no longer {before}",
    peers: {
      oasdiff: [
        "request-required-property-became-not-read-only",
        "response-required-property-became-not-write-only",
      ],
    },
  },
  "field-became-required": {
    title: "A field became required",
    explanation: "Messages without it are rejected from now on.",
    advice: "Keep it optional, and check in the provider until every sender has moved.",
    area: "field",
    severity: inMessages(NARROWING, { input: "dangerous", output: "compatible" }),
    wording: "{kind} {name} became required",
    peers: {
      "graphql-inspector": [
        "FIELD_ARGUMENT_DEFAULT_CHANGED",
        "INPUT_FIELD_DEFAULT_VALUE_CHANGED",
        "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED",
      ],
      "graphql-js": ["ARG_DEFAULT_VALUE_CHANGE", "INPUT_FIELD_DEFAULT_VALUE_CHANGE"],
      oasdiff: [
        "request-property-became-required",
        "request-property-became-required-with-default",
        "response-property-became-required",
      ],
      "openapi-diff": ["incompatible.request.required.increased"],
      buf: ["MESSAGE_SAME_REQUIRED_FIELDS"],
    },
  },
  "field-became-optional": {
    title: "A field became optional",
    explanation: "Readers that rely on it meet messages without it.",
    advice: "Keep sending it.",
    area: "field",
    severity: inMessages(WIDENING, { input: "compatible", output: "dangerous" }),
    wording: "{kind} {name} became optional",
    peers: {
      "graphql-inspector": [
        "FIELD_ARGUMENT_DEFAULT_CHANGED",
        "INPUT_FIELD_DEFAULT_VALUE_CHANGED",
        "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED",
      ],
      "graphql-js": ["ARG_DEFAULT_VALUE_ADDED", "INPUT_FIELD_DEFAULT_VALUE_ADDED"],
      oasdiff: ["request-property-became-optional", "response-property-became-optional"],
      "openapi-diff": ["incompatible.response.required.decreased"],
      buf: ["MESSAGE_SAME_REQUIRED_FIELDS"],
    },
  },
  "field-renamed": {
    title: "A field has another name under the same number",
    explanation: "Bytes do not carry names; JSON, text form, field masks and client code do.",
    advice: "Keep the JSON name (`json_name`), or add a new field.",
    area: "field",
    severity: {
      wire: HARMLESS,
      json: inBoth(by("variant", { "json-name-kept": "dangerous" }, "breaking")),
      source: inBoth("breaking"),
    },
    wording: "{kind} {before} was renamed to {after}",
    peers: { buf: ["FIELD_SAME_NAME"] },
  },
  "field-number-changed": {
    title: "A field has another number",
    explanation:
      "It is written under one number and looked for under another: its data is lost both ways.",
    advice: "Numbers never change; add a new field instead.",
    area: "field",
    severity: { wire: inBoth("breaking"), json: HARMLESS, source: HARMLESS },
    wording: "number of {kind} {name} changed from {before} to {after}",
    peers: { buf: ["FIELD_NO_DELETE", "FIELD_SAME_NAME"] },
  },
  "json-name-changed": {
    title: "A field has another name in JSON",
    explanation: "JSON written by one side is not understood by the other.",
    advice: "Keep the JSON name.",
    area: "field",
    // Parsers of ProtoJSON take a field by its JSON name and by its own (https://protobuf.dev, ProtoJSON).
    severity: {
      wire: HARMLESS,
      json: {
        input: by("variant", { "known-name": "compatible" }, "breaking"),
        // Readers that are no ProtoJSON parsers look for the one name only.
        output: by("variant", { "known-name": "dangerous" }, "breaking"),
      },
      source: HARMLESS,
    },
    wording: "JSON name of {kind} {name} changed from {before} to {after}",
    peers: { buf: ["FIELD_SAME_JSON_NAME"] },
  },
  "presence-changed": {
    title: "Whether a field can be told to be unset changed",
    explanation: "Messages stay the same; generated accessors do not.",
    advice: "Announce it to those who compile against the contract.",
    area: "field",
    severity: { wire: HARMLESS, json: HARMLESS, source: inBoth("breaking") },
    wording: "presence of {kind} {name} changed from {before} to {after}",
    peers: { buf: ["FIELD_SAME_CARDINALITY"] },
  },
  "default-changed": {
    title: "A default changed",
    explanation: "Who leaves the value out gets another behaviour without any error.",
    advice: "Add a new field, or announce the change.",
    area: "value",
    severity: {
      wire: { input: "dangerous", output: by("variant", { reader: "dangerous" }, "compatible") },
      json: { input: "dangerous", output: by("variant", { reader: "dangerous" }, "compatible") },
      source: HARMLESS,
    },
    wording: "default of {kind} {name} changed from {before} to {after}",
    peers: {
      oasdiff: [
        "request-parameter-default-value-changed",
        "request-property-default-value-changed",
        "request-parameter-default-value-added",
        "request-parameter-default-value-removed",
      ],
      buf: ["FIELD_SAME_DEFAULT"],
      "graphql-js": [
        "ARG_DEFAULT_VALUE_CHANGE",
        "INPUT_FIELD_DEFAULT_VALUE_CHANGE",
        "ARG_DEFAULT_VALUE_ADDED",
        "INPUT_FIELD_DEFAULT_VALUE_ADDED",
      ],
      "graphql-inspector": [
        "FIELD_ARGUMENT_DEFAULT_CHANGED",
        "INPUT_FIELD_DEFAULT_VALUE_CHANGED",
        "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED",
      ],
    },
  },
  "oneof-member-added": {
    title: "A oneof has a new member",
    explanation: "A reader that does not know it sees the oneof as not set.",
    advice: "Announce it to readers before it is sent.",
    area: "field",
    severity: inMessages({ input: "compatible", output: "dangerous" }, inBoth("dangerous")),
    wording: "oneof {element} has a new member {name}",
  },
  "oneof-joined": {
    title: "Fields that could be set together exclude each other now",
    explanation: "Of a message that sets both, only the last survives; in JSON it is rejected.",
    advice: "Add new fields inside the oneof.",
    area: "field",
    severity: { wire: NARROWING, json: NARROWING, source: inBoth("breaking") },
    wording: "{detail} now exclude each other in oneof {element}",
    peers: { buf: ["FIELD_SAME_ONEOF"] },
  },
  "oneof-split": {
    title: "Fields that excluded each other can be set together now",
    explanation: "A reader of before keeps only the last one of a oneof.",
    advice: "Add new fields outside the oneof.",
    area: "field",
    severity: { wire: WIDENING, json: WIDENING, source: inBoth("breaking") },
    wording: "{detail} no longer exclude each other in oneof {element}",
    peers: { buf: ["FIELD_SAME_ONEOF", "ONEOF_NO_DELETE"] },
  },
  "oneof-renamed": {
    title: "A oneof was renamed, or a field alone moved in or out of one",
    explanation: "Messages stay the same; generated code is named after it.",
    advice: "Keep the name.",
    area: "field",
    severity: inSource(inBoth("breaking")),
    wording: "oneof of {detail} changed from {before} to {after}",
    peers: { buf: ["ONEOF_NO_DELETE", "FIELD_SAME_ONEOF"] },
  },
  "exactly-one-added": {
    title: "Exactly one field must be set",
    explanation: "Input with several fields, with none, or with a nullable variable is rejected.",
    advice: "Add a new input type.",
    area: "field",
    severity: everywhere(NARROWING),
    wording: "{element} must now have exactly one field set",
    peers: { "graphql-inspector": ["DIRECTIVE_USAGE_INPUT_OBJECT_ADDED"] },
  },
  "exactly-one-removed": {
    title: "Several fields may be set together",
    explanation: "What was accepted still is.",
    advice: "Nothing to do.",
    area: "field",
    severity: everywhere(WIDENING),
    wording: "{element} may now have several fields set",
    peers: { "graphql-inspector": ["DIRECTIVE_USAGE_INPUT_OBJECT_REMOVED"] },
  },
} as const satisfies Record<string, Rule>;
