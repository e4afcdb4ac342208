import { create } from "@bufbuild/protobuf";
import {
  DescriptorProtoSchema,
  Edition,
  EnumDescriptorProtoSchema,
  FeatureSet_EnumType,
  FeatureSet_FieldPresence,
  FeatureSet_MessageEncoding,
  FeatureSet_RepeatedFieldEncoding,
  FeatureSet_Utf8Validation,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  type FileDescriptorProto,
} from "@bufbuild/protobuf/wkt";
import protobuf from "protobufjs";
import type { ParsedFile } from "./parsed-file.ts";

/**
 * A file's descriptor. Whatever its syntax, it is written in edition 2023 with every feature
 * spelled out at its field or enum, as protobufjs has resolved it; imports are left out, because
 * type names are full and the registry gets the files in order.
 */
export function describeFile(file: ParsedFile): FileDescriptorProto {
  // What has no parent was left out: an unresolved extension, a second declaration of a name.
  const objects = file.objects.filter((object) => object.parent !== null);
  return create(FileDescriptorProtoSchema, {
    name: file.path,
    package: file.package,
    syntax: "editions",
    edition: Edition.EDITION_2023,
    messageType: objects.filter((object) => object instanceof protobuf.Type).map(describeMessage),
    enumType: objects.filter((object) => object instanceof protobuf.Enum).map(describeEnum),
    extension: objects.filter((object) => object instanceof protobuf.Field).map(describeExtension),
  });
}

function describeMessage(type: protobuf.Type): DescriptorProto {
  const nested = type.nestedArray;
  const fields = type.fieldsArray.filter((field) => field.declaringField === null);
  const oneofs = type.oneofsArray.filter((oneof) => !oneof.isProto3Optional);
  const entries = fields.filter((field) => field instanceof protobuf.MapField);
  return create(DescriptorProtoSchema, {
    name: type.name,
    field: fields.map((field) => describeField(field, oneofs)),
    oneofDecl: oneofs.map(({ name }) => ({ name })),
    nestedType: [
      ...nested.filter((object) => object instanceof protobuf.Type).map(describeMessage),
      ...entries.map(describeEntry),
    ],
    enumType: nested.filter((object) => object instanceof protobuf.Enum).map(describeEnum),
    extension: nested.filter((object) => object instanceof protobuf.Field).map(describeExtension),
    extensionRange: rangesOf(type),
  });
}

function rangesOf(type: protobuf.Type): { start: number; end: number }[] {
  const declared: unknown = type.extensions;
  return (Array.isArray(declared) ? declared : []).flatMap((range: unknown) => {
    const [start, end]: unknown[] = Array.isArray(range) ? range : [];
    return typeof start === "number" && typeof end === "number" ? [{ start, end: end + 1 }] : [];
  });
}

function describeField(
  field: protobuf.Field,
  oneofs: readonly protobuf.OneOf[],
): FieldDescriptorProto {
  const oneof = field.partOf === null ? -1 : oneofs.indexOf(field.partOf);
  const isMap = field instanceof protobuf.MapField;
  const defaultValue = defaultText(field);
  return create(FieldDescriptorProtoSchema, {
    name: field.name,
    number: field.id,
    label:
      field.repeated || isMap
        ? FieldDescriptorProto_Label.REPEATED
        : FieldDescriptorProto_Label.OPTIONAL,
    jsonName: jsonNameOf(field),
    ...(isMap ? entryType(field) : typeOf(field.type, field.resolvedType)),
    ...(oneof < 0 ? {} : { oneofIndex: oneof }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
    options: { features: featuresOf(field) },
  });
}

function describeExtension(field: protobuf.Field): FieldDescriptorProto {
  // The resolved form of an extension is the field it adds to the extended message.
  const resolved = field.extensionField ?? field;
  const described = describeField(resolved, []);
  described.name = field.name;
  described.jsonName = field.name;
  described.extendee = field.extend ?? "";
  return described;
}

/** protoc gives a group's field the message's name in lower case; protobufjs lowers one letter. */
function jsonNameOf(field: protobuf.Field): string {
  const type = field.resolvedType;
  // Its types do not show this property of a message that a group declares.
  const isGroup = type instanceof protobuf.Type && Reflect.get(type, "group") === true;
  return isGroup && field.options?.["json_name"] === undefined
    ? type.name.toLowerCase()
    : field.jsonName;
}

function entryName(field: protobuf.FieldBase): string {
  const camel = field.name.replace(/(?:^|_)([a-z0-9])?/g, (_, letter: string | undefined) =>
    (letter ?? "").toUpperCase(),
  );
  return `${camel}Entry`;
}

function entryType(field: protobuf.FieldBase): Pick<FieldDescriptorProto, "type" | "typeName"> {
  const owner = field.parent?.fullName ?? "";
  return { type: FieldDescriptorProto_Type.MESSAGE, typeName: `${owner}.${entryName(field)}` };
}

function describeEntry(field: protobuf.MapField): DescriptorProto {
  const common = {
    label: FieldDescriptorProto_Label.OPTIONAL,
    options: {
      features: {
        fieldPresence: FeatureSet_FieldPresence.EXPLICIT,
        utf8Validation: utf8Of(field),
        messageEncoding: FeatureSet_MessageEncoding.LENGTH_PREFIXED,
      },
    },
  };
  const value = typeOf(field.type, field.resolvedType);
  return create(DescriptorProtoSchema, {
    name: entryName(field),
    options: { mapEntry: true },
    field: [
      { name: "key", jsonName: "key", number: 1, ...typeOf(field.keyType, null), ...common },
      { name: "value", jsonName: "value", number: 2, ...value, ...common },
    ],
  });
}

const SCALARS: ReadonlyMap<string, FieldDescriptorProto_Type> = new Map([
  ["double", FieldDescriptorProto_Type.DOUBLE],
  ["float", FieldDescriptorProto_Type.FLOAT],
  ["int64", FieldDescriptorProto_Type.INT64],
  ["uint64", FieldDescriptorProto_Type.UINT64],
  ["int32", FieldDescriptorProto_Type.INT32],
  ["fixed64", FieldDescriptorProto_Type.FIXED64],
  ["fixed32", FieldDescriptorProto_Type.FIXED32],
  ["bool", FieldDescriptorProto_Type.BOOL],
  ["string", FieldDescriptorProto_Type.STRING],
  ["bytes", FieldDescriptorProto_Type.BYTES],
  ["uint32", FieldDescriptorProto_Type.UINT32],
  ["sfixed32", FieldDescriptorProto_Type.SFIXED32],
  ["sfixed64", FieldDescriptorProto_Type.SFIXED64],
  ["sint32", FieldDescriptorProto_Type.SINT32],
  ["sint64", FieldDescriptorProto_Type.SINT64],
]);

function typeOf(
  name: string,
  resolved: protobuf.Type | protobuf.Enum | null,
): { type: FieldDescriptorProto_Type; typeName?: string } {
  const scalar = SCALARS.get(name);
  if (scalar !== undefined) return { type: scalar };
  const isEnum = resolved instanceof protobuf.Enum;
  return {
    type: isEnum ? FieldDescriptorProto_Type.ENUM : FieldDescriptorProto_Type.MESSAGE,
    typeName: resolved?.fullName ?? name,
  };
}

function defaultText(field: protobuf.Field): string | undefined {
  const written: unknown = field.options?.["default"];
  if (written === undefined || field.type === "bytes") return undefined;
  return typeof written === "string" ? written : JSON.stringify(written);
}

/** A feature as protobufjs has resolved it; it keeps them in a property its types do not show. */
function featureOf(object: protobuf.ReflectionObject, name: string): string | undefined {
  const features: unknown = Reflect.get(object, "_features");
  if (typeof features !== "object" || features === null) return undefined;
  const value: unknown = Reflect.get(features, name);
  return typeof value === "string" ? value : undefined;
}

function featuresOf(field: protobuf.Field): {
  fieldPresence: FeatureSet_FieldPresence;
  repeatedFieldEncoding: FeatureSet_RepeatedFieldEncoding;
  utf8Validation: FeatureSet_Utf8Validation;
  messageEncoding: FeatureSet_MessageEncoding;
} {
  const isExpanded = field.repeated && !field.packed;
  return {
    fieldPresence: presenceOf(field),
    repeatedFieldEncoding: isExpanded
      ? FeatureSet_RepeatedFieldEncoding.EXPANDED
      : FeatureSet_RepeatedFieldEncoding.PACKED,
    utf8Validation: utf8Of(field),
    messageEncoding: field.delimited
      ? FeatureSet_MessageEncoding.DELIMITED
      : FeatureSet_MessageEncoding.LENGTH_PREFIXED,
  };
}

function utf8Of(field: protobuf.ReflectionObject): FeatureSet_Utf8Validation {
  return featureOf(field, "utf8_validation") === "NONE"
    ? FeatureSet_Utf8Validation.NONE
    : FeatureSet_Utf8Validation.VERIFY;
}

function presenceOf(field: protobuf.Field): FeatureSet_FieldPresence {
  if (field.required) return FeatureSet_FieldPresence.LEGACY_REQUIRED;
  const isPlain = !field.repeated && !field.map;
  const isExplicit = Boolean(field.hasPresence) || !isPlain;
  return isExplicit ? FeatureSet_FieldPresence.EXPLICIT : FeatureSet_FieldPresence.IMPLICIT;
}

function describeEnum(type: protobuf.Enum): EnumDescriptorProto {
  const isClosed = featureOf(type, "enum_type") === "CLOSED";
  const enumType = isClosed ? FeatureSet_EnumType.CLOSED : FeatureSet_EnumType.OPEN;
  return create(EnumDescriptorProtoSchema, {
    name: type.name,
    value: Object.entries(type.values).map(([name, number]) => ({ name, number })),
    options: { allowAlias: true, features: { enumType } },
  });
}
