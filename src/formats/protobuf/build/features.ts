import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { OptionNode, ProtoFile } from "../syntax/syntax-tree.ts";

/**
 * Resolved features by name (https://protobuf.dev/editions/features). Those of a language have its
 * extension before them: `(pb.cpp).string_type`.
 */
export type Features = ReadonlyMap<string, string>;

const PROTO3_AND_LATER = {
  field_presence: "EXPLICIT",
  enum_type: "OPEN",
  repeated_field_encoding: "PACKED",
  utf8_validation: "VERIFY",
  message_encoding: "LENGTH_PREFIXED",
  json_format: "ALLOW",
  "(pb.cpp).string_type": "STRING",
  "(pb.java).utf8_validation": "DEFAULT",
  default_symbol_visibility: "EXPORT_ALL",
};

/** What each syntax and edition means without any feature set (descriptor.proto, `FeatureSet`). */
const DEFAULTS: ReadonlyMap<string, Features> = new Map([
  [
    "proto2",
    features({
      enum_type: "CLOSED",
      repeated_field_encoding: "EXPANDED",
      utf8_validation: "NONE",
      json_format: "LEGACY_BEST_EFFORT",
    }),
  ],
  ["proto3", features({ field_presence: "IMPLICIT" })],
  ["2023", features({})],
  [
    "2024",
    features({
      "(pb.cpp).string_type": "VIEW",
      default_symbol_visibility: "EXPORT_TOP_LEVEL",
    }),
  ],
  ["2026", features({ "(pb.cpp).string_type": "VIEW", default_symbol_visibility: "STRICT" })],
]);

const NO_FEATURES: Features = new Map();

function features(differing: Readonly<Record<string, string>>): Features {
  return new Map(Object.entries({ ...PROTO3_AND_LATER, ...differing }));
}

/** The features that everything in a file starts from. */
export function fileFeatures(file: ProtoFile): Features {
  const defaults = DEFAULTS.get(file.edition ?? file.syntax) ?? NO_FEATURES;
  const inherited = inheritFeatures(defaults, file.options);
  const verified = file.options.some(
    ({ path, value }) => path[0] === "java_string_check_utf8" && value === true,
  );
  if (!verified) return inherited;
  return new Map([...inherited, ["(pb.java).utf8_validation", "VERIFY"]]);
}

/** The features of a declaration: those around it, overridden by its own options. */
export function inheritFeatures(parent: Features, options: readonly OptionNode[]): Features {
  let own: Map<string, string> | undefined;
  for (const { path, value } of options) {
    if (path[0] !== "features") continue;
    own ??= new Map(parent);
    override(own, path.slice(1), value);
  }
  return own ?? parent;
}

/** `features.x = A`, `features.(pb.cpp).y = B` and `features = { x: A [pb.cpp] { y: B } }`. */
function override(own: Map<string, string>, path: readonly string[], value: Json): void {
  if (isJsonObject(value)) overrideAll(own, path, value);
  else if (typeof value === "string") own.set(path.join("."), value);
}

function overrideAll(own: Map<string, string>, path: readonly string[], value: JsonObject): void {
  if (path.length > 1) return;
  for (const [key, item] of Object.entries(value)) {
    override(own, [...path, key.replace(/^\[(.*)\]$/, "($1)")], item);
  }
}
