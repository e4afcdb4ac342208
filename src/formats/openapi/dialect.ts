import { DriftError } from "../../errors.ts";
import type { Place } from "../../errors.ts";
import { stringIn } from "./node.ts";
import type { SourceFile } from "./source-files.ts";
import { versionOf } from "./version.ts";
import type { Version } from "./version.ts";

/** How the keywords of a schema are to be read where versions and drafts differ. */
export interface Dialect {
  /** `$ref` hides what stands beside it (2.0, 3.0, drafts up to 7). */
  readonly refHidesSiblings: boolean;
  /** The keyword that admits null beside `type`. */
  readonly nullable?: "nullable" | "x-nullable";
  /** `dependencies` stands for dependentRequired and dependentSchemas (drafts up to 7). */
  readonly dependencies: boolean;
  /** `$recursiveRef` is a reference (2019-09). */
  readonly recursive: boolean;
}

const JSON_SCHEMA_2020_12: Dialect = {
  refHidesSiblings: false,
  dependencies: false,
  recursive: false,
};
const JSON_SCHEMA_2019_09: Dialect = { ...JSON_SCHEMA_2020_12, recursive: true };
const JSON_SCHEMA_UP_TO_7: Dialect = {
  refHidesSiblings: true,
  dependencies: true,
  recursive: false,
};

const BY_VERSION: Readonly<Record<Version, Dialect>> = {
  "2.0": { ...JSON_SCHEMA_UP_TO_7, nullable: "x-nullable" },
  "3.0": { ...JSON_SCHEMA_UP_TO_7, nullable: "nullable" },
  "3.1": JSON_SCHEMA_2020_12,
  "3.2": JSON_SCHEMA_2020_12,
};

const BY_ADDRESS: readonly (readonly [RegExp, Dialect])[] = [
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/schema$/, JSON_SCHEMA_2020_12],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/schema$/, JSON_SCHEMA_2019_09],
  [/^https?:\/\/json-schema\.org\/draft-0[467]\/schema$/, JSON_SCHEMA_UP_TO_7],
  [/^https?:\/\/json-schema\.org\/schema$/, JSON_SCHEMA_2020_12],
  [/^https?:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\/\S+$/, JSON_SCHEMA_2020_12],
  [/^https?:\/\/spec\.openapis\.org\/oas\/3\.0\/schema\/\S+$/, BY_VERSION["3.0"]],
];

/** The dialect with an address, as in `$schema` and `jsonSchemaDialect`. Throws where it is unknown. */
export function namedDialect(address: string, place: () => Place): Dialect {
  const plain = address.trim().replace(/#$/, "");
  const found = BY_ADDRESS.find(([pattern]) => pattern.test(plain));
  if (found !== undefined) return found[1];
  throw new DriftError({
    code: "unsupported-dialect",
    message: `The schema dialect ${JSON.stringify(address)} is not known, so its keywords cannot be judged.`,
    place: place(),
    hint: "JSON Schema 2020-12, 2019-09, draft-07, -06 and -04 and the OpenAPI base dialects are read.",
  });
}

/** The dialect of each file: its own version's, or the entry's; `jsonSchemaDialect` goes first. */
export function fileDialects(entry: Version): (file: SourceFile) => Dialect {
  const known = new Map<SourceFile, Dialect>();
  return (file) => {
    let dialect = known.get(file);
    if (dialect === undefined) {
      dialect = dialectIn(file, versionOf(file) ?? entry);
      known.set(file, dialect);
    }
    return dialect;
  };
}

function dialectIn(file: SourceFile, version: Version): Dialect {
  const document = file.document();
  const address = stringIn(document.value, "jsonSchemaDialect");
  if (address === undefined || version === "2.0" || version === "3.0") return BY_VERSION[version];
  return namedDialect(address, () => document.locate("/jsonSchemaDialect"));
}
