import { firstOf, readDocument } from "./document.ts";
import type { Config } from "./config.ts";
import { findingsOf } from "./issues.ts";
import { resolveConfig } from "./resolve.ts";
import { configJsonSchema, configSchema } from "./schema.ts";

/**
 * Checks and resolves a configuration file; `file` is its path in the tree that its paths will be
 * looked up in. Throws `DriftError` (`bad-config`) at the first mistake in the text.
 */
export function parseConfig(file: string, text: string): Config {
  const document = readDocument(file, text);
  const checked = configSchema.safeParse(document.value);
  if (!checked.success) {
    throw firstOf(document, findingsOf(checked.error.issues, document.value, configJsonSchema()));
  }
  return resolveConfig(document, checked.data);
}
