import type { Location, Origin } from "../../model/position.ts";
import type { FormatReader } from "../reader.ts";
import { buildContract } from "./build/build-contract.ts";
import { refuseCycles } from "./link/import-cycles.ts";
import { loadFiles } from "./link/load-files.ts";

/**
 * Reads Protobuf: .proto texts in proto2, proto3 and editions, and descriptor sets in JSON form.
 * Names are resolved as protoc does it; what is not at hand stays opaque.
 */
export const protobufReader: FormatReader = {
  format: "protobuf",
  detect: (path, text) => (path.endsWith(".proto") ? !text.includes("\0") : looksLikeProto(text)),
  async read(request) {
    const loaded = await loadFiles(request);
    refuseCycles(loaded.files);
    const { contract, diagnostics } = buildContract(loaded, request);
    return { contract, diagnostics, texts: loaded.texts, locate };
  },
};

/** A file without the usual name: a syntax statement, or the start of a descriptor set. */
function looksLikeProto(text: string): boolean {
  const start = text.slice(0, 2000);
  return (
    /^\s*(?:syntax|edition)\s*=\s*["']/m.test(start) ||
    /^\s*\{\s*"file"\s*:\s*\[\s*\{\s*"(?:name|package|dependency|messageType)"/.test(start)
  );
}

/** Protobuf positions are known as lines and columns from the start. */
function locate(origin: Origin): Location {
  if ("line" in origin) return origin;
  return { file: origin.file, line: 1, column: 1 };
}
