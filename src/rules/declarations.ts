import { APPLIED_DIRECTIVES } from "./applied-directives.ts";
import { by, everywhere, HARMLESS, inBoth, inMessages, inSource } from "./levels.ts";
import type { Rule } from "./rule.ts";

/** What buf has a rule of its own for, each about one fact. */
const BUF_FACTS: readonly string[] = [
  "FILE_SAME_CC_ENABLE_ARENAS",
  "FILE_SAME_CC_GENERIC_SERVICES",
  "FILE_SAME_CSHARP_NAMESPACE",
  "FILE_SAME_GO_PACKAGE",
  "FILE_SAME_JAVA_GENERIC_SERVICES",
  "FILE_SAME_JAVA_MULTIPLE_FILES",
  "FILE_SAME_JAVA_OUTER_CLASSNAME",
  "FILE_SAME_JAVA_PACKAGE",
  "FILE_SAME_OBJC_CLASS_PREFIX",
  "FILE_SAME_OPTIMIZE_FOR",
  "FILE_SAME_PACKAGE",
  "FILE_SAME_PHP_CLASS_PREFIX",
  "FILE_SAME_PHP_METADATA_NAMESPACE",
  "FILE_SAME_PHP_NAMESPACE",
  "FILE_SAME_PY_GENERIC_SERVICES",
  "FILE_SAME_RUBY_PACKAGE",
  "FILE_SAME_SWIFT_PREFIX",
  "FILE_SAME_SYNTAX",
  "ENUM_SAME_JSON_FORMAT",
  "MESSAGE_SAME_JSON_FORMAT",
  "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
  "FIELD_SAME_CPP_STRING_TYPE",
  "FIELD_SAME_JSTYPE",
  "RPC_SAME_IDEMPOTENCY_LEVEL",
];

/** Facts of whose change neither messages nor their readers see anything until something is off. */
const CHANGED_FACT = {
  behaviour: "dangerous",
  identity: "dangerous",
  result: "dangerous",
} as const;

/** Directives, files, packages, extensions, tags, schemes: what stands beside types and operations. */
export const DECLARATION_RULES = {
  "declaration-added": {
    title: "Something was declared that was not there",
    explanation: "Nobody relies on it yet.",
    advice: "Nothing to do.",
    area: "declaration",
    severity: everywhere(HARMLESS),
    wording: "{kind} {name} was added",
    peers: {
      "graphql-js": ["DIRECTIVE_ADDED"],
      "graphql-inspector": ["DIRECTIVE_ADDED"],
      oasdiff: ["api-tag-added", "api-security-component-added"],
    },
  },
  "declaration-removed": {
    title: "A declaration is gone",
    explanation: "No message changes by itself; code generated from it does.",
    advice: "Keep it while code is generated from it.",
    area: "declaration",
    severity: inSource(inBoth(by("variant", { label: "compatible" }, "breaking"))),
    wording: "{kind} {name} was removed",
    peers: {
      buf: ["FILE_NO_DELETE", "PACKAGE_NO_DELETE", "SERVICE_NO_DELETE", "EXTENSION_NO_DELETE"],
      oasdiff: ["api-tag-removed", "api-security-component-removed"],
    },
  },
  "directive-removed": {
    title: "A directive was removed",
    explanation:
      "Documents that use it are rejected; directives of the schema alone concern no client.",
    advice: "Deprecate it and keep it while documents use it.",
    area: "declaration",
    severity: inMessages(inBoth(by("reached", { unreached: "dangerous" }, "breaking")), HARMLESS),
    wording: "directive {element} was removed",
    peers: { "graphql-js": ["DIRECTIVE_REMOVED"], "graphql-inspector": ["DIRECTIVE_REMOVED"] },
  },
  "directive-location-removed": {
    title: "A directive may no longer stand somewhere",
    explanation: "Documents that use it there are rejected.",
    advice: "Keep the location.",
    area: "declaration",
    severity: inMessages(inBoth(by("reached", { unreached: "compatible" }, "breaking")), HARMLESS),
    wording: "{element} may no longer stand on {name}",
    peers: {
      "graphql-js": ["DIRECTIVE_LOCATION_REMOVED"],
      "graphql-inspector": ["DIRECTIVE_LOCATION_REMOVED"],
    },
  },
  "directive-location-added": {
    title: "A directive may stand in more places",
    explanation: "What was valid still is.",
    advice: "Nothing to do.",
    area: "declaration",
    severity: everywhere(HARMLESS),
    wording: "{element} may now stand on {name}",
    peers: {
      "graphql-js": ["DIRECTIVE_LOCATION_ADDED"],
      "graphql-inspector": ["DIRECTIVE_LOCATION_ADDED"],
    },
  },
  "directive-repeatable-removed": {
    title: "A directive may no longer be repeated",
    explanation: "Documents that repeat it are rejected.",
    advice: "Keep it repeatable.",
    area: "declaration",
    severity: inMessages(inBoth(by("reached", { unreached: "compatible" }, "breaking")), HARMLESS),
    wording: "{element} may no longer be repeated",
    peers: {
      "graphql-js": ["DIRECTIVE_REPEATABLE_REMOVED"],
      "graphql-inspector": ["DIRECTIVE_REPEATABLE_REMOVED"],
    },
  },
  "directive-repeatable-added": {
    title: "A directive may be repeated",
    explanation: "What was valid still is.",
    advice: "Nothing to do.",
    area: "declaration",
    severity: everywhere(HARMLESS),
    wording: "{element} may now be repeated",
    peers: {
      "graphql-js": ["DIRECTIVE_REPEATABLE_ADDED"],
      "graphql-inspector": ["DIRECTIVE_REPEATABLE_ADDED"],
    },
  },
  "attribute-changed": {
    title: "A fact about an element changed",
    explanation: "What it means depends on the fact; `rules/attributes` says it for those we know.",
    advice: "See the fact's own documentation.",
    area: "declaration",
    severity: {
      wire: {
        input: by(
          "variant",
          { ...CHANGED_FACT, sent: "dangerous", transport: "breaking" },
          "compatible",
        ),
        output: by(
          "variant",
          { ...CHANGED_FACT, received: "dangerous", transport: "breaking" },
          "compatible",
        ),
      },
      json: {
        input: by(
          "variant",
          { ...CHANGED_FACT, sent: "dangerous", json: "dangerous" },
          "compatible",
        ),
        output: by(
          "variant",
          { ...CHANGED_FACT, received: "dangerous", json: "dangerous" },
          "compatible",
        ),
      },
      source: inBoth(
        by("variant", { code: "breaking", identity: "breaking", result: "breaking" }, "compatible"),
      ),
    },
    wording: "{keyword} of {element} changed from {before} to {after}",
    peers: {
      oasdiff: ["api-operation-id-removed", "api-tag-removed"],
      buf: BUF_FACTS,
      "graphql-inspector": APPLIED_DIRECTIVES,
    },
  },
  "utf8-enforced": {
    title: "Text is checked for UTF-8 now",
    explanation: "Bytes that were let through are rejected.",
    advice: "Check that every sender writes UTF-8 first.",
    area: "constraint",
    severity: {
      wire: { input: "dangerous", output: "compatible" },
      json: HARMLESS,
      source: HARMLESS,
    },
    wording: "{element} is now checked for UTF-8",
    peers: { buf: ["FIELD_SAME_UTF8_VALIDATION", "FIELD_SAME_JAVA_UTF8_VALIDATION"] },
  },
  "utf8-relaxed": {
    title: "Text is no longer checked for UTF-8",
    explanation: "Bytes that are let through now are rejected by readers that still check.",
    advice: "Send UTF-8 only until every reader has moved.",
    area: "constraint",
    severity: {
      wire: { input: "compatible", output: "dangerous" },
      json: HARMLESS,
      source: HARMLESS,
    },
    wording: "{element} is no longer checked for UTF-8",
    peers: { buf: ["FIELD_SAME_UTF8_VALIDATION", "FIELD_SAME_JAVA_UTF8_VALIDATION"] },
  },
  "demanded-by-convention": {
    title: "A field is now demanded by convention",
    explanation:
      "No parser enforces the annotation; a server that honours it rejects requests without the field.",
    advice: "Keep it optional, or check that the server tolerates its absence.",
    area: "field",
    severity: inMessages({ input: "dangerous", output: "compatible" }, HARMLESS),
    wording: "{kind} {name} is now marked as required ({keyword})",
  },
} as const satisfies Record<string, Rule>;
