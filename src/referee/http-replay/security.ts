import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Documents } from "../documents.ts";
import { member } from "../json-value.ts";
import type { Credential } from "./message.ts";
import { resolve, type Route } from "./routes.ts";

/**
 * Whether what is presented lets a client in: every requirement of some alternative is met
 * (OpenAPI 3.0.4, 4.7.30). No alternatives at all: everybody is let in.
 */
export function isLetIn(
  documents: Documents,
  alternatives: Json | undefined,
  presented: readonly Credential[],
): boolean {
  if (!Array.isArray(alternatives) || alternatives.length === 0) return true;
  return alternatives.some((alternative: Json) =>
    Object.entries(isJsonObject(alternative) ? alternative : {}).every(([name, scopes]) =>
      isMet(credentialText(documents, name), scopes, presented),
    ),
  );
}

/** The alternatives of an operation, else those of the whole contract. */
export function demandedOf(documents: Documents, route: Route): Json | undefined {
  const root = documents.root(documents.entry);
  return member(route.operation.node, "security") ?? member(root, "security");
}

function isMet(credential: string, scopes: Json, presented: readonly Credential[]): boolean {
  const needed = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : [];
  return presented.some(
    (given) =>
      sameCredential(given.credential, credential) &&
      needed.every((scope) => given.scopes?.includes(scope) === true),
  );
}

/** Header names and HTTP schemes have no case; what stands in a query or cookie has. */
function sameCredential(a: string, b: string): boolean {
  if (a === b) return true;
  const isCaseless = /^(?:apiKey header|http) /.test(a);
  return isCaseless && a.toLowerCase() === b.toLowerCase();
}

/** What a scheme has a client present, in the words of the model: `apiKey header X-Key`. */
function credentialText(documents: Documents, name: string): string {
  const found = schemeOf(documents, name);
  if (found === undefined) return `undeclared ${name}`;
  const text = (key: string): string => {
    const value = member(found, key);
    return typeof value === "string" ? value : "";
  };
  const type = text("type");
  if (type === "apiKey") return `apiKey ${text("in")} ${text("name")}`;
  if (type === "http") return `http ${text("scheme").toLowerCase()}`;
  return type === "basic" ? "http basic" : type;
}

function schemeOf(documents: Documents, name: string): JsonObject | undefined {
  for (const holder of ["/components/securitySchemes", "/securityDefinitions"]) {
    const pointer = `${holder}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const found = resolve(documents, { file: documents.entry, pointer });
    if (found !== undefined) return found.node;
  }
  return undefined;
}
