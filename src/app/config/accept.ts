import type { Json } from "../../model/json.ts";
import { publishedSchema } from "../published-schema.ts";
import type { Config } from "./config.ts";
import { conforms } from "./conforms.ts";
import { readDocument } from "./document.ts";
import { resolveConfig } from "./resolve.ts";
import type { ConfigText } from "./schema.ts";

/**
 * A configuration without a mistake in its form, read by the published schema: the checker that
 * words mistakes takes longer to load than everything else before a check. Undefined where there is
 * something to be said about the form.
 */
export function acceptConfig(file: string, text: string): Config | undefined {
  const document = readDocument(file, text);
  return isConfigText(document.value) ? resolveConfig(document, document.value) : undefined;
}

/** The published schema is made from the type's own (a test compares them). */
function isConfigText(value: Json): value is Json & ConfigText {
  const schema = publishedSchema("config");
  return schema !== undefined && conforms(schema, value);
}
