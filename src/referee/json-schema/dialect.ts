import type { Json } from "../../model/json.ts";
import { member, type Documents } from "../documents.ts";

/** How the schemas of a version differ from JSON Schema 2020-12. */
export interface Dialect {
  readonly name: string;
  /** Keywords the version defines; others are annotations. Undefined: all of 2020-12. */
  readonly keywords?: ReadonlySet<string>;
  /** Whether keywords beside `$ref` count (since JSON Schema 2019-09, OpenAPI 3.1). */
  readonly refSiblings: boolean;
  /** `nullable: true` adds null to a `type` written beside it (OpenAPI 3.0.4, 4.7.24.2). */
  readonly nullable: boolean;
  /** `exclusiveMinimum: true` sharpens `minimum` (up to draft 5, OpenAPI 3.0). */
  readonly booleanBounds: boolean;
  /** `items: [..]` with `additionalItems` describes tuples (up to 2019-09). */
  readonly tupleItems: boolean;
  /** `dependencies` stands for both dependent keywords (up to draft 7). */
  readonly dependencies: boolean;
}

const SHARED = (
  "$ref type format enum multipleOf maximum minimum exclusiveMaximum exclusiveMinimum maxLength " +
  "minLength pattern maxItems minItems uniqueItems items maxProperties minProperties required " +
  "properties additionalProperties allOf readOnly discriminator"
).split(" ");

const OPENAPI_2: Dialect = {
  name: "2.0",
  keywords: new Set(SHARED),
  refSiblings: false,
  nullable: false,
  booleanBounds: true,
  tupleItems: false,
  dependencies: false,
};

const OPENAPI_3_0: Dialect = {
  ...OPENAPI_2,
  name: "3.0",
  keywords: new Set([...SHARED, "oneOf", "anyOf", "not", "nullable", "writeOnly"]),
  nullable: true,
};

const LATEST: Dialect = {
  name: "2020-12",
  refSiblings: true,
  nullable: false,
  booleanBounds: false,
  tupleItems: false,
  dependencies: false,
};

/** Dialects by a part of their meta-schema's address, oldest first. */
const BY_ADDRESS: readonly (readonly [string, Dialect])[] = [
  [
    "draft-04",
    {
      name: "draft-04",
      refSiblings: false,
      nullable: false,
      booleanBounds: true,
      tupleItems: true,
      dependencies: true,
    },
  ],
  [
    "draft-06",
    { ...LATEST, name: "draft-06", refSiblings: false, tupleItems: true, dependencies: true },
  ],
  [
    "draft-07",
    { ...LATEST, name: "draft-07", refSiblings: false, tupleItems: true, dependencies: true },
  ],
  ["2019-09", { ...LATEST, name: "2019-09", tupleItems: true }],
];

/** The dialect an address (`$schema`, `jsonSchemaDialect`) names; 2020-12 where it is not known. */
export function dialectAt(address: Json | undefined): Dialect {
  if (typeof address !== "string") return LATEST;
  return BY_ADDRESS.find(([part]) => address.includes(part))?.[1] ?? LATEST;
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
