/**
 * Files that every protobuf installation brings along; an import of one is never missing. Their
 * types by file: messages first, enums after the bar.
 * Source: https://github.com/protocolbuffers/protobuf/tree/main/src/google/protobuf
 */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ["any", "Any"],
  ["api", "Api Method Mixin"],
  ["duration", "Duration"],
  ["empty", "Empty"],
  ["field_mask", "FieldMask"],
  ["source_context", "SourceContext"],
  ["struct", "Struct Value ListValue|NullValue"],
  ["timestamp", "Timestamp"],
  ["type", "Type Field Enum EnumValue Option|Field.Kind Field.Cardinality Syntax"],
  [
    "wrappers",
    "DoubleValue FloatValue Int64Value UInt64Value Int32Value UInt32Value BoolValue StringValue BytesValue",
  ],
  [
    "descriptor",
    "FileDescriptorSet FileDescriptorProto DescriptorProto FieldDescriptorProto OneofDescriptorProto " +
      "EnumDescriptorProto EnumValueDescriptorProto ServiceDescriptorProto MethodDescriptorProto " +
      "FileOptions MessageOptions FieldOptions OneofOptions EnumOptions EnumValueOptions ServiceOptions " +
      "MethodOptions ExtensionRangeOptions UninterpretedOption FeatureSet FeatureSetDefaults SourceCodeInfo " +
      "GeneratedCodeInfo|Edition SymbolVisibility FieldDescriptorProto.Type FieldDescriptorProto.Label " +
      "FileOptions.OptimizeMode FieldOptions.CType FieldOptions.JSType MethodOptions.IdempotencyLevel",
  ],
]);

/** Files that only declare options: without them their options stay opaque and no type is lost. */
const OPTION_FILES: ReadonlySet<string> = new Set([
  "buf/validate/validate.proto",
  "gogoproto/gogo.proto",
  "google/api/annotations.proto",
  "google/api/client.proto",
  "google/api/field_behavior.proto",
  "google/api/field_info.proto",
  "google/api/resource.proto",
  "google/api/routing.proto",
  "google/api/visibility.proto",
  "google/longrunning/annotations.proto",
  "protoc-gen-openapiv2/options/annotations.proto",
  "validate/validate.proto",
]);

const WELL_KNOWN_PATH = /^google\/protobuf\/([a-z_]+)\.proto$/;

/** Whether a missing file is no loss: it belongs to protobuf itself or only declares options. */
export function isKnownFile(importPath: string): boolean {
  return importPath.startsWith("google/protobuf/") || OPTION_FILES.has(importPath);
}

/** The types of a file of protobuf itself, by full name. */
export function knownTypesOf(importPath: string): ReadonlyMap<string, "message" | "enum"> {
  const listed = WELL_KNOWN.get(WELL_KNOWN_PATH.exec(importPath)?.[1] ?? "") ?? "";
  const [messages = "", enums = ""] = listed.split("|");
  return new Map([
    ...names(messages).map((name) => [name, "message"] as const),
    ...names(enums).map((name) => [name, "enum"] as const),
  ]);
}

function names(list: string): readonly string[] {
  return list.split(" ").flatMap((name) => (name === "" ? [] : [`google.protobuf.${name}`]));
}

/**
 * Types with a JSON form of their own (https://protobuf.dev/programming-guides/json): their fields
 * say nothing about messages, so a use of one stays opaque even where its file is at hand.
 */
export const SPECIAL_TYPES: ReadonlySet<string> = new Set(
  ["any", "duration", "field_mask", "struct", "timestamp", "wrappers"].flatMap((file) => [
    ...knownTypesOf(`google/protobuf/${file}.proto`).keys(),
  ]),
);
