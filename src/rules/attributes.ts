import type { Json } from "../model/json.ts";
import { meaningOfAnnotation, type AnnotationMeaning } from "./annotations.ts";

/**
 * What a change of a named fact means. `code`: generated code changes its names or types;
 * `identity`: full names change, which `Any` and reflection carry, and so does generated code;
 * `json`: the promise of a JSON form is given or withdrawn;
 * `behaviour`: what a server does may change without any error; `transport`: calls travel another
 * way; `label`: for people and tools only; `utf8`: text may be checked; `silent`: not reported.
 */
export type AttributeMeaning =
  | AnnotationMeaning
  | "identity"
  | "json"
  | "transport"
  | "utf8"
  | "silent";

const MEANINGS: Readonly<Record<string, AttributeMeaning>> = {
  operationId: "code",
  tags: "label",
  summary: "silent",
  // Protobuf file options that move or rename generated code (descriptor.proto, FileOptions).
  java_package: "code",
  java_outer_classname: "code",
  java_multiple_files: "code",
  go_package: "code",
  csharp_namespace: "code",
  objc_class_prefix: "code",
  php_class_prefix: "code",
  php_namespace: "code",
  php_metadata_namespace: "code",
  ruby_package: "code",
  swift_prefix: "code",
  package: "identity",
  // A method that answers in pages where it answered with everything (AIP-158).
  pagination: "behaviour",
  jstype: "code",
  ctype: "code",
  cpp_string_type: "code",
  no_standard_descriptor_accessor: "code",
  optimize_for: "label",
  cc_enable_arenas: "label",
  cc_generic_services: "label",
  java_generic_services: "label",
  py_generic_services: "label",
  syntax: "label",
  edition: "label",
  lazy: "label",
  json_format: "json",
  idempotency_level: "behaviour",
  message_set_wire_format: "transport",
  encoding: "transport",
  utf8_validation: "utf8",
  java_utf8_validation: "utf8",
  java_string_check_utf8: "utf8",
  specifiedBy: "behaviour",
  // A hint (OpenAPI 3.1.1, 4.8.27.1), which clients that look into their tokens rely on.
  bearerFormat: "behaviour",
  publicImports: "code",
  file: "code",
  // Local types of Protobuf's edition 2024: other files may not name them.
  visibility: "code",
  rootType: "silent",
  locations: "silent",
  repeatable: "silent",
  // Only bodies in XML look at it, and those have a rule of their own.
  xml: "silent",
};

/** Facts that are lists of which only a lost entry matters; more of them harms nobody. */
const GROWING: ReadonlySet<string> = new Set(["publicImports"]);

/** True where a list of this name may grow without harm. */
export function mayGrow(attribute: string): boolean {
  return GROWING.has(attribute);
}

/** Facts that only limit, or that take a promise away: to lose one lets more through. */
const LIMITING: ReadonlySet<string> = new Set([
  "@oneOf",
  "json_format",
  "visibility",
  "pagination",
]);

/** True where losing the fact can only let more through. */
export function onlyLimits(attribute: string): boolean {
  return LIMITING.has(attribute);
}

/** Annotations by which a server demands a field though no parser does, and the entry that says so. */
const DEMANDS: Readonly<Record<string, string>> = { "(google.api.field_behavior)": "REQUIRED" };

/** The entry of an annotation's list that demands the field, if there is one. */
export function demandIn(attribute: string): string | undefined {
  return Object.hasOwn(DEMANDS, attribute) ? DEMANDS[attribute] : undefined;
}

/**
 * proto2 and proto3 generate other accessors for the same messages; editions say every difference
 * as a feature of its own.
 */
const LANGUAGES: ReadonlySet<unknown> = new Set(["proto2", "proto3"]);

/** The meaning of a change of a fact, where the two values decide; else that of its name. */
export function meaningOfChange(
  attribute: string,
  from: Json | undefined,
  to: Json | undefined,
): AttributeMeaning {
  // One more way to get a token (`implicit.authorizationUrl`) leaves the others as they were.
  if (from === undefined && attribute.includes(".") && attribute.endsWith("Url")) return "label";
  if (attribute === "syntax" && LANGUAGES.has(from) && LANGUAGES.has(to)) return "code";
  return meaningOfAnnotation(attribute, from, to) ?? meaningOf(attribute);
}

/** The meaning of a fact by its name. Custom options, directives and extensions carry behaviour. */
function meaningOf(attribute: string): AttributeMeaning {
  const known = Object.hasOwn(MEANINGS, attribute) ? MEANINGS[attribute] : undefined;
  if (known !== undefined) return known;
  if (attribute.startsWith("@") || attribute.endsWith("Url")) return "behaviour";
  return "label";
}
