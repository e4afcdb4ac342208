import { edition2023, edits, harmless, silent, type ProtoEdit } from "./proto-edit.ts";

const FEATURE = (field: string) => (options: string) =>
  edition2023(
    `message Order { ${field} ${options}; repeated int32 n = 7; Order order = 8; Status s = 9; } enum Status { OPEN = 0; }`,
  );
const TEXT = FEATURE("string sku = 1");

/** Edits of features, which editions resolve. */
export const FEATURE_EDITS: readonly ProtoEdit[] = [
  ...edits(
    "FeatureSet.field_presence",
    TEXT,
    [
      "implicit",
      "",
      "[features.field_presence = IMPLICIT]",
      { rule: "presence-changed", source: "breaking" },
    ],
    [
      "required",
      "",
      "[features.field_presence = LEGACY_REQUIRED]",
      { rule: "field-became-required", wire: "breaking", json: "breaking", source: "dangerous" },
    ],
  ),
  ...edits("FeatureSet.repeated_field_encoding", FEATURE("repeated int32 sku = 1"), [
    "expanded",
    "",
    "[features.repeated_field_encoding = EXPANDED]",
    harmless("packing-changed"),
  ]),
  ...edits(
    "FeatureSet.utf8_validation",
    TEXT,
    [
      "checked",
      "[features.utf8_validation = NONE]",
      "",
      { rule: "utf8-enforced", wire: "dangerous" },
    ],
    [
      "no longer checked",
      "",
      "[features.utf8_validation = NONE]",
      {
        rule: "utf8-relaxed",
        wire: "dangerous",
      },
    ],
  ),
  ...edits("FeatureSet.message_encoding", FEATURE("Order sku = 1"), [
    "delimited",
    "",
    "[features.message_encoding = DELIMITED]",
    { rule: "attribute-changed", wire: "breaking" },
  ]),
  ...edits(
    "FeatureSet.enum_type",
    (options) =>
      edition2023(`message Order { Status s = 1; } enum Status { ${options} OPEN = 0; }`),
    [
      "closed",
      "",
      "option features.enum_type = CLOSED;",
      { rule: "enum-closed", wire: "dangerous", json: "dangerous", source: "breaking" },
    ],
    [
      "opened",
      "option features.enum_type = CLOSED;",
      "",
      { rule: "enum-opened", wire: "dangerous", json: "dangerous", source: "dangerous" },
    ],
  ),
  ...edits(
    "FeatureSet.json_format",
    (options) => edition2023(`message Order { ${options} }`),
    [
      "no longer promised",
      "",
      "option features.json_format = LEGACY_BEST_EFFORT;",
      { rule: "attribute-changed", json: "dangerous" },
    ],
    [
      "promised",
      "option features.json_format = LEGACY_BEST_EFFORT;",
      "",
      harmless("attribute-changed"),
    ],
  ),
  ...edits(
    "FeatureSet.enforce_naming_style",
    (options) => `edition = "2024"; package shop.v1; ${options} message Order { }`,
    [
      "changed",
      "",
      "option features.enforce_naming_style = STYLE_LEGACY;",
      silent("It is about how names are written, for the compiler."),
    ],
  ),
  ...edits(
    "FeatureSet.default_symbol_visibility",
    (options) => `edition = "2024"; package shop.v1; ${options} message Order { }`,
    [
      "hidden",
      "",
      "option features.default_symbol_visibility = LOCAL_ALL;",
      { rule: "attribute-changed", source: "breaking" },
    ],
  ),
];
