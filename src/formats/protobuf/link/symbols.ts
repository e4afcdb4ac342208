import { DriftError } from "../../../errors.ts";
import { knownTypesOf } from "./known-files.ts";
import type { Loaded, LoadedFile } from "./load-files.ts";
import { type FieldNode, MAX_DEPTH, type Scope } from "../syntax/syntax-tree.ts";

/** A declared name that types are looked up by. */
export interface TypeSymbol {
  readonly kind: "message" | "enum" | "service";
  readonly fullName: string;
  /** Files that declare it; the first is the one that counts. */
  readonly files: ReadonlySet<string>;
  /** It is known without its file being in the tree. */
  readonly known: boolean;
}

export interface Symbols {
  readonly types: ReadonlyMap<string, TypeSymbol>;
  /** Every package with all its parents. */
  readonly packages: ReadonlySet<string>;
  /** Extension fields by full name, as far as their options need them. */
  readonly extensions: ReadonlyMap<string, FieldNode>;
}

/** A symbol table under construction. */
interface Table {
  readonly types: Map<string, TypeSymbol & { readonly files: Set<string> }>;
  readonly packages: Set<string>;
  readonly extensions: Map<string, FieldNode>;
  /** Known files whose types are in. */
  readonly knownFiles: Set<string>;
}

/** Collects every name of all files. A name that is declared twice keeps its first declaration. */
export function collectSymbols(loaded: Loaded): Symbols {
  const table: Table = {
    types: new Map(),
    packages: new Set(),
    extensions: new Map(),
    knownFiles: new Set(),
  };
  for (const file of loaded.files.values()) {
    refuseDeepPackage(file);
    for (const name of packagesOf(file.package)) table.packages.add(name);
    for (const service of file.services) {
      declare(table, "service", { fullName: qualified(file.package, service.name), file });
    }
    declareScope(table, file, { scope: file, prefix: file.package });
    declareKnown(table, file);
  }
  return table;
}

/** Every level of a package is a scope that names are looked up in. */
function refuseDeepPackage(file: LoadedFile): void {
  if (file.package.split(".", MAX_DEPTH + 1).length <= MAX_DEPTH) return;
  throw new DriftError({
    code: "too-deep",
    message: `The package has more than ${MAX_DEPTH} parts.`,
    place: { file: file.path, ...file.packageSpot },
  });
}

/** `a.b.c` has the packages `a`, `a.b`, `a.b.c`. */
export function packagesOf(name: string): readonly string[] {
  if (name === "") return [];
  const parts = name.split(".");
  return parts.map((_, at) => parts.slice(0, at + 1).join("."));
}

/** The full name of what is declared in a scope. */
export function qualified(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}

function declareScope(
  table: Table,
  file: LoadedFile,
  { scope, prefix }: { readonly scope: Scope; readonly prefix: string },
): void {
  for (const message of scope.messages) {
    const fullName = qualified(prefix, message.name);
    declare(table, "message", { fullName, file });
    declareScope(table, file, { scope: message, prefix: fullName });
  }
  for (const { name } of scope.enums) {
    declare(table, "enum", { fullName: qualified(prefix, name), file });
  }
  for (const { fields } of scope.extends) {
    for (const field of fields) {
      const fullName = qualified(prefix, field.name);
      if (!table.extensions.has(fullName)) table.extensions.set(fullName, field);
    }
  }
}

function declare(
  table: Table,
  kind: TypeSymbol["kind"],
  { fullName, file }: { readonly fullName: string; readonly file: LoadedFile },
): void {
  const first = table.types.get(fullName);
  if (first === undefined || first.known) {
    table.types.set(fullName, { kind, fullName, files: new Set([file.path]), known: false });
  } else {
    first.files.add(file.path);
  }
}

/** Types of files that need not be in the tree. */
function declareKnown(table: Table, file: LoadedFile): void {
  for (const { known, target } of file.resolvedImports) {
    if (!known || target === undefined || table.knownFiles.has(target)) continue;
    table.knownFiles.add(target);
    for (const [fullName, kind] of knownTypesOf(target)) {
      if (table.types.has(fullName)) continue;
      table.types.set(fullName, { kind, fullName, files: new Set([target]), known: true });
    }
    table.packages.add("google").add("google.protobuf");
  }
}
