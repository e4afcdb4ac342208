import {
  edits,
  harmless,
  proto2,
  proto3,
  silent,
  twoWays,
  type ProtoClaim,
  type ProtoEdit,
} from "./proto-edit.ts";

const GONE_SENT: ProtoClaim = {
  rule: "field-removed",
  wire: "dangerous",
  json: "breaking",
  source: "breaking",
};
const GONE_RECEIVED: ProtoClaim = { ...GONE_SENT, json: "dangerous" };
const RENAMED: ProtoClaim = { rule: "field-renamed", json: "breaking", source: "breaking" };
const RENAMED_KEPT: ProtoClaim = { rule: "field-renamed", json: "dangerous", source: "breaking" };
const JSON_NAME: ProtoClaim = { rule: "json-name-changed", json: "breaking" };
const KNOWN_NAME: ProtoClaim = { rule: "json-name-changed" };
const OWN_NAME: ProtoClaim = { rule: "json-name-changed", json: "dangerous" };
const NUMBER: ProtoClaim = { rule: "field-number-changed", wire: "breaking" };
const FROM_ONE: ProtoClaim = {
  rule: "type-changed",
  wire: "dangerous",
  json: "breaking",
  source: "breaking",
};
const TO_MANY: ProtoClaim = { ...FROM_ONE, wire: "breaking" };
const PRESENCE: ProtoClaim = { rule: "presence-changed", source: "breaking" };
const OTHER_BYTES: ProtoClaim = {
  rule: "encoding-incompatible",
  wire: "breaking",
  json: "breaking",
  source: "breaking",
};
const ONEOF_NAME: ProtoClaim = { rule: "oneof-renamed", source: "breaking" };

const FIELDS: readonly ProtoEdit[] = [
  ...twoWays(
    "DescriptorProto.field",
    ["added", "", "string sku = 1;", harmless("field-added"), harmless("field-added")],
    ["removed", "string sku = 1;", "", GONE_SENT, GONE_RECEIVED],
    [
      "removed and reserved",
      "string sku = 1;",
      'reserved 1; reserved "sku";',
      GONE_SENT,
      GONE_RECEIVED,
    ],
  ),
  ...twoWays(
    "FieldDescriptorProto.name",
    ["changed", "string sku = 1;", "string ean = 1;", RENAMED, RENAMED],
    [
      "changed under its JSON name",
      "string stock_unit = 1;",
      'string sku = 1 [json_name = "stockUnit"];',
      RENAMED_KEPT,
      RENAMED_KEPT,
    ],
  ),
  ...twoWays("FieldDescriptorProto.number", [
    "changed",
    "string sku = 1;",
    "string sku = 2;",
    NUMBER,
    NUMBER,
  ]),
  ...twoWays(
    "FieldDescriptorProto.json_name",
    ["added", "string sku = 1;", 'string sku = 1 [json_name = "unit"];', KNOWN_NAME, JSON_NAME],
    ["removed", 'string sku = 1 [json_name = "unit"];', "string sku = 1;", JSON_NAME, OWN_NAME],
    [
      "the default, written out",
      "string stock_unit = 1;",
      'string stock_unit = 1 [json_name = "stockUnit"];',
      silent("The default."),
      silent("The default."),
    ],
  ),
  ...twoWays(
    "FieldDescriptorProto.label",
    ["one text to many", "string sku = 1;", "repeated string sku = 1;", FROM_ONE, TO_MANY],
    ["many texts to one", "repeated string sku = 1;", "string sku = 1;", TO_MANY, FROM_ONE],
    ["one number to many", "int32 sku = 1;", "repeated int32 sku = 1;", FROM_ONE, TO_MANY],
    ["many numbers to one", "repeated int32 sku = 1;", "int32 sku = 1;", TO_MANY, FROM_ONE],
    ["one message to many", "Line sku = 1;", "repeated Line sku = 1;", FROM_ONE, TO_MANY],
  ),
  ...twoWays("FieldDescriptorProto.proto3_optional", [
    "added",
    "int32 count = 1;",
    "optional int32 count = 1;",
    PRESENCE,
    PRESENCE,
  ]),
];

const REQUIRED: readonly ProtoEdit[] = [
  ...edits(
    "FieldDescriptorProto.label",
    (label) => proto2(`message Order { ${label} string sku = 1; }`),
    [
      "optional to required",
      "optional",
      "required",
      { rule: "field-became-required", wire: "breaking", json: "breaking", source: "dangerous" },
    ],
    [
      "required to optional",
      "required",
      "optional",
      { rule: "field-became-optional", wire: "breaking", json: "breaking", source: "dangerous" },
    ],
  ),
  ...edits(
    "FieldDescriptorProto.default_value",
    (options) => proto2(`message Order { optional int32 count = 1 ${options}; }`),
    [
      "added",
      "",
      "[default = 1]",
      { rule: "default-changed", wire: "dangerous", json: "dangerous" },
    ],
    [
      "changed",
      "[default = 1]",
      "[default = 2]",
      { rule: "default-changed", wire: "dangerous", json: "dangerous" },
    ],
    [
      "removed",
      "[default = 1]",
      "",
      { rule: "default-changed", wire: "dangerous", json: "dangerous" },
    ],
  ),
];

const TYPES: readonly ProtoEdit[] = [
  ...twoWays(
    "FieldDescriptorProto.type_name",
    [
      "a message of another shape",
      "Line line = 1;",
      "Count line = 1;",
      { rule: "type-changed", wire: "breaking", json: "breaking", source: "breaking" },
      { rule: "type-changed", wire: "breaking", json: "breaking", source: "breaking" },
    ],
    [
      "a message to bytes",
      "Line line = 1;",
      "bytes line = 1;",
      { ...OTHER_BYTES, wire: "dangerous" },
      OTHER_BYTES,
    ],
    ["a message to a text", "Line line = 1;", "string line = 1;", OTHER_BYTES, OTHER_BYTES],
    [
      "an open enum to int32, which share their bytes",
      "Status status = 1;",
      "int32 status = 1;",
      { rule: "encoding-incompatible", json: "breaking", source: "breaking" },
      { rule: "encoding-incompatible", json: "dangerous", source: "breaking" },
    ],
    ["an enum to a text", "Status status = 1;", "string status = 1;", OTHER_BYTES, OTHER_BYTES],
    [
      "the value of a map",
      "map<string, int32> stock = 1;",
      "map<string, string> stock = 1;",
      OTHER_BYTES,
      OTHER_BYTES,
    ],
    [
      "the key of a map",
      "map<string, int32> stock = 1;",
      "map<int64, int32> stock = 1;",
      OTHER_BYTES,
      OTHER_BYTES,
    ],
  ),
  ...edits(
    "FieldDescriptorProto.extendee",
    (type) =>
      proto2(
        `message Order { extensions 100 to 199; } message Item { extensions 100 to 199; } extend ${type} { optional string note = 100; }`,
      ),
    ["another message", "Order", "Item", GONE_SENT],
  ),
];

const ONEOFS: readonly ProtoEdit[] = [
  ...twoWays(
    "DescriptorProto.oneof_decl",
    [
      "several fields join",
      "int32 card = 1; int32 bank = 2;",
      "oneof way { int32 card = 1; int32 bank = 2; }",
      { rule: "oneof-joined", wire: "breaking", json: "breaking", source: "breaking" },
      { rule: "oneof-joined", source: "breaking" },
    ],
    [
      "several fields part",
      "oneof way { int32 card = 1; int32 bank = 2; }",
      "int32 card = 1; int32 bank = 2;",
      { rule: "oneof-split", source: "breaking" },
      { rule: "oneof-split", wire: "breaking", json: "breaking", source: "breaking" },
    ],
    [
      "one more member",
      "oneof way { int32 card = 1; }",
      "oneof way { int32 card = 1; int32 bank = 2; }",
      { rule: "oneof-member-added", source: "dangerous" },
      { rule: "oneof-member-added", wire: "dangerous", json: "dangerous", source: "dangerous" },
    ],
    [
      "one member less",
      "oneof way { int32 card = 1; int32 bank = 2; }",
      "oneof way { int32 card = 1; }",
      GONE_SENT,
      GONE_RECEIVED,
    ],
  ),
  ...twoWays(
    "FieldDescriptorProto.oneof_index",
    [
      "a single field moves in",
      "optional int32 card = 1;",
      "oneof way { int32 card = 1; }",
      ONEOF_NAME,
      ONEOF_NAME,
    ],
    [
      "a single field moves out",
      "oneof way { int32 card = 1; }",
      "optional int32 card = 1;",
      ONEOF_NAME,
      ONEOF_NAME,
    ],
  ),
  ...twoWays("OneofDescriptorProto.name", [
    "changed",
    "oneof way { int32 card = 1; }",
    "oneof payment { int32 card = 1; }",
    ONEOF_NAME,
    ONEOF_NAME,
  ]),
];

const RESERVED: ProtoClaim = { rule: "reserved-removed", wire: "dangerous", json: "dangerous" };
const MESSAGE = (body: string) => proto3(`message Order { ${body} }`);

const RESERVATIONS: readonly ProtoEdit[] = [
  ...edits(
    "DescriptorProto.reserved_range",
    MESSAGE,
    ["released", "reserved 2 to 4;", "reserved 2;", RESERVED],
    ["added", "", "reserved 2;", silent("It can only prevent harm.")],
  ),
  ...edits("DescriptorProto.reserved_name", MESSAGE, ["released", 'reserved "sku";', "", RESERVED]),
  ...edits("DescriptorProto.extension_range", (body) => proto2(`message Order { ${body} }`), [
    "removed",
    "extensions 100 to 199;",
    "",
    {
      rule: "extension-range-removed",
      wire: "dangerous",
      json: "dangerous",
      source: "breaking",
    },
  ]),
  ...edits(
    "ExtensionRange.end",
    (range) => proto2(`message Order { extensions ${range}; }`),
    [
      "lowered",
      "100 to 199",
      "100 to 149",
      { rule: "extension-range-removed", wire: "dangerous", json: "dangerous", source: "breaking" },
    ],
    ["raised", "100 to 149", "100 to 199", silent("More may be declared than before.")],
  ),
  ...edits("ExtensionRange.start", (range) => proto2(`message Order { extensions ${range}; }`), [
    "raised",
    "100 to 199",
    "150 to 199",
    { rule: "extension-range-removed", wire: "dangerous", json: "dangerous", source: "breaking" },
  ]),
  ...["verification", "declaration"].flatMap((field) =>
    edits(
      `ExtensionRange.${field}`,
      (options) => proto2(`message Order { extensions 100 to 199 ${options}; }`),
      [
        "added",
        "",
        field === "verification"
          ? "[verification = UNVERIFIED]"
          : '[declaration = { number: 100, full_name: ".shop.v1.note", type: "string" }]',
        silent("A note for the compiler of whoever declares extensions."),
      ],
    ),
  ),
  ...edits(
    "DescriptorProto.extension",
    (rest) => proto2(`message Order { extensions 100 to 199; ${rest} }`),
    ["removed", "extend Order { optional string note = 100; }", "", GONE_SENT],
  ),
  ...edits(
    "FileDescriptorProto.extension",
    (rest) => proto2(`message Order { extensions 100 to 199; } ${rest}`),
    ["removed", "extend Order { optional string note = 100; }", "", GONE_SENT],
    ["added", "", "extend Order { optional string note = 100; }", harmless("field-added")],
  ),
];

/** Edits of fields, oneofs and reservations. */
export const FIELD_EDITS: readonly ProtoEdit[] = [
  ...FIELDS,
  ...REQUIRED,
  ...TYPES,
  ...ONEOFS,
  ...RESERVATIONS,
];
