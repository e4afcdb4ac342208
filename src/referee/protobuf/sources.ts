import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { member, parseJson } from "../json-value.ts";
import { Undecided } from "../answer.ts";
import { parseDescribedFile } from "./described-file.ts";
import { nameOf } from "./described-options.ts";
import { parseFile, type ParsedFile } from "./parsed-file.ts";

/** A file that is not parsed before it is asked for: a text, or one of a descriptor set. */
export interface Source {
  /** The package it says it is in, without parsing it. */
  package(): string;
  /** Whether it may declare a type or a service of one of these simple names, without parsing it. */
  mayDeclare(names: ReadonlySet<string>): boolean;
  /** Whether it may add something to what other files declare, or stand for other files. */
  mayAdd(): boolean;
  /** Throws `Undecided` where it cannot be parsed. */
  parse(): ParsedFile;
}

/**
 * The files of a contract by path. A descriptor set stands for the files in it, under the names it
 * gives them; of two files with one name the first counts.
 */
export function sourcesOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const [path, text] of texts) {
    for (const { name, source } of isSet(text) ? filesOfSet(path, text) : [plain(path, text)]) {
      if (!sources.has(name)) sources.set(name, source);
    }
  }
  return sources;
}

function isSet(text: string): boolean {
  return /^\s*\{/.test(text);
}

const PACKAGE = /^[ \t]*package\s+([\w.\s]+?)\s*;/m;
/** Statements begin in a line, or after another one. What a comment says may look like one. */
const DECLARED = /(?:^|[;{}]|\*\/)[ \t]*(?:message|enum|service)\s+(\w+)|\bgroup\s+(\w+)/gm;
/** Extensions of options say nothing about messages. */
const ADDING =
  /(?:^|[;{}]|\*\/)[ \t]*(?:import\s+public\b|extend\b(?!\s+\.?(?:google\.protobuf\.)?\w+Options\b))/m;

interface Named {
  readonly name: string;
  readonly source: Source;
}

function plain(path: string, text: string): Named {
  let declared: readonly string[] | undefined;
  let adds: boolean | undefined;
  const source: Source = {
    package: () => (PACKAGE.exec(text)?.[1] ?? "").replace(/\s+/g, ""),
    mayDeclare: (names) => {
      declared ??= Array.from(text.matchAll(DECLARED), ([, name, group]) => name ?? group ?? "");
      return declared.some((name) => names.has(name));
    },
    mayAdd: () => (adds ??= ADDING.test(text)),
    parse: () => parseFile(path, text),
  };
  return { name: path, source };
}

/** Sets arrive in JSON, whatever form they were written in. */
function filesOfSet(path: string, text: string): readonly Named[] {
  const parsed = parseJson(text);
  const files = parsed.ok && isJsonObject(parsed.value) ? member(parsed.value, "file") : undefined;
  if (!Array.isArray(files)) {
    const parse = (): never => {
      throw new Undecided(`${path} is neither a .proto text nor a descriptor set`);
    };
    return [{ name: path, source: { ...UNKNOWN, package: () => "", parse } }];
  }
  return files.filter((file: Json): file is JsonObject => isJsonObject(file)).map(described);
}

/** A file of a descriptor set is not searched. */
const UNKNOWN: Pick<Source, "mayDeclare" | "mayAdd"> = {
  mayDeclare: () => true,
  mayAdd: () => true,
};

function described(file: JsonObject): Named {
  const space = member(file, "package");
  const source: Source = {
    ...UNKNOWN,
    package: () => (typeof space === "string" ? space : ""),
    parse: () => parseDescribedFile(file),
  };
  return { name: nameOf(file), source };
}
