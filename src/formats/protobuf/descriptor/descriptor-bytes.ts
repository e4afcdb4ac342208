import type { FileDescriptorSet } from "@bufbuild/protobuf/wkt";
import { DriftError } from "../../../errors.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";

/**
 * The descriptor set that bytes hold (`protoc --descriptor_set_out`, `buf build -o image.binpb`, the
 * plugin's part of a pact), in the JSON form that the reader understands. Options that the set itself
 * declares keep their names. Rejects with `not-a-contract` where the bytes hold none.
 */
export async function descriptorSetOfBytes(path: string, bytes: Uint8Array): Promise<JsonObject> {
  // Only binary sets need the library, so nothing else pays for loading it.
  const { fromBinary, toJson } = await import("@bufbuild/protobuf");
  const { FileDescriptorSetSchema } = await import("@bufbuild/protobuf/wkt");
  try {
    const set = fromBinary(FileDescriptorSetSchema, bytes);
    const registry = await registryOf(set);
    const json: Json = toJson(FileDescriptorSetSchema, set, registry && { registry });
    if (isJsonObject(json) && set.file.length > 0) return json;
  } catch (cause) {
    throw noSet(path, cause);
  }
  throw noSet(path);
}

/** What names custom options. A set without its imports has none, and goes without these options. */
async function registryOf(set: FileDescriptorSet) {
  const { createFileRegistry } = await import("@bufbuild/protobuf");
  try {
    return createFileRegistry(set);
  } catch {
    return undefined;
  }
}

function noSet(path: string, cause?: unknown): DriftError {
  return new DriftError({
    code: "not-a-contract",
    message: "The file is no descriptor set, or it is cut off.",
    place: { file: path },
    hint: "`buf build -o image.binpb` and `protoc --include_imports --descriptor_set_out=image.binpb` write one.",
    ...(cause === undefined ? {} : { cause }),
  });
}
