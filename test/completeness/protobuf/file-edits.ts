import { words } from "../words.ts";
import {
  edits,
  harmless,
  proto2,
  proto3,
  silent,
  type ProtoClaim,
  type ProtoEdit,
} from "./proto-edit.ts";

const CODE: ProtoClaim = { rule: "attribute-changed", source: "breaking" };
const LABEL = harmless("attribute-changed");

const file = (options: string) => proto3(`${options} message Order { }`);

const OPTIONS: readonly ProtoEdit[] = [
  ...words(
    "java_package java_outer_classname go_package objc_class_prefix csharp_namespace swift_prefix php_class_prefix php_namespace php_metadata_namespace ruby_package",
  ).flatMap((option) =>
    edits(`FileOptions.${option}`, file, [
      "changed",
      `option ${option} = "Shop";`,
      `option ${option} = "Store";`,
      CODE,
    ]),
  ),
  ...edits("FileOptions.java_multiple_files", file, [
    "switched on",
    "",
    "option java_multiple_files = true;",
    CODE,
  ]),
  ...words(
    "cc_generic_services java_generic_services py_generic_services java_generate_equals_and_hash cc_enable_arenas",
  ).flatMap((option) =>
    edits(`FileOptions.${option}`, file, [
      "switched",
      `option ${option} = false;`,
      `option ${option} = true;`,
      LABEL,
    ]),
  ),
  ...edits("FileOptions.optimize_for", file, [
    "changed",
    "option optimize_for = SPEED;",
    "option optimize_for = CODE_SIZE;",
    LABEL,
  ]),
  ...edits(
    "FileOptions.java_string_check_utf8",
    (option) => proto2(`${option} message Order { optional string sku = 1; }`),
    [
      "switched on",
      "",
      "option java_string_check_utf8 = true;",
      { rule: "utf8-enforced", wire: "dangerous" },
    ],
  ),
  ...edits("FileOptions.deprecated", file, [
    "added",
    "",
    "option deprecated = true;",
    harmless("deprecation-added"),
  ]),
];

const two = (a: string, b = proto3("message Item { }")) => ({
  "orders.proto": a,
  "items.proto": b,
});

const FILES: readonly ProtoEdit[] = [
  {
    of: "FileDescriptorProto.name",
    edit: "changed",
    before: { "orders.proto": proto3("message Order { }") },
    after: { "purchases.proto": proto3("message Order { }") },
    claim: { rule: "declaration-removed", source: "breaking" },
  },
  {
    of: "FileDescriptorProto.package",
    edit: "changed",
    before: 'syntax = "proto3"; package shop.v1; message Order { }',
    after: 'syntax = "proto3"; package shop.v2; message Order { }',
    claim: { rule: "attribute-changed", wire: "dangerous", json: "dangerous", source: "breaking" },
  },
  {
    of: "FileDescriptorProto.dependency",
    edit: "added",
    before: two(proto3("message Order { }")),
    after: two(proto3('import "items.proto"; message Order { }')),
    claim: silent("What a file needs itself is its own business."),
  },
  {
    of: "FileDescriptorProto.weak_dependency",
    edit: "made weak",
    before: two(proto3('import "items.proto"; message Order { }')),
    after: two(proto3('import weak "items.proto"; message Order { }')),
    claim: silent("What a file needs itself is its own business."),
  },
  {
    of: "FileDescriptorProto.option_dependency",
    edit: "added",
    before: two('edition = "2024"; package shop.v1; message Order { }'),
    after: two('edition = "2024"; package shop.v1; import option "items.proto"; message Order { }'),
    claim: silent("What a file needs itself is its own business."),
  },
  {
    of: "FileDescriptorProto.public_dependency",
    edit: "added",
    before: two(proto3('import "items.proto"; message Order { }')),
    after: two(proto3('import public "items.proto"; message Order { }')),
    claim: LABEL,
  },
  {
    of: "FileDescriptorProto.public_dependency",
    edit: "removed",
    before: two(proto3('import public "items.proto"; message Order { }')),
    after: two(proto3('import "items.proto"; message Order { }')),
    claim: CODE,
  },
  {
    of: "FileDescriptorProto.edition",
    edit: "proto3 to an edition that says the same",
    before: proto3("message Order { string sku = 1; }"),
    after:
      'edition = "2023"; package shop.v1; option features.field_presence = IMPLICIT; message Order { string sku = 1; }',
    claim: LABEL,
  },
  {
    of: "FileDescriptorProto.syntax",
    edit: "proto2 to proto3 of a field that can be unset",
    before: proto2("message Order { optional string sku = 1; }"),
    after: proto3("message Order { string sku = 1; }"),
    claim: {
      rule: "presence-changed",
      wire: "dangerous",
      source: "breaking",
    },
  },
];

const GONE: ProtoClaim = {
  rule: "type-removed",
  wire: "dangerous",
  json: "dangerous",
  source: "breaking",
};
const nested = (body: string) => proto3(`message Order { ${body} }`);

const TYPES: readonly ProtoEdit[] = [
  ...edits(
    "FileDescriptorProto.message_type",
    proto3,
    ["added", "", "message Order { }", harmless("type-added")],
    ["removed", "message Order { } message Item { }", "message Order { }", GONE],
  ),
  ...edits(
    "FileDescriptorProto.enum_type",
    proto3,
    ["added", "", "enum Status { OPEN = 0; }", harmless("type-added")],
    ["removed", "message Order { } enum Status { OPEN = 0; }", "message Order { }", GONE],
  ),
  ...edits(
    "DescriptorProto.nested_type",
    nested,
    ["removed", "message Line { }", "", GONE],
    ["added", "", "message Line { }", harmless("type-added")],
  ),
  ...edits("DescriptorProto.enum_type", nested, ["removed", "enum Status { OPEN = 0; }", "", GONE]),
  ...edits("DescriptorProto.name", proto3, [
    "changed",
    "message Order { }",
    "message Purchase { }",
    GONE,
  ]),
  ...edits("EnumDescriptorProto.name", proto3, [
    "changed",
    "enum Status { A = 0; }",
    "enum State { A = 0; }",
    GONE,
  ]),
  ...["DescriptorProto", "EnumDescriptorProto"].flatMap((type) =>
    edits(
      `${type}.visibility`,
      (visibility) =>
        `edition = "2024"; package shop.v1; ${visibility} ${type === "DescriptorProto" ? "message Order { }" : "enum Status { A = 0; }"}`,
      ["local from now on", "export", "local", { rule: "attribute-changed", source: "breaking" }],
    ),
  ),
];

const MESSAGE_OPTIONS: readonly ProtoEdit[] = [
  ...edits("MessageOptions.deprecated", nested, [
    "added",
    "",
    "option deprecated = true;",
    harmless("deprecation-added"),
  ]),
  ...edits("MessageOptions.no_standard_descriptor_accessor", nested, [
    "added",
    "",
    "option no_standard_descriptor_accessor = true;",
    CODE,
  ]),
  ...edits("MessageOptions.deprecated_legacy_json_field_conflicts", nested, [
    "added",
    "",
    "option deprecated_legacy_json_field_conflicts = true;",
    silent("It only keeps the compiler quiet."),
  ]),
  ...edits(
    "MessageOptions.message_set_wire_format",
    (option) => proto2(`message Order { ${option} extensions 4 to max; }`),
    [
      "added",
      "",
      "option message_set_wire_format = true;",
      { rule: "attribute-changed", wire: "breaking" },
    ],
  ),
  {
    of: "MessageOptions.map_entry",
    edit: "a map becomes a list of its entries",
    before: proto3("message Order { map<string, int32> stock = 1; }"),
    after: proto3(
      "message Order { repeated StockEntry stock = 1; message StockEntry { string key = 1; int32 value = 2; } }",
    ),
    claim: { rule: "type-changed", wire: "dangerous", json: "breaking", source: "breaking" },
  },
];

const field = (type: string) => (options: string) =>
  proto3(`message Order { ${type} value = 1 ${options}; }`);

const FIELD_OPTIONS: readonly ProtoEdit[] = [
  ...edits("FieldOptions.ctype", field("string"), ["changed", "", "[ctype = CORD]", CODE]),
  ...edits("FieldOptions.jstype", field("int64"), ["changed", "", "[jstype = JS_STRING]", CODE]),
  ...edits("FieldOptions.packed", field("repeated int32"), [
    "switched off",
    "",
    "[packed = false]",
    harmless("packing-changed"),
  ]),
  ...edits(
    "FieldOptions.deprecated",
    field("int32"),
    ["added", "", "[deprecated = true]", harmless("deprecation-added")],
    ["removed", "[deprecated = true]", "", harmless("deprecation-removed")],
  ),
  ...["lazy", "unverified_lazy", "weak"].flatMap((option) =>
    edits(`FieldOptions.${option}`, field("Order"), ["added", "", `[${option} = true]`, LABEL]),
  ),
  ...edits("FieldOptions.debug_redact", field("string"), [
    "added",
    "",
    "[debug_redact = true]",
    LABEL,
  ]),
  ...edits("FieldOptions.retention", field("string"), [
    "added",
    "",
    "[retention = RETENTION_SOURCE]",
    LABEL,
  ]),
  ...edits("FieldOptions.targets", field("string"), [
    "added",
    "",
    "[targets = TARGET_TYPE_FIELD]",
    LABEL,
  ]),
];

/** Edits of files, of which types there are, and of options. */
export const FILE_EDITS: readonly ProtoEdit[] = [
  ...OPTIONS,
  ...FILES,
  ...TYPES,
  ...MESSAGE_OPTIONS,
  ...FIELD_OPTIONS,
];
