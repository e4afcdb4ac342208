import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { DocumentProblem } from "./document.ts";
import type { Segment } from "./segments.ts";

/**
 * The operations of a persisted-query manifest: Apollo's (`format:
 * apollo-persisted-query-manifest`), or a map from ids to texts as Relay and others write it.
 * Undefined, with a problem, where the JSON is neither.
 */
export function manifestSegments(
  file: string,
  text: string,
  problems: DocumentProblem[],
): readonly Segment[] {
  const value = jsonOf(text);
  const entries = value === undefined ? undefined : (apolloEntries(value) ?? mapEntries(value));
  if (entries === undefined) {
    const what = value === undefined ? "valid JSON" : "a persisted-query manifest";
    problems.push({ file, message: `The file is not ${what}.` });
    return [];
  }
  let line = 1;
  let from = 0;
  return entries.map(([id, body]) => {
    const at = text.indexOf(JSON.stringify(id), from);
    if (at !== -1) {
      line += text.slice(from, at).split("\n").length - 1;
      from = at;
    }
    return { id, text: body, line };
  });
}

type Entry = readonly [id: string, body: string];

function jsonOf(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** `operations: [{id, body}]`; the older form of `apollo client:extract` has `signature, document`. */
function apolloEntries(value: Json): readonly Entry[] | undefined {
  const operations = isJsonObject(value) ? value["operations"] : undefined;
  if (!Array.isArray(operations)) return undefined;
  return operations.flatMap((operation: Json): readonly Entry[] => {
    if (!isJsonObject(operation)) return [];
    const id = operation["id"] ?? operation["signature"];
    const body = operation["body"] ?? operation["document"];
    return typeof id === "string" && typeof body === "string" ? [[id, body]] : [];
  });
}

function mapEntries(value: Json): readonly Entry[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries: Entry[] = [];
  for (const [id, body] of Object.entries(value)) {
    if (typeof body !== "string" || !EXECUTABLE.test(body)) return undefined;
    entries.push([id, body]);
  }
  return entries.length === 0 ? undefined : entries;
}

const EXECUTABLE = /^(?:[\s,\uFEFF]|#[^\n]*)*(?:(?:query|mutation|subscription|fragment)\b|\{)/;
