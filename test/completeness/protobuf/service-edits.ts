import {
  edits,
  harmless,
  proto3,
  silent,
  twoWays,
  type ProtoClaim,
  type ProtoEdit,
} from "./proto-edit.ts";

const MESSAGES =
  "message Request { string id = 1; string tab = 2; } message Response { string id = 1; } message Other { int32 id = 1; }";
const service = (body: string) => proto3(`service Orders { ${body} } ${MESSAGES}`);
const GET = "rpc Get(Request) returns (Response);";
const PUT = "rpc Put(Request) returns (Response);";
const GONE: ProtoClaim = {
  rule: "operation-removed",
  wire: "breaking",
  json: "breaking",
  source: "breaking",
};
const STREAMS: ProtoClaim = {
  rule: "streaming-changed",
  wire: "breaking",
  json: "breaking",
  source: "breaking",
};
const OTHER: ProtoClaim = {
  rule: "type-changed",
  wire: "breaking",
  json: "breaking",
  source: "breaking",
};

const SERVICES: readonly ProtoEdit[] = [
  ...edits(
    "FileDescriptorProto.service",
    (body) => proto3(`${body} ${MESSAGES}`),
    ["added", "", `service Orders { ${GET} }`, harmless("operation-added")],
    ["removed", `service Orders { ${GET} }`, "", GONE],
  ),
  ...edits(
    "ServiceDescriptorProto.name",
    (name) => proto3(`service ${name} { ${GET} } ${MESSAGES}`),
    ["changed", "Orders", "Sales", GONE],
  ),
  ...edits(
    "ServiceDescriptorProto.method",
    service,
    ["added", GET, `${GET} ${PUT}`, harmless("operation-added")],
    ["removed", `${GET} ${PUT}`, GET, GONE],
  ),
  ...edits("MethodDescriptorProto.name", service, [
    "changed",
    GET,
    GET.replace("Get", "Fetch"),
    GONE,
  ]),
  ...edits("MethodDescriptorProto.input_type", service, [
    "of another shape",
    `${GET} rpc X(Other) returns (Response);`,
    `${GET.replace("Request", "Other")} rpc X(Other) returns (Response);`,
    OTHER,
  ]),
  ...edits("MethodDescriptorProto.output_type", service, [
    "of another shape",
    `${GET} rpc X(Other) returns (Other);`,
    `${GET.replace("Response", "Other")} rpc X(Other) returns (Other);`,
    OTHER,
  ]),
  ...edits(
    "MethodDescriptorProto.client_streaming",
    service,
    ["added", GET, GET.replace("(Request", "(stream Request"), STREAMS],
    ["removed", GET.replace("(Request", "(stream Request"), GET, STREAMS],
  ),
  ...edits(
    "MethodDescriptorProto.server_streaming",
    service,
    ["added", GET, GET.replace("(Response", "(stream Response"), STREAMS],
    ["removed", GET.replace("(Response", "(stream Response"), GET, STREAMS],
  ),
  ...edits("ServiceOptions.deprecated", service, [
    "added",
    GET,
    `option deprecated = true; ${GET}`,
    harmless("deprecation-added"),
  ]),
  ...edits("MethodOptions.deprecated", service, [
    "added",
    GET,
    withOption("deprecated = true"),
    harmless("deprecation-added"),
  ]),
  ...edits(
    "MethodOptions.idempotency_level",
    service,
    [
      "removed",
      withOption("idempotency_level = NO_SIDE_EFFECTS"),
      GET,
      { rule: "attribute-changed", wire: "dangerous", json: "dangerous" },
    ],
    [
      "added",
      GET,
      withOption("idempotency_level = NO_SIDE_EFFECTS"),
      { rule: "attribute-changed", wire: "dangerous", json: "dangerous" },
    ],
  ),
];

function withOption(option: string): string {
  return GET.replace(";", ` { option ${option}; }`);
}

const sent = (values: string) => `Value value = 1; enum Value { ${values} }`;
const RENAMED: ProtoClaim = { rule: "enum-value-renamed", json: "breaking", source: "breaking" };
const NUMBER: ProtoClaim = { rule: "enum-value-number-changed", wire: "dangerous" };
const MISREAD: ProtoClaim = { rule: "enum-value-number-changed", wire: "breaking" };
const ADDED: ProtoClaim = {
  rule: "enum-value-added",
  wire: "dangerous",
  json: "dangerous",
  source: "dangerous",
};
const REMOVED: ProtoClaim = {
  rule: "enum-value-removed",
  wire: "dangerous",
  json: "breaking",
  source: "breaking",
};
const anEnum = (body: string) => proto3(`enum Value { ${body} }`);

const ENUMS: readonly ProtoEdit[] = [
  ...twoWays(
    "EnumDescriptorProto.value",
    [
      "added",
      sent("A = 0;"),
      sent("A = 0; B = 1;"),
      { rule: "enum-value-added", source: "dangerous" },
      ADDED,
    ],
    [
      "removed",
      sent("A = 0; B = 1;"),
      sent("A = 0;"),
      REMOVED,
      { rule: "enum-value-removed", source: "breaking" },
    ],
  ),
  ...twoWays("EnumValueDescriptorProto.name", [
    "changed",
    sent("A = 0; B = 1;"),
    sent("A = 0; C = 1;"),
    RENAMED,
    RENAMED,
  ]),
  ...twoWays(
    "EnumValueDescriptorProto.number",
    ["changed", sent("A = 0; B = 1;"), sent("A = 0; B = 2;"), NUMBER, NUMBER],
    ["swapped", sent("A = 0; B = 1; C = 2;"), sent("A = 0; B = 2; C = 1;"), MISREAD, MISREAD],
  ),
  ...edits("EnumDescriptorProto.reserved_range", anEnum, [
    "released",
    "A = 0; reserved 2;",
    "A = 0;",
    { rule: "reserved-removed", wire: "dangerous", json: "dangerous" },
  ]),
  ...edits("EnumDescriptorProto.reserved_name", anEnum, [
    "released",
    'A = 0; reserved "B";',
    "A = 0;",
    { rule: "reserved-removed", wire: "dangerous", json: "dangerous" },
  ]),
  ...edits(
    "EnumOptions.allow_alias",
    anEnum,
    [
      "a later name added",
      "option allow_alias = true; A = 0; B = 0;",
      "option allow_alias = true; A = 0; B = 0; C = 0;",
      silent("Nobody writes it."),
    ],
    [
      "an earlier name added",
      "option allow_alias = true; A = 0; B = 1; X = 0;",
      "option allow_alias = true; A = 0; C = 1; B = 1; X = 0;",
      { rule: "enum-alias-order-changed", json: "dangerous", source: "breaking" },
    ],
  ),
  ...edits("EnumOptions.deprecated", anEnum, [
    "added",
    "A = 0;",
    "option deprecated = true; A = 0;",
    harmless("deprecation-added"),
  ]),
  ...edits("EnumOptions.deprecated_legacy_json_field_conflicts", anEnum, [
    "added",
    "A = 0;",
    "option deprecated_legacy_json_field_conflicts = true; A = 0;",
    silent("It only keeps the compiler quiet."),
  ]),
  ...edits("EnumValueOptions.deprecated", anEnum, [
    "added",
    "A = 0;",
    "A = 0 [deprecated = true];",
    harmless("deprecation-added"),
  ]),
  ...edits("EnumValueOptions.debug_redact", anEnum, [
    "added",
    "A = 0;",
    "A = 0 [debug_redact = true];",
    harmless("attribute-changed"),
  ]),
];

const route = (rule: string) =>
  proto3(
    `import "google/api/annotations.proto"; service Orders { rpc Get(Request) returns (Response) { option (google.api.http) = { ${rule} }; } } ${MESSAGES}`,
  );
const ROUTE_GONE: ProtoClaim = { rule: "binding-removed", wire: "breaking" };
const OTHER_BODY: ProtoClaim = { rule: "binding-body-changed", wire: "breaking", json: "breaking" };

const annotated = (annotation: string) =>
  proto3(`import "google/api/client.proto"; service Orders { ${annotation} ${GET} } ${MESSAGES}`);
const behaves = (behavior: string) =>
  proto3(
    `import "google/api/field_behavior.proto"; service Orders { rpc Get(Query) returns (Response); } message Query { string id = 1 ${behavior}; } ${MESSAGES}`,
  );

const ANNOTATIONS: readonly ProtoEdit[] = [
  ...edits(
    "google.api.http",
    route,
    ["another method", 'get: "/v1/orders"', 'post: "/v1/orders"', ROUTE_GONE],
    ["another path", 'get: "/v1/orders"', 'get: "/v2/orders"', ROUTE_GONE],
    [
      "one more route",
      'get: "/v1/orders"',
      'get: "/v1/orders" additional_bindings { get: "/v1/order" }',
      harmless("binding-added"),
    ],
    ["another body", 'post: "/v1/orders" body: "*"', 'post: "/v1/orders" body: "tab"', OTHER_BODY],
    [
      "another response body",
      'get: "/v1/orders"',
      'get: "/v1/orders" response_body: "id"',
      OTHER_BODY,
    ],
    [
      "another field in the path",
      'get: "/v1/orders/{id}"',
      'get: "/v1/orders/{tab}"',
      { rule: "binding-field-changed", wire: "breaking" },
    ],
  ),
  ...edits(
    "google.api.field_behavior",
    behaves,
    [
      "REQUIRED added",
      "",
      "[(google.api.field_behavior) = REQUIRED]",
      { rule: "demanded-by-convention", wire: "dangerous", json: "dangerous" },
    ],
    [
      "REQUIRED removed",
      "[(google.api.field_behavior) = REQUIRED]",
      "",
      harmless("attribute-changed"),
    ],
    [
      "OUTPUT_ONLY added",
      "",
      "[(google.api.field_behavior) = OUTPUT_ONLY]",
      {
        rule: "attribute-changed",
        wire: "dangerous",
        json: "dangerous",
      },
    ],
  ),
  ...edits("google.api.oauth_scopes", annotated, [
    "changed",
    'option (google.api.oauth_scopes) = "https://shop.example/read";',
    'option (google.api.oauth_scopes) = "https://shop.example/write";',
    {
      rule: "attribute-changed",
      wire: "dangerous",
      json: "dangerous",
    },
  ]),
  ...edits("google.api.default_host", annotated, [
    "changed",
    'option (google.api.default_host) = "api.shop.example";',
    'option (google.api.default_host) = "eu.shop.example";',
    {
      rule: "attribute-changed",
      wire: "dangerous",
      json: "dangerous",
    },
  ]),
  ...edits("google.api.method_signature", service, [
    "changed",
    withOption('(google.api.method_signature) = "id"'),
    withOption('(google.api.method_signature) = "tab"'),
    {
      rule: "attribute-changed",
      source: "breaking",
    },
  ]),
  ...edits("google.longrunning.operation_info", service, [
    "another type of response",
    withOption('(google.longrunning.operation_info) = { response_type: "Response" }'),
    withOption('(google.longrunning.operation_info) = { response_type: "Other" }'),
    {
      rule: "attribute-changed",
      wire: "dangerous",
      json: "dangerous",
      source: "breaking",
    },
  ]),
  ...edits(
    "google.api.resource",
    (pattern) =>
      proto3(
        `message Order { option (google.api.resource) = { type: "shop.example/Order" pattern: "${pattern}" }; }`,
      ),
    [
      "another pattern",
      "orders/{order}",
      "purchases/{order}",
      {
        rule: "attribute-changed",
        wire: "dangerous",
        json: "dangerous",
      },
    ],
  ),
  ...edits("custom option", (team) => proto3(`message Order { option (shop.team) = "${team}"; }`), [
    "changed",
    "web",
    "mobile",
    harmless("attribute-changed"),
  ]),
];

/** Edits of services, methods, enums and annotations. */
export const SERVICE_EDITS: readonly ProtoEdit[] = [...SERVICES, ...ENUMS, ...ANNOTATIONS];
