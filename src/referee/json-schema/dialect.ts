import type { Json } from "../../model/json.ts";
import type { Documents } from "../documents.ts";
import { member } from "../json-value.ts";

/**
 * How the schemas of a version differ from JSON Schema 2020-12. Keywords that a version does not
 * define count all the same: who writes `const` in a 3.0 document means it, and its tools obey.
 */
export interface Dialect {
  /** Whether keywords beside `$ref` count (since JSON Schema 2019-09, OpenAPI 3.1). */
  readonly refSiblings: boolean;
  /** The keyword that adds null to a `type` written beside it (OpenAPI 3.0.4, 4.7.24.2). */
  readonly nullable?: "nullable" | "x-nullable";
  /** `dependencies` stands for both dependent keywords (up to draft 7). */
  readonly dependencies: boolean;
}

const UP_TO_DRAFT_7: Dialect = { refSiblings: false, dependencies: true };
const LATEST: Dialect = { refSiblings: true, dependencies: false };
const OPENAPI_2: Dialect = { ...UP_TO_DRAFT_7, nullable: "x-nullable" };
const OPENAPI_3_0: Dialect = { ...UP_TO_DRAFT_7, nullable: "nullable" };

/** The dialect an address (`$schema`, `jsonSchemaDialect`) names; 2020-12 where it is not known. */
export function dialectAt(address: Json | undefined): Dialect {
  if (typeof address !== "string") return LATEST;
  if (/draft-0[467]/.test(address)) return UP_TO_DRAFT_7;
  return address.includes("oas/3.0") ? OPENAPI_3_0 : LATEST;
}

/** The dialect of a file's schemas: what it says itself, else what the entry says. */
export function dialectOf(documents: Documents, file: string): Dialect {
  return ownDialect(documents.root(file)) ?? ownDialect(documents.root(documents.entry)) ?? LATEST;
}

function ownDialect(root: Json | undefined): Dialect | undefined {
  const openapi = member(root, "openapi");
  if (openapi !== undefined) {
    // Unquoted in YAML, `3.0` is the number 3.
    return openapi === 3 || (typeof openapi === "string" && openapi.startsWith("3.0"))
      ? OPENAPI_3_0
      : dialectAt(member(root, "jsonSchemaDialect"));
  }
  if (member(root, "swagger") !== undefined) return OPENAPI_2;
  const address = member(root, "$schema");
  return address === undefined ? undefined : dialectAt(address);
}
