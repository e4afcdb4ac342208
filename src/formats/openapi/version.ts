import { DriftError } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { valueIn } from "./node.ts";
import type { SourceFile } from "./source-files.ts";

/** The versions that are read. Patch versions differ in wording only. */
export type Version = "2.0" | "3.0" | "3.1" | "3.2";

/** The version a document declares, or undefined where it is none by itself (a part of another). */
export function versionOf(file: SourceFile): Version | undefined {
  const { value } = file.document();
  if (!isJsonObject(value)) return undefined;
  const key = ["openapi", "swagger"].find((name) => Object.hasOwn(value, name));
  if (key === undefined) return undefined;
  const written = writtenVersion(file, key);
  const version = SUPPORTED.find(
    ({ keyword, pattern }) => keyword === key && pattern.test(written),
  )?.version;
  if (version !== undefined) return version;
  throw new DriftError({
    code: "unsupported-version",
    message: `${file.path} declares ${key}: ${JSON.stringify(written)}, which is not a version that is read.`,
    place: file.document().locate(`/${key}`),
    hint: "Versions 2.0 (swagger), 3.0, 3.1 and 3.2 (openapi) are read.",
  });
}

/** The version of the entry. Throws `not-a-contract` where the document is something else. */
export function entryVersionOf(file: SourceFile): Version {
  const version = versionOf(file);
  if (version !== undefined) {
    if (CONTENT.some((key) => isFilled(file, key))) return version;
    throw new DriftError({
      code: "not-a-contract",
      message: `${file.path} declares a version, but no API: it has no paths, webhooks or components.`,
      place: { file: file.path, line: 1, column: 1 },
      hint: "Check whether the file is cut off; an API without operations has paths: {}.",
    });
  }
  const { value } = file.document();
  const isEmpty = value === null;
  throw new DriftError({
    code: "not-a-contract",
    message: isEmpty
      ? `${file.path} is empty.`
      : `${file.path} is no OpenAPI document: it has neither "openapi" nor "swagger" at the top.`,
    place: { file: file.path, line: 1, column: 1 },
    hint: isEmpty
      ? "An empty file says nothing about an API; check the path and the revision."
      : hintFor(value),
  });
}

/** One of these makes a document say something of an API. */
const CONTENT = ["paths", "webhooks", "components", "definitions"];

function isFilled(file: SourceFile, key: string): boolean {
  const found = valueIn(file.document().value, key);
  return isJsonObject(found);
}

const SUPPORTED: readonly {
  readonly version: Version;
  readonly keyword: string;
  readonly pattern: RegExp;
}[] = [
  { version: "2.0", keyword: "swagger", pattern: /^2\.0$/ },
  { version: "3.0", keyword: "openapi", pattern: /^3\.0(?:\.\d+)?(?:-\S+)?$/ },
  { version: "3.1", keyword: "openapi", pattern: /^3\.1(?:\.\d+)?(?:-\S+)?$/ },
  { version: "3.2", keyword: "openapi", pattern: /^3\.2(?:\.\d+)?(?:-\S+)?$/ },
];

/** As it is written, since `swagger: 2.0` without quotes is the number 2. */
function writtenVersion(file: SourceFile, key: string): string {
  const document = file.document();
  const value: Json | undefined = isJsonObject(document.value) ? document.value[key] : undefined;
  return typeof value === "string" ? value : (document.written(`/${key}`) ?? "");
}

const OTHERS: readonly (readonly [string, string])[] = [
  ["asyncapi", "It is an AsyncAPI document, which is not read."],
  ["swaggerVersion", "Swagger 1.x is not read; convert it to OpenAPI first."],
  ["__schema", "It is a GraphQL introspection result; name the format graphql."],
  ["$schema", "It is a JSON Schema; name the document that refers to it."],
  ["paths", 'Add the version at the top, for example openapi: "3.1.0".'],
];

function hintFor(value: Json): string {
  const other = OTHERS.find(([key]) => isJsonObject(value) && Object.hasOwn(value, key));
  return other?.[1] ?? "Name the OpenAPI document itself, not one of the files it refers to.";
}
