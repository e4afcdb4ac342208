import {
  by,
  everywhere,
  HARMLESS,
  inBoth,
  INCOMPARABLE,
  inMessages,
  NARROWING,
  UNDECIDED,
  WIDENING,
} from "./levels.ts";
import type { Rule } from "./rule.ts";

/** Bounds, patterns, formats and everything else that limits values of a type. */
export const CONSTRAINT_RULES = {
  "constraint-tightened": {
    title: "A constraint is stricter",
    explanation: "Values that were accepted are rejected.",
    advice: "Keep accepting them, or add a new field with the stricter rule.",
    area: "constraint",
    // Encoded texts that are taken as they stand are misread, and nothing fails.
    severity: inMessages(
      { input: "breaking", output: by("variant", { content: "dangerous" }, "compatible") },
      HARMLESS,
    ),
    wording: "{keyword} of {kind} {name} is stricter: {before} → {after}",
    peers: {
      oasdiff: [
        "request-property-max-length-decreased",
        "request-property-min-length-increased",
        "request-property-max-decreased",
        "request-property-min-increased",
        "request-property-pattern-added",
        "request-parameter-max-length-set",
      ],
      "openapi-diff": [
        "incompatible.request.max.length.decreased",
        "incompatible.request.numeric.range.decreased",
      ],
    },
  },
  "constraint-loosened": {
    title: "A constraint is weaker",
    explanation: "Readers meet values that they were promised never to get.",
    advice: "Announce it to readers, or add a new field without the limit.",
    area: "constraint",
    severity: inMessages(
      { input: by("variant", { content: "dangerous" }, "compatible"), output: "breaking" },
      HARMLESS,
    ),
    wording: "{keyword} of {kind} {name} is weaker: {before} → {after}",
    peers: {
      oasdiff: [
        "response-property-max-length-increased",
        "response-property-max-length-unset",
        "response-property-min-length-decreased",
        "request-property-pattern-removed",
      ],
      "openapi-diff": ["incompatible.response.max.length.increased"],
    },
  },
  "constraint-changed": {
    title: "A constraint changed to one that neither contains nor is contained",
    explanation: "Values that were accepted are rejected, and the other way round.",
    advice: "Add a new field with the new rule.",
    area: "constraint",
    severity: inMessages(INCOMPARABLE, HARMLESS),
    wording: "{keyword} of {kind} {name} changed: {before} → {after}",
    peers: { "openapi-diff": ["incompatible.schema.pattern.changed"] },
  },
  "constraint-undecided": {
    title: "A constraint changed, and whether values are lost cannot be decided",
    explanation:
      "The two rules could not be compared exactly; no message was found that tells them apart.",
    advice: "Compare the two rules by hand.",
    area: "constraint",
    severity: inMessages(UNDECIDED, HARMLESS),
    wording: "{keyword} of {kind} {name} changed: {before} → {after}",
    peers: {
      oasdiff: [
        "request-property-pattern-changed",
        "request-parameter-pattern-changed",
        "response-property-pattern-changed",
      ],
    },
  },
  "additional-closed": {
    title: "Members outside the declared ones are refused",
    explanation: "Senders of further members are rejected.",
    advice: "Keep ignoring unknown members.",
    area: "constraint",
    severity: inMessages(NARROWING, HARMLESS),
    wording: "{element} no longer accepts undeclared members",
  },
  "additional-opened": {
    title: "Members outside the declared ones are possible",
    explanation: "A tolerant reader ignores what it does not know.",
    advice: "Nothing to do.",
    area: "constraint",
    severity: inMessages({ input: "compatible", output: "compatible" }, HARMLESS),
    wording: "{element} now accepts undeclared members",
  },
  "additional-typed": {
    title: "Undeclared members are limited to a type",
    explanation: "Senders of members of another type are rejected.",
    advice: "Keep accepting any type.",
    area: "constraint",
    severity: inMessages(NARROWING, HARMLESS),
    wording: "undeclared members of {element} must now be {after}",
  },
  "additional-untyped": {
    title: "Undeclared members may be of any type",
    explanation: "Readers that treat the members as data of one type meet others.",
    advice: "Keep the type.",
    area: "constraint",
    severity: inMessages(WIDENING, HARMLESS),
    wording: "undeclared members of {element} may now be anything, they were {before}",
  },
  "inert-keyword-changed": {
    title: "A rule changed that says nothing of this type of value",
    explanation:
      "By the specification no message differs. But somebody meant something by it, and not every validator and generator looks at the type first.",
    advice: "Move the rule to where it applies, or remove it.",
    area: "constraint",
    severity: inMessages(
      {
        input: by("variant", { loosened: "compatible" }, "dangerous"),
        output: by("variant", { tightened: "compatible" }, "dangerous"),
      },
      HARMLESS,
    ),
    wording: "{keyword} of {kind} {name} changed, where it does not apply: {before} → {after}",
    peers: {
      oasdiff: ["request-body-max-length-decreased", "request-parameter-min-items-increased"],
    },
  },
  "alternatives-overlap": {
    title: "A value fits two alternatives of which exactly one must fit",
    explanation: "Values that fitted one alternative before fit two now, and are rejected for it.",
    advice: "Use anyOf, or tell the alternatives apart by a required constant.",
    area: "type",
    severity: everywhere(NARROWING),
    wording: "{name} of {element} is accepted by two alternatives of a oneOf now",
    peers: { oasdiff: ["request-body-wrapped-in-one-of", "response-body-wrapped-in-one-of"] },
  },
  "packing-changed": {
    title: "A repeated field is packed differently",
    explanation: "Every conforming parser reads both forms.",
    advice: "Nothing to do.",
    area: "constraint",
    severity: everywhere(HARMLESS),
    wording: "packing of {kind} {name} changed from {before} to {after}",
  },
  "reserved-removed": {
    title: "A reserved number or name was released",
    explanation:
      "No message breaks now; the number or name can be taken by another meaning at any time.",
    advice: "Keep it reserved for ever.",
    area: "constraint",
    severity: inMessages(UNDECIDED, HARMLESS),
    wording: "{name} is no longer reserved in {element}",
    peers: { buf: ["RESERVED_MESSAGE_NO_DELETE", "RESERVED_ENUM_NO_DELETE"] },
  },
  "extension-range-removed": {
    title: "Numbers are no longer open for extensions",
    explanation: "Extensions that others declared in the range are no longer readable as such.",
    advice: "Keep the range.",
    area: "constraint",
    severity: {
      wire: UNDECIDED,
      json: UNDECIDED,
      source: { input: "breaking", output: "breaking" },
    },
    wording: "extension range {name} was removed from {element}",
    peers: { buf: ["EXTENSION_MESSAGE_NO_DELETE"] },
  },
  "format-changed": {
    title: "The format of a value changed",
    explanation: "No validator has to assert this format, but readers and senders rely on it.",
    advice: "Add a new field with the new format.",
    area: "constraint",
    severity: inMessages(
      inBoth(by("variant", { added: "compatible", removed: "compatible" }, "dangerous")),
      { input: "dangerous", output: "dangerous" },
    ),
    wording: "format of {kind} {name} changed from {before} to {after}",
  },
} as const satisfies Record<string, Rule>;
