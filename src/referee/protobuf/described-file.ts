import { fromJson, toBinary } from "@bufbuild/protobuf";
import {
  DescriptorProtoSchema,
  Edition,
  EnumDescriptorProtoSchema,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  ServiceDescriptorProtoSchema,
  type FileDescriptorProto,
} from "@bufbuild/protobuf/wkt";
import protobuf from "protobufjs";
// Adds `fromDescriptor` to the classes of protobufjs.
import "protobufjs/ext/descriptor.js";
import type { IDescriptorContext } from "protobufjs/ext/descriptor.js";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { Undecided, messageOf } from "../answer.ts";
import { keepOptions, nameOf, withProtoNames } from "./described-options.ts";
import { member } from "../json-value.ts";
import { contentsOf, type ParsedFile } from "./parsed-file.ts";
import { plainJson } from "./plain-value.ts";

/**
 * A file of a descriptor set (google/protobuf/descriptor.proto) in its JSON form. protobuf-es decodes
 * it, and protobufjs takes over what it describes. Throws `Undecided` where one of them refuses.
 */
export function parseDescribedFile(json: JsonObject): ParsedFile {
  try {
    const file = decode(json);
    const root = new protobuf.Root();
    const space = file.package === "" ? root : root.define(file.package);
    for (const object of objectsOf(file, json)) space.add(object);
    keepOptions(space, json);
    const { name, dependency } = file;
    return { path: name, package: file.package, imports: dependency, ...contentsOf(root) };
  } catch (error) {
    throw new Undecided(`${nameOf(json)}: ${messageOf(error)}`);
  }
}

/** Options that the registry does not know are left to `keepOptions`, comments to nobody. */
function decode(json: JsonObject): FileDescriptorProto {
  const entries = Object.entries(json).filter(([name]) => name !== "sourceCodeInfo");
  const value = plainJson(Object.fromEntries(entries));
  return fromJson(FileDescriptorProtoSchema, value, { ignoreUnknownFields: true });
}

function objectsOf(
  file: FileDescriptorProto,
  json: JsonObject,
): readonly protobuf.ReflectionObject[] {
  const context = contextOf(file, json);
  return [
    ...file.messageType.map((item) =>
      protobuf.Type.fromDescriptor(toBinary(DescriptorProtoSchema, item), context),
    ),
    ...file.enumType.map((item) =>
      protobuf.Enum.fromDescriptor(toBinary(EnumDescriptorProtoSchema, item), context),
    ),
    ...file.extension.map((item) =>
      protobuf.Field.fromDescriptor(toBinary(FieldDescriptorProtoSchema, item), context),
    ),
    ...file.service.map((item) =>
      protobuf.Service.fromDescriptor(toBinary(ServiceDescriptorProtoSchema, item), context),
    ),
  ];
}

const EDITIONS: ReadonlyMap<Edition, string> = new Map([
  [Edition.EDITION_2023, "2023"],
  [Edition.EDITION_2024, "2024"],
]);

/** What holds in the whole file. A syntax is left out where it is proto2. */
function contextOf(file: FileDescriptorProto, json: JsonObject): IDescriptorContext {
  const edition = file.syntax === "editions" ? EDITIONS.get(file.edition) : file.syntax || "proto2";
  if (edition === undefined) throw new Undecided(`edition ${String(file.edition)} is not known`);
  const features = member(member(json, "options"), "features");
  return {
    edition,
    keepCase: true,
    ...(isJsonObject(features) ? { features: withProtoNames(features) } : {}),
  };
}
