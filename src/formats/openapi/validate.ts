import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Diagnostic } from "../../model/contract.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { ParsedDocument } from "../document/parse-document.ts";
import { decoded } from "./paths.ts";

/**
 * Whether the document is valid by the letter of its specification, as swagger-parser judges it.
 * Real documents often are not, and are compared all the same: this is told, never required.
 * Nothing is read but `texts`. OpenAPI 3.2 is not known to swagger-parser and is skipped.
 */
export async function validateOpenapi(
  texts: ReadonlyMap<string, string>,
  entry: string,
): Promise<readonly Diagnostic[]> {
  const document = parseDocument(entry, texts.get(entry) ?? "");
  const version = isJsonObject(document.value) ? document.value["openapi"] : undefined;
  if (typeof version === "string" && version.startsWith("3.2")) {
    const message = `${entry} is OpenAPI ${version}, which is read but not validated: swagger-parser ends at 3.1.`;
    return [{ code: "validation-skipped", message, location: document.locate("/openapi") }];
  }
  const { default: SwaggerParser } = await import("@apidevtools/swagger-parser");
  try {
    await new SwaggerParser().validate(SCHEME + encodeURI(entry), {
      resolve: {
        file: false,
        http: false,
        texts: { order: 1, canRead: true, read: ({ url }) => textAt(texts, url) },
      },
    });
    return [];
  } catch (error) {
    return diagnosticsOf(error, document);
  }
}

/** Made up, so that nothing but our own resolver can read it. */
const SCHEME = "contract:/";

function textAt(texts: ReadonlyMap<string, string>, url: string): string {
  const text = texts.get(decoded(url.replace(SCHEME, "")));
  if (text === undefined) throw new Error(`${url.replace(SCHEME, "")} is not among the files`);
  return text;
}

/** More than anybody reads. */
const MOST = 50;

function diagnosticsOf(error: unknown, document: ParsedDocument): readonly Diagnostic[] {
  const details = isJsonObject(error) ? error["details"] : undefined;
  if (Array.isArray(details)) {
    return details.slice(0, MOST).map((detail: Json) => diagnosticOf(detail, document));
  }
  const [message] = String(error instanceof Error ? error.message : error).split("\n");
  return [
    {
      code: "invalid-document",
      message: `${document.path} is not valid: ${message}`,
      location: { file: document.path },
    },
  ];
}

/** A finding of ajv. Places behind a `$ref` are placed at the nearest one in the entry. */
function diagnosticOf(detail: Json, document: ParsedDocument): Diagnostic {
  const pointer = textIn(detail, "instancePath");
  return {
    code: "invalid-document",
    message: `${document.path} is not valid: ${pointer === "" ? "the document" : pointer} ${textIn(detail, "message")}.`,
    location: document.locate(pointer),
  };
}

function textIn(value: Json, key: string): string {
  const found = isJsonObject(value) ? value[key] : undefined;
  return typeof found === "string" ? found : "";
}
