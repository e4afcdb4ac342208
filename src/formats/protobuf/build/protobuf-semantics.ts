import type { Semantics } from "../../../model/semantics.ts";
import type { ReadRequest } from "../../reader.ts";

/**
 * Binary messages know fields by number and skip unknown ones; ProtoJSON knows them by name and
 * refuses unknown ones (https://protobuf.dev/programming-guides/json); generated code knows types
 * and fields by name. Messages that no RPC reaches are events or stored data unless told otherwise.
 */
export function protobufSemantics(roots: ReadRequest["roots"]): Semantics {
  return {
    surfaces: ["wire", "json", "source"],
    promised: ["wire", "json", "promise"],
    identity: { wire: "structural", json: "structural", source: "nominal" },
    fieldKey: { wire: "number", json: "json-name", source: "name" },
    unknownInput: { wire: "ignored", json: "rejected", source: "rejected" },
    selection: "whole",
    unknownAlternatives: "skipped",
    defaults: "both",
    notation: { list: "repeated {}", nullable: "{}", nonNull: "{}" },
    unreached: roots ?? "both",
  };
}
