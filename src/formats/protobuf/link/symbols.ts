import { DriftError } from "../../../errors.ts";
import { knownTypesOf } from "./known-files.ts";
import type { Loaded, LoadedFile } from "./load-files.ts";
import type { Mutable } from "../syntax/mutable.ts";
import { type FieldNode, MAX_DEPTH, type Scope } from "../syntax/syntax-tree.ts";

/** A declared name that types are looked up by. */
export interface TypeSymbol {
  readonly kind: "message" | "enum" | "service";
  readonly fullName: string;
  /** The file that declares it, or that did so first. */
  readonly file: string;
  /** Files that declare it again. */
  readonly otherFiles?: ReadonlySet<string>;
  /** It is known without its file being in the tree. */
  readonly known: boolean;
}

export interface Symbols {
  readonly types: ReadonlyMap<string, TypeSymbol>;
  /** Every package with all its parents. */
  readonly packages: ReadonlySet<string>;
  /** Packages and messages with something declared in them: nothing is found in any other. */
  readonly scopes: ReadonlySet<string>;
  /** Extension fields by full name. */
  readonly extensions: ReadonlyMap<string, FieldNode>;
  /** What the full names of extensions end with: a name that is not in here is no relative one. */
  readonly extensionTails: ReadonlySet<string>;
}

/** A symbol table under construction. */
interface Table {
  readonly types: Map<string, Mutable<TypeSymbol> & { otherFiles?: Set<string> }>;
  readonly packages: Set<string>;
  readonly scopes: Set<string>;
  readonly extensions: Map<string, FieldNode>;
  readonly extensionTails: Set<string>;
  /** Known files whose types are in. */
  readonly knownFiles: Set<string>;
}

/** Collects every name of all files. A name that is declared twice keeps its first declaration. */
export function collectSymbols(loaded: Loaded): Symbols {
  const table: Table = {
    types: new Map(),
    packages: new Set(),
    scopes: new Set(),
    extensions: new Map(),
    extensionTails: new Set(),
    knownFiles: new Set(),
  };
  for (const file of loaded.files.values()) {
    refuseDeepPackage(file);
    for (const name of packagesOf(file.package)) declarePackage(table, name);
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

/** `a.b.c` stands in `a.b`; what stands in no package has the empty parent. */
export function parentOf(fullName: string): string {
  return fullName.slice(0, Math.max(0, fullName.lastIndexOf(".")));
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
      declareExtension(table, fullName, field);
    }
  }
}

function declarePackage(table: Table, name: string): void {
  table.packages.add(name);
  table.scopes.add(parentOf(name));
}

function declareExtension(table: Table, fullName: string, field: FieldNode): void {
  if (table.extensions.has(fullName)) return;
  table.extensions.set(fullName, field);
  for (let dot = fullName.indexOf("."); dot !== -1; dot = fullName.indexOf(".", dot + 1)) {
    table.extensionTails.add(fullName.slice(dot + 1));
  }
}

function declare(
  table: Table,
  kind: TypeSymbol["kind"],
  { fullName, file }: { readonly fullName: string; readonly file: LoadedFile },
): void {
  const first = table.types.get(fullName);
  if (first === undefined || first.known) {
    table.types.set(fullName, { kind, fullName, file: file.path, known: false });
    table.scopes.add(parentOf(fullName));
  } else if (first.file !== file.path) {
    first.otherFiles ??= new Set();
    first.otherFiles.add(file.path);
  }
}

/** Types of files that need not be in the tree. */
function declareKnown(table: Table, file: LoadedFile): void {
  for (const { known, target } of file.resolvedImports) {
    if (!known || target === undefined || table.knownFiles.has(target)) continue;
    table.knownFiles.add(target);
    for (const [fullName, kind] of knownTypesOf(target)) {
      if (table.types.has(fullName)) continue;
      table.types.set(fullName, { kind, fullName, file: target, known: true });
      table.scopes.add(parentOf(fullName));
    }
    for (const name of packagesOf("google.protobuf")) declarePackage(table, name);
  }
}
