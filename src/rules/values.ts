import { by, everywhere, HARMLESS, inBoth, inMessages, NARROWING, RISKY } from "./levels.ts";
import type { Rule } from "./rule.ts";

/** A number that nobody has a name for: open enums keep it, closed ones lose the field. */
const NAMELESS = by("list", { open: "dangerous" }, "breaking");

/** Lists of allowed values: `enum`, `const`, GraphQL and Protobuf enums. */
export const VALUE_RULES = {
  "enum-value-added": {
    title: "A value was added to an enum",
    explanation:
      "Clients that handle every value (exhaustive switches, sealed types) meet one they do not know.",
    advice: "Announce it to readers before it is sent.",
    area: "value",
    severity: inMessages(
      {
        input: "compatible",
        // Tolerant readers survive unknown texts and numbers, not another list or truth value.
        output: by("variant", { structural: "breaking" }, "dangerous"),
      },
      RISKY,
    ),
    wording: "{name} was added to {detail}",
    peers: {
      oasdiff: [
        "request-property-enum-value-added",
        "response-property-enum-value-added",
        "request-parameter-enum-value-added",
      ],
      "openapi-diff": ["incompatible.response.enum.increased"],
      "graphql-js": ["VALUE_ADDED_TO_ENUM"],
      "graphql-inspector": ["ENUM_VALUE_ADDED"],
    },
  },
  "enum-value-removed": {
    title: "A value was removed from an enum",
    explanation: "Who sends it is rejected, or sends a value without a meaning.",
    advice: "Deprecate the value, and remove it when nobody sends it.",
    area: "value",
    severity: {
      wire: {
        input: by(
          "variant",
          { alias: "compatible" },
          by("list", { open: "dangerous" }, "breaking"),
        ),
        // Where consumers choose what they get, waiting for a value that never comes is silent.
        output: by("selection", { explicit: "dangerous" }, "compatible"),
      },
      json: NARROWING,
      source: inBoth("breaking"),
    },
    wording: "{name} was removed from {detail}",
    peers: {
      oasdiff: [
        "request-property-enum-value-removed",
        "request-parameter-enum-value-removed",
        "request-body-enum-value-removed",
      ],
      "openapi-diff": ["incompatible.request.enum.decreased"],
      buf: [
        "ENUM_VALUE_NO_DELETE",
        "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
        "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
      ],
      "graphql-js": ["VALUE_REMOVED_FROM_ENUM"],
      "graphql-inspector": ["ENUM_VALUE_REMOVED"],
    },
  },
  "enum-value-renamed": {
    title: "An enum value has another name under the same number",
    explanation: "Bytes carry numbers; JSON, text form and client code carry names.",
    advice: "Add the new name as an alias after the former one.",
    area: "value",
    severity: { wire: HARMLESS, json: inBoth("breaking"), source: inBoth("breaking") },
    wording: "{before} in {detail} was renamed to {after}",
    peers: { buf: ["ENUM_VALUE_SAME_NAME"] },
  },
  "enum-value-number-changed": {
    title: "An enum value has another number",
    explanation:
      "It is read as the value that has the number, without any error, or as a number without a name.",
    advice: "Numbers never change; add a new value.",
    area: "value",
    severity: {
      wire: {
        input: by("variant", { received: NAMELESS, neither: NAMELESS }, "breaking"),
        output: by("variant", { sent: "dangerous", neither: "dangerous" }, "breaking"),
      },
      json: HARMLESS,
      source: HARMLESS,
    },
    wording: "number of {name} in {detail} changed from {before} to {after}",
    peers: { buf: ["ENUM_VALUE_SAME_NAME", "ENUM_VALUE_NO_DELETE"] },
  },
  "enum-alias-order-changed": {
    title: "Another name of the same number is written",
    explanation: "Printers write the first name; readers that compare text see another one.",
    advice: "List the former name first.",
    area: "value",
    severity: { wire: HARMLESS, json: RISKY, source: inBoth("breaking") },
    wording: "number {name} of {element} is now written {after}, it was {before}",
  },
  "enum-default-changed": {
    title: "An unset enum field stands for another value",
    explanation:
      "The first listed value is the default of a closed enum: the same bytes are read differently.",
    advice: "Keep the first value first.",
    area: "value",
    severity: { wire: RISKY, json: RISKY, source: HARMLESS },
    wording: "the first value of {element} changed from {before} to {after}",
  },
  "enum-opened": {
    title: "An enum accepts values outside its list",
    explanation: "Readers of before drop or reject values that have no name.",
    advice: "Send only listed values until readers have moved.",
    area: "value",
    severity: everywhere({
      input: by("variant", { listed: "compatible" }, "dangerous"),
      output: "dangerous",
    }),
    wording: "{element} now accepts values outside its list",
    peers: { buf: ["ENUM_SAME_TYPE"] },
  },
  "enum-closed": {
    title: "An enum no longer accepts values outside its list",
    explanation: "Values without a name, legal before, are dropped or rejected.",
    advice: "Keep it open.",
    area: "value",
    severity: inMessages(
      {
        // By its own shape a closed list rejects; a closed Protobuf enum reads as unset.
        input: by("variant", { listed: "breaking" }, "dangerous"),
        output: by("variant", { listed: "compatible" }, "dangerous"),
      },
      inBoth("breaking"),
    ),
    wording: "{element} no longer accepts values outside its list",
    peers: {
      buf: ["ENUM_SAME_TYPE"],
      oasdiff: ["request-property-x-extensible-enum-value-removed"],
    },
  },
  "value-list-added": {
    title: "Only listed values are accepted now",
    explanation: "Every other value is rejected.",
    advice: "Keep accepting other values.",
    area: "value",
    severity: everywhere(NARROWING),
    wording: "{kind} {name} is now limited to {after}",
    peers: {
      oasdiff: [
        "request-property-became-enum",
        "request-parameter-became-enum",
        "request-property-const-added",
      ],
    },
  },
  "value-list-removed": {
    title: "Any value is possible where there was a list",
    explanation: "Clients that handle every listed value meet others.",
    advice: "Announce it to readers.",
    area: "value",
    severity: everywhere({
      input: "compatible",
      output: by("variant", { structural: "breaking" }, "dangerous"),
    }),
    wording: "{kind} {name} is no longer limited to {before}",
    peers: { oasdiff: ["request-property-const-removed", "response-property-const-removed"] },
  },
} as const satisfies Record<string, Rule>;
