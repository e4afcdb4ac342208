import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Deprecation } from "../../model/lifecycle.ts";
import { readDate } from "../lifecycle-text.ts";
import type { Node } from "./node.ts";
import { valueIn } from "./node.ts";
import type { Reading } from "./reading.ts";
import { WEEKDAY } from "./lifecycle.ts";

/**
 * What an operation says of its end, with what the headers of its responses say where it says
 * nothing itself: `Deprecation` (RFC 9745: `@1688169599`; earlier drafts: an HTTP date, or `true`)
 * and `Sunset` (RFC 8594: an HTTP date). A header's one allowed value is a statement; its example
 * is one only where the operation is marked as deprecated: elsewhere it shows what may come.
 */
export function withDocumentedEnd(
  { resolver }: Reading,
  operation: Node,
  own: Deprecation | undefined,
): Deprecation | undefined {
  const found = new Map<string, string>();
  for (const [, response] of resolver.members(resolver.member(operation, "responses"))) {
    for (const [name, header] of resolver.members(resolver.member(response, "headers"))) {
      const key = name.toLowerCase();
      if ((key !== "deprecation" && key !== "sunset") || found.has(key)) continue;
      const schema = resolver.member(header, "schema")?.value ?? header.value;
      const value =
        statedIn(schema) ??
        (own?.deprecated === true ? exampleIn(header.value, schema) : undefined);
      if (value !== undefined) found.set(key, value);
    }
  }
  return found.size === 0 ? own : joined(own, found);
}

function joined(
  own: Deprecation | undefined,
  found: ReadonlyMap<string, string>,
): Deprecation | undefined {
  const [deprecation, end] = [found.get("deprecation"), found.get("sunset")];
  const isMarked = deprecation !== undefined && deprecation !== "false";
  const since = own?.since ?? dateIn(deprecation);
  const sunset = own?.sunset ?? dateIn(end);
  if (own === undefined && !isMarked && sunset === undefined) return undefined;
  return {
    ...own,
    deprecated: own?.deprecated === true || isMarked,
    ...(since === undefined ? {} : { since }),
    ...(sunset === undefined ? {} : { sunset }),
  };
}

function dateIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : readDate(text.replace(WEEKDAY, ""));
}

function statedIn(schema: Json): string | undefined {
  const constant = valueIn(schema, "const");
  const values = valueIn(schema, "enum");
  const only = Array.isArray(values) && values.length === 1 ? values[0] : undefined;
  return textOf(constant ?? only);
}

function exampleIn(header: Json, schema: Json): string | undefined {
  const named = valueIn(header, "examples");
  const first = isJsonObject(named) ? Object.values(named)[0] : undefined;
  return textOf(
    valueIn(header, "example") ??
      (first === undefined ? undefined : valueIn(first, "value")) ??
      valueIn(schema, "example") ??
      valueIn(schema, "default"),
  );
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}
