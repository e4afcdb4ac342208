import {
  create,
  createFileRegistry,
  fromJson,
  toBinary,
  toJson,
  fromBinary,
  type DescMessage,
  type FileRegistry,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { Json } from "../../model/json.ts";
import { Undecided, messageOf } from "../answer.ts";
import { asJson } from "../json-value.ts";
import { describeFile } from "./descriptors.ts";
import type { ParsedFile } from "./parsed-file.ts";
import { plainJson } from "./plain-value.ts";
import type { Side } from "./side.ts";

/** JSON as protobuf-es writes and reads it, over descriptors made from what protobufjs parsed. */
export interface ProtoJson {
  /** The bytes of a message given as JSON. Throws what protobuf-es throws. */
  toBytes(type: string, json: Json, ignoreUnknown: boolean): Uint8Array;
  fromBytes(type: string, bytes: Uint8Array): Json;
}

/** A message with everything around it. */
interface Described {
  readonly message: DescMessage;
  readonly registry: FileRegistry;
}

/** Descriptors are made once a file, registries once a file that messages are asked from. */
export function createProtoJson(side: Side): ProtoJson {
  const registries = new Map<string, FileRegistry>();
  const found = new Map<string, Described>();
  const find = (type: string): Described => {
    const known = found.get(type) ?? describe(type);
    found.set(type, known);
    return known;
  };
  const describe = (type: string): Described => {
    const files = side.filesOf(type);
    const path = files.at(-1)?.path ?? "";
    const registry = registries.get(path) ?? buildRegistry(files);
    registries.set(path, registry);
    const message = registry.getMessage(type);
    if (message === undefined) throw new Undecided(`there is no message ${type}`);
    return { message, registry };
  };
  return {
    toBytes: (type, json, ignoreUnknown) => {
      const { message, registry } = find(type);
      const options = { registry, ignoreUnknownFields: ignoreUnknown };
      return toBinary(message, fromJson(message, plainJson(json), options));
    },
    fromBytes: (type, bytes) => {
      const { message, registry } = find(type);
      return asJson(toJson(message, fromBinary(message, bytes), { registry }));
    },
  };
}

function buildRegistry(files: readonly ParsedFile[]): FileRegistry {
  try {
    return createFileRegistry(create(FileDescriptorSetSchema, { file: files.map(describeFile) }));
  } catch (error) {
    throw new Undecided(`the descriptors cannot be built: ${messageOf(error)}`);
  }
}
