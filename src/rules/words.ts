import type { Format } from "../model/contract.ts";
import type { ElementKind } from "../model/element.ts";

/** What each kind of element is called in its format's own words; elsewhere its kind is the word. */
const WORDS: Readonly<Record<Format, Partial<Record<ElementKind, string>>>> = {
  openapi: {
    field: "property",
    type: "schema",
    "media-type": "body",
    "enum-value": "value",
    "security-scheme": "security scheme",
    "security-requirement": "security requirement",
  },
  graphql: { "enum-value": "enum value", alternative: "member", operation: "root operation" },
  protobuf: {
    operation: "method",
    "media-type": "message",
    "enum-value": "enum value",
  },
};

/** The word for a kind of element in messages about a format. */
export function wordFor(kind: ElementKind, format: Format): string {
  return WORDS[format][kind] ?? kind.replace("-", " ");
}
