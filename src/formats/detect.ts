import { DriftError } from "../errors.ts";
import type { Format } from "../model/contract.ts";

/**
 * The format of one file, by its content; the name counts only where the content leaves it open.
 * Nothing is parsed. Undefined: not one of ours, or a part that says nothing by itself (a
 * `$ref`ed fragment of an OpenAPI document).
 */
export function detectFormat(path: string, text: string): Format | undefined {
  if (isDescriptorSetName(path)) return "protobuf";
  if (/^\s*\{/.test(text)) return detectJson(text.trimStart());
  if (/\.proto$/i.test(path)) return holdsCode(text) ? "protobuf" : undefined;
  if (/\.(?:graphqls?|gql)$/i.test(path)) return isSdl(text) ? "graphql" : undefined;
  if (isOpenapiYaml(text.replace(/^\uFEFF/, ""))) return "openapi";
  const code = withoutComments(text.slice(0, SCANNED));
  if (PROTOBUF.test(code)) return "protobuf";
  return GRAPHQL.test(code) ? "graphql" : undefined;
}

/** Whether a file is named like a binary Protobuf descriptor set, which has no text to look at. */
export function isDescriptorSetName(path: string): boolean {
  return /\.(?:binpb|protoset|fds|desc|pb)$/i.test(path);
}

/**
 * The format of several files together: what the files with a recognisable content agree on.
 * Throws `not-a-contract` where no file is recognised or where they disagree.
 */
export function detectFormatOf(files: Iterable<readonly [string, string]>): Format {
  const found = new Map<Format, string>();
  let first: { readonly path: string; readonly text: string } | undefined;
  for (const [path, text] of files) {
    first ??= { path, text };
    const format = detectFormat(path, text);
    if (format !== undefined && !found.has(format)) found.set(format, path);
  }
  const [format, ...others] = found.keys();
  if (format === undefined) throw unrecognised(first);
  if (others.length === 0) return format;
  throw new DriftError({
    code: "not-a-contract",
    message: `The files are of several formats: ${[...found].map(([kind, path]) => `${path} is ${NAMES[kind]}`).join(", ")}.`,
    hint: "Compare contracts of one format at a time, or name the format.",
  });
}

const NAMES: Readonly<Record<Format, string>> = {
  openapi: "OpenAPI",
  graphql: "GraphQL",
  protobuf: "Protobuf",
};

/** How much of a text is looked at for SDL and proto keywords: they stand near the top. */
const SCANNED = 200_000;

const PROTOBUF =
  /^[ \t]*(?:(?:syntax|edition)\s*=\s*["']|package\s+[\w.]+\s*;|import\s+(?:(?:public|weak|option)\s+)?["'][^"']+["']\s*;|(?:message|service)\s+\w+\s*\{|enum\s+\w+\s*\{\s*(?:option\b|reserved\b|\w+\s*=))/m;

const GRAPHQL =
  /^[ \t]*(?:extend\s+)?(?:schema\s*[{@]|(?:type|interface|input|enum|union|scalar)\s+[_A-Za-z]\w*|directive\s*@\s*[_A-Za-z])/m;

const OPERATIONS = /^[ \t]*(?:(?:query|mutation|subscription|fragment)\b|\{)/m;

function detectJson(text: string): Format | undefined {
  for (const key of topLevelKeys(text)) {
    if (key === "openapi" || key === "swagger") return "openapi";
    if (key === "__schema") return "graphql";
    if (key === "data" && /"__schema"\s*:/.test(text)) return "graphql";
    // A FileDescriptorSet in JSON form.
    if (key === "file" && /^\{\s*"file"\s*:\s*\[\s*\{/.test(text)) return "protobuf";
  }
  return /^\{\s*(?:openapi|swagger)\s*:/.test(text) ? "openapi" : undefined;
}

/** Anything but comments. Where the name says what it is, one word of the language is enough. */
function holdsCode(text: string): boolean {
  return PROTOBUF.test(text.slice(0, 5000)) || withoutComments(text).trim() !== "";
}

/** Not empty, and not a document of queries, which is evidence and no contract. */
function isSdl(text: string): boolean {
  if (GRAPHQL.test(text.slice(0, 5000))) return true;
  const code = withoutComments(text.slice(0, SCANNED));
  return GRAPHQL.test(code) || (code.trim() !== "" && !OPERATIONS.test(code));
}

/** The keys of the outermost object, found by counting brackets outside of strings. */
function* topLevelKeys(text: string): Generator<string> {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    else if (char === '"') {
      const end = endOfString(text, at);
      if (depth === 1 && /^\s*:/.test(text.slice(end + 1, end + 20))) yield text.slice(at + 1, end);
      at = end;
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** True where `openapi:` or `swagger:` is a key of the YAML document's outermost mapping. */
function isOpenapiYaml(text: string): boolean {
  const content = /^(?![ \t]*(?:#|%|---))([ \t]*)\S/m.exec(text);
  if (content === null) return false;
  const keys = text.matchAll(/^([ \t]*)(["']?)(?:openapi|swagger)\2[ \t]*:(?=\s|$)/gm);
  for (const key of keys) if (key[1] === content[1]) return true;
  return false;
}

/** Without comments of both languages and block strings: what stands in them is not code. */
function withoutComments(text: string): string {
  return text.replaceAll(/"""[\s\S]*?(?:"""|$)|\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|#)[^\n]*/g, "");
}

function unrecognised(
  file: { readonly path: string; readonly text: string } | undefined,
): DriftError {
  if (file === undefined) {
    return new DriftError({ code: "nothing-to-compare", message: "There is no file to read." });
  }
  const empty = file.text.trim() === "";
  return new DriftError({
    code: "not-a-contract",
    message: empty
      ? "The file is empty."
      : "The file is not recognised as OpenAPI, GraphQL or Protobuf.",
    place: { file: file.path, line: 1, column: 1 },
    hint: empty
      ? "An empty file says nothing about an API; check the path and the revision."
      : "An OpenAPI document has `openapi:` or `swagger:` at the top, GraphQL SDL defines types, a proto file has `syntax` or messages.",
  });
}
