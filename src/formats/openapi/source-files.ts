import { DriftError } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import type { ReadRequest } from "../reader.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { ParsedDocument } from "../document/parse-document.ts";
import { targetOf } from "./paths.ts";
import type { Target } from "./paths.ts";

/** A file that was read. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Parsed when first asked for. Throws a `DriftError`, each time, where it cannot be parsed. */
  document(): ParsedDocument;
  /** Whether it was, and could be. */
  isParsed(): boolean;
  /** Why the tree does not give it: the text is empty then, and whoever refers to it fails. */
  readonly refused?: DriftError;
}

/**
 * Reads the entry and every file that is reachable from it through `$ref`. What is missing is left
 * out: only a reference that is really followed makes that an error. Files that only examples
 * refer to are read, but not searched. Hosts are asked only where they are allowed.
 */
export async function readSourceFiles(
  entry: string,
  { tree, settings, comparison = {} }: Pick<ReadRequest, "tree" | "settings" | "comparison">,
): Promise<ReadonlyMap<string, SourceFile>> {
  const allowHosts = settings?.allowHosts ?? [];
  const documents = documentsOf(comparison);
  const files = new Map<string, SourceFile>();
  const known = new Map([[entry, true]]);
  let waiting: readonly Wanted[] = [{ path: entry, search: true }];
  while (waiting.length > 0) {
    const now = waiting.slice(0, READERS);
    await Promise.all(
      now.map(async ({ path }) => {
        const file = files.has(path) ? undefined : await readFile(tree, path, documents);
        if (file !== undefined) files.set(path, file);
      }),
    );
    const found = now.flatMap(({ path, search }) => {
      const file = files.get(path);
      return search && file !== undefined ? wantedBy(file, allowHosts) : [];
    });
    waiting = [...waiting.slice(READERS), ...found.filter((wanted) => isNews(known, wanted))];
  }
  // In the order of their names, since they arrive in any order.
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What texts were parsed to, by path. */
type Documents = Map<string, ParsedDocument>;

const DOCUMENTS = new WeakMap<object, Documents>();

/** Those that the sides of one comparison have in common. */
function documentsOf(comparison: object): Documents {
  const documents: Documents = DOCUMENTS.get(comparison) ?? new Map();
  DOCUMENTS.set(comparison, documents);
  return documents;
}

async function readFile(
  tree: SourceTree,
  path: string,
  documents: Documents,
): Promise<SourceFile | undefined> {
  try {
    const text = await tree.read(path);
    return text === undefined ? undefined : sourceFile(path, text, documents);
  } catch (error) {
    if (!(error instanceof DriftError)) throw error;
    const refuse = (): never => {
      throw error;
    };
    return { path, text: "", document: refuse, isParsed: () => false, refused: error };
  }
}

/** How many files are read at the same time. */
const READERS = 256;

interface Wanted {
  readonly path: string;
  /** Whether what it refers to is wanted too. */
  readonly search: boolean;
}

/** True where a file is wanted for the first time, or for the first time to be searched. */
function isNews(known: Map<string, boolean>, { path, search }: Wanted): boolean {
  const searched = known.get(path);
  if (searched === true || searched === search) return false;
  known.set(path, search);
  return true;
}

function sourceFile(path: string, text: string, documents: Documents): SourceFile {
  let parsed: ParsedDocument | undefined;
  const parse = (): ParsedDocument => {
    const known = documents.get(path);
    const document = known?.text === text ? known : parseDocument(path, text);
    documents.set(path, document);
    return document;
  };
  return {
    path,
    text,
    document: () => (parsed ??= parse()),
    isParsed: () => parsed !== undefined,
  };
}

/** Every `$ref` of the text is an internal one, as in most documents that are one file. */
const REFERS_TO_FILES = /\$ref(?!["']?\s*:\s*["']?#)/;

function wantedBy(file: SourceFile, allowHosts: readonly string[]): readonly Wanted[] {
  if (!REFERS_TO_FILES.test(file.text)) return [];
  return referredFrom(file).flatMap(({ target, search }): readonly Wanted[] => {
    if (target.kind === "file") return [{ path: target.path, search }];
    const isWanted = target.kind === "url" && allowHosts.includes(target.host);
    return isWanted ? [{ path: target.url, search }] : [];
  });
}

/** What a document refers to beside itself. */
interface Referred {
  readonly target: Target;
  readonly search: boolean;
}

/** Of most files both sides have the same document, which is searched once. */
const REFERRED = new WeakMap<ParsedDocument, readonly Referred[]>();

function referredFrom(file: SourceFile): readonly Referred[] {
  const document = parsedOf(file);
  // A file that cannot be parsed may be prose that a description refers to: it refers to nothing.
  if (document === undefined) return [];
  const known = REFERRED.get(document);
  if (known !== undefined) return known;
  const found = new Map<string, Referred>();
  collect(document.value, { search: true, names: false }, (reference, search) => {
    const [address = ""] = reference.split("#", 1);
    const key = `${String(search)} ${address}`;
    if (address === "" || found.has(key)) return;
    found.set(key, { target: targetOf(file.path, address), search });
  });
  const all = [...found.values()];
  REFERRED.set(document, all);
  return all;
}

function parsedOf(file: SourceFile): ParsedDocument | undefined {
  try {
    return file.document();
  } catch {
    return undefined;
  }
}

interface Around {
  /** False within examples. */
  readonly search: boolean;
  /** True where keys are names somebody chose, so that `example` is not the keyword. */
  readonly names: boolean;
}

type Take = (reference: string, search: boolean) => void;

/** Keywords whose members are named by the author. */
const NAMED: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "$defs",
  "definitions",
  "schemas",
  "parameters",
  "responses",
  "headers",
  "requestBodies",
]);

function collect(value: Json | undefined, around: Around, take: Take): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, around, take);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === "string") {
        if (key === "$ref") take(member, around.search);
      } else if (key === "mapping" && !around.names) takeMapping(member, take);
      else {
        const isExample = !around.names && (key === "example" || key === "examples");
        collect(member, { search: around.search && !isExample, names: NAMED.has(key) }, take);
      }
    }
  }
}

/** A discriminator's mapping may name files. */
function takeMapping(mapping: Json | undefined, take: Take): void {
  for (const target of isJsonObject(mapping) ? Object.values(mapping) : []) {
    if (typeof target === "string" && /[./]/.test(target)) take(target, true);
  }
  collect(mapping, { search: true, names: false }, take);
}
