import type { DocumentProblem, GraphqlOperationDocument } from "./document.ts";
import { titleOf } from "./document.ts";
import { pooledFile } from "./pool.ts";
import type { Fragment, Operation, PooledFile } from "./pool.ts";

/** What the files of a consumer hold. */
export interface GraphqlDocuments {
  /** By file in the order given, in each file in the order of the text. */
  readonly documents: readonly GraphqlOperationDocument[];
  readonly problems: readonly DocumentProblem[];
}

/**
 * Reads the operations in GraphQL documents, JavaScript and TypeScript, and persisted-query
 * manifests, by path. A fragment is looked for in the files that the operation's file imports, in
 * that file, likewise around the fragment that needs it, then in the whole pool, where the name has
 * to be unique. Fragments that are missing or ambiguous are problems; the operation is kept.
 * `only`: the files whose operations are wanted; the others only lend fragments.
 */
export function readGraphqlDocuments(
  files: ReadonlyMap<string, string>,
  only?: ReadonlySet<string>,
): GraphqlDocuments {
  const found: DocumentProblem[] = [];
  const pool = poolOf(files, found);
  const documents = [...pool.files.values()].flatMap((file) => {
    if (only !== undefined && !only.has(file.file)) return [];
    return file.operations.map((operation, index) => assemble(operation, index + 1, pool, found));
  });
  const problems = found.filter(({ file }) => only === undefined || only.has(file));
  return { documents, problems: withoutRepeats(problems) };
}

interface Pool {
  readonly files: ReadonlyMap<string, PooledFile>;
  /** Every fragment that files lend, by name. */
  readonly lent: ReadonlyMap<string, readonly Fragment[]>;
  /** The files that a file imports, directly and through others. */
  readonly importsOf: (file: string) => readonly string[];
}

function poolOf(texts: ReadonlyMap<string, string>, problems: DocumentProblem[]): Pool {
  const files = new Map<string, PooledFile>();
  const lent = new Map<string, Fragment[]>();
  for (const [path, text] of texts) {
    const file = pooledFile(path, text, (other) => texts.has(other), problems);
    files.set(path, file);
    if (file.closed) continue;
    for (const [name, fragments] of file.fragments) {
      const all = lent.get(name) ?? [];
      all.push(...fragments);
      lent.set(name, all);
    }
  }
  const known = new Map<string, readonly string[]>();
  const importsOf = (file: string): readonly string[] => {
    const imports = known.get(file) ?? closure(file, files);
    known.set(file, imports);
    return imports;
  };
  return { files, lent, importsOf };
}

function closure(start: string, files: ReadonlyMap<string, PooledFile>): readonly string[] {
  const reached = new Set(files.get(start)?.imports);
  for (const file of reached) {
    for (const next of files.get(file)?.imports ?? []) reached.add(next);
  }
  reached.delete(start);
  return [...reached];
}

function assemble(
  operation: Operation,
  ordinal: number,
  pool: Pool,
  problems: DocumentProblem[],
): GraphqlOperationDocument {
  const { file, line, node, id } = operation;
  const identity = { ordinal, ...(node.name === undefined ? {} : { name: node.name.value }) };
  const chosen = new Map<string, Fragment | undefined>();
  const open: { readonly name: string; readonly from: string }[] = [];
  const need = (names: readonly string[], from: string) =>
    names.forEach((name) => open.push({ name, from }));
  need(operation.spreads(), file);
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (chosen.has(next.name)) continue;
    const fragment = choose(next.name, { operation, from: next.from, pool, problems });
    chosen.set(next.name, fragment);
    if (fragment !== undefined) need(fragment.spreads(), fragment.file);
    else {
      const message = `Fragment "${next.name}", which ${titleOf(identity)} needs, is defined nowhere.`;
      problems.push({ file, line, message });
    }
  }
  const fragments = [...chosen.values()].flatMap((fragment) => fragment?.text() ?? []);
  return {
    file,
    line,
    ...identity,
    kind: node.operation,
    text: `${[operation.text(), ...fragments].join("\n\n")}\n`,
    ...(id === undefined ? {} : { id }),
  };
}

interface Choice {
  readonly operation: Operation;
  /** The file in which the fragment is needed. */
  readonly from: string;
  readonly pool: Pool;
  readonly problems: DocumentProblem[];
}

function choose(name: string, choice: Choice): Fragment | undefined {
  const { operation, from, pool } = choice;
  const own = pool.files.get(operation.file);
  if (own?.closed) {
    return own.fragments.get(name)?.find((fragment) => fragment.id === operation.id);
  }
  for (const file of new Set([operation.file, from])) {
    const imported = pool.importsOf(file).flatMap((path) => fragmentsIn(pool, path, name));
    const local = imported.length > 0 ? imported : fragmentsIn(pool, file, name);
    if (local.length > 0) return firstOf(name, local, choice);
  }
  return firstOf(name, pool.lent.get(name) ?? [], choice);
}

function fragmentsIn(pool: Pool, file: string, name: string): readonly Fragment[] {
  return pool.files.get(file)?.fragments.get(name) ?? [];
}

/** The same text twice is no ambiguity: generated and copied files repeat fragments. */
function firstOf(
  name: string,
  candidates: readonly Fragment[],
  choice: Choice,
): Fragment | undefined {
  const [first] = candidates;
  const other = candidates.find((candidate) => candidate.text() !== first?.text());
  if (first !== undefined && other !== undefined) {
    choice.problems.push({
      file: choice.from,
      message: `Fragment "${name}" is defined differently in ${first.file}:${first.line} and ${other.file}:${other.line}; the first is taken.`,
    });
  }
  return first;
}

function withoutRepeats(problems: readonly DocumentProblem[]): readonly DocumentProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
