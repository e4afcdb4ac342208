import { words } from "../words.ts";

/**
 * The messages of descriptor.proto (Protobuf 32) with their fields: everything that a file can say.
 * Left out: `source_code_info`, `uninterpreted_option`, reserved fields, and the descriptions of
 * feature sets, which describe files and are not said by them.
 */
export const DESCRIPTOR_MODEL: Readonly<Record<string, readonly string[]>> = {
  FileDescriptorProto: words(`name package dependency public_dependency weak_dependency
    option_dependency message_type enum_type service extension syntax edition`),
  DescriptorProto: words(`name field extension nested_type enum_type extension_range oneof_decl
    reserved_range reserved_name visibility`),
  ExtensionRange: words("start end declaration verification"),
  FieldDescriptorProto: words(`name extendee number label type type_name default_value oneof_index
    json_name proto3_optional`),
  OneofDescriptorProto: words("name"),
  EnumDescriptorProto: words("name value reserved_range reserved_name visibility"),
  EnumValueDescriptorProto: words("name number"),
  ServiceDescriptorProto: words("name method"),
  MethodDescriptorProto: words("name input_type output_type client_streaming server_streaming"),
  FileOptions: words(`java_package java_outer_classname java_multiple_files
    java_generate_equals_and_hash java_string_check_utf8 optimize_for go_package
    cc_generic_services java_generic_services py_generic_services deprecated cc_enable_arenas
    objc_class_prefix csharp_namespace swift_prefix php_class_prefix php_namespace
    php_metadata_namespace ruby_package`),
  MessageOptions:
    words(`message_set_wire_format no_standard_descriptor_accessor deprecated map_entry
    deprecated_legacy_json_field_conflicts`),
  FieldOptions: words(`ctype packed jstype lazy unverified_lazy deprecated weak debug_redact
    retention targets`),
  EnumOptions: words("allow_alias deprecated deprecated_legacy_json_field_conflicts"),
  EnumValueOptions: words("deprecated debug_redact"),
  ServiceOptions: words("deprecated"),
  MethodOptions: words("deprecated idempotency_level"),
  FeatureSet: words(`field_presence enum_type repeated_field_encoding utf8_validation
    message_encoding json_format enforce_naming_style default_symbol_visibility`),
};
