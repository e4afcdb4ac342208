import type { Texts } from "../../diff/compare-texts.ts";
import type { Surface } from "../../../src/model/semantics.ts";
import { edition2023, proto2, proto3 } from "./proto-edit.ts";

/** A pair of files that fires a rule of `buf breaking`, and who tells the same here. */
export interface BufEdit {
  /** As `buf config ls-breaking-rules` (1.75.0) names it. */
  readonly id: string;
  /** Ours, and the surfaces on which it is worse than compatible. */
  readonly rule: string;
  readonly surfaces: readonly Surface[];
  readonly before: Texts;
  readonly after: Texts;
}

type Row = readonly [id: string, rule: string, surfaces: string, before: Texts, after: Texts];

const of = (...rows: readonly Row[]): readonly BufEdit[] =>
  rows.map(([id, rule, surfaces, before, after]) => ({
    id,
    rule,
    surfaces: SURFACES.filter((surface) => surfaces.split(" ").includes(surface)),
    before,
    after,
  }));

const SURFACES: readonly Surface[] = ["wire", "json", "source"];

const order = (body: string) => proto3(`message Order { ${body} }`);
const legacy = (body: string) => proto2(`message Order { ${body} }`);
const status = (body: string) => proto3(`message Order { Status a = 1; } enum Status { ${body} }`);
const edition = (body: string) => edition2023(`message Order { ${body} }`);
const rpc = (declared: string) =>
  proto3(`message A { string a = 1; } message B { string a = 1; } service Orders { ${declared} }`);
const REST = "message Order { string id = 1; }";

/** Two files of one package. */
const files = (one: string, two: string): Texts => ({
  "one.proto": proto3(one),
  "two.proto": proto3(two),
});

const OPTIONS: readonly (readonly [id: string, option: string])[] = [
  ["CC_ENABLE_ARENAS", "cc_enable_arenas = false"],
  ["CC_GENERIC_SERVICES", "cc_generic_services = true"],
  ["CSHARP_NAMESPACE", 'csharp_namespace = "Shop"'],
  ["GO_PACKAGE", 'go_package = "shop/v1"'],
  ["JAVA_GENERIC_SERVICES", "java_generic_services = true"],
  ["JAVA_MULTIPLE_FILES", "java_multiple_files = true"],
  ["JAVA_OUTER_CLASSNAME", 'java_outer_classname = "Shop"'],
  ["JAVA_PACKAGE", 'java_package = "shop.v1.x"'],
  ["OBJC_CLASS_PREFIX", 'objc_class_prefix = "SHP"'],
  ["OPTIMIZE_FOR", "optimize_for = CODE_SIZE"],
  ["PHP_CLASS_PREFIX", 'php_class_prefix = "Shop"'],
  ["PHP_METADATA_NAMESPACE", 'php_metadata_namespace = "Shop"'],
  ["PHP_NAMESPACE", 'php_namespace = "Shop"'],
  ["PY_GENERIC_SERVICES", "py_generic_services = true"],
  ["RUBY_PACKAGE", 'ruby_package = "Shop"'],
  ["SWIFT_PREFIX", 'swift_prefix = "Shop"'],
];

/** They say how fast or how much is generated; the names stay. */
const UNFELT = new Set([
  "CC_ENABLE_ARENAS",
  "CC_GENERIC_SERVICES",
  "JAVA_GENERIC_SERVICES",
  "OPTIMIZE_FOR",
  "PY_GENERIC_SERVICES",
]);

const FILES = of(
  ...OPTIONS.map(([id, option]): Row => {
    const after = proto3(`option ${option}; ${REST}`);
    const surfaces = UNFELT.has(id) ? "" : "source";
    return [`FILE_SAME_${id}`, "attribute-changed", surfaces, proto3(REST), after];
  }),
  [
    "FILE_NO_DELETE",
    "declaration-removed",
    "source",
    files(REST, "message Cart { string id = 1; }"),
    { "one.proto": proto3(REST) },
  ],
  [
    "FILE_SAME_PACKAGE",
    "attribute-changed",
    "wire json source",
    { "one.proto": proto3(REST), "two.proto": proto3("message Cart {}") },
    {
      "one.proto": proto3(REST),
      "two.proto": 'syntax = "proto3"; package shop.v2; message Cart {}',
    },
  ],
  ["FILE_SAME_SYNTAX", "attribute-changed", "", proto3(REST), edition2023(REST)],
  [
    "PACKAGE_NO_DELETE",
    "declaration-removed",
    "source",
    {
      "one.proto": proto3(REST),
      "two.proto": 'syntax = "proto3"; package cart.v1; message Cart {}',
    },
    { "one.proto": proto3(REST) },
  ],
);

const TYPES = of(
  [
    "MESSAGE_NO_DELETE",
    "type-removed",
    "wire json source",
    proto3(`${REST} message Cart {}`),
    proto3(REST),
  ],
  [
    "ENUM_NO_DELETE",
    "type-removed",
    "wire json source",
    proto3(`${REST} enum Kind { A = 0; }`),
    proto3(REST),
  ],
  [
    "PACKAGE_MESSAGE_NO_DELETE",
    "type-removed",
    "wire json source",
    files(REST, "message Cart {} message Line {}"),
    files(REST, "message Line {}"),
  ],
  [
    "PACKAGE_ENUM_NO_DELETE",
    "type-removed",
    "wire json source",
    files(REST, "enum Kind { A = 0; } message Line {}"),
    files(REST, "message Line {}"),
  ],
  [
    "SERVICE_NO_DELETE",
    "operation-group-removed",
    "wire json source",
    rpc("rpc Get(A) returns (B); rpc Put(A) returns (B);"),
    proto3("message A { string a = 1; } message B { int32 b = 2; }"),
  ],
  [
    "PACKAGE_SERVICE_NO_DELETE",
    "operation-group-removed",
    "wire json source",
    files(
      REST,
      "service Orders { rpc Get(Order) returns (Order); rpc Put(Order) returns (Order); } message Line {}",
    ),
    files(REST, "message Line {}"),
  ],
  [
    "EXTENSION_NO_DELETE",
    "field-removed",
    "wire json source",
    proto2("message Order { extensions 100 to 199; } extend Order { optional string note = 100; }"),
    proto2("message Order { extensions 100 to 199; }"),
  ],
  [
    "PACKAGE_EXTENSION_NO_DELETE",
    "field-removed",
    "wire json source",
    proto2("message Order { extensions 100 to 199; } extend Order { optional string note = 100; }"),
    proto2("message Order { extensions 100 to 199; }"),
  ],
  [
    "EXTENSION_MESSAGE_NO_DELETE",
    "extension-range-removed",
    "wire json source",
    legacy("extensions 100 to 199;"),
    legacy(""),
  ],
  [
    "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
    "attribute-changed",
    "source",
    order("option no_standard_descriptor_accessor = false;"),
    order("option no_standard_descriptor_accessor = true;"),
  ],
  [
    "MESSAGE_SAME_JSON_FORMAT",
    "attribute-changed",
    "json",
    edition("option features.json_format = ALLOW;"),
    edition("option features.json_format = LEGACY_BEST_EFFORT;"),
  ],
  [
    "MESSAGE_SAME_REQUIRED_FIELDS",
    "field-added",
    "wire json source",
    legacy("optional string a = 1;"),
    legacy("optional string a = 1; required string b = 2;"),
  ],
  [
    "RESERVED_MESSAGE_NO_DELETE",
    "reserved-removed",
    "wire json",
    order('reserved 4; reserved "gone";'),
    order(""),
  ],
  [
    "RESERVED_ENUM_NO_DELETE",
    "reserved-removed",
    "wire json",
    status("NEW = 0; reserved 4;"),
    status("NEW = 0;"),
  ],
  [
    "ONEOF_NO_DELETE",
    "oneof-split",
    "wire json source",
    order("oneof one { string a = 1; string b = 2; }"),
    order("string a = 1; string b = 2;"),
  ],
);

const one =
  (...ids: readonly string[]) =>
  (row: readonly [string, string, Texts, Texts]) =>
    ids.map((id): Row => [id, ...row]);

const FIELDS = of(
  ...one(
    "FIELD_NO_DELETE",
    "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
    "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
  )([
    "field-removed",
    "wire json source",
    order("string a = 1; string b = 2;"),
    order("string a = 1;"),
  ]),
  ...one("FIELD_SAME_CARDINALITY")([
    "presence-changed",
    "source",
    order("string a = 1;"),
    order("optional string a = 1;"),
  ]),
  ...one(
    "FIELD_WIRE_COMPATIBLE_CARDINALITY",
    "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
  )(["type-changed", "wire json source", order("int32 a = 1;"), order("repeated int32 a = 1;")]),
  ...one(
    "FIELD_SAME_TYPE",
    "FIELD_WIRE_COMPATIBLE_TYPE",
    "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
  )(["encoding-incompatible", "wire json source", order("int32 a = 1;"), order("string a = 1;")]),
  ...one("FIELD_SAME_CPP_STRING_TYPE")([
    "attribute-changed",
    "source",
    order("string a = 1;"),
    order("string a = 1 [ctype = CORD];"),
  ]),
  ...one("FIELD_SAME_JSTYPE")([
    "attribute-changed",
    "source",
    order("int64 a = 1;"),
    order("int64 a = 1 [jstype = JS_STRING];"),
  ]),
  ...one("FIELD_SAME_UTF8_VALIDATION")([
    "utf8-enforced",
    "wire",
    edition("string a = 1 [features.utf8_validation = NONE];"),
    edition("string a = 1;"),
  ]),
  ...one("FIELD_SAME_JAVA_UTF8_VALIDATION")([
    "utf8-enforced",
    "wire",
    legacy("optional string a = 1;"),
    proto2("option java_string_check_utf8 = true; message Order { optional string a = 1; }"),
  ]),
  ...one("FIELD_SAME_DEFAULT")([
    "default-changed",
    "wire json",
    legacy("optional int32 a = 1 [default = 1];"),
    legacy("optional int32 a = 1 [default = 2];"),
  ]),
  ...one("FIELD_SAME_NAME")([
    "field-renamed",
    "json source",
    order("string a = 1;"),
    order("string b = 1;"),
  ]),
  ...one("FIELD_SAME_JSON_NAME")([
    "json-name-changed",
    "json",
    order("string a = 1;"),
    order('string a = 1 [json_name = "b"];'),
  ]),
  ...one("FIELD_SAME_ONEOF")([
    "oneof-joined",
    "wire json source",
    order("string a = 1; string b = 2;"),
    order("oneof one { string a = 1; string b = 2; }"),
  ]),
);

const VALUES = of(
  ...one(
    "ENUM_VALUE_NO_DELETE",
    "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
    "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
  )(["enum-value-removed", "wire json source", status("A = 0; B = 1;"), status("A = 0;")]),
  ...one("ENUM_VALUE_SAME_NAME")([
    "enum-value-renamed",
    "json source",
    status("A = 0; B = 1;"),
    status("A = 0; C = 1;"),
  ]),
  ...one("ENUM_SAME_TYPE")([
    "enum-closed",
    "wire json source",
    edition("Kind a = 1; enum Kind { A = 0; }"),
    edition("Kind a = 1; enum Kind { option features.enum_type = CLOSED; A = 0; }"),
  ]),
  ...one("ENUM_SAME_JSON_FORMAT")([
    "attribute-changed",
    "json",
    edition("Kind a = 1; enum Kind { A = 0; }"),
    edition("Kind a = 1; enum Kind { option features.json_format = LEGACY_BEST_EFFORT; A = 0; }"),
  ]),
);

const GET = "rpc Get(A) returns (B);";

const METHODS = of(
  [
    "RPC_NO_DELETE",
    "operation-removed",
    "wire json source",
    rpc(`${GET} rpc Put(A) returns (B);`),
    rpc(GET),
  ],
  ["RPC_SAME_REQUEST_TYPE", "type-renamed", "source", rpc(GET), rpc("rpc Get(B) returns (B);")],
  ["RPC_SAME_RESPONSE_TYPE", "type-renamed", "source", rpc(GET), rpc("rpc Get(A) returns (A);")],
  [
    "RPC_SAME_CLIENT_STREAMING",
    "streaming-changed",
    "wire json source",
    rpc(GET),
    rpc("rpc Get(stream A) returns (B);"),
  ],
  [
    "RPC_SAME_SERVER_STREAMING",
    "streaming-changed",
    "wire json source",
    rpc(GET),
    rpc("rpc Get(A) returns (stream B);"),
  ],
  [
    "RPC_SAME_IDEMPOTENCY_LEVEL",
    "attribute-changed",
    "wire json",
    rpc(GET),
    rpc("rpc Get(A) returns (B) { option idempotency_level = NO_SIDE_EFFECTS; }"),
  ],
);

/** One pair for each of the rules that are about what breaks. */
export const BUF_EDITS: readonly BufEdit[] = [...FILES, ...TYPES, ...FIELDS, ...VALUES, ...METHODS];
