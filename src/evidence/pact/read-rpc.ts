import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { at, items, text } from "../json-file.ts";
import { readRules } from "./matching-rules.ts";
import type { OtherInteraction, RpcInteraction, RpcMessage } from "./pact-file.ts";

/** Reads a call of a Protobuf service as the plugin `protobuf` writes it, in any of its versions. */
export function readRpc(
  one: JsonObject,
  known: { readonly index: number; readonly name: string },
): RpcInteraction | OtherInteraction {
  const method = text(at(one, "pluginConfiguration", "protobuf", "service"));
  if (method === undefined) return { ...known, reason: "it is a message of an unknown plugin" };
  return {
    ...known,
    method,
    requests: messagesIn(one["request"]),
    responses: messagesIn(one["response"]),
  };
}

/** One message, or a list of them. */
function messagesIn(value: Json | undefined): readonly RpcMessage[] {
  const all: readonly Json[] = isJsonObject(value) ? [value] : items(value);
  return all.flatMap((message) => {
    if (!isJsonObject(message)) return [];
    const contents = message["contents"] ?? message["body"];
    const content = text(at(contents, "content")) ?? "";
    const isBase64 = at(contents, "encoded") === "base64" || at(contents, "encoded") === true;
    const rules = readRules(message["matchingRules"]).body.map(({ path }) => path);
    return isBase64 || content === "" ? [{ bytes: Buffer.from(content, "base64"), rules }] : [];
  });
}

/** `metadata.plugins[].configuration.<key>.protoDescriptors`: one descriptor set for each proto file. */
export function descriptorsIn(metadata: Json | undefined): readonly Uint8Array[] {
  const sets = items(at(metadata, "plugins")).flatMap((plugin) => {
    const configuration = at(plugin, "configuration");
    const entries = isJsonObject(configuration) ? Object.values(configuration) : [];
    return entries.flatMap((entry) => text(at(entry, "protoDescriptors")) ?? []);
  });
  return [...new Set(sets)].map((set) => Buffer.from(set, "base64"));
}
