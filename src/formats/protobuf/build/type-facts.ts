import type { EnumNode, MessageNode } from "../syntax/syntax-tree.ts";
import type { ScopeSite } from "./context.ts";
import type { OptionFacts } from "./option-facts.ts";

/** Adds what features and keywords say of a message or an enum to its options. */
export function typeFacts(
  scope: ScopeSite,
  node: MessageNode | EnumNode,
  facts: OptionFacts,
): OptionFacts {
  const added: (readonly [string, string])[] = [];
  // That names need not be fit for JSON: `json_format`, proto2's default.
  const format = scope.features.get("json_format");
  if (format !== undefined && format !== "ALLOW") added.push(["json_format", format]);
  if (isLocal(scope, node)) added.push(["visibility", "local"]);
  return added.length === 0 ? facts : new Map([...facts, ...added]);
}

/** Whether other files cannot name the type (https://protobuf.dev/editions/features, edition 2024). */
function isLocal(
  { at, fullName, features }: ScopeSite,
  { visibility }: MessageNode | EnumNode,
): boolean {
  if (visibility !== undefined) return visibility === "local";
  switch (features.get("default_symbol_visibility")) {
    case "LOCAL_ALL":
    case "STRICT":
      return true;
    case "EXPORT_TOP_LEVEL": {
      const around = at.file.package === "" ? "" : `${at.file.package}.`;
      return fullName.slice(around.length).includes(".");
    }
    default:
      return false;
  }
}
